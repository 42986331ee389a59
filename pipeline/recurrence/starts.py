"""The starts that a rule gives from its first moment on, in any window, at a cost that follows the window."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo

from pipeline.recurrence.budget import Budget
from pipeline.recurrence.days import completed, is_steady, period_of
from pipeline.recurrence.periods import Periods, periods_of
from pipeline.recurrence.rule import Frequency, Rule
from schemas.errors import UnreadableText

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
    rule = completed(_of_whole_days(series.rule) if series.whole_days else series.rule, series.first)
    periods = periods_of(rule, series.first, budget)
    before = min(before, after_until(series))
    earliest = series.first if rule.count else max(series.first, since)
    period, counted = _entry(rule, periods, since=since, budget=budget)
    for moment in _walk(periods, period, earliest=earliest, before=before, budget=budget):
        if rule.count and counted >= rule.count:
            return
        counted += 1
        if moment >= since and not _is_past(moment, series):
            yield moment


def _of_whole_days(rule: Rule) -> Rule:
    """Without parts of time, which have no meaning for whole days."""
    if rule.frequency > Frequency.DAILY:
        raise UnreadableText(f"{rule.frequency.name} rule for whole days")
    return Rule(**{name: getattr(rule, name) for name in _OF_DAYS})


_OF_DAYS = tuple(n for n in Rule.__dataclass_fields__ if n not in {"hours", "minutes", "seconds"})


def after_until(series: Series) -> datetime:
    """A moment after the last that UNTIL allows, at most two days later."""
    until = series.rule.until
    if until is None:
        return LATEST
    if not isinstance(until, datetime):
        return _later(datetime.combine(until, time()), _DAY)
    if series.whole_days:
        in_zone = until.astimezone(series.zone) if until.tzinfo and series.zone else until
        return _later(datetime.combine(in_zone.date(), time()), _DAY)
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


def _entry(rule: Rule, periods: Periods, *, since: datetime, budget: Budget) -> tuple[int, int]:
    """The period to begin with, and how many moments there were before it: a rule with COUNT has to count them."""
    ahead = (period_of(rule, since.toordinal()) - periods.origin) // periods.step
    if ahead <= 0:
        return periods.origin, 0
    if rule.count is None:
        return periods.origin + ahead * periods.step, 0
    if not is_steady(rule):
        return periods.origin, 0
    in_first = [moment >= periods.first for moment in periods.moments(periods.origin, periods.first)]
    budget.spend(2 * len(in_first))
    in_each = sum(1 for _ in periods.moments(periods.origin + periods.step, periods.first))
    return periods.origin + ahead * periods.step, sum(in_first) + (ahead - 1) * in_each


def _walk(periods: Periods, period: int, *, earliest: datetime, before: datetime, budget: Budget) -> Iterator[datetime]:
    last = periods.last(before)
    for number in range(period, last + 1, periods.step):
        budget.spend(periods.cost)
        for moment in periods.moments(number, earliest):
            if moment >= before:
                return
            budget.spend()
            if moment >= earliest:
                yield moment
