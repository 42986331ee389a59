"""Judges of records in JSON: a dataset's folder, and table and text of records by name → what is wrong, by name."""

import json
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import jsonschema_rs
from check_jsonschema import main as check_jsonschema
from click.testing import CliRunner

from tests.judges.judges import of_npm
from tests.output.dataset.published import SCHEMA_OF, TABLE_NAMES, schema

Asked = Mapping[str, tuple[str, str]]
Troubles = dict[str, str]


def by_jsonschema_rs(data: Path, asked: Asked) -> Troubles:
    """JSON Schema with its formats."""
    validators = {
        table: jsonschema_rs.validator_for(schema(data, table), validate_formats=True) for table in TABLE_NAMES
    }
    found: Troubles = {}
    for name, (table, text) in asked.items():
        try:
            validators[table].validate(json.loads(text))
        except (jsonschema_rs.ValidationError, ValueError) as error:
            found[name] = str(error)
    return found


def by_check_jsonschema(data: Path, asked: Asked) -> Troubles:
    """JSON Schema as programs of data portals check it: each record in a file of its own."""
    found: Troubles = {}
    with tempfile.TemporaryDirectory(prefix="bruggen-judge-") as folder:
        for table in TABLE_NAMES:
            names = {}
            for number, name in enumerate(name for name, (of, _) in asked.items() if of == table):
                path = Path(folder) / f"{table}-{number}.json"
                path.write_text(asked[name][1], encoding="utf-8")
                names[str(path)] = name
            if names:
                found |= {names[path]: trouble for path, trouble in _checked(data, table, [*names])}
    return found


def _checked(data: Path, table: str, paths: list[str]) -> Iterator[tuple[str, str]]:
    """Path and trouble; called in this process, as its start takes longer than its work."""
    path = data / "schema" / f"{SCHEMA_OF[table]}.schema.json"
    done = CliRunner().invoke(check_jsonschema, ["-o", "json", "--schemafile", str(path), *paths])
    answer = json.loads(done.stdout)
    assert done.exit_code == (0 if answer["status"] == "ok" else 1), done.output
    for error in answer.get("errors", ()):
        yield error["filename"], error["message"]
    for error in answer.get("parse_errors", ()):
        yield error["filename"], error["message"]


def by_ajv(data: Path, asked: Asked) -> Troubles:
    """JSON Schema as browsers and Node check it; the schemas have to be such as its strict mode allows."""
    of_npm("ajv-formats")
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump({"schemas": {table: schema(data, table) for table in TABLE_NAMES}, "records": asked}, file)
        file.flush()
        command = ["node", str(Path(__file__).with_name("ajv.mjs")), file.name]
        answer = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    return dict(map(json.loads, answer.stdout.splitlines()))


def by_rules(_: Path, asked: Asked) -> Troubles:
    """What no JSON Schema can say: a key stands there once, numbers are numbers, nothing ends before it begins."""
    found: Troubles = {}
    for name, (_table, text) in asked.items():
        try:
            json.loads(text, object_pairs_hook=_ruled, parse_constant=_no_number)
        except ValueError as error:
            found[name] = str(error)
    return found


_ORDERED = (("start", "end"), ("dtstart", "dtend"), ("min", "max"), ("first_seen_at", "last_changed_at"))


def _ruled(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) != len(pairs):
        raise ValueError(f"a key twice: {[key for key, _ in pairs]}")
    for first, last in _ORDERED:
        if record.get(first) is not None and record.get(last) is not None and record[last] < record[first]:
            raise ValueError(f"{last} before {first}: {record[last]}, {record[first]}")
    return record


def _no_number(text: str) -> None:
    raise ValueError(f"{text} is no number of JSON")


JUDGES: dict[str, Callable[[Path, Asked], Troubles]] = {
    "jsonschema-rs": by_jsonschema_rs,
    "check-jsonschema": by_check_jsonschema,
    "ajv": by_ajv,
    "rules": by_rules,
}
