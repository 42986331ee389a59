"""The published schemas: every record keeps to them, and a damaged one does not."""

import copy
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from tests.output.dataset.published import SCHEMA_OF, TABLE_NAMES, records, schema

PROJECT = Path(__file__).parents[3]
MISSING = object()

# (table, path to a value, what it becomes): MISSING takes it away.
DAMAGES: list[tuple[str, tuple[Any, ...], Any]] = [
    ("activities", ("id",), MISSING),
    ("activities", ("id",), "A 1"),
    ("activities", ("id",), 7),
    ("activities", ("title",), MISSING),
    ("activities", ("title",), ""),
    ("activities", ("title",), None),
    ("activities", ("organisation",), "De Haven"),
    ("activities", ("organisation", "name"), MISSING),
    ("activities", ("schedule", "slots"), None),
    ("activities", ("schedule", "slots", 0, "dtstart"), "maandag half tien"),
    ("activities", ("schedule", "slots", 0, "dtstart"), "2026-10-05T09:30:00+02:00"),
    ("activities", ("status",), "going_on"),
    ("activities", ("category",), "bingo"),
    ("activities", ("audience",), "newcomers"),
    ("activities", ("audience",), ["martians"]),
    ("activities", ("languages",), ["Nederlands en Oekraïens"]),
    ("activities", ("cost", "amount_cents"), -250),
    ("activities", ("cost", "amount_cents"), 2.5),
    ("activities", ("cost", "kind"), MISSING),
    ("activities", ("age", "min"), 300),
    ("activities", ("place", "lat"), 152.1),
    ("activities", ("place", "gm_code"), "0344"),
    ("activities", ("url",), "javascript:alert(1)"),
    ("activities", ("join_url",), "haven.example/online"),
    ("activities", ("last_changed_at",), "2026-11-20 06:30"),
    ("activities", ("sequence",), -1),
    ("activities", ("basis", "cost"), "guessed"),
    ("activities", ("sources", 0, "source_id"), "lombok"),
    ("activities", ("colour",), "blue"),
    ("activities", ("support", "travel"), "yes"),
    ("occurrences", ("start",), "morgen"),
    ("occurrences", ("all_day",), "no"),
    ("occurrences", ("trust",), MISSING),
    ("occurrences", ("end",), "21:00"),
    ("organisations", ("url",), "ftp://lombok.example/"),
    ("places", ("lon",), "4,5"),
    ("sources", ("rights",), "none"),
    ("sources", ("listings",), -3),
    ("changes", ("intent",), "better"),
    ("changes", ("at",), "gisteren"),
    ("aliases", ("activity_id",), MISSING),
]


@pytest.mark.parametrize("table", TABLE_NAMES)
def test_every_record_keeps_to_its_published_schema(data: Path, table: str) -> None:
    validator = jsonschema_rs.validator_for(schema(data, table), validate_formats=True)
    assert records(data, table)
    assert [error.message for record in records(data, table) for error in validator.iter_errors(record)] == []


@pytest.mark.parametrize(("table", "path", "value"), DAMAGES)
def test_a_damaged_record_is_refused(data: Path, table: str, path: tuple[Any, ...], value: Any) -> None:
    validator = jsonschema_rs.validator_for(schema(data, table), validate_formats=True)
    assert not validator.is_valid(damaged(records(data, table)[-1], path, value))


def damaged(record: dict[str, Any], path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    record = copy.deepcopy(record)
    part: Any = record
    for step in path[:-1]:
        part = part[step]
    if value is MISSING:
        del part[path[-1]]
    else:
        part[path[-1]] = value
    return record


def test_check_jsonschema_accepts_every_record_and_refuses_a_damaged_one(data: Path, tmp_path: Path) -> None:
    whole = [one for table in TABLE_NAMES for one in written(data, table, tmp_path)]
    broken = tmp_path / "broken.json"
    broken.write_text(json.dumps(damaged(records(data, "activities")[-1], ("category",), "bingo")), encoding="utf-8")
    assert checked(data, "activities", [one for one in whole if one.name.startswith("activities")]) == 0
    assert checked(data, "occurrences", [one for one in whole if one.name.startswith("occurrences")]) == 0
    assert checked(data, "activities", [broken]) == 1


def written(data: Path, table: str, folder: Path) -> list[Path]:
    """Each record of a table in a file of its own, as programs outside read them."""
    paths = []
    for number, record in enumerate(records(data, table)):
        paths.append(folder / f"{table}-{number}.json")
        paths[-1].write_text(json.dumps(record), encoding="utf-8")
    return paths


def checked(data: Path, table: str, paths: list[Path]) -> int:
    command = [Path(sys.executable).parent / "check-jsonschema", "--schemafile"]
    schema_path = data / "schema" / f"{SCHEMA_OF[table]}.schema.json"
    done = subprocess.run([*command, schema_path, *paths], capture_output=True, timeout=60, check=False)
    return done.returncode


def test_ajv_compiles_every_schema_strictly_and_judges_as_we_do(data: Path, tmp_path: Path) -> None:
    if shutil.which("node") is None or not (PROJECT / "node_modules" / "ajv-formats").is_dir():
        pytest.skip("ajv is not installed: `npm ci` brings it")
    asked = tmp_path / "asked.json"
    tables = {
        table: {
            "schema": schema(data, table),
            "records": records(data, table),
            "damaged": [
                damaged(records(data, table)[-1], path, value) for name, path, value in DAMAGES if name == table
            ],
        }
        for table in TABLE_NAMES
    }
    asked.write_text(json.dumps(tables), encoding="utf-8")
    script = Path(__file__).parent / "ajv.mjs"
    answer = subprocess.run(["node", script, asked], capture_output=True, timeout=60, check=True)
    assert json.loads(answer.stdout) == {table: {"refused": [], "let_through": []} for table in TABLE_NAMES}
