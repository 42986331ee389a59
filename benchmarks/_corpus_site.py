"""The HTML pages of `../shared/corpus`, repeated to 1,000 and spread over loopback hosts; a process of its own.

`python _corpus_site.py FOLDER` writes a source file per host and a list of all addresses into FOLDER, then serves until
it is ended. Prints `ready`.
"""

import asyncio
import json
import sys
from itertools import cycle, islice
from pathlib import Path

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
PAGES, HOSTS = 1_000, 100
PORT = 8099
_NOT_FOUND = b"HTTP/1.1 404 Not Found\r\nContent-Type: text/plain\r\nContent-Length: 0\r\n\r\n"
_SOURCE = 'organisation = "Website {number}"\nurl = "{first}"\npages = {others}\n'


def pages() -> list[bytes]:
    """The HTML pages of all cases, each once, in the order of their names."""
    cases = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(CORPUS.glob("set1*/cases/*.json"))]
    files = dict.fromkeys(case["file"] for case in cases if case["format"] == "html")
    return [(CORPUS / name).read_bytes() for name in files]


def answers() -> dict[str, bytes]:
    """By address: the whole answer. Page n stands on host n modulo HOSTS, so that no host has only long ones."""
    found = {}
    for number, body in enumerate(islice(cycle(pages()), PAGES)):
        head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n\r\n"
        found[f"http://{host(number % HOSTS)}:{PORT}/pagina-{number}.html"] = head.encode() + body
    return found


def host(number: int) -> str:
    return f"127.0.{1 + number // 250}.{1 + number % 250}"


class Connection(asyncio.Protocol):
    answers: dict[bytes, bytes]

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - for mypy
        self.transport, self.heard = transport, b""

    def data_received(self, data: bytes) -> None:
        self.heard += data
        while b"\r\n\r\n" in self.heard:
            head, _, self.heard = self.heard.partition(b"\r\n\r\n")
            self.transport.write(self.answers.get(head.split(b" ", 2)[1], _NOT_FOUND))


async def serve(addresses: dict[str, bytes]) -> None:
    Connection.answers = {f"/{url.rpartition('/')[2]}".encode(): answer for url, answer in addresses.items()}
    loop = asyncio.get_running_loop()
    servers = [await loop.create_server(Connection, host(number), PORT) for number in range(HOSTS)]
    print("ready", flush=True)
    await asyncio.gather(*(server.serve_forever() for server in servers))


def write(folder: Path, addresses: dict[str, bytes]) -> None:
    """The source files, and the list of addresses."""
    (folder / "addresses.txt").write_text("\n".join(addresses), encoding="utf-8")
    there = folder / "sources" / "nl" / "lusdam"
    there.mkdir(parents=True)
    for number in range(HOSTS):
        first, *others = (url for url in addresses if f"//{host(number)}:" in url)
        text = _SOURCE.format(number=number, first=first, others=json.dumps(others))
        (there / f"website-{number}.toml").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    all_answers = answers()
    write(Path(sys.argv[1]), all_answers)
    asyncio.run(serve(all_answers))
