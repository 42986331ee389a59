"""The JSON Schemas (2020-12) of the records, for those who read the dataset or write source files.

`python -m schemas.json_schema` writes them to `schemas/published/`, where they are checked in.
"""

import re
import tomllib
from pathlib import Path
from typing import Any

import msgspec

from schemas.dataset import TABLES, VERSION
from schemas.listing import Listing
from schemas.record import Record
from schemas.source import Source

PUBLISHED = Path(__file__).parent / "published"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_RECORDS: dict[str, type[Record]] = {
    **{table.schema: table.record for table in TABLES},
    "listing": Listing,
    "source_file": Source,
}


class FieldText(Record):
    """What a field means, its unit, who says it, and what JSON Schema keywords its value keeps to."""

    text: str
    source: str
    unit: str | None = None
    check: dict[str, str | int] = {}  # noqa: RUF012 msgspec copies it

    @property
    def whole(self) -> str:
        """All of it, as one description."""
        unit = f" Unit: {self.unit}." if self.unit else ""
        return f"{self.text}{unit} Source: {self.source}."


FIELDS = msgspec.convert(
    tomllib.loads((Path(__file__).parent / "fields.toml").read_text(encoding="utf-8")), dict[str, dict[str, FieldText]]
)

_IN_SOURCE_FILES = frozenset({"Source", "Selectors"})
_WORDS = {"id": "id", "url": "URL", "gm": "GM", "wk": "WK", "bu": "BU", "rrule": "RRULE"}


def json_schemas() -> dict[str, bytes]:
    """Every published schema by file name, in the order of the names."""
    return {f"{name}.schema.json": _text(_schema(name)) for name in sorted(_RECORDS)}


def _schema(name: str) -> dict[str, Any]:
    record = _RECORDS[name]
    (_,), definitions = msgspec.json.schema_components((record,), ref_template="#/$defs/{name}")
    described = {title: _described(title, _readable(one)) for title, one in definitions.items()}
    own = described.pop(record.__name__)
    if name == "source_file":
        own = _without_id(own) | {"title": "SourceFile"}
    schema = {"$schema": _DIALECT, "$id": f"urn:bruggen:schema:{VERSION}:{name}"} | own
    return schema | ({"$defs": described} if described else {})


def _described(record: str, schema: dict[str, Any]) -> dict[str, Any]:
    """`schema` with a title and a description for each of its fields."""
    if "properties" not in schema:
        return schema
    texts = FIELDS["Activity" if record == "Facets" else record] if record not in _IN_SOURCE_FILES else {}
    properties = {name: _field(name, one, texts.get(name)) for name, one in schema["properties"].items()}
    return schema | {"properties": properties}


def _field(name: str, schema: dict[str, Any], text: FieldText | None) -> dict[str, Any]:
    """The schema of one field. In source files the description stands with the record, for those who write them."""
    title = " ".join(_WORDS.get(word, word) for word in name.split("_"))
    heading = {"title": title[0].upper() + title[1:], "description": text.whole if text else schema["description"]}
    checks = text.check if text else {}
    if "anyOf" in schema and checks:
        schema = schema | {"anyOf": [one if one == {"type": "null"} else one | checks for one in schema["anyOf"]]}
        checks = {}
    return heading | {key: value for key, value in schema.items() if key != "description"} | checks


def _without_id(schema: dict[str, Any]) -> dict[str, Any]:
    """A source file does not name its id: that comes from its path."""
    properties = {key: value for key, value in schema["properties"].items() if key != "id"}
    return schema | {"properties": properties, "required": [key for key in schema["required"] if key != "id"]}


def _readable(schema: Any) -> Any:  # noqa: ANN401 a JSON value
    """`schema` with the line breaks of our docstrings taken out of its descriptions."""
    if isinstance(schema, list):
        return [_readable(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        key: re.sub(r"\s+", " ", value) if key == "description" and isinstance(value, str) else _readable(value)
        for key, value in schema.items()
    }


def _text(schema: dict[str, Any]) -> bytes:
    return msgspec.json.format(msgspec.json.encode(schema), indent=2) + b"\n"


if __name__ == "__main__":
    PUBLISHED.mkdir(exist_ok=True)
    for name, text in json_schemas().items():
        (PUBLISHED / name).write_bytes(text)
