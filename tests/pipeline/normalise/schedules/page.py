"""docs/schedules.md with its examples taken from the tables of phrases: `make docs`.

A part between `<!-- NAME -->` and `<!-- /NAME -->` is written here, the rest by hand. The comparison with other
projects needs ../shared beside the checkout; where that is absent its part stays as it is.
"""

import json
import sys
from pathlib import Path
from typing import Any

from tests.corpus import nl_dates
from tests.corpus.nl_phrases import FOLDER as OTHER_PROJECTS

PAGE = Path(__file__).resolve().parents[4] / "docs" / "schedules.md"
TABLES = Path(__file__).parent / "phrases"
# What the page shows: a heading and rows of the tables, by their ids.
EXAMPLES: tuple[tuple[str, str], ...] = (
    ("Every week", "blind002 blind028 blind041 blind059 blind094 blind174 blind179 blind162"),
    ("Every so many weeks, or on some days of the month",
     "blind049 blind144 blind017 blind164 blind040 dev008 quarter1"),
    ("A season, an end, exceptions", "blind027 blind090 dev056 dev059 blind149"),
    ("One day", "blind127 blind008 blind086 blind019 blind045 blind115 blind058 blind001 blind151"),
    ("Several days", "blind121 blind092 blind154 blind160 blind005 blind067 blind124"),
    ("Said too little for a date or a rule", "dev041 blind053 blind140"),
    ("Opening hours", "blind024 blind050 blind069"),
    ("English and other languages", "blind098 blind180 blind145 blind003 blind077 dev102 dev105"),
    ("What announces nothing",
     "blind046 blind014 blind042 blind081 blind035 blind029 blind057 blind030 blind142 neg073 neg109"),
)  # fmt: skip


def rows() -> dict[str, dict[str, Any]]:
    """The rows of all tables by id."""
    lines = [
        line for table in sorted(TABLES.glob("*.jsonl")) for line in table.read_text(encoding="utf-8").splitlines()
    ]
    return {row["id"]: row for row in map(json.loads, lines)}


def examples() -> str:
    """A table per heading: the text, the date of its page, what is read."""
    found, parts = rows(), []
    for heading, ids in EXAMPLES:
        lines = [f"### {heading}", "", "| text | page of | is read as |", "|---|---|---|"]
        for row in (found[name] for name in ids.split()):
            if "unread" in row:
                raise SystemExit(f"{row['id']} is not read: show another row")
            lines.append(
                f"| {_cell(row['text'])} | {row['reference'] or ''} | {reading(row['expected'], row['note'])} |"
            )
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def unread() -> str:
    """The rows that are not read yet, each with its reason."""
    lines = [f"| {_cell(row['text'])} | {row['unread']} |" for row in rows().values() if row.get("unread")]
    return "\n".join(["| text | what goes wrong |", "|---|---|", *lines])


def reading(said: dict[str, Any], note: str) -> str:
    """What a label says, in words for a table."""
    hours = _hours(said["start_time"], said["end_time"])
    match said["kind"]:
        case "none":
            return f"nothing: {note}"
        case "single":
            words = [said["dtstart"][:10] if said["dtstart"] else "a day whose year nobody says, so no date:", hours]
        case "range":
            words = [f"{said['dtstart'] or '…'} until {said['dtend'] or '…'}", hours]
        case "list":
            words = [", ".join(date.replace("T", " ") for date in said["dates"]), hours]
        case _:
            words = ["opening hours:"] if said["kind"] == "opening_hours" else []
            words += ["; ".join(_slot(slot) for slot in said["slots"])]
    return " ".join([*filter(None, words), *_remarks(said)])


def _slot(slot: dict[str, Any]) -> str:
    return " ".join(filter(None, [f"`{slot['rrule']}`", _hours(slot["start_time"], slot["end_time"])]))


def _hours(start: str | None, end: str | None) -> str:
    return "–".join(filter(None, [start, end]))


def _remarks(said: dict[str, Any]) -> list[str]:
    remarks = [f"{word}: {said[word]}" for word in ("daypart", "doors", "exceptions") if said.get(word)]
    remarks += ["cancelled"] if said.get("cancelled") else []
    remarks += ["says itself that the rule is wider than the words"] if said.get("rrule_underspecified") else []
    return [f"({', '.join(remarks)})"] if remarks else []


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", "<br>")


def written(page: str) -> str:
    """`page` with its generated parts as they are today."""
    parts = {"examples": examples(), "unread": unread()}
    if OTHER_PROJECTS.is_dir():
        parts["other projects"] = nl_dates.table()
    for name, text in parts.items():
        before, _, rest = page.partition(f"<!-- {name} -->\n")
        page = f"{before}<!-- {name} -->\n\n{text}\n\n<!-- /{name} -->{rest.partition(f'<!-- /{name} -->')[2]}"
    return page


def main() -> int:
    """Write the page."""
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
