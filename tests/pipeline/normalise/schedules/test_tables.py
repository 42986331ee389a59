"""The tables of phrases beside this file: hand-labelled rows, each table with its role (phrases/README.md).

A row that is not read yet bears the reason in `unread`, and is expected to fail until somebody mends it.
"""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli.when import answer

FOLDER = Path(__file__).parent / "phrases"
TABLES = sorted(FOLDER.glob("*.jsonl"))
ROWS = [json.loads(line) for table in TABLES for line in table.read_text(encoding="utf-8").splitlines()]
ROLES = ("developed on", "evaluated on once", "negatives", "bugs")


def parameter(row: dict[str, Any]) -> Any:
    marks = [pytest.mark.xfail(reason=row["unread"], strict=True)] if row.get("unread") else []
    return pytest.param(row, id=row["id"], marks=marks)


def said(row: dict[str, Any], label: dict[str, Any]) -> tuple[Any, ...]:
    """What counts of an answer: kind, days, hours and rules, in whatever order, as far as the label says them."""
    match row["kind"], label:
        case "list", _:
            return "list", moments(row, label), *hours(row, label)
        case "recurring" | "opening_hours", {"rrule_underspecified": True}:
            return row["kind"], "any_rule" in label or is_wider(row), row["start_time"], row["end_time"]
        case "recurring" | "opening_hours", _:
            return row["kind"], label["dtstart"] and day(row["dtstart"]), slots(row)
        case "range", _:
            return "range", day(row["dtstart"]), day(row["dtend"]), *hours(row, label)
    return row["kind"], row["dtstart"], row["dtend"], row["start_time"], row["end_time"]


def is_wider(row: dict[str, Any]) -> bool:
    """Whether an answer tells that its rule is wider than what was said, so that nobody expands it."""
    return bool(row.get("rrule_underspecified") or row.get("unanchored"))


def day(value: str | None) -> str | None:
    return value and value[:10]


def moments(row: dict[str, Any], label: dict[str, Any]) -> set[str]:
    """The days of a list; with their hours where the label gives each day its own."""
    length = max(len(date) for date in label["dates"] or ("",))
    return {date[:length] for date in row["dates"]}


def hours(row: dict[str, Any], label: dict[str, Any]) -> tuple[str | None, str | None]:
    """Start and end, if the label has any: where a label gives each day its own hours, it has none for all."""
    return (row["start_time"], row["end_time"]) if label["start_time"] else (None, None)


def slots(row: dict[str, Any]) -> set[tuple[frozenset[str], str | None, str | None]]:
    return {(rule(slot["rrule"]), slot["start_time"], slot["end_time"]) for slot in row["slots"]}


def rule(text: str | None) -> frozenset[str]:
    """The parts of a rule, each with its values in order; every day and every weekday are one."""
    text = (text or "").replace("FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU")
    parts = (part.partition("=") for part in text.split(";") if part)
    return frozenset(f"{name}={','.join(sorted(values.split(',')))}" for name, _, values in parts)


@pytest.mark.parametrize("row", [parameter(row) for row in ROWS])
def test_a_phrase_says_what_its_label_says(row: dict[str, Any]) -> None:
    assert said(answer(row), row["expected"]) == said(row["expected"], row["expected"])


def test_every_table_has_a_stated_role() -> None:
    lines = (FOLDER / "README.md").read_text(encoding="utf-8").splitlines()
    roles = {line.split("`")[1]: line.split("|")[2].strip() for line in lines if line.startswith("| `")}
    assert {table.name for table in TABLES} <= roles.keys()
    assert {role for role in ROLES if any(said.startswith(role) for said in roles.values())} == set(ROLES)


def test_there_are_600_phrases_and_more() -> None:
    assert len(ROWS) >= 600


def test_no_phrase_and_no_name_stands_twice() -> None:
    assert [name for name, n in Counter(row["id"] for row in ROWS).items() if n > 1] == []
    assert [text for text, n in Counter((row["text"], row["reference"]) for row in ROWS).items() if n > 1] == []
