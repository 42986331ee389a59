"""The CSV files of the demo's release before judges, and damaged copies of them."""

import shutil
from pathlib import Path

import pytest

from schemas.dataset import TABLES
from tests.judges.csv_files import DAMAGES, JUDGES


@pytest.fixture(scope="module")
def data(release: Path) -> Path:
    return release / "data/v1"


@pytest.mark.parametrize("judge", JUDGES)
def test_no_judge_finds_a_fault_in_any_table_of_the_demo(judge: str, data: Path) -> None:
    assert JUDGES[judge](data) == {}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_table_is_seen_by_the_judges_that_are_there_for_it(name: str, data: Path, tmp_path: Path) -> None:
    damage = DAMAGES[name]
    for path in (
        data / "datapackage.json",
        *(data / f"{one.name}.{end}" for one in TABLES for end in ("csv", "parquet")),
    ):
        shutil.copy(path, tmp_path)
    damaged = tmp_path / f"{damage.table}.csv"
    damaged.write_bytes(damage.done((data / damaged.name).read_bytes()))
    assert damaged.read_bytes() != (data / damaged.name).read_bytes()
    assert {judge for judge, found in JUDGES.items() if damage.table in found(tmp_path)} == damage.seen_by
