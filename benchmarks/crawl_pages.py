"""1,000 pages of real websites: Bruggen fetching, archiving and reading them, against Scrapy fetching them.

Method: the HTML pages of `../shared/corpus` (third-party, not part of the project; without them this benchmark says so
and ends), repeated to 1,000 and spread over 100 loopback hosts, are served by a process of its own. In turns, each in a
fresh process, CPU seconds of the whole process as the operating system counts them, medians of three:
`bruggen`  crawl(...) with an empty `var`: robots.txt of each host, the pages, archive, all readers, staging; links that
           lead beyond the 1,000 pages are not followed
`scrapy`   Scrapy fetching the same pages and doing nothing with them; same concurrency, logging off, no delay
`extruct`  the same with `extruct.extract` of all syntaxes on each page; one turn only, as it takes minutes
With `--profile` it prints instead where Bruggen's own time goes. Prints one JSON line a figure.
"""

import cProfile
import json
import pstats
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from benchmarks._corpus_site import CORPUS, HOSTS, PAGES
from benchmarks._measure import cost

TURNS = 3

BRUGGEN = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from spiders.crawl import Politeness, crawl
from spiders.registry import load_sources

def main(folder, var):
    limits = Politeness(delay_s=0, allow_loopback=True, max_pages={pages}, timeout_s=600)
    sources, now = load_sources(folder / "sources"), datetime(2026, 11, 26, tzinfo=UTC)
    done = crawl(sources, var=var, run_id="run", now=now, politeness=limits)
    fetched = sum(health.fetched + health.refused for health in done)  # some pages ask robots not to read them
    if fetched != {all}:
        raise SystemExit(f"{{fetched}} pages fetched, expected {all}: {{[h.detail for h in done if h.failed][:3]}}")
"""
SCRAPY = """
import sys
import scrapy
from scrapy.crawler import AsyncCrawlerProcess
{imports}
class Plain(scrapy.Spider):
    name = "plain"
    fetched = 0
    async def start(self):
        for url in open(sys.argv[1]).read().split():
            yield scrapy.Request(url, callback=self.met, dont_filter=True)
    def met(self, response):
        self.fetched += 1
        {work}
    def closed(self, reason):
        if self.fetched != {all}:
            raise SystemExit(f"{{self.fetched}} pages fetched")

process = AsyncCrawlerProcess({{
    "LOG_ENABLED": False, "ROBOTSTXT_OBEY": False, "COOKIES_ENABLED": False, "TELNETCONSOLE_ENABLED": False,
    "REMOTE_CONTROL_ENABLED": False, "RETRY_ENABLED": False, "DOWNLOAD_TIMEOUT": 600,
    "CONCURRENT_REQUESTS": 128, "CONCURRENT_REQUESTS_PER_DOMAIN": 1, "DOWNLOAD_DELAY": 0,
}})
process.crawl(Plain)
process.start()
"""
EXTRACT = """try:
            extruct.extract(response.body, base_url=response.url)
        except Exception:
            pass"""


@contextmanager
def served(folder: Path) -> Iterator[None]:
    """While this lasts the pages are served, and FOLDER holds their sources and addresses."""
    command = [sys.executable, "-m", "benchmarks._corpus_site", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as site:
        assert site.stdout  # noqa: S101 asked for above
        if site.stdout.readline() != "ready\n":
            raise SystemExit("the pages were not served")
        try:
            yield
        finally:
            site.terminate()


def main() -> None:
    if not CORPUS.exists():
        print(f"crawl_pages: left out, {CORPUS} is not there", file=sys.stderr)
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with served(folder):
            profile(folder) if "--profile" in sys.argv else compare(folder)


def compare(folder: Path) -> None:
    """Print the figures."""
    bruggen, plain, extract = (folder / f"{name}.py" for name in ("crawl_by_bruggen", "plain", "extract"))
    bruggen.write_text(f"{_bruggen()}\nmain(Path(sys.argv[1]), Path(sys.argv[2]))\n", encoding="utf-8")
    plain.write_text(SCRAPY.format(imports="", work="", all=PAGES), encoding="utf-8")
    extract.write_text(SCRAPY.format(imports="import extruct", work=EXTRACT, all=PAGES), encoding="utf-8")
    addresses = folder / "addresses.txt"
    ours, theirs = [], []
    for turn in range(TURNS):
        ours.append(cost([sys.executable, bruggen, folder, folder / f"var-{turn}"], allowed=frozenset({0})).cpu_s)
        theirs.append(cost([sys.executable, plain, addresses], allowed=frozenset({0})).cpu_s)
    _print("CPU over Scrapy fetching and doing nothing", median(ours) / median(theirs), 1.6)
    extracting = cost([sys.executable, extract, addresses], allowed=frozenset({0})).cpu_s
    _print("CPU over Scrapy with extruct", median(ours) / extracting, 0.333)


def profile(folder: Path) -> None:
    """Print where the CPU of one crawl goes, by own time and by modules of ours."""
    names: dict[str, object] = {}
    exec(compile(_bruggen(), "crawl_by_bruggen", "exec"), names)  # noqa: S102 - our own text, above # nosec B102
    profiler = cProfile.Profile()
    profiler.runcall(names["main"], folder, folder / "var")  # type: ignore[arg-type]
    stats = pstats.Stats(profiler).sort_stats("tottime")
    stats.print_stats(45)
    stats.sort_stats("cumulative").print_stats(r"/(spiders|schemas)/", 60)


def _bruggen() -> str:
    return BRUGGEN.format(pages=PAGES // HOSTS, all=PAGES)


def _print(what: str, ratio: float, aim: float) -> None:
    name = f"fetch, archive and read {PAGES:,} pages of real websites: {what}"
    print(json.dumps({"name": name, "ratio": round(ratio, 3), "aim": aim}), flush=True)


if __name__ == "__main__":
    main()
