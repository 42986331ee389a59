"""The days of one period of a rule: the table of expanding and limiting parts of RFC 5545 §3.3.10.

Days are proleptic ordinals, periods plain numbers that grow by one from each period to the next.
"""

from calendar import isleap, monthrange
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from pipeline.recurrence.rule import Frequency, Rule


def completed(rule: Rule, first: datetime) -> Rule:
    """`rule` with the day and time that it leaves open taken from its first moment.

    A yearly rule with BYMONTHDAY but no BYMONTH keeps to the month of `first`, as libical and ical.net have it;
    dateutil takes every month, RFC 5545 does not say.
    """
    day: dict[str, Any] = {}
    if not (rule.weekdays or rule.month_days or rule.year_days) and rule.frequency <= Frequency.WEEKLY:
        if rule.week_numbers or rule.frequency is Frequency.WEEKLY:
            day = {"weekdays": ((0, first.weekday()),)}
        else:
            day = {"month_days": (first.day,)}
    rule = replace(rule, **day)
    open_month = rule.month_days and not (rule.months or rule.year_days or rule.week_numbers)
    months = (first.month,) if open_month and rule.frequency is Frequency.YEARLY else rule.months
    return replace(
        rule,
        months=months,
        hours=rule.hours or ((first.hour,) if rule.frequency < Frequency.HOURLY else ()),
        minutes=rule.minutes or ((first.minute,) if rule.frequency < Frequency.MINUTELY else ()),
        seconds=rule.seconds or ((first.second,) if rule.frequency < Frequency.SECONDLY else ()),
    )


def period_of(rule: Rule, day: int) -> int:
    """The period that holds `day`. Below a day, the period is the day: its times follow from arithmetic."""
    if rule.frequency >= Frequency.DAILY:
        return day
    if rule.frequency is Frequency.WEEKLY:
        return (day - 1 - rule.week_start) // 7
    when = date.fromordinal(day)
    if rule.frequency is Frequency.MONTHLY:
        return when.year * 12 + when.month - 1
    return _week_of(rule, day)[0] if rule.week_numbers else when.year


def days_of(rule: Rule) -> Callable[[int], list[int]]:
    """How to get the days of a period of a completed `rule`: sorted, unique."""
    if rule.frequency is Frequency.YEARLY:
        return lambda period: _in_weeks(rule, period) if rule.week_numbers else _in_year(rule, period)
    if rule.frequency is Frequency.MONTHLY:
        return lambda period: _in_month(rule, period)
    if rule.frequency is Frequency.WEEKLY:
        return lambda period: _in_week(rule, period)
    if _is_every_day(rule):
        return lambda period: [period]
    return lambda period: [period] if _is_met(rule, period) else []


def cost_of(rule: Rule) -> int:
    """About how many candidate days one period of `rule` takes, in steps."""
    if rule.frequency >= Frequency.WEEKLY:
        return 4 if rule.frequency is Frequency.WEEKLY and not _only_weekdays(rule) else 1
    months = (len(rule.months) or 12) if rule.frequency is Frequency.YEARLY else 1
    listed = months * (len(rule.month_days) + len(rule.weekdays)) + 7 * len(rule.week_numbers) + len(rule.year_days)
    return 2 + listed // 2


def is_steady(rule: Rule) -> bool:
    """Whether each whole period of a completed `rule` has as many days as any other."""
    plain = not (rule.months or rule.week_numbers or rule.year_days or rule.month_days)
    return plain and (rule.frequency is Frequency.WEEKLY or (rule.frequency is Frequency.DAILY and not rule.weekdays))


def _is_every_day(rule: Rule) -> bool:
    return not (rule.months or rule.week_numbers or rule.year_days or rule.month_days or rule.weekdays)


def _in_year(rule: Rule, year: int) -> list[int]:
    if not 1 <= year <= 9999:
        return []
    spans = [_month(year, month) for month in rule.months] if rule.months else [_year(year)]
    limits: list[set[int]] = []
    if rule.year_days:
        whole = _year(year)
        limits.append({day for n in rule.year_days for day in _nth(whole, n)})
    if rule.month_days:
        months = spans if rule.months else [_month(year, month) for month in range(1, 13)]
        limits.append({day for month in months for n in rule.month_days for day in _nth(month, n)})
    if rule.weekdays:
        limits.append({day for span in spans for day in _weekdays_in(rule, span)})
    if rule.months:
        limits.append({day for span in spans for day in span})
    return sorted(set.intersection(*limits))


