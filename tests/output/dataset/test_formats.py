"""CSV, Parquet and packed NDJSON: the records again, the same bytes for the same facts."""

import csv
import gzip
import json
from io import StringIO
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from output.dataset.formats import cells
from schemas.activity import Organisation
from schemas.dataset import TABLES
from tests.judges.csv_files import JUDGES
from tests.output.dataset.everything import everything
from tests.output.dataset.published import TABLE_NAMES, known, published, records

ORGANISATIONS = next(table for table in TABLES if table.name == "organisations")


@pytest.mark.parametrize("table", TABLE_NAMES)
def test_a_csv_file_holds_every_field_of_every_record(data: Path, table: str) -> None:
    with (data / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, strict=True))
    assert [{name: cell for name, cell in row.items() if cell} for row in rows] == [
        {name: cell(value) for name, value in one.items()} for one in records(data, table)
    ]


def cell(value: Any) -> str:
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@pytest.mark.parametrize("table", TABLE_NAMES)
def test_a_csv_file_is_in_utf8_with_rfc_4180_line_ends_and_a_heading(data: Path, table: str) -> None:
    text = (data / f"{table}.csv").read_bytes()
    assert text.endswith(b"\r\n")
    assert not text.startswith(b"\xef\xbb\xbf")
    key = next(one.key for one in TABLES if one.name == table)
    assert text.decode().startswith(",".join(key))


@pytest.mark.parametrize("judge", JUDGES)
def test_no_judge_finds_a_fault_in_a_csv_file_with_a_value_in_every_field(judge: str, data: Path) -> None:
    assert JUDGES[judge](data) == {}


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1))
def test_a_csv_reader_reads_back_any_name_and_a_spreadsheet_finds_no_formula(name: str) -> None:
    (text,) = cells(ORGANISATIONS, [[Organisation(id="o1", name=name, municipality="x")]])
    ((_, found, *_),) = csv.reader(StringIO(text.decode(), newline=""), strict=True)
    assert found in {name, f"'{name}"}
    assert not found.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@pytest.mark.parametrize("table", TABLE_NAMES)
def test_a_parquet_file_holds_every_field_of_every_record(data: Path, table: str) -> None:
    with duckdb.connect() as database:
        database.execute("SET TimeZone = 'UTC'")
        found = database.execute(
            "SELECT to_json(t) FROM read_parquet(?) t", [str(data / f"{table}.parquet")]
        ).fetchall()
    assert [known(json.loads(row)) for (row,) in found] == [known(one) for one in records(data, table)]


def test_parquet_has_types_and_not_only_texts(data: Path) -> None:
    with duckdb.connect() as database:
        kinds = dict(
            database.execute(
                "SELECT column_name, column_type FROM (DESCRIBE FROM read_parquet(?))",
                [str(data / "activities.parquet")],
            ).fetchall()
        )
    assert kinds["last_changed_at"] == "TIMESTAMP WITH TIME ZONE"
    assert kinds["languages"] == "VARCHAR[]"
    assert "lat DOUBLE" in kinds["place"]


def test_a_table_without_records_is_still_a_table(tmp_path: Path) -> None:
    data = published(everything(aliases=()), tmp_path)
    assert (data / "aliases.csv").read_bytes() == b"id,activity_id,at,reason\r\n"
    assert gzip.decompress((data / "aliases.ndjson.gz").read_bytes()) == b""
    with duckdb.connect() as database:
        assert database.execute("SELECT * FROM read_parquet(?)", [str(data / "aliases.parquet")]).fetchall() == []


def test_two_publishers_write_the_same_bytes(data: Path, tmp_path: Path) -> None:
    again = published(everything(), tmp_path)
    names = sorted(path.relative_to(data).as_posix() for path in data.rglob("*") if path.is_file())
    assert [name for name in names if (data / name).read_bytes() != (again / name).read_bytes()] == []
    assert len(names) > 4 * len(TABLES)
