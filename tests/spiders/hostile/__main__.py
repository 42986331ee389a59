"""`make hostile`: the whole hostile site with the limits of every day, and the table of it in docs/crawling.md.

Each item is crawled in a process of its own beside an ordinary source; then all of them together in one. Fails when an
item is not handled as its row says, when something inside was reached, or when a crawl took more than 300 MB.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from tests.spiders.hostile.crawling import NOW, WELL, chapters, every_item, names, source
from tests.spiders.hostile.site import CANARY, Item, Site, Stall
from tests.spiders.hostile.tls import made

ROOT = Path(__file__).resolve().parents[3]
PAGE = ROOT / "docs" / "crawling.md"
BEGIN, END = "<!-- written by make hostile: begin -->\n", "<!-- written by make hostile: end -->\n"
BOMB_MEGABYTES = 1_000
MOST_MB = 300
AT_ONCE = 8
HEAD = "| served | what Bruggen does | requests | kB | MB | s | beside it, s |\n|---|---|---|---|---|---|---|\n"


@dataclass(frozen=True)
class Measured:
    """What one item cost; `faults`: where it was not as its row says."""

    item: Item
    row: str
    faults: tuple[str, ...]


class Run:
    """All measurements, with the site open."""

    def __init__(self, folder: Path) -> None:
        self.authority, contexts = made(folder)
        self.items = every_item(BOMB_MEGABYTES)
        self.site = Site(self.items, contexts)
        self._folder = folder

    def crawled(self, *items: Item) -> dict[str, Any]:
        """What a crawl of `items` and of an ordinary source beside them came to."""
        errand = self._folder / f"{len(items)}-{items[0].name}.json"
        stalls = self.site.stalls
        sources = tuple(source(item, stalls[item.name].port) for item in (*items, WELL))
        told = {"names": names(self.items), "canary_port": stalls[CANARY].port, "authority": str(self.authority)}
        errand.write_bytes(msgspec.json.encode({"sources": sources, "now": NOW, **told}))
        command = [sys.executable, "-m", "tests.spiders.hostile.measured", errand]
        done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True, text=True)
        found: dict[str, Any] = json.loads(done.stdout)
        return found

    def measured(self, item: Item) -> Measured:
        found = self.crawled(item)
        health, beside = found["healths"]
        stall = self.site.stalls[item.name]
        row = [item.served, _done(health), len(stall.asked()), round(stall.sent / 1000), round(found["peak_mb"])]
        cells = [*row, f"{health['done_after_s']:.1f}", f"{beside['done_after_s']:.1f}"]
        return Measured(item, f"| {' | '.join(_cell(cell) for cell in cells)} |\n", tuple(_faults(item, found, stall)))


def main() -> int:
    with tempfile.TemporaryDirectory() as name:
        run = Run(Path(name))
        try:
            with ThreadPoolExecutor(AT_ONCE) as pool:
                by_chapter = {name: pool.map(run.measured, items) for name, items in chapters(BOMB_MEGABYTES).items()}
                found = {name: list(measured) for name, measured in by_chapter.items()}
            together = run.crawled(*(one.item for items in found.values() for one in items))
            canary = run.site.stalls[CANARY]
        finally:
            run.site.close()
    faults = [fault for items in found.values() for one in items for fault in one.faults]
    faults += [f"the canary heard {len(canary.heard)} requests"] if canary.heard else []
    faults += [f"together: {together['peak_mb']:.0f} MB"] if together["peak_mb"] > MOST_MB else []
    _write("".join([*_tables(found), _sum(found, together)]))
    sys.stdout.write("\n".join(faults) or "every item is handled as its row says")
    return int(bool(faults))


def _tables(found: dict[str, list[Measured]]) -> Iterator[str]:
    for chapter, items in found.items():
        yield f"\n**{chapter}**\n\n{HEAD}"
        yield from (one.row for one in items)


def _sum(found: dict[str, list[Measured]], together: dict[str, Any]) -> str:
    count = sum(len(items) for items in found.values())
    *ill, well = together["healths"]
    alone = {one.item.name: one.item.failure for items in found.values() for one in items}
    changed = [h["source_id"] for h, failure in zip(ill, alone.values(), strict=True) if h.get("failure") != failure]
    same = "each as alone" if not changed else f"otherwise than alone: {', '.join(changed)}"
    slowest = max(health["done_after_s"] for health in ill)
    return (
        f"\nAll {count} in one crawl: {same}; {together['peak_mb']:.0f} MB; the ordinary source beside them was done "
        f"after {well['done_after_s']:.1f} s, the last of them after {slowest:.0f} s.\n"
    )


def _done(health: dict[str, Any]) -> str:
    if not health.get("failure"):
        return f"{health['outcome']}, {health['listings']} listing{'s' * (health['listings'] != 1)}"
    where, _, words = health["detail"].partition(": ")
    return f"`{health['failure']}`: {words or where}"[:140]


def _faults(item: Item, found: dict[str, Any], stall: Stall) -> Iterator[str]:
    health, beside = found["healths"]
    if health.get("failure") != item.failure:
        yield f"{item.name}: {health.get('failure')} ({health.get('detail')}), expected {item.failure}"
    if beside["outcome"] != "ok":
        yield f"{item.name}: {WELL.name} was {beside['outcome']}"
    if found["strayed"]:
        yield f"{item.name}: strayed to {found['strayed']}"
    if found["peak_mb"] > MOST_MB:
        yield f"{item.name}: {found['peak_mb']:.0f} MB"
    if len(stall.asked()) > item.most_requests:
        yield f"{item.name}: {len(stall.asked())} requests"


def _cell(value: object) -> str:
    return " ".join(str(value).split()).replace("|", "\\|").replace("<", "&lt;")


def _write(table: str) -> None:
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    after = rest.partition(END)[2]
    PAGE.write_text(f"{before}{BEGIN}{table}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