def _in_month(rule: Rule, period: int) -> list[int]:
    year, month = divmod(period, 12)
    if not 1 <= year <= 9999 or (rule.months and month + 1 not in rule.months):
        return []
    span = _month(year, month + 1)
    limits: list[set[int]] = []
    if rule.month_days:
        limits.append({day for n in rule.month_days for day in _nth(span, n)})
    if rule.weekdays:
        limits.append(set(_weekdays_in(rule, span)))
    days = sorted(set.intersection(*limits)) if limits else list(span)
    return [d for d in days if _is_in_year_days(rule, d) and _is_in_week_numbers(rule, d)]


def _in_week(rule: Rule, period: int) -> list[int]:
    monday = period * 7 + 1 + rule.week_start
    days = [day for day in range(monday, monday + 7) if 1 <= day <= _LAST_DAY]
    if _only_weekdays(rule):
        wanted = {weekday for _, weekday in rule.weekdays}
        return [day for day in days if (day - 1) % 7 in wanted]
    return [day for day in days if _is_met(rule, day)]


def _only_weekdays(rule: Rule) -> bool:
    return not (rule.months or rule.week_numbers or rule.year_days or rule.month_days)


def _in_weeks(rule: Rule, week_year: int) -> list[int]:
    """Days in the numbered weeks of a year of weeks, which may begin in December or end in January."""
    if not 2 <= week_year <= 9998:
        return []
    start = _first_week(rule, week_year)
    weeks = range(start, _first_week(rule, week_year + 1), 7)
    mondays = {day for n in rule.week_numbers for day in _nth(weeks, n)}
    return sorted(day for monday in mondays for day in range(monday, monday + 7) if _is_met(rule, day))


def _is_met(rule: Rule, day: int) -> bool:
    """Whether `day` is within every part that limits days; ordinals of weekdays have no meaning here."""
    if rule.weekdays and not any((day - 1) % 7 == weekday for _, weekday in rule.weekdays):
        return False
    when = date.fromordinal(day)
    if rule.months and when.month not in rule.months:
        return False
    if rule.month_days:
        length = monthrange(when.year, when.month)[1]
        if when.day not in rule.month_days and when.day - length - 1 not in rule.month_days:
            return False
    return _is_in_year_days(rule, day) and _is_in_week_numbers(rule, day)


def _is_in_year_days(rule: Rule, day: int) -> bool:
    if not rule.year_days:
        return True
    span = _year(date.fromordinal(day).year)
    return day - span.start + 1 in rule.year_days or day - span.stop in rule.year_days


def _is_in_week_numbers(rule: Rule, day: int) -> bool:
    if not rule.week_numbers:
        return True
    _, number, length = _week_of(rule, day)
    return number in rule.week_numbers or number - length - 1 in rule.week_numbers


def _week_of(rule: Rule, day: int) -> tuple[int, int, int]:
    """The year of weeks that holds `day`, the number of its week, and how many weeks that year has."""
    year = date.fromordinal(day).year
    if day < _first_week(rule, year):
        year -= 1
    elif day >= _first_week(rule, year + 1):
        year += 1
    start = _first_week(rule, year)
    return year, (day - start) // 7 + 1, (_first_week(rule, year + 1) - start) // 7


def _first_week(rule: Rule, year: int) -> int:
    """The first day of week 1: the first week with at least four days in `year`; §3.3.10 with WKST."""
    new_year = 365 * (year - 1) + (year - 1) // 4 - (year - 1) // 100 + (year - 1) // 400 + 1
    into_week = (new_year - 1 - rule.week_start) % 7
    return new_year - into_week + (7 if into_week > 3 else 0)


def _weekdays_in(rule: Rule, span: range) -> Iterator[int]:
    for ordinal, weekday in rule.weekdays:
        days = range(span.start + (weekday - (span.start - 1)) % 7, span.stop, 7)
        yield from _nth(days, ordinal) if ordinal else days


def _nth(days: range, ordinal: int) -> range:
    """The `ordinal`-th of `days`, negative from the end; empty where there are fewer."""
    index = ordinal - 1 if ordinal > 0 else len(days) + ordinal
    return days[index : index + 1] if index >= 0 else range(0)


def _year(year: int) -> range:
    start = date(year, 1, 1).toordinal()
    return range(start, start + 365 + isleap(year))


def _month(year: int, month: int) -> range:
    start = date(year, month, 1).toordinal()
    return range(start, start + monthrange(year, month)[1])


_LAST_DAY = date.max.toordinal()
