"""The demo town scaled to 300 hosts: Bruggen's crawl against plain Scrapy, and a second run against the first.

Method: the town runs in a process of its own, each host on a loopback address. `bruggen crawl` (robots, conditional
requests, archive, reading, staging) with an empty `var` is compared in CPU seconds of the whole process with a
Scrapy spider that fetches the same addresses, robots.txt included, and does nothing with them; same concurrency, no
delay, logging off. Three interleaved repeats, medians. Then `bruggen run` twice over the unchanged town, as an
operator runs it, with the default second between two requests to one host: wall seconds of the second over the first,
and the peak memory of the first. Without that pace both are mostly the start of Python. Prints one JSON line a figure.
"""

import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator

from benchmarks._measure import cost

HOSTS = 300
REPEATS = 3
BRUGGEN = Path(sys.executable).with_name("bruggen")

PLAIN_SPIDER = """
import sys
import scrapy
from scrapy.crawler import AsyncCrawlerProcess

class Plain(scrapy.Spider):
    name = "plain"
    async def start(self):
        for url in open(sys.argv[1]).read().split():
            yield scrapy.Request(url, callback=self.nothing, errback=self.nothing, dont_filter=True)
    def nothing(self, response):
        pass

process = AsyncCrawlerProcess({
    "LOG_ENABLED": False, "ROBOTSTXT_OBEY": False, "COOKIES_ENABLED": False, "TELNETCONSOLE_ENABLED": False,
    "REMOTE_CONTROL_ENABLED": False, "RETRY_ENABLED": False, "HTTPERROR_ALLOW_ALL": True, "DOWNLOAD_TIMEOUT": 20,
    "CONCURRENT_REQUESTS": 64, "CONCURRENT_REQUESTS_PER_DOMAIN": 1, "DOWNLOAD_DELAY": 0,
})
process.crawl(Plain)
process.start()
"""


@contextmanager
def town(sources: Path) -> Iterator[None]:
    command: list[str | Path] = [sys.executable, "-m", "spiders.demo", "--hosts", str(HOSTS), "--sources", sources]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as served:
        assert served.stdout  # noqa: S101 asked for above
        while not (line := served.stdout.readline()).startswith("ready"):
            if not line:
                raise SystemExit("the town did not start")
        try:
            yield
        finally:
            served.terminate()


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with town(folder / "sources"):
            _against_scrapy(folder)
            _second_against_first(folder)


def _against_scrapy(folder: Path) -> None:
    addresses, spider = folder / "addresses.txt", folder / "plain.py"
    spider.write_text(PLAIN_SPIDER, encoding="utf-8")
    ours, plain = [], []
    for number in range(REPEATS):
        var = folder / f"crawl-{number}"
        ours.append(cost([*_bruggen("crawl", folder, var), "--delay", "0"]).cpu_s)
        addresses.write_text("\n".join(_archived(var)), encoding="utf-8")
        plain.append(cost([sys.executable, spider, addresses]).cpu_s)
    pages = len(addresses.read_text(encoding="utf-8").split())
    ratio = statistics.median(ours) / statistics.median(plain)
    _print(f"crawl and read {HOSTS} hosts ({pages} answers): CPU over Scrapy doing nothing", ratio, 1.5)


def _second_against_first(folder: Path) -> None:
    ratios, peaks = [], []
    for number in range(REPEATS):
        command = _bruggen("run", folder, folder / f"run-{number}")
        first, second = cost(command), cost(command)
        ratios.append(second.wall_s / first.wall_s)
        peaks.append(first.peak_mb)
    _print(f"run over {HOSTS} unchanged hosts: wall time over the first run", statistics.median(ratios), 0.2)
    _print(f"peak memory of a run over {HOSTS} hosts, as a share of 400 MB", max(peaks) / 400, 1.0)


def _bruggen(command: str, folder: Path, var: Path) -> list[str | Path]:
    return [BRUGGEN, command, "--sources", folder / "sources", "--var", var, "--allow-loopback"]


def _archived(var: Path) -> list[str]:
    """The addresses that were asked for, one per answer."""
    found = []
    for archive in sorted((var / "archive").glob("*.warc.gz")):
        with archive.open("rb") as file:
            records = ArchiveIterator(file)
            found += [r.rec_headers["WARC-Target-URI"] for r in records if r.rec_type in {"response", "revisit"}]
    return found


def _print(name: str, ratio: float, aim: float) -> None:
    print(json.dumps({"name": name, "ratio": round(ratio, 3), "aim": aim}), flush=True)


if __name__ == "__main__":
    main()
