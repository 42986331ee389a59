"""The rows of the geodata as they stand in the tables, and how they are put there."""

from collections.abc import Sequence
from typing import Any, TypeVar

import msgspec

from pipeline.store import Store

_BATCH = 5_000
_SQL_TYPES: dict[Any, str] = {
    str: "VARCHAR",
    str | None: "VARCHAR",
    int: "INTEGER",
    float: "DOUBLE",
    bool: "BOOLEAN",
    tuple[str, ...]: "VARCHAR[]",
    bytes: "VARCHAR",  # msgspec writes them in base 64
}

Row = TypeVar("Row", bound="TableRow")


class TableRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the table that its class names."""


class Area(TableRow, frozen=True, kw_only=True):
    """A municipality, district or neighbourhood of CBS; the year is that of its code."""

    code: str
    level: str
    name: str
    other_names: tuple[str, ...] = ()
    province: str | None = None
    gm_code: str
    wk_code: str | None = None
    year: int


class Outline(TableRow, frozen=True, kw_only=True):
    """The packed polygon of an area."""

    code: str
    rings: bytes


class Postcode(TableRow, frozen=True, kw_only=True):
    """The four digits of a postcode, with a point in the middle of them."""

    pc4: str
    towns: tuple[str, ...]
    gm_code: str
    lat: float
    lon: float


class PostcodeNeighbourhood(TableRow, frozen=True, kw_only=True):
    """How much of a postcode lies in a neighbourhood, by estimated households."""

    pc4: str
    bu_code: str
    wk_code: str
    share: float


class Town(TableRow, frozen=True, kw_only=True):
    """A named place; only of kind `woonplaats` it is an official one."""

    name: str
    base_name: str
    other_names: tuple[str, ...] = ()
    kind: str
    gm_code: str
    province: str
    lat: float
    lon: float
    ambiguous: bool


class Merger(TableRow, frozen=True, kw_only=True):
    """A municipality that ended, and where its area is today."""

    old_code: str
    old_name: str
    ended_on: str
    gm_code: str
    is_split: bool


TABLES: dict[type[TableRow], str] = {
    Area: "areas",
    Outline: "polygons",
    Postcode: "postcodes",
    PostcodeNeighbourhood: "postcode_neighbourhoods",
    Town: "towns",
    Merger: "mergers",
}


def table_rows(store: Store, kind: type[Row]) -> list[Row]:
    """All rows of `kind`, in the order in which they were loaded."""
    names = kind.__struct_fields__
    found = store.query(f"SELECT {', '.join(names)} FROM {TABLES[kind]} ORDER BY rowid")  # noqa: S608 no foreign text
    return [msgspec.convert(dict(zip(names, values, strict=True)), kind) for values in found]


def append(store: Store, rows: Sequence[TableRow]) -> None:
    """`rows`, all of one kind, stand behind what their table holds."""
    for start in range(0, len(rows), _BATCH):
        batch = msgspec.json.encode(rows[start : start + _BATCH]).decode()
        store.query(_insertion(type(rows[0])), [batch])


def _insertion(kind: type[TableRow]) -> str:
    fields = msgspec.structs.fields(kind)
    shape = msgspec.json.encode([{field.name: _SQL_TYPES[field.type] for field in fields}]).decode()
    names = ", ".join(field.name for field in fields)
    values = ", ".join(f"from_base64(r.{f.name})" if f.type is bytes else f"r.{f.name}" for f in fields)
    return (
        f"INSERT INTO {TABLES[kind]} ({names}) "  # noqa: S608 no foreign text in it
        f"SELECT {values} FROM (SELECT unnest(from_json(CAST(? AS JSON), '{shape}')) AS r)"
    )
