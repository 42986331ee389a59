"""The starts that a rule gives from its first moment on, in any window, at a cost that follows the window."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo

from pipeline.recurrence.budget import Budget
from pipeline.recurrence.days import completed, cost_of, days_of, is_steady, period_of
from pipeline.recurrence.rule import Frequency, Rule
from pipeline.recurrence.times import Clock, chosen, seconds_of, times_of_day
from schemas.errors import UnreadableText

Days = Callable[[int], list[int]]
_DAY = timedelta(days=1)
LATEST = datetime(9999, 12, 30)  # noqa: DTZ001 a day within what datetime holds, so that zones can be applied


@dataclass(frozen=True, slots=True)
class Series:
    """A rule with its first moment: naive local time in `zone` (None: floating); midnight for `whole_days`."""

    rule: Rule
    first: datetime
    zone: tzinfo | None = None
    whole_days: bool = False


def starts(series: Series, *, since: datetime, before: datetime, budget: Budget) -> Iterator[datetime]:
    """The moments of `series` from `since` (inclusive) to `before` (exclusive), naive local times in order, unique.

    The first moment counts only where the rule gives it. Wall-clock time throughout: hours that a zone skips or
    repeats are the caller's to place. Raises UnreadableText for an hourly or finer rule of whole days, OutOfSteps.
    """
    rule = _of_whole_days(series.rule) if series.whole_days else series.rule
    rule = completed(rule, series.first)
    from_first = _moments(rule, series.first, since=since, before=min(before, _end(series)), budget=budget)
    for moment in from_first:
        if not _is_past(moment, series):
            yield moment


def _of_whole_days(rule: Rule) -> Rule:
    """Without parts of time, which have no meaning for whole days."""
    if rule.frequency > Frequency.DAILY:
        raise UnreadableText(f"{rule.frequency.name} rule for whole days")
    return Rule(**{name: getattr(rule, name) for name in _OF_DAYS})


_OF_DAYS = tuple(n for n in Rule.__dataclass_fields__ if n not in {"hours", "minutes", "seconds"})


def _end(series: Series) -> datetime:
    """A moment after the last that UNTIL allows, at most a day or so later."""
    until = series.rule.until
    if until is None:
        return LATEST
    if not isinstance(until, datetime):
        return _later(datetime.combine(until, time()), _DAY)
    if series.whole_days:
        return _later(datetime.combine(until.date(), time()), _DAY)
    if until.tzinfo and series.zone:
        return _later(until.replace(tzinfo=None), 2 * _DAY)
    return _later(until.replace(tzinfo=None), timedelta(seconds=1))


def _later(moment: datetime, by: timedelta) -> datetime:
    return moment + by if LATEST - moment > by else LATEST


def _is_past(moment: datetime, series: Series) -> bool:
    """Whether UNTIL, given as an instant, is before `moment` in the zone of the series."""
    until = series.rule.until
    if not isinstance(until, datetime) or not until.tzinfo or not series.zone or series.whole_days:
        return False
    if abs(moment - until.replace(tzinfo=None)) > 2 * _DAY:
        return False
    return moment.replace(tzinfo=series.zone) > until


def _moments(rule: Rule, first: datetime, *, since: datetime, before: datetime, budget: Budget) -> Iterator[datetime]:
    counted = 0
    earliest = first
    origin = period_of(rule, first.toordinal())
    period = origin
    interval = rule.interval if rule.frequency <= Frequency.DAILY else 1
    inside = _inside(rule, first, budget)
    if since > first:
        wanted = period_of(rule, since.toordinal())
        ahead = (wanted - origin) // interval
        if rule.count is None:
            period, earliest = origin + ahead * interval, since
        elif ahead > 1 and is_steady(rule):
            counted = sum(moment >= first for moment in inside(origin, first))
            counted += (ahead - 1) * sum(1 for _ in inside(origin + interval, first))
            period = origin + ahead * interval
    last = period_of(rule, before.toordinal())
    cost = cost_of(rule)
    while period <= last and (rule.count is None or counted < rule.count):
        budget.spend(cost)
        for moment in inside(period, earliest):
            if moment < earliest:
                continue
            if moment >= before:
                return
            budget.spend()
            counted += 1
            if moment >= since:
                yield moment
            if counted == rule.count:
                return
        period += interval


def _inside(rule: Rule, first: datetime, budget: Budget) -> Callable[[int, datetime], Iterator[datetime]]:
    """How to get the moments of a period in order; those before the second argument may be missing."""
    days = days_of(rule)
    if rule.frequency > Frequency.DAILY:
        clock = Clock(rule, first, budget)

        def of_clock(period: int, earliest: datetime) -> Iterator[datetime]:
            for day in days(period):
                since = seconds_of(earliest) if day == earliest.toordinal() else 0
                midnight = datetime.fromordinal(day)
                yield from (midnight + timedelta(seconds=t) for t in clock.times(day, since=since))

        return of_clock

    times = [timedelta(seconds=t) for t in times_of_day(rule, budget)]

    def of_days(period: int, _: datetime) -> Iterator[datetime]:
        found = days(period)
        if not rule.positions:
            return (midnight + time for midnight in map(datetime.fromordinal, found) for time in times)
        picked = (divmod(n, len(times)) for n in chosen(rule.positions, len(found) * len(times)))
        return (datetime.fromordinal(found[day]) + times[n] for day, n in picked)

    return of_days
