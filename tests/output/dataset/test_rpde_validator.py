"""The pages of changes, served on demand, by the validator of those who wrote the standard."""

import json
import shutil
import subprocess
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest

from output.dataset.changes import Item, Position, items, rpde_page
from tests.output.dataset.everything import everything

PROJECT = Path(__file__).parents[3]


@contextmanager
def feed(found: Sequence[Item], *, reversed_order: bool = False) -> Iterator[str]:
    """The address of a feed on this machine; `reversed_order` damages it."""

    class Pages(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            query = dict(parse_qsl(urlsplit(self.path).query))
            after = Position(int(query["afterTimestamp"]), query["afterId"]) if query else None
            page = rpde_page(found, after, most=3, url=address)
            if reversed_order:
                content = json.loads(page)
                page = json.dumps(content | {"items": content["items"][::-1]}).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Cache-Control", "public, max-age=3600")
            self.send_header("Content-Length", str(len(page)))
            self.end_headers()
            self.wfile.write(page)

        def log_message(self, *_: object) -> None:
            """Nothing."""

    def address(after: Position | None) -> str:
        query = f"?{urlencode({'afterTimestamp': after.modified, 'afterId': after.id})}" if after else ""
        return f"http://127.0.0.1:{server.server_port}/changes{query}"

    with ThreadingHTTPServer(("127.0.0.1", 0), Pages) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield address(None)
        server.shutdown()
        thread.join(timeout=5)


def validated(url: str) -> Any:
    if shutil.which("node") is None or not (PROJECT / "node_modules" / "@openactive" / "rpde-validator").is_dir():
        pytest.skip("OpenActive's validator is not installed: `npm ci` brings it")
    command = ["node", Path(__file__).parent / "rpde.mjs", url]
    answer = subprocess.run(command, capture_output=True, timeout=60, check=True)
    return json.loads(answer.stdout.splitlines()[-1])


def test_the_validator_of_openactive_finds_no_fault_in_the_pages() -> None:
    whole = everything()
    with feed(items(whole, whole.activities)) as url:
        answer = validated(url)
    assert answer["pages"] >= 4
    assert [one for one in answer["found"] if one["severity"] == "failure"] == []


def test_the_validator_of_openactive_finds_the_fault_in_damaged_pages() -> None:
    whole = everything()
    with feed(items(whole, whole.activities), reversed_order=True) as url:
        assert [one for one in validated(url)["found"] if one["severity"] == "failure"]
