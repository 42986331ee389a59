"""The tables of discovery, as records: words of links, traps, platforms, marks of empty shells."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Literal, TypeVar

import msgspec

from schemas.record import Record

_HERE = Path(__file__).parent
_Table = TypeVar("_Table", bound=Record)

Kind = Literal["ical", "json", "xml", "html"]
"""What stands at an address, told from its first bytes."""


class WordRow(Record):
    """Words that weigh the same. `anywhere`: also within a longer word; `whole`: only alone."""

    weight: int
    anywhere: frozenset[str] = frozenset()
    whole: frozenset[str] = frozenset()


class Words(Record):
    words: tuple[WordRow, ...]


class Traps(Record):
    """What never to visit: by name of a parameter, part of the path, end of the path, or host."""

    parameters: frozenset[str]
    segments: frozenset[str]
    endings: tuple[str, ...]
    closed: tuple[str, ...]


class PlatformRung(Record):
    """An address at which a platform answers for machines, and what must stand there."""

    at: str
    is_: Kind = msgspec.field(name="is")


class Platform(Record):
    name: str
    signals: tuple[str, ...]
    rungs: tuple[PlatformRung, ...]


class Platforms(Record):
    platform: tuple[Platform, ...]


class Shells(Record):
    marks: tuple[str, ...]


@cache
def words() -> tuple[WordRow, ...]:
    return _read("words", Words).words


@cache
def traps() -> Traps:
    return _read("traps", Traps)


@cache
def platforms() -> tuple[Platform, ...]:
    return _read("platforms", Platforms).platform


@cache
def shell_marks() -> tuple[bytes, ...]:
    return tuple(mark.encode() for mark in _read("shells", Shells).marks)


def _read(name: str, kind: type[_Table]) -> _Table:
    return msgspec.convert(tomllib.loads((_HERE / f"{name}.toml").read_text(encoding="utf-8")), kind)
