"""What a text announces: the answer of this package."""

from datetime import date
from typing import Literal, NamedTuple

from msgspec import Struct

from pipeline.normalise.schedules.values import Node
from schemas.schedule import Schedule, YearBasis

Kind = Literal["single", "range", "recurring", "list", "opening_hours"]


class SaidSlot(NamedTuple):
    """One rule with its hours, as said: an RRULE (None: none can be made), times as HH:MM."""

    rrule: str | None
    start_time: str | None
    end_time: str | None


class Announcement(Struct, frozen=True):
    """One announcement; None or empty: not said. `span` are offsets in the text, the end exclusive.

    `dates` are the days of a single day, a list, or the first and last of a range; a side that is not said or whose
    year is not known is None. `schedule` is None as long as no day can be dated. `contradiction` tells of a weekday
    that its date does not have; neither is believed over the other. `underspecified`: the rule says less than its
    RRULE would ("once a month on Friday"); `unanchored`: every n weeks, and nobody says which. `exceptions` are the
    words that take days out again, `excepted` what of them was understood; the schedule still holds those days.
    `parity`: only in even (0) or odd (1) weeks of the year. `day_and_night`: from the hour of the first day until that
    of the last, not each day anew.
    """

    kind: Kind
    schedule: Schedule | None
    span: tuple[int, int]
    certainty: float
    reason: str
    slots: tuple[SaidSlot, ...] = ()
    dates: tuple[date | None, ...] = ()
    since: date | None = None
    until: date | None = None
    daypart: str | None = None
    doors: str | None = None
    status: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()
    excepted: tuple[Node, ...] = ()
    contradiction: str | None = None
    year_basis: YearBasis | None = None
    underspecified: bool = False
    unanchored: bool = False
    parity: int | None = None
    day_and_night: bool = False
