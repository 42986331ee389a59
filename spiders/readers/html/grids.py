"""Days that stand in a grid: a month of day cells, or rows of a month with its days."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from spiders.readers.html.moments import lone_month, moments, month_and_year, years
from spiders.readers.html.outline import Outline

_DAY = re.compile(r"(3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th|e)?\s*\*{0,3}(?=$|\s*[-–(])")
# A calendar shows at least this many of its days in order.
_FEWEST_DAYS = 25
_ABOVE = 60  # lines above the first day in which the month stands


class Cell(NamedTuple):
    """Lines of one day, the day in words."""

    day: str
    first: int
    end: int


def month_cells(page: Outline, title: str) -> list[Cell]:
    """The days of a calendar by months that have lines of their own, in order; empty where there is no calendar."""
    found: list[Cell] = []
    place = 0
    numbers = [
        (n, int(line.text)) for n, line in enumerate(page.lines) if line.text.isdigit() and 1 <= int(line.text) <= 31
    ]
    while place < len(numbers):
        if numbers[place][1] != 1:
            place += 1
            continue
        run = [place]
        while run[-1] + 1 < len(numbers) and (numbers[run[-1] + 1][1] == numbers[run[-1]][1] + 1):
            run.append(run[-1] + 1)
        if len(run) >= _FEWEST_DAYS:
            found += _cells(page, [numbers[r] for r in run], title)
        place = run[-1] + 1
    return found


def _cells(page: Outline, days: list[tuple[int, int]], title: str) -> Iterator[Cell]:
    month = _month_above(page, days[0][0], title)
    if month is None:
        return
    ends = [number for number, _ in days[1:]]
    block = next(
        (e for e in page.above(page.lines[days[-1][0]].element) if page.elements[e].tag == "td"),
        page.lines[days[-1][0]].element,
    )
    ends.append(page.elements[block].end)
    for (number, day), end in zip(days, ends, strict=True):
        if end > number + 1:
            yield Cell(f"{day} {month}", number + 1, end)


def _month_above(page: Outline, line: int, title: str) -> str | None:
    for number in range(line - 1, max(-1, line - _ABOVE), -1):
        if found := month_and_year(page.lines[number].text):
            return found
    return month_and_year(title)


class Row(NamedTuple):
    """A row of a table: a month with its days in words, and the lines it takes."""

    days: str
    first: int
    end: int


def month_rows(page: Outline) -> list[Row]:
    """Rows of tables that begin with a month and list its days: "FEB. | 14 | 28", each list of days once."""
    found: list[Row] = []
    for element in page.elements:
        if element.tag != "tr" or not 2 <= element.end - element.first <= 40:
            continue
        month = lone_month(page.lines[element.first].text)
        texts = [page.lines[n].text for n in range(element.first + 1, element.end)]
        if month is None:
            continue
        whole = [text[day.start : day.end] for text in texts for day in moments(text).days]
        days = [m[1] for text in texts if not moments(text).days and (m := _DAY.match(text))]
        year = year_above(page, element.first)
        lists = ([f"{month} {', '.join(days)}"] if days else []) + whole
        found += [Row(f"{text} {year or ''}".strip(), element.first, element.end) for text in lists]
    return found


def year_above(page: Outline, line: int) -> str | None:
    """The year on the nearest short line above that prints one; None where that prints two."""
    for number in range(line, max(-1, line - 200), -1):
        found = dict.fromkeys(years(page.lines[number].text))
        if (
            found
            and len(found) < 3
            and len(page.lines[number].text) < 100
            and not moments(page.lines[number].text).days
        ):
            return next(iter(found)) if len(found) == 1 else None
    return None
