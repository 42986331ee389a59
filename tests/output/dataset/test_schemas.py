"""The published schemas: a record with a value in every field keeps to them."""

import json
from pathlib import Path

import pytest

from tests.judges.records import JUDGES
from tests.output.dataset.published import TABLE_NAMES, records


@pytest.mark.parametrize("judge", JUDGES)
def test_every_record_keeps_to_its_published_schema(data: Path, judge: str) -> None:
    asked = {
        f"{table} {number}": (table, json.dumps(one))
        for table in TABLE_NAMES
        for number, one in enumerate(records(data, table))
    }
    assert {table for table, _ in asked.values()} == {*TABLE_NAMES}
    assert JUDGES[judge](data, asked) == {}
