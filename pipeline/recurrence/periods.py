"""The periods of a rule, and the moments in each."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from pipeline.recurrence.budget import Budget
from pipeline.recurrence.days import cost_of, days_of, period_of
from pipeline.recurrence.rule import Frequency, Rule
from pipeline.recurrence.times import Clock, chosen, seconds_of, times_of_day

Days = Callable[[int], list[int]]
Moments = Callable[[int, datetime], Iterator[datetime]]


@dataclass(frozen=True, slots=True)
class Periods:
    """The periods `origin`, `origin + step`, … of a completed rule; `cost` of one in steps.

    `moments(period, earliest)` gives the moments of a period in order; those before `earliest` may be missing.
    """

    rule: Rule
    first: datetime
    origin: int
    step: int
    cost: int
    moments: Moments

    def last(self, before: datetime) -> int:
        """The period that holds `before`."""
        return period_of(self.rule, before.toordinal())


def periods_of(rule: Rule, first: datetime, budget: Budget) -> Periods:
    """Raises OutOfSteps where a rule has more times a day than the budget allows."""
    days = days_of(rule)
    is_by_clock = rule.frequency > Frequency.DAILY
    return Periods(
        rule=rule,
        first=first,
        origin=_origin(rule, first.toordinal(), days),
        step=1 if is_by_clock else rule.interval,
        cost=cost_of(rule),
        moments=_of_clock(days, Clock(rule, first, budget)) if is_by_clock else _of_days(rule, days, budget),
    )


def _origin(rule: Rule, day: int, days: Days) -> int:
    """The period that intervals are counted from: that of the first moment.

    With BYWEEKNO that is the year its week belongs to, if the rule gives a day then, else the year of its date: so
    libical reckons, RFC 5545 is silent.
    """
    origin = period_of(rule, day)
    if rule.frequency is Frequency.YEARLY and rule.week_numbers and not any(d >= day for d in days(origin)):
        return datetime.fromordinal(day).year
    return origin


def _of_clock(days: Days, clock: Clock) -> Moments:
    def moments(period: int, earliest: datetime) -> Iterator[datetime]:
        for day in days(period):
            since = seconds_of(earliest) if day == earliest.toordinal() else 0
            midnight = datetime.fromordinal(day)
            yield from (midnight + timedelta(seconds=time) for time in clock.times(day, since=since))

    return moments


def _of_days(rule: Rule, days: Days, budget: Budget) -> Moments:
    times = [timedelta(seconds=time) for time in times_of_day(rule, budget)]

    def every(period: int, _: datetime) -> Iterator[datetime]:
        return (midnight + time for midnight in map(datetime.fromordinal, days(period)) for time in times)

    def picked(period: int, _: datetime) -> Iterator[datetime]:
        found = days(period)
        picks = (divmod(n, len(times)) for n in chosen(rule.positions, len(found) * len(times)))
        return (datetime.fromordinal(found[day]) + times[time] for day, time in picks)

    return picked if rule.positions else every
