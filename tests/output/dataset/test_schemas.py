"""The published schemas: a record with a value in every field keeps to them."""

import json
from pathlib import Path

import pytest

from tests.judges.records import JUDGES
from tests.output.dataset.published import TABLE_NAMES, records, schema


@pytest.mark.parametrize("judge", JUDGES)
def test_every_record_keeps_to_its_published_schema(data: Path, judge: str) -> None:
    asked = {
        f"{table} {number}": (table, json.dumps(one))
        for table in TABLE_NAMES
        for number, one in enumerate(records(data, table))
    }
    assert {table for table, _ in asked.values()} == {*TABLE_NAMES}
    assert JUDGES[judge](data, asked) == {}


@pytest.mark.parametrize("judge", [judge for judge in JUDGES if judge != "rules"])  # those are no schema
def test_the_start_that_a_rule_gives_has_no_offset(data: Path, judge: str) -> None:
    one = records(data, "occurrences")[0]
    starts = ("2026-12-08", "2026-12-08T19:30:00", "2026-12-08T19:30:00+01:00", "2026-12-08T18:30:00Z")
    asked = {start: ("occurrences", json.dumps(one | {"recurrence_id": start})) for start in starts}
    assert [*JUDGES[judge](data, asked)] == [*starts[2:]]
    assert "without offset" in schema(data, "occurrences")["properties"]["recurrence_id"]["description"]


def test_the_schemas_say_what_a_day_and_a_code_stand_for(data: Path) -> None:
    assert "only where an end is stated" in schema(data, "occurrences")["properties"]["all_day"]["description"]
    for name in ("gm_code", "wk_code", "bu_code"):
        for of in (schema(data, "places"), schema(data, "activities")["$defs"]["KnownPlace"]):
            assert "of one year" in of["properties"][name]["description"]
