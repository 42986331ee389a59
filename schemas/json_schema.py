"""The JSON Schemas (2020-12) of the records, for those who read the dataset or write source files.

`python -m schemas.json_schema` writes them to `schemas/published/`, where they are checked in.
"""

import re
from pathlib import Path
from typing import Any

import msgspec

from schemas.activity import Activity, Occurrence, Organisation
from schemas.dataset import VERSION, PublishedSource
from schemas.listing import Listing
from schemas.record import Record
from schemas.source import Source

PUBLISHED = Path(__file__).parent / "published"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_RECORDS: dict[str, type[Record]] = {
    "activity": Activity,
    "occurrence": Occurrence,
    "organisation": Organisation,
    "source": PublishedSource,
    "listing": Listing,
    "source_file": Source,
}


def json_schemas() -> dict[str, bytes]:
    """Every published schema by file name, in the order of the names."""
    return {f"{name}.schema.json": _text(_schema(name)) for name in sorted(_RECORDS)}


def _schema(name: str) -> dict[str, Any]:
    record = _RECORDS[name]
    (_,), definitions = msgspec.json.schema_components((record,), ref_template="#/$defs/{name}")
    own: dict[str, Any] = _readable(definitions.pop(record.__name__))
    if name == "source_file":
        own = _without_id(own) | {"title": "SourceFile"}
    schema = {"$schema": _DIALECT, "$id": f"urn:bruggen:schema:{VERSION}:{name}"} | own
    return schema | ({"$defs": _readable(definitions)} if definitions else {})


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
