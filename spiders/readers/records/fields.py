"""A record as a flat row of fields: each path of keys with the one value that stands there."""

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from spiders.readers.records.names import Path
from spiders.readers.records.values import composed, in_one_language

Scalar: TypeAlias = str | int | float | bool
Row: TypeAlias = dict[Path, Scalar]

# In the path of a value within a list of objects: of the first of several, which names neither title nor time of the
# record, or of the only one, which may hold its time.
FIRST_OF_MANY = "[]"
ONLY_ONE = "[.]"
# Real records nest up to 6 deep and hold up to 250 fields.
DEEPEST = 7
MOST_FIELDS = 400


def row(record: Mapping[str, Any]) -> Row:
    """The fields of `record` that hold something, in the order printed."""
    fields: Row = {}
    for path, value in _fields(record, (), DEEPEST):
        if path and path not in fields:  # a map of languages has no path of its own
            fields[path] = value
        if len(fields) >= MOST_FIELDS:
            break
    return fields


def lists_within(record: Mapping[str, Any], depth: int = 3) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The lists of several objects within `record`, with their names; none of those within another list."""
    for key, value in record.items():
        if isinstance(value, list):
            objects = [one for one in value if isinstance(one, dict)]
            if len(objects) > 1:
                yield key, objects
        elif isinstance(value, dict) and depth:
            yield from lists_within(value, depth - 1)


def first(fields: Row, paths: tuple[Path, ...]) -> Scalar | None:
    """The first of these fields that holds something."""
    return next((fields[path] for path in paths if path in fields), None)


def text(fields: Row, paths: tuple[Path, ...]) -> str | None:
    """The first of these fields that holds text or a number, as text."""
    values = (fields[path] for path in paths if path in fields)
    return next((str(value) for value in values if not isinstance(value, bool)), None)


def _fields(value: Any, path: Path, depth: int) -> Iterator[tuple[Path, Scalar]]:  # noqa: ANN401
    value = in_one_language(value)
    if isinstance(value, dict) and "year" in value and (said := composed(value)):
        yield path, said
    elif isinstance(value, dict) and depth:
        for key, inner in value.items():
            yield from _fields(inner, (*path, str(key)), depth - 1)
    elif isinstance(value, list) and value and depth:
        is_object = isinstance(value[0], dict)
        mark = (FIRST_OF_MANY,) if is_object and len(value) > 1 else (ONLY_ONE,) if is_object else ()
        yield from _fields(value[0], (*path, *mark), depth - 1)
    elif isinstance(value, str):
        if value.strip():
            yield path, value
    elif isinstance(value, bool | int | float):
        yield path, value
