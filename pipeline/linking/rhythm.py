"""The rule that days follow, where they follow one. Pure."""

from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice

from pipeline.recurrence import Budget, Series, rule, starts

FEWEST = 4
"""Days that make a rule: three evenings a week apart may be all that there will be."""
_EXCEPTIONS = 3
"""One exception to so many days is a rule still."""
_STEPS = 10_000_000  # no bound of its own: what is looked at follows the number of days
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_ORDINALS = 2  # three weeks of the month are every week with exceptions
_WEEKS, _MONTHS = (1, 2, 3, 4, 5, 6), (1, 2, 3)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A rule, up to the last of its days; `days` are all that it gives, in order. Some of them may be exceptions."""

    rrule: str
    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A rule without end, and the days that follow it."""

    rrule: str
    days: list[date]


def rhythm(days: Sequence[date]) -> Rhythm | None:
    """The rule with the fewest exceptions to `days` (in order, unique): skipped or added; None: they follow none.

    Of equal ones the plainest: by weeks before by months, and with the shorter interval.
    """
    best, fewest = None, len(days) // _EXCEPTIONS + 1
    for candidate in _candidates(days) if len(days) >= FEWEST else ():
        found = _pattern(candidate, len(days))
        exceptions = len(set(found.days).symmetric_difference(days)) if found else fewest
        if exceptions < fewest:
            best, fewest = found, exceptions
        if fewest == 0:
            break
    return best


def _candidates(days: Sequence[date]) -> Iterator[_Candidate]:
    yield from _by_week(days)
    yield from _by_month(days)


def _by_week(days: Sequence[date]) -> Iterator[_Candidate]:
    for interval in _WEEKS:
        for chosen in _most_frequent(days, date.weekday):
            names = ",".join(_WEEKDAYS[weekday] for weekday in sorted(chosen))
            following = [day for day in days if day.weekday() in chosen]
            text = "FREQ=DAILY" if len(chosen) == 7 and interval == 1 else f"{_every('WEEKLY', interval)};BYDAY={names}"
            yield _Candidate(text, _in_turn(following, _week, interval))


def _by_month(days: Sequence[date]) -> Iterator[_Candidate]:
    weekday = next(_most_frequent(days, date.weekday))
    following = [day for day in days if day.weekday() in weekday]
    for interval in _MONTHS:
        for ordinal_of in (_ordinal, _ordinal_from_end):
            for chosen in islice(_most_frequent(following, ordinal_of), _ORDINALS):
                names = ",".join(f"{ordinal}{_WEEKDAYS[next(iter(weekday))]}" for ordinal in sorted(chosen))
                some = [day for day in following if ordinal_of(day) in chosen]
                yield _Candidate(f"{_every('MONTHLY', interval)};BYDAY={names}", _in_turn(some, _month, interval))


def _every(frequency: str, interval: int) -> str:
    return f"FREQ={frequency}" + (f";INTERVAL={interval}" if interval > 1 else "")


def _most_frequent(days: Sequence[date], kind: Callable[[date], int]) -> Iterator[frozenset[int]]:
    """The most frequent kind of day, the two most frequent, and so on."""
    counted = Counter(map(kind, days))
    ranked = sorted(counted, key=lambda one: (-counted[one], one))
    return (frozenset(ranked[: size + 1]) for size in range(len(ranked)))


def _in_turn(days: Sequence[date], period: Callable[[date], int], interval: int) -> list[date]:
    """The days of one in `interval` periods: of those in which most of them lie."""
    if interval == 1 or not days:
        return list(days)
    turns = Counter(period(day) % interval for day in days)
    turn = min(turns, key=lambda one: (-turns[one], one))
    return [day for day in days if period(day) % interval == turn]


def _week(day: date) -> int:
    return (day.toordinal() - 1) // 7  # 1 January of year 1 was a Monday


def _month(day: date) -> int:
    return 12 * day.year + day.month


def _ordinal(day: date) -> int:
    return (day.day + 6) // 7


def _ordinal_from_end(day: date) -> int:
    return (day.day - monthrange(day.year, day.month)[1] - 1) // 7


def _pattern(candidate: _Candidate, many: int) -> Rhythm | None:
    """What the rule gives from its first day to its last; None where that has too little to do with the `many` days."""
    if len(candidate.days) < FEWEST or (many - len(candidate.days)) * _EXCEPTIONS > many:
        return None
    first, last = candidate.days[0], candidate.days[-1]
    series = Series(rule(candidate.rrule), datetime.combine(first, time()), whole_days=True)
    before = datetime.combine(last, time.max)
    given = starts(series, since=series.first, before=before, budget=Budget(_STEPS, of_one=_STEPS))
    days = tuple(start.date() for start in islice(given, 2 * many))
    return Rhythm(f"{candidate.rrule};UNTIL={last:%Y%m%d}", days) if days[-1] == last else None
