"""What the grammar makes of the words: times of day, days, and rules, as said; nothing is completed here.

None of these holds itself, so the garbage collector need not know them (`gc=False`): a text makes many.
"""

from typing import Any

from msgspec import Struct


class Node(Struct, frozen=True, gc=False):
    """A stretch of text with its kind; `value` is what the kind says: a number, or one of the records below."""

    kind: str
    value: Any
    start: int
    end: int
    plural: bool = False


class Clock(Struct, frozen=True, gc=False):
    """A time of day in minutes after midnight. `loose`: said in twelve hours ("half drie"), which half is not said.

    `has_half`: said in twelve hours with its half ("2 pm").
    """

    minutes: int
    loose: bool = False
    has_half: bool = False


class Hours(Struct, frozen=True, gc=False):
    """From `start` until `end`; None: not said. `role`: time, start, end, doors or coffee."""

    start: Clock | None
    end: Clock | None = None
    role: str = "time"


class Day(Struct, frozen=True, gc=False):
    """A day as said. `nth`: "the last Sunday of May", as (-1, 6), without a day of the month."""

    day: int
    month: int
    year: int | None = None
    weekday: int | None = None
    daypart: str | None = None
    nth: tuple[int, int] | None = None


class Days(Struct, frozen=True, gc=False):
    """Days that are enumerated, or (`through`) all days from the first to the last.

    `begins`: the words say that something starts on the day.
    `clock` and `until`: when on the first day it begins, when on the last day it ends, if it goes on day and night.
    """

    days: tuple[Day, ...]
    through: bool = False
    begins: bool = False
    clock: Clock | None = None
    until: Clock | None = None


class Months(Struct, frozen=True, gc=False):
    """Months in order ("september t/m juni"); `is_whole`: "de hele maand".

    `edge`: only where they begin or end; "half" where they do so in their middle.
    """

    months: tuple[int, ...]
    year: int | None = None
    edge: str | None = None
    is_whole: bool = False


class Weekdays(Struct, frozen=True, gc=False):
    """Weekdays as (ordinal, weekday), ordinal 0: each; `every` where the words say that it is a rule.

    `month_days`: days of the month instead of weekdays; -1 is the last.
    """

    days: tuple[tuple[int, int], ...]
    daypart: str | None = None
    every: bool = False
    once: bool = False
    interval: int = 1
    months: tuple[int, ...] = ()
    frequency: str | None = None
    month_days: tuple[int, ...] = ()
