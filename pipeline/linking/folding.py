"""Which listings of one source are one activity, printed evening by evening or as a rule, and which are several. Pure.

A time of day that recurs is an activity of its own: the morning group and the evening group stay apart. What recurs
nowhere, one evening at another hour or a day without an hour, belongs to the series in which it fills a place.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import inf

LONGEST_SILENCE = 200
"""Days without an occurrence after which another edition begins: longer than a summer, shorter than a year."""

_DAY = 24 * 60
_WEEK = 7
_NO_CLOCK = -1
# A gap is a silence that is clearly longer than the usual step; half of one more leaves room for months of five weeks.
_GAP = 1.5
# What follows on a series may leave out one of its steps.
_FOLLOWS = 2
# A title with more recurring times of day than this at one place is a timetable, in which no evening deviates.
_MOST_SERIES = 16

_Beat = tuple[int, int]  # weekday (Monday is 0) and minute of the day


@dataclass(frozen=True, slots=True)
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

    @property
    def beats(self) -> frozenset[_Beat]:
        return frozenset(
            (_weekday(start // _DAY), start % _DAY if self.has_clock else _NO_CLOCK) for start in self.starts
        )


def folds(printed: Iterable[Printed]) -> list[list[Printed]]:
    """The listings parted into activities: ordered by first start, then key, whatever the order they come in.

    All are of one source, and share title and place.
    """
    ordered = sorted(printed, key=_order)
    timeless = [one for one in ordered if not one.starts]
    found = _rules([one for one in ordered if one.is_rule and one.starts])
    found += _dated([one for one in ordered if not one.is_rule and one.starts and one.has_clock], found)
    left = _placed_by_day([one for one in ordered if not one.is_rule and one.starts and not one.has_clock], found)
    found += _dated(left, found)
    parts = [strand.members for strand in _gathered(_with_an_hour(found))] + [[one] for one in timeless]
    return sorted((sorted(part, key=_order) for part in parts), key=lambda part: _order(part[0]))


def _order(one: Printed) -> tuple[tuple[int, ...], str]:
    return one.starts[:1], one.key


def _weekday(day: int) -> int:
    return (day + 3) % _WEEK  # 1970-01-01 was a Thursday


@dataclass(frozen=True, slots=True)
class _Rhythm:
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

    def holds(self, day: int) -> bool:
        return self.days[0] <= day <= self.days[-1]


def _rhythm(days: list[int]) -> _Rhythm:
    steps = sorted(after - before for before, after in pairwise(days))
    return _Rhythm(days, steps[len(steps) // 2] if steps else None)


@dataclass(slots=True)
class _Strand:
    """An activity in the making; `members` may grow, the rest says what it was made of."""

    members: list[Printed]
    is_rule: bool
    clocks: frozenset[int]
    days: frozenset[int]
    first: int
    last: float
    whole: _Rhythm
    by_weekday: dict[int, _Rhythm] = field(default_factory=dict)

    @property
    def recurs(self) -> bool:
        return self.is_rule or len(self.days) > 1

    def is_near(self, other: "_Strand") -> bool:
        return other.first - self.last <= LONGEST_SILENCE and self.first - other.last <= LONGEST_SILENCE

    def takes(self, day: int) -> bool:
        """Whether something that recurs nowhere, on `day`, is an occurrence of this."""
        if day in self.days:
            return self.is_rule
        on_weekday = self.by_weekday.get(_weekday(day))
        if on_weekday and (on_weekday.has_room(day) or (on_weekday.days[-1] < day <= self.last)):
            return True
        return self.whole.holds(day) and self.whole.has_room(day)


def _strand(members: list[Printed]) -> _Strand:
    days = sorted({start // _DAY for one in members for start in one.starts})
    by_weekday = defaultdict(list)
    for day in days:
        by_weekday[_weekday(day)].append(day)
    return _Strand(
        members=members,
        is_rule=any(one.is_rule for one in members),
        clocks=frozenset(clock for one in members for _, clock in one.beats),
        days=frozenset(days),
        first=days[0],
        last=max(map(_last, members)),
        whole=_rhythm(days),
        by_weekday={weekday: _rhythm(some) for weekday, some in by_weekday.items()},
    )


def _last(one: Printed) -> float:
    last = one.starts[-1] // _DAY
    if not one.is_rule:
        return last
    return inf if one.last_day is None else max(last, one.last_day)


def _chained(members: Iterable[Printed]) -> Iterator[_Strand]:
    """The members, in order of first start, cut where nothing happens for longer than a silence."""
    chain: list[Printed] = []
    last = -inf
    for one in members:
        if chain and one.starts[0] // _DAY - last > LONGEST_SILENCE:
            yield _strand(chain)
            chain = []
        chain.append(one)
        last = max(last, _last(one))
    if chain:
        yield _strand(chain)


def _rules(rules: Sequence[Printed]) -> list[_Strand]:
    """Rules of the same weekdays and times are one activity: two seasons of it, or one printed twice."""
    alike: dict[frozenset[_Beat], list[Printed]] = defaultdict(list)
    for one in rules:
        alike[one.beats].append(one)
    return [strand for group in alike.values() for strand in _chained(group)]


def _dated(singles: Sequence[Printed], rules: Sequence[_Strand]) -> list[_Strand]:
    """Strands of the same time of day; those of the time of a rule join it."""
    homes = _Homes(rules)
    new = []
    for alike in _of_one_time(singles):
        parts: dict[int | None, list[Printed]] = defaultdict(list)
        for one in alike:
            parts[homes.of(one)].append(one)
        for home, part in parts.items():
            for strand in _chained(part):
                if home is not None and rules[home].is_near(strand):
                    rules[home].members.extend(strand.members)
                else:
                    new.append(strand)
    return new


class _Homes:
    """Which rule a single date belongs to: the one of its weekday and time, else the only one of its time."""

    def __init__(self, strands: Sequence[_Strand]) -> None:
        self._by_beat: dict[_Beat, int] = {}
        self._by_clock: dict[int, set[int]] = defaultdict(set)
        for number, strand in enumerate(strands):
            if strand.is_rule:
                for beat in strand.members[0].beats:
                    self._by_beat.setdefault(beat, number)
                    self._by_clock[beat[1]].add(number)

    def of(self, one: Printed) -> int | None:
        beats = sorted(one.beats)
        on_beat = next((self._by_beat[beat] for beat in beats if beat in self._by_beat), None)
        if on_beat is not None:
            return on_beat
        numbers = self._by_clock.get(beats[0][1], ())
        return next(iter(numbers)) if len(numbers) == 1 else None


def _of_one_time(singles: Sequence[Printed]) -> list[list[Printed]]:
    """Groups of one time of day; a listing of several times says that those belong together."""
    leads: dict[int, int] = {}

    def lead(clock: int) -> int:
        while leads.setdefault(clock, clock) != clock:
            leads[clock] = clock = leads[leads[clock]]
        return clock

    clocks = [sorted({clock for _, clock in one.beats}) for one in singles]
    for first, *others in clocks:
        for other in others:
            leads[lead(other)] = lead(first)
    groups: dict[int, list[Printed]] = defaultdict(list)
    for one, (first, *_) in zip(singles, clocks, strict=True):
        groups[lead(first)].append(one)
    return list(groups.values())


def _placed_by_day(whole_days: Sequence[Printed], strands: Sequence[_Strand]) -> list[Printed]:
    """Adds whole days to the strand, the largest first, that has an occurrence on such a day; the others are left."""
    home: dict[int, _Strand] = {}
    for strand in sorted(strands, key=lambda strand: -len(strand.days)):
        for day in strand.days:
            home.setdefault(day, strand)
    left = []
    for one in whole_days:
        found = next((home[day] for day in one.days if day in home), None)
        if found:
            found.members.append(one)
        else:
            left.append(one)
    return left


def _with_an_hour(strands: Sequence[_Strand]) -> list[_Strand]:
    """The strands, rules that state no hour within the only one that has an hour on one of their days."""
    on_day: dict[int, set[int]] = defaultdict(set)
    for number, strand in enumerate(strands):
        if _NO_CLOCK not in strand.clocks:
            for day in strand.days:
                on_day[day].add(number)
    kept = []
    for strand in strands:
        homes = set().union(*(on_day.get(day, ()) for day in strand.days)) if _is_hourless_rule(strand) else set()
        if len(homes) == 1:
            strands[homes.pop()].members.extend(strand.members)
        else:
            kept.append(strand)
    return kept


def _is_hourless_rule(strand: _Strand) -> bool:
    return strand.is_rule and strand.clocks == {_NO_CLOCK}


def _gathered(strands: Sequence[_Strand]) -> list[_Strand]:
    """The strands, those that recur nowhere within the series that they fit in."""
    series = sorted((one for one in strands if one.recurs), key=lambda one: (not one.is_rule, -len(one.days)))
    kept = list(series)
    for one in strands:
        if one.recurs:
            continue
        fitting = [other for other in series[:_MOST_SERIES] if other.takes(one.first)]
        if fitting:
            min(fitting, key=lambda other: _distance(one, other)).members.extend(one.members)
        else:
            kept.append(one)
    return kept


def _distance(one: _Strand, other: _Strand) -> int:
    return min(abs(mine - theirs) for mine in one.clocks for theirs in other.clocks)
