"""What version 1 has promised stays: every field of every table, with its type and its words.

`fields_v1.txt` is the promise. A line may be added to it; a line that goes, or says something else, is version 2.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from schemas.dataset import TABLES
from schemas.json_schema import json_schemas

PROMISE = (Path(__file__).parent / "fields_v1.txt").read_text(encoding="utf-8").splitlines()


def fields() -> Iterator[str]:
    """One line per field: its path, whether it is always there, its type; and one per word of a vocabulary."""
    for table in TABLES:
        schema = json.loads(json_schemas()[f"{table.schema}.schema.json"])
        yield from dict.fromkeys(_fields(table.name, schema, schema.get("$defs", {})))


def _fields(path: str, schema: Any, parts: Any) -> Iterator[str]:
    for name, field in sorted(schema["properties"].items()):
        always = "always" if name in schema.get("required", ()) else "where known"
        for step, kind, inner in _kinds(field, parts):
            yield f"{path}.{name}{step}: {kind}, {always}"
            yield from (f"{path}.{name}{step} = {word}" for word in inner.get("enum", ()))
            if "properties" in inner:
                yield from _fields(f"{path}.{name}{step}", inner, parts)


def _kinds(field: Any, parts: Any) -> Iterator[tuple[str, str, Any]]:
    """Step into the value, its type, and what describes it."""
    if "$ref" in field:
        inner = parts[field["$ref"].rsplit("/", 1)[-1]]
        yield "", inner.get("type", "string"), inner
    elif "anyOf" in field:
        for one in field["anyOf"]:
            if one != {"type": "null"}:
                yield from _kinds(one, parts)
    elif field["type"] == "array":
        yield from ((f"[]{step}", kind, inner) for step, kind, inner in _kinds(field["items"], parts))
    elif isinstance(field.get("additionalProperties"), dict):
        yield from ((f"{{}}{step}", kind, inner) for step, kind, inner in _kinds(field["additionalProperties"], parts))
    else:
        yield "", field["type"], {}


@pytest.mark.parametrize("table", [table.name for table in TABLES])
def test_no_field_or_word_of_version_1_disappears_or_changes_its_type(table: str) -> None:
    now = set(fields())
    assert [line for line in PROMISE if line.startswith(f"{table}.") and line not in now] == []


def test_a_new_field_is_promised_with_the_release_that_brings_it() -> None:
    assert [line for line in fields() if line not in PROMISE] == [], "add these lines to fields_v1.txt"


def test_the_promise_is_not_empty() -> None:
    assert len(PROMISE) > 250
    assert "activities.place.lat: number, where known" in PROMISE
    assert "activities.cost.kind: string, always" in PROMISE
    assert "occurrences.status = cancelled" in PROMISE
