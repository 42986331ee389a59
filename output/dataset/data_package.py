"""The CSV files as a Data Package (version 2.0): dialect, keys, and a type for each column, out of the JSON Schemas."""

from typing import Any

import msgspec

from output.dataset.columns import columns
from schemas.dataset import LICENSE, TABLES, Publisher, Table
from schemas.json_schema import PUBLISHED

_PROFILES = "https://datapackage.org/profiles/2.0"
_TYPES = {"VARCHAR": "string", "BIGINT": "integer", "DOUBLE": "number", "BOOLEAN": "boolean"}
_SAME_IN_BOTH = ("enum", "minimum", "maximum", "minLength")
_DIALECT = {
    "$schema": f"{_PROFILES}/tabledialect.json",
    "header": True,
    "delimiter": ",",
    "lineTerminator": "\r\n",
    "quoteChar": '"',
    "doubleQuote": True,
    "skipInitialSpace": False,
}


def data_package(publisher: Publisher) -> bytes:
    """`datapackage.json`. It is the same for every release of one publisher."""
    contributor = {"title": publisher.name, "roles": ["publisher"]} | ({"path": publisher.url} if publisher.url else {})
    package = {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": "bruggen",
        "title": "Bruggen: open data",
        "description": "What small organisations announce on their own sites: activities in the neighbourhood.",
        "version": "1",
        "licenses": [{"name": "CC0-1.0", "path": LICENSE, "title": "CC0 1.0"}],
        "contributors": [contributor],
        "resources": [_resource(table) for table in TABLES],
    }
    return msgspec.json.format(msgspec.json.encode(package), indent=2) + b"\n"


def _resource(table: Table) -> dict[str, Any]:
    return {
        "$schema": f"{_PROFILES}/dataresource.json",
        "name": table.name,
        "type": "table",
        "path": f"{table.name}.csv",
        "description": table.meaning,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": _DIALECT,
        "schema": _schema(table),
    }


def _schema(table: Table) -> dict[str, Any]:
    record = msgspec.json.decode((PUBLISHED / f"{table.schema}.schema.json").read_bytes())
    leads_to = {"activity_id": "activities"} if table.name == "occurrences" else {}  # changes tell of what is gone, too
    return {
        "$schema": f"{_PROFILES}/tableschema.json",
        "fields": [_field(name, kind, record) for name, kind in columns(table).items()],
        "missingValues": [""],
        **({"primaryKey": [*table.key]} if table.key else {}),
        "foreignKeys": [
            {"fields": [field], "reference": {"resource": other, "fields": ["id"]}} for field, other in leads_to.items()
        ],
    }


def _field(name: str, kind: str, record: dict[str, Any]) -> dict[str, Any]:
    """A column, by its type in the tables and by the JSON Schema of the record."""
    field = record["properties"][name]
    value = _value(field, record.get("$defs", {}))
    checks = {key: value[key] for key in _SAME_IN_BOTH if key in value}
    if "pattern" in value:
        checks["pattern"] = _whole(value["pattern"])
    if name in record["required"] and value.get("type") != "array":
        checks["required"] = True
    texts = {key: field[key] for key in ("title", "description")}
    return {"name": name, "type": _type(kind), **texts, **({"constraints": checks} if checks else {})}


def _value(field: dict[str, Any], parts: dict[str, Any]) -> dict[str, Any]:
    """What the value is where there is one."""
    known = next((one for one in field.get("anyOf", ()) if one != {"type": "null"}), field)
    return parts[known["$ref"].rpartition("/")[2]] if "$ref" in known else known


def _type(kind: str) -> str:
    """The type in Table Schema of a column of DuckDB.

    >>> _type("VARCHAR"), _type("VARCHAR[]"), _type("MAP(VARCHAR, VARCHAR)"), _type("TIMESTAMP WITH TIME ZONE")
    ('string', 'array', 'object', 'datetime')
    """
    if kind.endswith("[]"):
        return "array"
    return _TYPES.get(kind, "datetime" if kind.startswith("TIMESTAMP") else "object")


def _whole(pattern: str) -> str:
    r"""`pattern` in the regular expressions of XML Schema, which match a whole value and know no anchors.

    >>> _whole("^GM[0-9]{4}$"), _whole("^https?://")
    ('GM[0-9]{4}', 'https?://.*')
    """
    begin = "" if pattern.startswith("^") else ".*"
    end = "" if pattern.endswith("$") else ".*"
    return f"{begin}{pattern.removeprefix('^').removesuffix('$')}{end}"
