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
        if len(days) - len(candidate.days) >= fewest:
            continue
        given = _given(candidate, len(days))
        exceptions = len(set(given).symmetric_difference(days))
        if exceptions < fewest:
            best, fewest = Rhythm(f"{candidate.rrule};UNTIL={given[-1]:%Y%m%d}", given), exceptions
        if fewest == 0:
            break
    return best


def _candidates(days: Sequence[date]) -> Iterator[_Candidate]:
    """Rules, the plainest first, that enough of the days follow to be worth a look."""
    least = max(FEWEST, len(days) - len(days) // _EXCEPTIONS)
    yield from (one for one in _by_week(days, least) if len(one.days) >= least)
    yield from (one for one in _by_month(days, least) if len(one.days) >= least)


def _by_week(days: Sequence[date], least: int) -> Iterator[_Candidate]:
    kinds = _frequent(days, date.weekday, least)
    for interval in _WEEKS:
        for chosen, following in kinds:
            names = ",".join(_WEEKDAYS[weekday] for weekday in sorted(chosen))
            text = "FREQ=DAILY" if len(chosen) == 7 and interval == 1 else f"{_every('WEEKLY', interval)};BYDAY={names}"
            yield _Candidate(text, _in_turn(following, _week, interval))


def _by_month(days: Sequence[date], least: int) -> Iterator[_Candidate]:
    for weekdays, of_weekday in _frequent(days, date.weekday, least)[:1]:
        if len(weekdays) > 1:
            return
        name = _WEEKDAYS[min(weekdays)]
        kinds = [kind for ordinal in (_ordinal, _ordinal_from_end) for kind in _frequent(of_weekday, ordinal, least)]
        for interval in _MONTHS:
            for chosen, following in kinds:
                if len(chosen) <= _ORDINALS:
                    names = ",".join(f"{ordinal}{name}" for ordinal in sorted(chosen))
                    text = f"{_every('MONTHLY', interval)};BYDAY={names}"
                    yield _Candidate(text, _in_turn(following, _month, interval))


def _every(frequency: str, interval: int) -> str:
    return f"FREQ={frequency}" + (f";INTERVAL={interval}" if interval > 1 else "")


def _frequent(days: Sequence[date], kind: Callable[[date], int], least: int) -> list[tuple[frozenset[int], list[date]]]:
    """The most frequent kind of day, the two most frequent, and so on, with their days where these are enough."""
    counted = Counter(map(kind, days))
    ranked = sorted(counted, key=lambda one: (-counted[one], one))
    groups = [frozenset(ranked[: size + 1]) for size in range(len(ranked))]
    return [
        (group, [day for day in days if kind(day) in group])
        for group in groups
        if sum(counted[one] for one in group) >= least
    ]


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


def _given(candidate: _Candidate, many: int) -> tuple[date, ...]:
    """What the rule gives from its first day to its last, or so many of these that it cannot be the rule of `many`."""
    first, last = candidate.days[0], candidate.days[-1]
    series = Series(rule(candidate.rrule), datetime.combine(first, time()), whole_days=True)
    before = datetime.combine(last, time.max)
    given = starts(series, since=series.first, before=before, budget=Budget(_STEPS, of_one=_STEPS))
    return tuple(start.date() for start in islice(given, 2 * many))
