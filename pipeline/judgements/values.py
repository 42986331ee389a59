"""Values of a judgement file, held against the type that they are to have: what is wrong, in words."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from difflib import get_close_matches
from enum import EnumType
from typing import Any, get_args

import msgspec

from schemas.record import Record
from schemas.schedule import local_time

_LONGEST_SHOWN = 80
_NO_ENUM_VALUE = re.compile(r"Invalid enum value '(.*)'")


def plain(value: Any) -> Any:  # noqa: ANN401 what a TOML file holds
    """`value` with the days and local times of TOML as the texts that our records hold."""
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [plain(part) for part in value]
    is_local = isinstance(value, date) and not (isinstance(value, datetime) and value.tzinfo)
    return local_time(value) if is_local else value


def faults_of(table: Mapping[str, Any], record: type[Record], path: str = "") -> Iterator[str]:
    """Every fault in a table that is to be a `record`: unknown keys, missing keys, values of another kind."""
    fields = {field.name: field for field in msgspec.structs.fields(record)}
    for key in (key for key in table if key not in fields):
        yield f"unknown key {path + key!r}{one_of(key, fields)}"
    for name, field in fields.items():
        value = table.get(name)
        if name not in table:
            if field.required:
                yield f"missing key {path + name!r}"
        elif isinstance(value, dict) and isinstance(field.type, type) and issubclass(field.type, Record):
            yield from faults_of(value, field.type, f"{path}{name}.")
        elif trouble := trouble_with(value, field.type):
            yield f"{path}{name}: {trouble}"


def trouble_with(value: Any, kind: Any) -> str | None:  # noqa: ANN401
    """Why `value` is none of that type, with what was seen and what was expected; None: it is one."""
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        return f"{_shown(value)}: {_in_words(str(error), kind)}"
    return None


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


def one_of(seen: str, names: Mapping[str, Any] | tuple[str, ...]) -> str:
    """What `seen` was probably to be, and what it may be."""
    close = get_close_matches(seen, names, n=1)
    return (f" (did you mean {close[0]!r}?)" if close else "") + f"; expected one of {', '.join(names)}"


def _in_words(message: str, kind: Any) -> str:  # noqa: ANN401
    """msgspec's message; where a word is in none of the vocabularies, with those that are."""
    choices = {part for part in _parts(kind) if isinstance(part, EnumType)}
    seen = _NO_ENUM_VALUE.match(message)
    if not seen or len(choices) != 1:
        return message.replace("Expected", "expected", 1)
    words = tuple(map(str, choices.pop().__members__.values()))
    return f"{seen[1]!r} is unknown{one_of(seen[1], words)}"


def _parts(kind: Any) -> Iterator[Any]:  # noqa: ANN401
    """A type with all types that it is made of."""
    yield kind
    is_record = isinstance(kind, type) and issubclass(kind, Record)
    for part in (field.type for field in msgspec.structs.fields(kind)) if is_record else get_args(kind):
        yield from _parts(part)
