"""The keys of a query: what each is called, which values it takes, how they are read and written."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from schemas.schedule import Daypart
from schemas.vocabulary import Audience, Category, CostKind, DutchLevel

MOST_WORDS = 8
LONGEST_TEXT = 100
FARTHEST_M = 50_000
USUAL_DISTANCE_M = 3_000


class Weekday(StrEnum):
    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


class SupportKind(StrEnum):
    TRAVEL = "travel"
    PREPARATION = "preparation"
    COMPANION = "companion"
    CHILDCARE = "childcare"
    CHILDREN_WELCOME = "children_welcome"


@dataclass(frozen=True)
class Key:
    """A query key: the field it fills, how one value is read, and its JSON Schema. `read` raises ValueError."""

    name: str
    field: str
    read: Callable[[str], Any]
    schema: dict[str, Any]
    description: str
    many: bool = False
    write: Callable[[Any], str] = str


def _matching(pattern: str, expected: str) -> Callable[[str], str]:
    compiled = re.compile(pattern)

    def read(text: str) -> str:
        if not compiled.fullmatch(text):
            raise ValueError(expected)
        return text

    return read


def _day(text: str) -> date:
    """Only as 2026-11-24: `fromisoformat` also reads weeks and days without dashes."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise ValueError("a day such as 2026-11-24")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError("a day that exists, such as 2026-11-24") from None


def _number(lowest: int, highest: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,6}", text) or not lowest <= int(text) <= highest:
            raise ValueError(f"a whole number from {lowest} to {highest}")
        return int(text)

    return read


def _truth(text: str) -> bool:
    if text not in {"true", "false"}:
        raise ValueError("true or false")
    return text == "true"


def _postcode(text: str) -> str:
    if not re.fullmatch(r"[1-9][0-9]{3}(?: ?[A-Za-z]{2})?", text):
        raise ValueError("a Dutch postcode such as 3531 or 3531AB")
    return text[:4]


def _words(text: str) -> str:
    words = text.split()
    if not text.isprintable() or not words or len(words) > MOST_WORDS or len(text) > LONGEST_TEXT:
        raise ValueError(f"one to {MOST_WORDS} words, at most {LONGEST_TEXT} characters together")
    return " ".join(words)


def _one_of(kind: type[StrEnum]) -> Callable[[str], StrEnum]:
    known = {one.value: one for one in kind}

    def read(text: str) -> StrEnum:
        if text not in known:
            raise ValueError("one of " + ", ".join(known))
        return known[text]

    return read


def _choice(name: str, field: str, kind: type[StrEnum], description: str, *, many: bool = True) -> Key:
    schema = {"type": "string", "enum": [one.value for one in kind]}
    return Key(name, field, _one_of(kind), schema, description, many=many)


_AREA = r"(?:GM[0-9]{4}|WK[0-9]{6}|BU[0-9]{8})"
_POSTCODE = "[1-9][0-9]{3}( ?[A-Za-z]{2})?"
_LANGUAGE = "[a-z]{2,3}"
_TRUTH: dict[str, Any] = {"type": "boolean"}
_DAY = {"type": "string", "format": "date"}


def _written_truth(value: bool) -> str:
    return "true" if value else "false"


KEYS: tuple[Key, ...] = (
    Key(
        "area",
        "area",
        _matching(_AREA, "a code of CBS such as GM0344, WK034411 or BU03441101"),
        {"type": "string", "pattern": f"^{_AREA}$"},
        "Code of CBS: municipality (GM), district (WK) or neighbourhood (BU). Activities that are only online have no "
        "place and show in every area; `online=false` leaves them out.",
        many=True,
    ),
    Key(
        "postcode",
        "postcode",
        _postcode,
        {"type": "string", "pattern": f"^{_POSTCODE}$"},
        "Near this Dutch postcode. Its four digits are used; letters are accepted and forgotten.",
    ),
    Key(
        "distance",
        "distance_m",
        _number(100, FARTHEST_M),
        {"type": "integer", "minimum": 100, "maximum": FARTHEST_M},
        f"Metres from the middle of `postcode`, as the crow flies; {USUAL_DISTANCE_M} where it is left out.",
    ),
    Key("from", "first_day", _day, _DAY, "Something takes place on this day or later (Europe/Amsterdam)."),
    Key("to", "last_day", _day, _DAY, "Something takes place on this day or earlier (Europe/Amsterdam)."),
    _choice("weekday", "weekday", Weekday, "Something takes place on this day of the week."),
    _choice(
        "daypart",
        "daypart",
        Daypart,
        "Something begins in this part of the day: morning from 6, afternoon from 12, evening from 18, night from 0.",
    ),
    _choice("category", "category", Category, "What it is; also where that was inferred."),
    _choice("audience", "audience", Audience, "For whom; what is for all stands under `everyone`."),
    Key(
        "languages",
        "languages",
        _matching(_LANGUAGE, "a language as BCP 47 writes it, such as nl, ar or uk"),
        {"type": "string", "pattern": f"^{_LANGUAGE}$"},
        "A language that is spoken there (BCP 47, its first part).",
        many=True,
    ),
    _choice(
        "dutchLevel",
        "dutch_level",
        DutchLevel,
        "Fits somebody who has this level of Dutch (CEFR; A0: none).",
        many=False,
    ),
    _choice("cost", "cost", CostKind, "What it costs; `unknown`: nobody says."),
    Key(
        "walkIn",
        "walk_in",
        _truth,
        _TRUTH,
        "true: one may walk in without registering; false: one must or should register.",
        write=_written_truth,
    ),
    Key(
        "online",
        "online",
        _truth,
        _TRUTH,
        "true: one can take part online; false: not what is online only.",
        write=_written_truth,
    ),
    _choice("support", "support", SupportKind, "Help to come; with several values all of them."),
    Key(
        "text",
        "text",
        _words,
        {"type": "string", "minLength": 1, "maxLength": LONGEST_TEXT},
        f"Words, at most {MOST_WORDS}, that all stand in title, summary, organisation or place, or within longer ones.",
    ),
)
