"""The columns of a table, with their types in DuckDB."""

from functools import cache

import msgspec
from msgspec import inspect

from schemas.dataset import Table

_PLAIN: dict[type[inspect.Type], str] = {
    inspect.StrType: "VARCHAR",
    inspect.EnumType: "VARCHAR",
    inspect.IntType: "BIGINT",
    inspect.FloatType: "DOUBLE",
    inspect.BoolType: "BOOLEAN",
    inspect.DateTimeType: "TIMESTAMP WITH TIME ZONE",
}


@cache
def columns(table: Table) -> dict[str, str]:
    """Name and type of each column, those first that identify a record."""
    fields = sorted(msgspec.structs.fields(table.record), key=lambda one: one.encode_name not in table.key)
    return {one.encode_name: _kind(inspect.type_info(one.type)) for one in fields}


def _kind(found: inspect.Type) -> str:
    """The type of a value. Raises KeyError for one that no table has yet."""
    match found:
        case inspect.Metadata():
            return _kind(found.type)
        case inspect.UnionType():
            (one,) = (one for one in found.types if not isinstance(one, inspect.NoneType))
            return _kind(one)
        case inspect.VarTupleType():
            return f"{_kind(found.item_type)}[]"
        case inspect.DictType():
            return f"MAP(VARCHAR, {_kind(found.value_type)})"
        case inspect.StructType():
            parts = ", ".join(f'"{one.encode_name}" {_kind(one.type)}' for one in found.fields)
            return f"STRUCT({parts})"
    return _PLAIN[type(found)]
