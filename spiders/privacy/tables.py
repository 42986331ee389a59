"""The tables of the privacy filter, read once."""

import tomllib
from enum import IntEnum
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

_HERE = Path(__file__).parent


class Grade(IntEnum):
    """How much a cue says: NEVER that no helper follows; OPEN asks for a given name that we know, ROLE for that or a
    whole name, SURE for nothing.
    """

    NEVER = -1
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
    graded = (
        ("never", Grade.NEVER),
        ("open", Grade.OPEN),
        ("weak_roles", Grade.OPEN),
        ("roles", Grade.ROLE),
        ("sure", Grade.SURE),
    )
    found = {word: Cue(Grade.OPEN, 0) for key in ("serving_before", "neighbours") for word in table[key].split()}
    for key, grade in graded:
        for row in table[key]:
            stays, goes = (part.split() for part in row.split("|"))
            found[" ".join(stays + goes)] = Cue(grade, len(goes))
    return found | {title: Cue(Grade.TITLE, len(title.split())) for title in table["titles"]}


@cache
def roles() -> frozenset[str]:
    """What somebody is here, in one word or two."""
    rows = (row.removesuffix("|").strip() for key in ("roles", "weak_roles") for row in _table("cues")[key])
    return frozenset(rows) | _words("cues", "neighbours")


@cache
def role_endings() -> tuple[str, ...]:
    """What words end in that name a role."""
    return tuple(sorted(_words("cues", "role_endings")))


@cache
def weak_endings() -> tuple[str, ...]:
    """What words end in that may name a role."""
    return tuple(sorted(_words("cues", "weak_endings")))


@cache
def ends_of_cues() -> frozenset[str]:
    """The last word, or of longer ones the last two, of cues after which nobody need know the given name."""
    return copulas() | {" ".join(words.split()[-2:]) for words, cue in cues().items() if cue.grade > Grade.OPEN}


@cache
def tails_of_cues() -> frozenset[str]:
    """The last three letters of whatever may stand right before a name that nobody need know."""
    words = {*ends_of_cues(), *role_endings(), *particles(), *fillers()}
    return frozenset(word.split()[-1][-3:] for word in words)


@cache
def copulas() -> frozenset[str]:
    """What may stand between a role and its name: "onze kok is vandaag …"."""
    return _words("cues", "copulas")


@cache
def fillers() -> frozenset[str]:
    """What may stand between a cue and its name and says nothing: "bel dan even …"."""
    return _words("cues", "fillers")


@cache
def inflected() -> tuple[tuple[str, str], ...]:
    """How given names end after a word for "with", and as we know them."""
    return tuple((ending, plain) for ending, plain in _table("cues")["inflected"])


@cache
def serving() -> frozenset[str]:
    """What persons do who help at an activity: "Anneke helpt u"."""
    return _words("cues", "serving")


@cache
def being() -> frozenset[str]:
    """What is said of anybody, and of heroes in books, too: "Anneke is er ook"."""
    return _words("cues", "being")


@cache
def about() -> frozenset[str]:
    """What stands before the name of somebody whom an activity is about, or of a place."""
    return _words("cues", "about")


@cache
def verbs() -> frozenset[str]:
    """Words that with a capital behind a given name make a title or an ensemble: "Joost Zingt"."""
    return serving() | being() | _words("cues", "performing")


@cache
def articles() -> frozenset[str]:
    """What may stand between a name and its role: "Anneke, onze beheerder"."""
    return _words("cues", "articles")


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
def units() -> frozenset[str]:
    """Words that are no surname and make something else of the given name before them."""
    return _words("organisations", "units")


@cache
def months() -> frozenset[str]:
    """Given names that are months, too."""
    return _words("organisations", "months")


@cache
def not_names() -> frozenset[str]:
    """Words that are no part of a person's name, though they may begin with a capital."""
    return _words("organisations", "not_names") - particles()


@cache
def part_words() -> frozenset[str]:
    """Words that make the name behind them a part of another name: "Huize Maria"."""
    return _words("organisations", "part_words")


@cache
def famous() -> frozenset[str]:
    """Whole names of persons whom an activity is about."""
    return frozenset(line.strip() for line in _table("organisations")["famous"].splitlines() if line.strip())


@cache
def never_alone() -> frozenset[str]:
    """Given names that mean somebody else where they stand alone."""
    return _words("organisations", "never_alone")


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
