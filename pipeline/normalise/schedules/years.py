"""From a day as said to a date: its year from the text, from its weekday, or from the date of the page."""

import calendar
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from msgspec.structs import replace

from pipeline.normalise.schedules.values import Day
from schemas.schedule import YearBasis

# A page speaks of days to come, and now and then of something that has begun already.
BEGUN = timedelta(days=60)
# What lies beyond is a slip of the pen, or no date.
LAST_DAY = date(2100, 12, 31)
_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Dated(NamedTuple):
    """A date, or None where its year is not known; what the year rests on; a weekday that the date does not have."""

    date: date | None
    basis: YearBasis
    contradiction: str | None = None


def dated(day: Day, reference: date | None) -> Dated:
    """`day` as a date; `reference` is the date of the page."""
    if day.year is not None:
        found = _in_year(day, day.year)
        return Dated(found, YearBasis.IN_TEXT, _contradiction(day, found))
    if reference is None:
        return Dated(None, YearBasis.NONE)
    near = [found for year in (-1, 0, 1, 2) if (found := _in_year(day, reference.year + year))]
    coming = [found for found in near if found >= reference - BEGUN] or near
    if not coming:
        return Dated(None, YearBasis.NONE)
    if day.weekday is None:
        return Dated(coming[0], YearBasis.PAGE_DATE)
    agreeing = [found for found in near if found.weekday() == day.weekday and abs((found - reference).days) <= 400]
    best = min(agreeing, key=lambda found: (found not in coming, abs((found - reference).days)), default=None)
    if best is None:
        return Dated(None, YearBasis.NONE, _contradiction(day, coming[0]))
    return Dated(best, YearBasis.WEEKDAY)


def in_sequence(days: Sequence[Day], reference: date | None) -> list[Dated]:
    """`days` as dates; of several without a year each follows the one before, and the last is still to come."""
    if reference and len(days) > 1 and not any(day.year or day.nth for day in days):
        for first_year in (reference.year - 1, reference.year, reference.year + 1):
            found = _ascending(days, first_year)
            is_current = found and (found[-1] >= reference or found[0] >= reference - BEGUN)
            if found and is_current and found[-1] - found[0] < timedelta(days=366):
                basis = YearBasis.WEEKDAY if days[0].weekday is not None else YearBasis.PAGE_DATE
                return [Dated(one, basis) for one in found]
    return [dated(day, reference) for day in days]


def _ascending(days: Sequence[Day], year: int) -> list[date] | None:
    """`days` from `year` on, each at or after the one before; None where a weekday or a day does not fit."""
    found: list[date] = []
    for day in days:
        one = _in_year(day, year)
        if one and found and one < found[-1]:
            year += 1
            one = _in_year(day, year)
        if one is None or day.weekday not in {None, one.weekday()}:
            return None
        found.append(one)
    return found


def believable(found: date | None) -> date | None:
    """`found`, where it lies within 1970 and 2100."""
    return found if found and 1970 <= found.year <= LAST_DAY.year else None


def not_before(last: date | None, first: date | None) -> date | None:
    """`last`, in the year after where it would come before `first`: "1 september t/m 30 juni"."""
    if last is None or first is None or last >= first:
        return last
    return believable(last.replace(year=last.year + 1)) if (last.month, last.day) != (2, 29) else None


def with_years_of_others(days: Sequence[Day]) -> tuple[Day, ...]:
    """`days` in which a year that is printed once holds for those before it, else for those after it."""
    year: int | None = None
    month = 0
    completed: list[Day] = []
    for day in reversed(days):
        if day.year is not None:
            year, month = day.year, day.month
        elif year is not None:
            year, month = (year - 1 if day.month > month else year), day.month
        completed.append(replace(day, year=day.year or year))
    return tuple(_with_years_of_earlier(reversed(completed)))


def _with_years_of_earlier(days: Iterable[Day]) -> Iterator[Day]:
    before: Day | None = None
    for day in days:
        inherited = before.year + (day.month < before.month) if before and before.year else None
        before = replace(day, year=day.year or inherited)
        yield before


def _in_year(day: Day, year: int) -> date | None:
    if not 1970 <= year <= 2100:
        return None
    if day.nth:
        return _nth(year, day.month, *day.nth)
    try:
        return date(year, day.month, day.day)
    except ValueError:
        return None


def _nth(year: int, month: int, ordinal: int, weekday: int) -> date | None:
    days = [week[weekday] for week in calendar.monthcalendar(year, month) if week[weekday]]
    place = ordinal - 1 if ordinal > 0 else ordinal
    return date(year, month, days[place]) if -len(days) <= place < len(days) else None


def _contradiction(day: Day, found: date | None) -> str | None:
    if found is None or day.weekday is None or found.weekday() == day.weekday:
        return None
    return f"{found.isoformat()} is a {_NAMES[found.weekday()]}, the text says {_NAMES[day.weekday]}"
