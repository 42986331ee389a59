"""Which listings of one source are one activity, printed evening by evening or as a rule, and which are several. Pure.

A time of day that recurs is an activity of its own: the morning group and the evening group stay apart. What recurs
nowhere, one evening at another hour or a day without an hour, belongs to the series in which it fills a place.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from pipeline.linking.strands import NO_CLOCK, Beat, Printed, Strand, chained, cut, is_of_one_hour, weekday

__all__ = ["Printed", "folds"]

_ALIKE_WITHIN = 35
"""Days between two evenings that recur nowhere, of one weekday and about one hour: a month of five weeks."""
# A title with more recurring times of day than this at one place is a timetable, in which no evening deviates.
_MOST_SERIES = 16


def folds(printed: Iterable[Printed]) -> list[list[Printed]]:
    """The listings parted into activities: ordered by first start, then key, whatever the order they come in.

    All are of one source, and share title and place.
    """
    ordered = sorted(printed, key=_order)
    if all(one.starts for one in ordered) and is_of_one_hour(ordered):
        return list(cut(ordered))  # the same as below, for the many folds in which there is nothing to weigh
    parts = [strand.members for strand in _weighed([one for one in ordered if one.starts])]
    parts += ([one] for one in ordered if not one.starts)
    return sorted((sorted(part, key=_order) for part in parts), key=lambda part: _order(part[0]))


def _weighed(ordered: Sequence[Printed]) -> list[Strand]:
    """Rules first, then single dates with an hour, whole days, and last what recurs nowhere."""
    found = _rules([one for one in ordered if one.is_rule])
    found += _dated([one for one in ordered if not one.is_rule and one.has_clock], found)
    left = _placed_by_day([one for one in ordered if not one.is_rule and not one.has_clock], found)
    found += _dated(left, found)
    return _gathered(_with_an_hour(found))


def _order(one: Printed) -> tuple[tuple[int, ...], str]:
    return one.starts[:1], one.key


def _rules(rules: Sequence[Printed]) -> list[Strand]:
    """Rules of the same weekdays and times are one activity: two seasons of it, or one printed twice."""
    alike: dict[frozenset[Beat], list[Printed]] = defaultdict(list)
    for one in rules:
        alike[one.beats].append(one)
    return [strand for group in alike.values() for strand in chained(group)]


def _dated(singles: Sequence[Printed], rules: Sequence[Strand]) -> list[Strand]:
    """Strands of the same time of day; those of the time of a rule join it."""
    homes = _Homes(rules)
    new = []
    for alike in _of_one_time(singles):
        parts: dict[int | None, list[Printed]] = defaultdict(list)
        for one in alike:
            parts[homes.of(one)].append(one)
        for home, part in parts.items():
            for strand in chained(part):
                if home is not None and rules[home].is_near(strand):
                    rules[home].members.extend(strand.members)
                else:
                    new.append(strand)
    return new


class _Homes:
    """Which rule a single date belongs to: the one of its weekday and time, else the only one of its time."""

    def __init__(self, strands: Sequence[Strand]) -> None:
        self._by_beat: dict[Beat, int] = {}
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


def _placed_by_day(whole_days: Sequence[Printed], strands: Sequence[Strand]) -> list[Printed]:
    """Adds whole days to the strand, the largest first, that has an occurrence on such a day; the others are left."""
    home: dict[int, Strand] = {}
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


def _with_an_hour(strands: Sequence[Strand]) -> list[Strand]:
    """The strands, rules that state no hour within the only one that has an hour on one of their days."""
    on_day: dict[int, set[int]] = defaultdict(set)
    for number, strand in enumerate(strands):
        if NO_CLOCK not in strand.clocks:
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


def _is_hourless_rule(strand: Strand) -> bool:
    return strand.is_rule and strand.clocks == {NO_CLOCK}


def _gathered(strands: Sequence[Strand]) -> list[Strand]:
    """The strands, those that recur nowhere within the series that they fit in, else with their like."""
    series = sorted((one for one in strands if one.recurs), key=lambda one: (not one.is_rule, -len(one.days)))
    alone = []
    for one in strands:
        if one.recurs:
            continue
        fitting = [other for other in series[:_MOST_SERIES] if other.takes(one)]
        if fitting:
            min(fitting, key=one.distance).members.extend(one.members)
        else:
            alone.append(one)
    return [*series, *_alike(alone)]


def _alike(alone: Iterable[Strand]) -> list[Strand]:
    """The strands of one day, joined where two follow each other on one weekday at about one hour."""
    kept = []
    last: dict[int, tuple[Strand, Strand]] = {}  # the first and the last of what is joined, by weekday
    for one in sorted(alone, key=lambda one: one.members[0].starts):
        first, before = last.get(weekday(one.first), (one, one))
        if 0 < one.first - before.first <= _ALIKE_WITHIN and one.is_close(before):
            first.members.extend(one.members)
            last[weekday(one.first)] = first, one
        else:
            kept.append(one)
            last[weekday(one.first)] = one, one
    return kept
