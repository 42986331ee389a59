"""The tables of phrases beside this file: hand-labelled rows, developed on or announcing nothing.

A row that is not read yet bears the reason in `unread`, and is expected to fail until somebody mends it.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli.when import answer

TABLES = sorted((Path(__file__).parent / "phrases").glob("*.jsonl"))
ROWS = [json.loads(line) for table in TABLES for line in table.read_text(encoding="utf-8").splitlines()]


def parameter(row: dict[str, Any]) -> Any:
    marks = [pytest.mark.xfail(reason=row["unread"], strict=True)] if row.get("unread") else []
    return pytest.param(row, id=row["id"], marks=marks)


def said(row: dict[str, Any]) -> tuple[Any, ...]:
    """What counts of an answer: kind, days, hours and rules, in whatever order."""
    slots = {(rule(slot["rrule"]), slot["start_time"], slot["end_time"]) for slot in row.get("slots") or ()}
    if row["kind"] == "list":
        return "list", {day[:10] for day in row["dates"]}, row["start_time"], row["end_time"]
    return row["kind"], row["dtstart"], row["dtend"], slots


def rule(text: str | None) -> frozenset[str]:
    """The parts of a rule, each with its values in order; every day and every weekday are one."""
    text = (text or "").replace("FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU")
    parts = (part.partition("=") for part in text.split(";") if part)
    return frozenset(f"{name}={','.join(sorted(values.split(',')))}" for name, _, values in parts)


@pytest.mark.parametrize("row", [parameter(row) for row in ROWS])
def test_a_phrase_says_what_its_label_says(row: dict[str, Any]) -> None:
    assert said(answer(row)) == said(row["expected"])
