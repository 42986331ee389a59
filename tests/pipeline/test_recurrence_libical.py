"""The table of rules of the libical project, where it lies beside this checkout; it is not part of this project."""

import json
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from pipeline.recurrence import LATEST, Budget, Series, rule, starts

EXPECTATIONS = Path(__file__).parents[3] / "shared" / "corpus" / "set2_ics" / "expectations.jsonl"


def rows() -> list[dict[str, Any]]:
    if not EXPECTATIONS.is_file():
        return []
    read = map(json.loads, EXPECTATIONS.read_text(encoding="utf-8").splitlines())
    return [row for row in read if row["kind"] == "rrule"]


@pytest.mark.skipif(not rows(), reason=f"{EXPECTATIONS} is absent")
@pytest.mark.parametrize("row", rows() or [{"id": "none"}], ids=lambda row: str(row["id"]))
def test_a_rule_gives_what_libical_states(row: dict[str, Any]) -> None:
    first = datetime.fromisoformat(row["dtstart"]).replace(tzinfo=None)
    wanted = [datetime.fromisoformat(text).replace(tzinfo=None) for text in row["expected"]]
    series = Series(rule(row["rrule"]), first, whole_days="T" not in row["dtstart"])
    before = min(LATEST, wanted[-1] + timedelta(days=400))
    given = list(islice(starts(series, since=first, before=before, budget=Budget()), len(wanted) + 1))
    assert given == wanted
