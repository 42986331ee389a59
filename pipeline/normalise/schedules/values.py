"""What the grammar makes of the words: times of day, days, and rules, as said; nothing is completed here."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Node(NamedTuple):
    """A stretch of text with its kind; `value` is what the kind says: a number, or one of the records below."""

    kind: str
    value: Any
    start: int
    end: int
    plural: bool = False


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day in minutes after midnight. `loose`: said in twelve hours ("half drie"), which half is not said."""

    minutes: int
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Hours:
    """From `start` until `end`; None: not said. `role`: time, start, end, doors or coffee."""

    start: Clock | None
    end: Clock | None = None
    role: str = "time"


@dataclass(frozen=True, slots=True)
class Day:
    """A day as said. `nth`: "the last Sunday of May", as (-1, 6), without a day of the month."""

    day: int
    month: int
    year: int | None = None
    weekday: int | None = None
    daypart: str | None = None
    nth: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Days:
    """Days that are enumerated, or (`through`) all days from the first to the last."""

    days: tuple[Day, ...]
    through: bool = False


@dataclass(frozen=True, slots=True)
class Months:
    """Whole months in order ("september t/m juni"); `edge`: only where they begin or end."""

    months: tuple[int, ...]
    year: int | None = None
    edge: str | None = None


@dataclass(frozen=True, slots=True)
class Weekdays:
    """Weekdays as (ordinal, weekday), ordinal 0: each; `every` where the words say that it is a rule."""

    days: tuple[tuple[int, int], ...]
    daypart: str | None = None
    every: bool = False
    once: bool = False
    interval: int = 1
    months: tuple[int, ...] = ()
    frequency: str | None = None
    dayparts: tuple[str | None, ...] = field(default=())
