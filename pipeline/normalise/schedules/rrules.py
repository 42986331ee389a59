"""RRULEs (RFC 5545 §3.3.10) of rules in words, and the days between which they hold."""

import calendar
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from pipeline.normalise.schedules.values import Day, Days, Months, Node, Weekdays
from pipeline.normalise.schedules.years import BEGUN, dated, not_before, with_years_of_others

_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class Limits(NamedTuple):
    """First and last day as far as they can be dated; months of each year; the one month that is spoken of."""

    since: date | None
    until: date | None
    months: tuple[int, ...] = ()
    month_start: date | None = None
    month_end: date | None = None


class Rhythm(NamedTuple):
    """How often: every how many weeks or months, in even (0) or odd (1) weeks, how many times in all.

    `frequency` is that of "once a month": a rule that leaves open on which of the days.
    """

    interval: int = 1
    frequency: str | None = None
    times: int | None = None
    parity: int | None = None

    @property
    def is_seldom(self) -> bool:
        return self.frequency is not None


def bounds(nodes: Sequence[Node], reference: date | None) -> Limits:
    """The limits that a sentence sets to its rule."""
    first, last = _ends(nodes)
    if isinstance(first, Day) and isinstance(last, Day):
        first, last = with_years_of_others((first, last))
    since = _date(first, reference, is_last=False)
    until = _date(last, reference, is_last=True)
    if isinstance(last, Day) and last.year is None:
        until = not_before(until, since)
    named = [node.value for node in nodes if node.kind == "months"]
    if not named:
        return Limits(since, until)
    start, end = _month(named[-1], reference)
    if len(named[-1].months) == 1 and end:
        return Limits(since or start, until or end, (), start, end)
    return Limits(since, until, named[-1].months, start, end)


def _ends(nodes: Sequence[Node]) -> tuple[Day | Months | None, Day | Months | None]:
    """The first and the last day or month that are named as such."""
    first: Day | Months | None = None
    last: Day | Months | None = None
    for node in nodes:
        if node.kind == "days_through":
            first, last = node.value.days[0], node.value.days[-1]
        elif node.kind == "since":
            first = node.value.days[0] if isinstance(node.value, Days) else node.value
        elif node.kind == "until":
            last = node.value.days[0] if isinstance(node.value, Days) else node.value
    return first, last


def _date(end: Day | Months | None, reference: date | None, *, is_last: bool) -> date | None:
    if end is None:
        return None
    if isinstance(end, Day):
        return dated(end, reference).date
    return _month(end, reference, has_begun=not is_last)[is_last]


def _month(months: Months, reference: date | None, *, has_begun: bool = False) -> tuple[date | None, date | None]:
    """First and last day of a month: of its year, else of the next such month that is not over.

    `has_begun`: it may be over, for something that began in it.
    """
    month = months.months[-1]
    year = months.year
    if year is None and reference:
        earliest = reference - BEGUN if has_begun else reference
        year = earliest.year + (month < earliest.month)
    if year is None or not 1970 <= year <= 2100:
        return None, None
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def rrule(rule: Weekdays, rhythm: Rhythm, limits: Limits) -> str | None:
    """`rule` as an RRULE; None where it names no day."""
    if not rule.days and not rule.month_days:
        return None
    said = rule.frequency or rhythm.frequency or "WEEKLY"
    interval = max(rhythm.interval, rule.interval)
    within = _within(rule, rhythm, limits)
    if len(rule.days) == 7 and said == "WEEKLY" and interval == 1:
        return ";".join(["FREQ=DAILY", *within])
    parts = [f"FREQ={said}"]
    parts += [f"INTERVAL={interval}"] if interval > 1 else []
    if rule.month_days:
        parts.append("BYMONTHDAY=" + ",".join(map(str, rule.month_days)))
    else:
        parts.append("BYDAY=" + ",".join(f"{ordinal or ''}{_CODES[day]}" for ordinal, day in rule.days))
    return ";".join([*parts, *within])


def _within(rule: Weekdays, rhythm: Rhythm, limits: Limits) -> list[str]:
    months = rule.months or limits.months
    parts = ["BYMONTH=" + ",".join(str(month) for month in months)] if months else []
    if limits.until:
        return [*parts, f"UNTIL={limits.until:%Y%m%d}"]
    return [*parts, f"COUNT={rhythm.times}"] if rhythm.times else parts
