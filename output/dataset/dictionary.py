"""The data dictionary: a page for developers, made from the published schemas."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

import msgspec

from output.html import templates
from schemas.concepts import VOCABULARIES, Concept, concepts
from schemas.dataset import LICENSE, TABLES, VERSION, Table
from schemas.json_schema import PUBLISHED


@dataclass(frozen=True)
class Field:
    """A field as the page tells it. `part`: the record or vocabulary that its value is made of, or None."""

    name: str
    kind: str
    part: str | None
    is_always_there: bool
    meaning: str


@dataclass(frozen=True)
class Part:
    """A record within a record."""

    name: str
    meaning: str
    fields: tuple[Field, ...]


@cache
def dictionary() -> bytes:
    """The page. It is the same for every release of one version."""
    schemas = {
        table.name: msgspec.json.decode((PUBLISHED / f"{table.schema}.schema.json").read_bytes()) for table in TABLES
    }
    parts = {name: one for schema in schemas.values() for name, one in schema.get("$defs", {}).items()}
    text = templates.get_template("dictionary.html").render(
        version=VERSION,
        license=LICENSE,
        tables=[(table, _fields(schemas[table.name], table)) for table in TABLES],
        parts=[_part(name, one) for name, one in sorted(parts.items()) if "properties" in one],
        vocabularies=[(words.__name__, _concepts(words)) for words in VOCABULARIES],
    )
    return text.encode()


def _concepts(words: type[StrEnum]) -> tuple[Concept, ...]:
    return tuple(concepts(words))


def _part(name: str, schema: dict[str, Any]) -> Part:
    return Part(name, schema.get("description", ""), tuple(_fields(schema)))


def _fields(schema: dict[str, Any], table: Table | None = None) -> Iterator[Field]:
    required = set(schema.get("required", ()))
    names = sorted(schema["properties"], key=lambda name: table is not None and name not in table.key)
    for name in names:
        one = schema["properties"][name]
        kind, part = _kind(one)
        has_value = name in required or one.get("default") not in (None, [], {})
        yield Field(name, kind, part, has_value, one["description"])


def _kind(schema: dict[str, Any]) -> tuple[str, str | None]:
    """What kind of value, in words, and the name of the part that it is made of.

    >>> _kind({"anyOf": [{"type": "array", "items": {"$ref": "#/$defs/Audience"}}, {"type": "null"}]})
    ('list of ', 'Audience')
    """
    if "$ref" in schema:
        return "", schema["$ref"].rsplit("/", 1)[-1]
    if "anyOf" in schema:
        return _kind(next(one for one in schema["anyOf"] if one != {"type": "null"}))
    if schema["type"] == "array":
        kind, part = _kind(schema["items"])
        return f"list of {kind}", part
    if isinstance(schema.get("additionalProperties"), dict):
        kind, part = _kind(schema["additionalProperties"])
        return f"field name → {kind}", part
    return _WORDS.get((schema["type"], schema.get("format")), schema["type"]), None


_WORDS = {("string", None): "text", ("string", "date-time"): "moment", ("integer", None): "whole number"}
