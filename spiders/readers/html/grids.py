"""Days that stand in a grid: a month of day cells, or rows of a month with its days."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from spiders.readers.html.moments import lone_month, moments, month_and_year, years
from spiders.readers.html.naming import subject
from spiders.readers.html.outline import Line, Outline
from spiders.readers.html.words import SINCE

_DAY = re.compile(r"(3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th|e)?\s*\*{0,3}(?=$|\s*[-–(])")
_NUMBER_ALONE = re.compile(r"(3[01]|[12]\d|[1-9])$")
_NUMBER_FIRST = re.compile(r"(3[01]|[12]\d|[1-9])(?=$|\s+[\w(])(?!\s+(?:uur|u|am|pm|a\.m|p\.m)\b)")
# A calendar shows at least this many of its days in order.
_FEWEST_DAYS = 25
_BEGINS_WITH_YEAR = re.compile(r"(?:\w+\s)?20\d\d\b")  # "The 2027 Harbour Board meetings are held …"
_LONGEST_YEAR_LINE = 100
_ABOVE = 60  # lines above the first day in which the month stands
_FAR = 600  # lines between a year and a day of its list


class Cell(NamedTuple):
    """Lines of one day, the day in words."""

    day: str
    first: int
    end: int


def month_cells(page: Outline, title: str) -> list[Cell]:
    """The days of calendars by months, in order; empty where there is none. Cuts the numbers off their lines."""
    found: list[Cell] = []
    numbers = [(n, int(m[1])) for n, line in enumerate(page.lines) if (m := _cell_number(page, line))]
    place = 0
    while place < len(numbers):
        end = place + 1
        while numbers[place][1] == 1 and end < len(numbers) and numbers[end][1] == numbers[end - 1][1] + 1:
            end += 1
        if end - place >= _FEWEST_DAYS:
            found += _cells(page, numbers[place:end], title)
        place = end
    return found


def _cell_number(page: Outline, line: Line) -> re.Match[str] | None:
    is_cell = page.elements[line.element].tag == "td"
    return (_NUMBER_FIRST if is_cell else _NUMBER_ALONE).match(line.text)


def _cells(page: Outline, days: list[tuple[int, int]], title: str) -> Iterator[Cell]:
    month = _month_above(page, days[0][0], title)
    if month is None:
        return
    block = page.lines[days[-1][0]].element
    last = next((e for e in page.above(block) if page.elements[e].tag == "td"), block)
    ends = [*(number for number, _ in days[1:]), page.elements[last].end]
    for (number, day), end in zip(days, ends, strict=True):
        line = page.lines[number]
        line.text = line.text.removeprefix(str(day)).strip()
        first = number if line.text else number + 1
        if first < end:
            yield Cell(f"{day} {month}", first, end)


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
    years_of_lists: YearsOfLists | None = None
    for element in page.elements:
        if element.tag != "tr" or not 2 <= element.end - element.first <= 40:
            continue
        month = lone_month(page.lines[element.first].text)
        if month is None:
            continue
        texts = [page.lines[n].text for n in range(element.first + 1, element.end)]
        whole = [text[day.start : day.end] for text in texts for day in moments(text).days]
        days = [m[1] for text in texts if not moments(text).days and (m := _DAY.match(text))]
        years_of_lists = years_of_lists or YearsOfLists(page.lines)
        year = years_of_lists.above(element.first)
        lists = ([f"{month} {', '.join(days)}"] if days else []) + whole
        found += [Row(f"{text} {year or ''}".strip(), element.first, element.end) for text in lists]
    return found


class YearsOfLists:
    """The years on short lines of a page that name no day: each may be that of a list below it."""

    def __init__(self, lines: Iterable[Line]) -> None:
        found = ((number, _years_of_a_list(line.text)) for number, line in enumerate(lines))
        stated = [(number, years) for number, years in found if years]
        self._numbers = [number for number, _ in stated]
        self._years = [years for _, years in stated]

    def above(self, line: int) -> str | None:
        """The year on the nearest such line at `line` or above; None where that prints two."""
        place = bisect_right(self._numbers, line) - 1
        if place < 0 or line - self._numbers[place] >= _FAR:
            return None
        return self._years[place][0] if len(self._years[place]) == 1 else None


def _years_of_a_list(text: str) -> list[str]:
    """One or two years on a line that may head a list, else none."""
    if not text or (len(text) >= _LONGEST_YEAR_LINE and not (_BEGINS_WITH_YEAR.match(text) and subject(text))):
        return []
    found = list(dict.fromkeys(years(text)))
    return found if 0 < len(found) < 3 and not SINCE.search(text) and not moments(text).days else []
