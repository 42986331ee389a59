"""Strands: listings of one source in one stretch of time, with what tells whether others belong to them. Pure."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from math import inf

LONGEST_SILENCE = 200
"""Days without an occurrence after which another edition begins: longer than a summer, shorter than a year."""
NO_CLOCK = -1
CLOSE = 60
"""Minutes by which an evening begins earlier or later and is still the same one."""

_DAY = 24 * 60
_WEEK = 7
# A gap is a silence that is clearly longer than the usual step; half of one more leaves room for months of five weeks.
_GAP = 1.5
# What follows on a series may leave out one of its steps.
_FOLLOWS = 2

Beat = tuple[int, int]  # weekday (Monday is 0) and minute of the day


@dataclass(frozen=True)
class Printed:
    """When one listing takes place.

    `starts` are minutes since 1970-01-01 00:00 on the local wall clock: all of single dates, some of a rule, midnight
    for whole days (`has_clock` False). `last_day`, in days since then, is None for a rule without end.
    """

    key: str
    starts: tuple[int, ...]
    is_rule: bool = False
    has_clock: bool = True
    last_day: int | None = None

    @property
    def days(self) -> list[int]:
        return sorted({start // _DAY for start in self.starts})

    @cached_property
    def beats(self) -> frozenset[Beat]:
        return frozenset(
            (weekday(start // _DAY), start % _DAY if self.has_clock else NO_CLOCK) for start in self.starts
        )


def is_of_one_hour(some: Iterable[Printed]) -> bool:
    """Whether all are single dates at one time of day."""
    clocks = {(one.is_rule, one.has_clock, start % _DAY) for one in some for start in one.starts}
    return len(clocks) == 1 and not any(is_rule for is_rule, _, _ in clocks)


def weekday(day: int) -> int:
    """Monday is 0; `day` counts from 1970-01-01."""
    return (day + 3) % _WEEK  # which was a Thursday


@dataclass(frozen=True, slots=True)
class _Steps:
    """Days in order, and the usual step from one to the next; None below two."""

    days: list[int]
    step: int | None

    def has_room(self, day: int) -> bool:
        """Whether `day` lies in a gap, or follows on the last or goes before the first."""
        if self.step is None:
            return False
        at = bisect_left(self.days, day)
        if at == 0 or at == len(self.days):
            return abs(day - self.days[0 if at == 0 else -1]) <= _FOLLOWS * self.step
        return self.days[at] != day and self.days[at] - self.days[at - 1] >= _GAP * self.step

    def reaches(self, day: int) -> bool:
        """Whether `day` lies between the first and the last, or so near that it may go before or follow."""
        margin = _FOLLOWS * (self.step or 0)
        return self.days[0] - margin <= day <= self.days[-1] + margin


def _steps(days: list[int]) -> _Steps:
    steps = sorted(after - before for before, after in pairwise(days))
    return _Steps(days, steps[len(steps) // 2] if steps else None)


@dataclass(slots=True)
class Strand:
    """An activity in the making; `members` may grow, the rest says what it was made of."""

    members: list[Printed]
    is_rule: bool
    clocks: frozenset[int]
    days: frozenset[int]
    first: int
    last: float
    whole: _Steps
    by_weekday: dict[int, _Steps] = field(default_factory=dict)

    @property
    def recurs(self) -> bool:
        return self.is_rule or len(self.days) > 1

    def is_near(self, other: "Strand") -> bool:
        return other.first - self.last <= LONGEST_SILENCE and self.first - other.last <= LONGEST_SILENCE

    def takes(self, single: "Strand") -> bool:
        """Whether something that recurs nowhere is an occurrence of this.

        It fills a gap, or follows on a weekday of this, or is on about its hour near its days.
        """
        day = single.first
        if day in self.days:
            return self.is_rule
        if not self.is_near(single):
            return False
        on_weekday = self.by_weekday.get(weekday(day))
        if on_weekday and (on_weekday.has_room(day) or on_weekday.days[-1] < day <= self.last):
            return True
        if self.is_close(single):
            return self.whole.reaches(day)
        return self.whole.days[0] < day < self.whole.days[-1] and self.whole.has_room(day)

    def distance(self, other: "Strand") -> int:
        """Minutes between the hours of two; far where one has none."""
        hours = [clock for clock in self.clocks if clock != NO_CLOCK]
        others = [clock for clock in other.clocks if clock != NO_CLOCK]
        return min((abs(mine - theirs) for mine in hours for theirs in others), default=_DAY)

    def is_close(self, other: "Strand") -> bool:
        return self.distance(other) <= CLOSE


def strand(members: list[Printed]) -> Strand:
    days = sorted({start // _DAY for one in members for start in one.starts})
    by_weekday = defaultdict(list)
    for day in days:
        by_weekday[weekday(day)].append(day)
    return Strand(
        members=members,
        is_rule=any(one.is_rule for one in members),
        clocks=frozenset(clock for one in members for _, clock in one.beats),
        days=frozenset(days),
        first=days[0],
        last=max(map(_last, members)),
        whole=_steps(days),
        by_weekday={number: _steps(some) for number, some in by_weekday.items()},
    )


def _last(one: Printed) -> float:
    last = one.starts[-1] // _DAY
    if not one.is_rule:
        return last
    return inf if one.last_day is None else max(last, one.last_day)


def chained(members: Iterable[Printed]) -> Iterator[Strand]:
    """The members, in order of first start, as strands."""
    return map(strand, cut(members))


def cut(members: Iterable[Printed]) -> Iterator[list[Printed]]:
    """The members, in order of first start, parted where nothing happens for longer than a silence."""
    chain: list[Printed] = []
    last = -inf
    for one in members:
        if chain and one.starts[0] // _DAY - last > LONGEST_SILENCE:
            yield chain
            chain = []
        chain.append(one)
        last = max(last, _last(one))
    if chain:
        yield chain
