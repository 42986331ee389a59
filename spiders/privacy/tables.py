"""The tables of the privacy filter, read once."""

import tomllib
from enum import IntEnum
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

_HERE = Path(__file__).parent


class Grade(IntEnum):
    """How much a cue says: OPEN asks for a given name that we know, ROLE for that or a whole name, SURE for nothing."""

    OPEN = 0
    ROLE = 1
    TITLE = 2
    SURE = 3


class Cue(NamedTuple):
    """Words before a name; the last `dropped` of them go with it."""

    grade: Grade
    dropped: int


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((_HERE / f"{name}.toml").read_text(encoding="utf-8"))


def _words(table: str, key: str) -> frozenset[str]:
    return frozenset(_table(table)[key].split())


@cache
def given_names() -> frozenset[str]:
    """Given names in small letters."""
    return frozenset(name for names in _table("given_names").values() for name in names.split())


@cache
def cues() -> dict[str, Cue]:
    """By their words in small letters, one blank between them."""
    table = _table("cues")
    graded = (("open", Grade.OPEN), ("roles", Grade.ROLE), ("sure", Grade.SURE))
    found = {}
    for key, grade in graded:
        for row in table[key]:
            stays, goes = (part.split() for part in row.split("|"))
            found[" ".join(stays + goes)] = Cue(grade, len(goes))
    return found | {title: Cue(Grade.TITLE, len(title.split())) for title in table["titles"]}


@cache
def role_endings() -> tuple[str, ...]:
    """What words end in that name a role."""
    return tuple(sorted(_words("cues", "role_endings")))


@cache
def last_words_of_cues() -> frozenset[str]:
    """What stands right before a name whose given name nobody need know: the ends of cues, and particles."""
    return particles() | {words.split()[-1] for words, cue in cues().items() if cue.grade > Grade.OPEN}


@cache
def performance() -> frozenset[str]:
    """Words that announce who performs."""
    return _words("cues", "performance")


@cache
def endings() -> tuple[str, ...]:
    """What the names of venues, streets and organisations end in."""
    return tuple(sorted(_words("organisations", "endings")))


@cache
def venue_words() -> frozenset[str]:
    """Words that make a venue of the name before them."""
    return _words("organisations", "endings") | _words("organisations", "surnames_too")


@cache
def not_names() -> frozenset[str]:
    """Words that are no part of a person's name, though they may begin with a capital."""
    return _words("organisations", "not_names") - particles()


@cache
def particles() -> frozenset[str]:
    """What may stand between a given name and a surname, in small letters."""
    return _words("organisations", "particles")


@cache
def mailboxes() -> frozenset[str]:
    """What stands before the @ in an organisation's address."""
    return _words("organisations", "mailboxes")


@cache
def free_mail() -> frozenset[str]:
    """Hosts where anyone may have an address, with or without their last label."""
    return _words("organisations", "free_mail")


class Mobile(NamedTuple):
    code: str
    starts: str
    more: int
    at_home: tuple[str, ...]


@cache
def mobiles() -> tuple[Mobile, ...]:
    """The mobile numbers of countries."""
    rows = _table("organisations")["mobile"]
    return tuple(Mobile(row["code"], row["starts"], row["more"], tuple(row["at_home"])) for row in rows)
