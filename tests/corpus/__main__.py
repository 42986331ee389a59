"""How well Bruggen reads what nobody here wrote: `make corpus`, with ../shared beside the checkout.

Puts the corpus to `bruggen read` and `bruggen occurrences`, scores the answers with the scorers that lie there, and
fails when a figure falls below the floor that was reached before.
"""

import json
import subprocess
import sys
from pathlib import Path

from tests.corpus import nl_dates, pages
from tests.corpus.asking import CORPUS, SHARED, ask, lines, scored

CONFORMANCE = Path(__file__).resolve().parents[2] / "docs" / "ical-conformance.md"


def main() -> int:
    """Run every measurement; 1 when one falls below its floor."""
    if not CORPUS.is_dir():
        print(f"skipped: {CORPUS} is absent")
        return 0
    return max(calendars(), every_calendar(), pages.main(), phrases(), facets(), nl_dates.main())


def calendars() -> int:
    """Occurrences of calendars and rules as their own projects expect them; floor: all but the documented ones."""
    expectations = CORPUS / "set2_ics" / "expectations.jsonl"
    scorer = [sys.executable, SHARED / "bench" / "score_ics.py", expectations]
    requests = subprocess.run([*scorer, "--requests"], check=True, capture_output=True).stdout
    misses, figures = _parted(scored(scorer, ask("occurrences", requests), "--misses"))
    print(*figures, sep="\n")
    documented = CONFORMANCE.read_text(encoding="utf-8").partition("## Expectations not met")[2]
    unexpected = [name for name in misses if name not in documented]
    print(f"       {len(misses)} not met, of which {len(unexpected)} without a reason in {CONFORMANCE.name}")
    for name in unexpected:
        print(f"       no reason: {name}")
    return int(bool(unexpected))


def _parted(printed: str) -> tuple[list[str], list[str]]:
    """The ids of the scorer's misses, each a line of JSON that it cuts off, and the lines with its figures."""
    lines = printed.splitlines()
    misses = [line.split('"')[3] for line in lines if line.startswith('{"id": "')]
    return misses, [line for line in lines if not line.startswith("{")]


def every_calendar() -> int:
    """Each file gives occurrences or one line that says why not; floor: all of them."""
    manifest = CORPUS / "set2_ics" / "manifest.jsonl"
    files = [row["file"] for row in map(json.loads, manifest.read_text(encoding="utf-8").splitlines())]
    rows = [{"id": file, "path": file, "from": "1990-01-01", "to": "2040-01-01"} for file in files]
    answers = [json.loads(line) for line in ask("occurrences", lines(rows)).splitlines()]
    bad = [a["id"] for a in answers if "occurrences" not in a and not _is_one_clear_line(a.get("error"))]
    read = sum("occurrences" in answer for answer in answers)
    print(f"files  {len(files)}: {read} give occurrences, {len(answers) - read - len(bad)} a one-line error")
    for name in bad:
        print(f"       neither: {name}")
    return int(bool(bad) or len(answers) != len(files))


def phrases() -> int:
    """Schedules in real phrases; floors: announces 0.98, exact 0.96, invented 0.01, silent 0.02."""
    gold = SHARED / "bench" / "phrases.jsonl"
    rows = [
        {"id": row["id"], "text": row["text"], "reference": row["page_date_hint"], "lang": row["lang"]}
        for row in map(json.loads, gold.read_text(encoding="utf-8").splitlines())
    ]
    printed = scored([sys.executable, SHARED / "bench" / "score_phrases.py", gold], ask("when", lines(rows)))
    print(printed, end="")
    figures = printed.splitlines()[-1].split()
    share = {name: float(figures[figures.index(name) + 1]) for name in ("announces", "exact", "invented", "silent")}
    is_good = share["announces"] >= 0.98 and share["exact"] >= 0.96
    return int(not is_good or share["invented"] > 0.01 or share["silent"] > 0.02)


def facets() -> int:
    """Facets of real announcements, reworded; floor: mean F1 0.88."""
    gold = SHARED / "bench" / "activities.jsonl"
    printed = scored([sys.executable, SHARED / "bench" / "score_facets.py", gold], ask("facets", gold.read_bytes()))
    print(printed, end="")
    return int(float(printed.splitlines()[-1].split()[2]) < 0.88)


def _is_one_clear_line(error: str | None) -> bool:
    return bool(error) and "\n" not in error and "Traceback" not in error


if __name__ == "__main__":
    sys.exit(main())
