"""RRULEs (RFC 5545 §3.3.10) of rules in words, and the days between which they hold."""

import calendar
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from pipeline.normalise.schedules.values import Days, Months, Node, Weekdays
from pipeline.normalise.schedules.years import dated, not_before

_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class Limits(NamedTuple):
    """First and last day as far as they can be dated; months of each year; the one month that is spoken of."""

    since: date | None
    until: date | None
    months: tuple[int, ...]
    month_start: date | None = None
    month_end: date | None = None


def bounds(nodes: Sequence[Node], reference: date | None) -> Limits:
    """The limits that a sentence sets to its rule."""
    since = until = month_start = month_end = None
    months: tuple[int, ...] = ()
    for node in nodes:
        if node.kind == "since":
            since = _date(node, reference, last=False)
        elif node.kind == "until":
            until = _date(node, reference, last=True)
        elif node.kind == "days_through":
            since, until = (dated(day, reference).date for day in (node.value.days[0], node.value.days[-1]))
            until = not_before(until, since)
        elif node.kind == "months":
            months = node.value.months
            month_start, month_end = _month(node.value, reference)
    if len(months) == 1 and month_end:
        return Limits(since or month_start, until or month_end, (), month_start, month_end)
    return Limits(since, until, months, month_start, month_end)


def _date(node: Node, reference: date | None, *, last: bool) -> date | None:
    value: Days | Months = node.value
    if isinstance(value, Days):
        return dated(value.days[0], reference).date
    start, end = _month(value, reference)
    return end if last else start


def _month(months: Months, reference: date | None) -> tuple[date | None, date | None]:
    """First and last day of a month: of its year, else of the next such month that is not over."""
    month = months.months[-1]
    year = months.year
    if year is None and reference:
        year = reference.year + (month < reference.month)
    if year is None or not 1970 <= year <= 2100:
        return None, None
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def rrule(rule: Weekdays, *, interval: int, frequency: str | None, limits: Limits) -> str | None:
    """`rule` as an RRULE; None where it names no weekday. `frequency`: that of "once a month"."""
    if not rule.days:
        return None
    said = rule.frequency or frequency or "WEEKLY"
    interval = max(interval, rule.interval)
    if len(rule.days) == 7 and said == "WEEKLY" and interval == 1:
        return ";".join(["FREQ=DAILY", *_within(rule, limits)])
    parts = [f"FREQ={said}"]
    parts += [f"INTERVAL={interval}"] if interval > 1 else []
    parts.append("BYDAY=" + ",".join(f"{ordinal or ''}{_CODES[day]}" for ordinal, day in rule.days))
    return ";".join([*parts, *_within(rule, limits)])


def _within(rule: Weekdays, limits: Limits) -> list[str]:
    months = rule.months or limits.months
    parts = ["BYMONTH=" + ",".join(str(month) for month in months)] if months else []
    return [*parts, f"UNTIL={limits.until:%Y%m%d}"] if limits.until else parts
