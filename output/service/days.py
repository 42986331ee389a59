"""Every occurrence by day, packed into one whole number each: a year of evenings in a few megabytes.

From the highest bit: minute of the day (11), activity (24), part of the day (3), number of the record (26); so numbers
in order are occurrences in order of time, then of activity.
"""

from array import array
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from heapq import merge
from typing import NamedTuple

from schemas.schedule import Daypart

LONGEST_SPAN = 400  # days; longer is no occasion but an opening
MOST_ACTIVITIES, MOST_OCCURRENCES = 1 << 24, 1 << 26
DAYPARTS: tuple[Daypart | None, ...] = (None, *Daypart)
_PART_OF_HOUR = (*[Daypart.NIGHT] * 6, *[Daypart.MORNING] * 6, *[Daypart.AFTERNOON] * 6, *[Daypart.EVENING] * 6)


class Moment(NamedTuple):
    """Where an occurrence stands in the order of all: day (ordinal), minute, activity (number)."""

    day: int
    minute: int
    activity: int


@dataclass(frozen=True)
class Span:
    """An occurrence of several days: its place in the order, its last day, the part of the day in which it begins."""

    moment: Moment
    last_day: int
    part: Daypart | None
    number: int


@dataclass(frozen=True)
class Window:
    """The days, weekdays (0: Monday) and parts of the day that somebody asks for; all of them where None or empty."""

    first: int | None
    last: int | None
    weekdays: frozenset[int]
    dayparts: frozenset[Daypart | None]

    @property
    def is_open(self) -> bool:
        return self.first is None and self.last is None and not self.weekdays and not self.dayparts

    def has_day(self, day: int) -> bool:
        after = self.first is None or day >= self.first
        before = self.last is None or day <= self.last
        return after and before and (not self.weekdays or (day - 1) % 7 in self.weekdays)

    def has_part(self, part: Daypart | None) -> bool:
        return not self.dayparts or part in self.dayparts


def daypart(start: str, *, all_day: bool, stated: Daypart | None) -> Daypart | None:
    """The part of the day in which an occurrence begins; what has no time may have one stated in words."""
    return stated if all_day else _PART_OF_HOUR[int(start[11:13])]


class Days:
    """The occurrences by day."""

    def __init__(self) -> None:
        self._of: dict[int, array[int]] = {}
        self._spans: list[Span] = []

    def add(self, moment: Moment, part: Daypart | None, number: int, *, last_day: int) -> None:
        if last_day > moment.day:
            self._spans.append(Span(moment, last_day, part, number))
            return
        packed = moment.minute << 53 | moment.activity << 29 | DAYPARTS.index(part) << 26 | number
        self._of.setdefault(moment.day, array("Q")).append(packed)

    def settle(self) -> None:
        """All in order from now on."""
        self._of = {day: array("Q", sorted(self._of[day])) for day in sorted(self._of)}
        self._spans.sort(key=lambda span: span.moment)

    def found(
        self, window: Window, flags: bytes, *, days: Collection[int], after: Moment | None
    ) -> Iterator[tuple[Moment, int]]:
        """Place and number of the occurrences in `window` of the flagged activities, in order, behind `after`.

        `days`: on no other day does one of these begin and end.
        """
        return merge(self._single(window, flags, days, after), self._long(window, flags, after))

    def _single(
        self, window: Window, flags: bytes, days: Collection[int], after: Moment | None
    ) -> Iterator[tuple[Moment, int]]:
        for day, packed in self._of.items():
            if day not in days or (after and day < after.day):
                continue
            for one in packed:
                if flags[one >> 29 & 0xFFFFFF] and window.has_part(DAYPARTS[one >> 26 & 7]):
                    moment = Moment(day, one >> 53, one >> 29 & 0xFFFFFF)
                    if after is None or moment > after:
                        yield moment, one & 0x3FFFFFF

    def _long(self, window: Window, flags: bytes, after: Moment | None) -> Iterator[tuple[Moment, int]]:
        for span in self._spans:
            if flags[span.moment.activity] and (after is None or span.moment > after) and _meets(span, window):
                yield span.moment, span.number


def _meets(span: Span, window: Window) -> bool:
    if window.dayparts:
        return span.part in window.dayparts and window.has_day(span.moment.day)
    return any(map(window.has_day, range(span.moment.day, span.last_day + 1)))


def last_day(start: str, end: str | None, *, all_day: bool) -> int:
    """The last day (ordinal) of an occurrence; what ends before six in the morning still belongs to the evening.

    >>> last_day("2026-11-27T22:00:00+01:00", "2026-11-28T02:00:00+01:00", all_day=False) == ordinal("2026-11-27")
    True
    """
    first = ordinal(start[:10])
    if end is None or end[:10] == start[:10]:
        return first
    before = timedelta(days=1) if all_day else timedelta(hours=6)
    last = (datetime.fromisoformat(end[:19]) - before).date().toordinal()
    return min(max(first, last), first + LONGEST_SPAN)


@lru_cache(maxsize=1000)
def ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()
