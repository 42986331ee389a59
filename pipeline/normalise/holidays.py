"""School holidays per region of the Netherlands, and public holidays.

The table `school_holidays.csv` holds first and last day, both inclusive. `fixed` is law, `advised` is what most schools
follow: the schools of a place may differ. Years that the table does not hold have no school holidays here, so who asks
looks at `known_until` first.
"""

import csv
from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from schemas.errors import UnreadableText

TABLE = Path(__file__).with_name("school_holidays.csv")
COLUMNS = ("school_year", "holiday", "regions", "start", "end", "status", "source")
_LONGEST = timedelta(days=50)  # the summer holidays are six weeks; a longer one is a slip of the pen
_STATUSES = frozenset({"fixed", "advised"})


class Region(StrEnum):
    NOORD = "noord"
    MIDDEN = "midden"
    ZUID = "zuid"


class SchoolHoliday(NamedTuple):
    """A holiday in some regions from `start` through `end`; `source`: where the dates stand."""

    school_year: str
    name: str
    regions: frozenset[Region]
    start: date
    end: date
    is_fixed: bool
    source: str


def school_holidays(region: Region, start: date, end: date) -> tuple[SchoolHoliday, ...]:
    """The school holidays in `region` that touch the days from `start` through `end`, earliest first."""
    return tuple(
        holiday for holiday in _table() if region in holiday.regions and holiday.start <= end and start <= holiday.end
    )


def known_until(region: Region) -> date:
    """The last day about which the table says something in `region`."""
    return max(holiday.end for holiday in _table() if region in holiday.regions)


@cache
def public_holidays(start: date, end: date) -> tuple[tuple[date, str], ...]:
    """The Dutch public holidays from `start` through `end` with their Dutch names; Liberation Day each fifth year."""
    from holidays import country_holidays  # noqa: PLC0415 400 ms: only where an exception names public holidays

    days = country_holidays("NL", years=range(start.year, end.year + 1), language="nl")
    return tuple((day, name) for day, name in sorted(days.items()) if start <= day <= end)


@cache
def _table() -> tuple[SchoolHoliday, ...]:
    return read_table(TABLE.read_text(encoding="utf-8"))


def read_table(text: str) -> tuple[SchoolHoliday, ...]:
    """The rows of a table in our form, earliest first.

    Raises UnreadableText that names the line where a row cannot be right: a last day before the first, a holiday of
    more than seven weeks, an unknown region or status, or two of one name in one region and school year.
    """
    rows = csv.DictReader(text.splitlines())
    if tuple(rows.fieldnames or ()) != COLUMNS:
        raise UnreadableText(f"school holidays: columns {rows.fieldnames}, expected {', '.join(COLUMNS)}")
    found = [_row(row, line) for line, row in enumerate(rows, start=2)]
    _refuse_doubles(found)
    return tuple(sorted(found, key=lambda holiday: (holiday.start, holiday.name, sorted(holiday.regions))))


def written_table(holidays: Iterable[SchoolHoliday]) -> str:
    """The text of a table with `holidays`, earliest first."""
    lines = StringIO()
    rows = csv.writer(lines, lineterminator="\n")
    rows.writerow(COLUMNS)
    for one in sorted(holidays, key=lambda holiday: (holiday.school_year, holiday.start, min(holiday.regions))):
        regions = " ".join(region for region in Region if region in one.regions)
        status = "fixed" if one.is_fixed else "advised"
        rows.writerow((one.school_year, one.name, regions, one.start, one.end, status, one.source))
    return lines.getvalue()


def renewed(had: Iterable[SchoolHoliday], found: Iterable[SchoolHoliday]) -> tuple[SchoolHoliday, ...]:
    """`found`, and of `had` the holidays in school years that `found` says nothing of."""
    found = tuple(found)
    years = {holiday.school_year for holiday in found}
    return (*(holiday for holiday in had if holiday.school_year not in years), *found)


def _row(row: dict[str, str], line: int) -> SchoolHoliday:
    try:
        holiday = SchoolHoliday(
            school_year=row["school_year"],
            name=row["holiday"],
            regions=frozenset(map(Region, row["regions"].split())),
            start=date.fromisoformat(row["start"]),
            end=date.fromisoformat(row["end"]),
            is_fixed=row["status"] == "fixed",
            source=row["source"],
        )
    except (ValueError, AttributeError, TypeError) as trouble:
        raise UnreadableText(f"school holidays, line {line}: {trouble}") from trouble
    if row["status"] not in _STATUSES or not holiday.regions:
        raise UnreadableText(f"school holidays, line {line}: {row['status']!r}, expected fixed or advised")
    if not holiday.start <= holiday.end <= holiday.start + _LONGEST:
        raise UnreadableText(f"school holidays, line {line}: from {holiday.start} through {holiday.end}")
    return holiday


def _refuse_doubles(holidays: Iterable[SchoolHoliday]) -> None:
    seen: set[tuple[str, str, Region]] = set()
    for holiday in holidays:
        for region in holiday.regions:
            mark = (holiday.school_year, holiday.name, region)
            if mark in seen:
                raise UnreadableText(f"school holidays: {' '.join(mark)} stands there twice")
            seen.add(mark)
