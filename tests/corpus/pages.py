"""Pages, answers of interfaces and feeds of real websites, with what a scraper written for each site reads there."""

import json
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from spiders.page import Page
from spiders.readers import read
from tests.corpus.asking import CORPUS, SHARED, ask, lines, scored


class Floor(NamedTuple):
    """The least that a format has reached, by the names of the scorer's figures."""

    recall: float
    times: float
    ends: float
    precision: float


# html: what the scorer cannot see is told in docs/reading-pages.md. json: one board's answer prints each of its 75
# meetings twice, one site's ends equal its starts. xml: three of five pages are XHTML.
FLOORS = {
    "html": Floor(0.79, 0.84, 0.89, 0.81),
    "json": Floor(0.93, 0.95, 0.60, 0.93),
    "ics": Floor(0.98, 0.95, 0.95, 0.98),
    "text": Floor(0.95, 0.95, 0.0, 0.95),
    "xml": Floor(0.77, 0.95, 0.0, 0.95),
}
MEAN_RECALL = 0.81  # over websites
SLOWEST_S = 5.0
# 99 of 100 pages; seconds of processor time per megabyte. The aim is 0.3; a busy machine takes twice as long.
SECONDS_PER_MB = 1.5


def main() -> int:
    """Print the figures; 1 where one falls below its floor."""
    return max(_read_right(), _read_in_time())


def _read_right() -> int:
    printed = _scored_pages(_cases())
    print(printed, end="")
    figures = {words[0]: words for line in printed.splitlines() if "precision" in (words := line.split())}
    reached = {
        kind: Floor(*(float(words[words.index(name) + 1]) for name in Floor._fields)) for kind, words in figures.items()
    }
    low = [kind for kind, floor in FLOORS.items() if any(a < b for a, b in zip(reached[kind], floor, strict=True))]
    mean = float(printed.split()[-1])
    if low or mean < MEAN_RECALL:
        print(f"       below the floor: {', '.join(low) or 'mean recall over websites'}")
    return int(bool(low) or mean < MEAN_RECALL)


def _read_in_time() -> int:
    """Reads every page by the ladder, one by one; what readers load when they are first used is loaded before."""
    for case in _cases()[:20]:
        _seconds(case)
    costs = sorted((_seconds(case), (CORPUS / case["file"]).stat().st_size) for case in _cases())
    per_mb = [seconds / max(size, 100_000) * 1_000_000 for seconds, size in costs]
    p99 = statistics.quantiles(per_mb, n=100)[98]
    print(f"pages  {len(costs)} read; p99 {p99 * 1000:.0f} ms per MB, slowest {costs[-1][0]:.2f} s")
    return int(p99 > SECONDS_PER_MB or costs[-1][0] > SLOWEST_S)


def _seconds(case: dict[str, Any]) -> float:
    """Processor time for one page; a page smaller than 100 kB counts as one of 100 kB."""
    page = Page("xx.corpus.page", case["url"], (CORPUS / case["file"]).read_bytes(), datetime(2026, 11, 26, tzinfo=UTC))
    begun = time.process_time()
    read(page)
    return time.process_time() - begun


def _cases() -> list[dict[str, Any]]:
    folders = [CORPUS / name / "cases" for name in ("set1_city_scrapers", "set1b_tess_nl", "set1c_au_councils")]
    return [
        json.loads(path.read_text(encoding="utf-8")) for folder in folders for path in sorted(folder.glob("*.json"))
    ]


def _scored_pages(cases: list[dict[str, Any]]) -> str:
    """What the scorer says of the answers of `bruggen read` to these cases."""
    rows = [
        {
            "id": case["id"],
            "path": case["file"],
            "url": case["url"],
            "now": case["frozen_time"],
            "tzid": case["timezone"],
        }
        for case in cases
    ]
    answers = ask("read", lines(rows))
    with tempfile.TemporaryDirectory() as folder:
        for case in cases:
            (Path(folder) / f"{case['id']}.json").write_text(json.dumps(case), encoding="utf-8")
        return scored([sys.executable, SHARED / "bench" / "score_pages.py", folder], answers)
