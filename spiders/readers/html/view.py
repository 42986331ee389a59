"""A page as it is read: its lines, what each says of time, and where it says nothing of its own."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from spiders.readers.html.grids import Cell, Row, YearsOfLists, month_cells, month_rows
from spiders.readers.html.headings import page_names, path_name
from spiders.readers.html.marks import day_mark
from spiders.readers.html.moments import NOTHING, Span, last_of_run, moments
from spiders.readers.html.naming import is_name, subject, without_moments
from spiders.readers.html.outline import Element, Outline
from spiders.readers.html.split_dates import join_split_dates
from spiders.readers.html.tables import Columns
from spiders.readers.html.words import CHROME, END, FOR_ALL, HELD, HOURS_LABEL, OFFICE, STAMP, TILL

_CHROME_TAGS = frozenset({"nav", "footer"})
_NEVER_CHROME = frozenset({"body", "main", "article", "table", "tbody", "tr", "td", "form"})
BESIDE = 15  # characters between a start and its end
_BEFORE = 45  # characters before an hour that tell whose it is
_SHORT_LABEL = 25
_CHOICE = re.compile(r"\b(?:or|of)\b")  # "9:30 or 15:45" tells of no day which
_BETWEEN = re.compile(r"\b(?:between|tussen)\s+$", re.IGNORECASE)
_FEW_DAYS = 3  # days that a menu may have, of news and such


class StatedHours(NamedTuple):
    """Hours that a line states, as printed. `is_held`: in a sentence about when something takes place."""

    line: int
    words: str
    is_held: bool

    @property
    def mark(self) -> str:
        """The same for the same hours in another spelling."""
        return re.sub(r"\W", "", self.words).casefold()


class HoursInOrder:
    """Stated hours by their lines, in order."""

    def __init__(self, hours: Sequence[StatedHours]) -> None:
        self._hours = hours
        self._lines = [one.line for one in hours]

    def above(self, line: int) -> StatedHours | None:
        """The nearest above `line`."""
        place = bisect_left(self._lines, line) - 1
        return self._hours[place] if place >= 0 else None

    def below(self, line: int) -> StatedHours | None:
        """The nearest at `line` or below."""
        place = bisect_left(self._lines, line)
        return self._hours[place] if place < len(self._hours) else None


@dataclass
class View:
    """An outline with its moments. `title` is that of the document, `url` its address."""

    outline: Outline
    title: str = ""
    url: str = ""

    def __post_init__(self) -> None:
        self.rows: list[Row] = month_rows(self.outline)
        for row in self.rows:  # they are read; their days in pieces would be joined across rows
            for line in self.outline.lines[row.first : row.end]:
                line.text = ""
        self.cells: list[Cell] = month_cells(self.outline, self.title)
        join_split_dates(self.outline)
        self.said = [moments(line.text) for line in self.outline.lines]
        for number in self._frame():
            self.outline.lines[number].text = ""
            self.said[number] = NOTHING
        self._days: dict[int, list[Span]] = {}
        self._beside: dict[int, str] = {}
        self.lines_of_records: set[int] = set()  # of records that have hours of their own; known when these are found
        self.outline.days_before = [0, *accumulate(int(bool(said.days)) for said in self.said)]

    @cached_property
    def stated_hours(self) -> list[StatedHours]:
        """Hours on lines without a day, in order; not those of a desk, a deadline, or one record of a list."""
        found = (self._stated_hours(number) for number in range(len(self.said)))
        return [
            hours for hours in found if hours and (hours.line not in self.lines_of_records or self._is_for_all(hours))
        ]

    @cached_property
    def held_hours(self) -> HoursInOrder:
        """Those of the stated hours that a sentence says to be when something takes place."""
        return HoursInOrder([one for one in self.stated_hours if one.is_held])

    @cached_property
    def only_hours(self) -> str:
        """The hours that all lines with stated hours agree on; empty where they differ."""
        stated = {one.mark: one.words for one in self.stated_hours}
        return next(iter(stated.values())) if len(stated) == 1 else ""

    def _is_for_all(self, hours: StatedHours) -> bool:
        return hours.is_held and FOR_ALL.search(self.outline.lines[hours.line].text) is not None

    def _stated_hours(self, number: int) -> StatedHours | None:
        said, text = self.said[number], self.outline.lines[number].text
        if said.days or text.startswith("*"):  # a footnote speaks of the rows that bear its mark
            return None
        for place, clock in enumerate(said.clocks):
            if not OFFICE.search(text[max(0, clock.start - _BEFORE) : clock.start]):
                words = self._hours(text, said.clocks[place:])
                if _CHOICE.search(words) or self._is_below_office(number):
                    return None
                return StatedHours(number, words, is_held=self._states_hours_of_all(number, clock))
        return None

    def _hours(self, text: str, clocks: Sequence[Span]) -> str:
        """The hours that begin with the first of `clocks`; the end of "11:00 a.m. and conclude by 12:30 p.m." too."""
        last = last_of_run(clocks, BESIDE)
        between = _BETWEEN.search(text[: clocks[0].start])
        words = text[between.start() if between else clocks[0].start : last.end]
        following = next((clock for clock in clocks if clock.start > last.start), None)
        if last is not clocks[0] or following is None or following.start - last.end > _BEFORE // 2:
            return words
        till = TILL.search(text[last.end : following.start])
        return f"{words} - {text[following.start : following.end]}" if till else words

    def _is_below_office(self, number: int) -> bool:
        """Whether one of the headings right above a line says that these are the hours of a desk."""
        above = self.outline.lines[max(0, number - 2) : number]
        return any(line.heading and OFFICE.search(line.text) for line in above)

    def _states_hours_of_all(self, number: int, clock: Span) -> bool:
        """Whether a line says when something takes place: a sentence, a label, or hours right below a heading."""
        text = self.outline.lines[number].text
        if HELD.search(text) or HOURS_LABEL.match(text):
            return True
        is_below_heading = number > 0 and self.outline.lines[number - 1].heading > 0
        return is_below_heading and clock.start == 0 and len(text) < _BEFORE

    @cached_property
    def told(self) -> str:
        """Who meets, by the sentences of the page that say when; empty where none or several are named."""
        lines = (
            self.outline.lines[number].text for number, said in enumerate(self.said) if said.rules or said.weekdays
        )
        told = {name for text in lines if (name := subject(text))}
        return told.pop() if len(told) == 1 else ""

    @cached_property
    def names(self) -> tuple[str, ...]:
        """What the page calls itself, best first."""
        return tuple(dict.fromkeys(name for name in page_names(self.outline, self.title) if is_name(name)))

    @cached_property
    def path_name(self) -> str | None:
        """What its address calls the page."""
        return path_name(self.url)

    @cached_property
    def years_of_lists(self) -> YearsOfLists:
        """The years that days without one may have from a line above."""
        return YearsOfLists(self.outline.lines)

    @cached_property
    def columns(self) -> Columns:
        """The roles of the page's table cells."""
        return Columns(self.outline)

    def days(self, number: int) -> list[Span]:
        """The days on a line on which something may happen: without days of publication, deadlines and the like."""
        if number not in self._days:
            text, days = self.outline.lines[number].text, self.said[number].days
            self._days[number] = [day for day in days if not STAMP.search(text[max(0, day.start - 40) : day.start])]
        return self._days[number]

    def clocks(self, number: int) -> list[Span]:
        """The hours on a line, without those behind a day of publication or a deadline."""
        said, own = self.said[number], self.days(number)
        stamp = next((day.start for day in said.days if day not in own), None)
        return [clock for clock in said.clocks if stamp is None or clock.start < stamp]

    def says_no_other_day(self, number: int, anchor: int) -> bool:
        """Whether a line names no day but a deadline, or says that of the line `anchor` anew."""
        if not self.days(number):
            return True
        mark, own = (day_mark(self.outline.lines[line].text) for line in (number, anchor))
        return own is not None and mark is not None and own.agrees(mark)

    def beside_moments(self, number: int) -> str:
        """What a line names beside its days and hours."""
        if number not in self._beside:
            self._beside[number] = without_moments(self.outline.lines[number].text, self.said[number])
        return self._beside[number]

    def is_end(self, number: int) -> bool:
        """Whether the day on a line is when something ends, by the label before it or the line above."""
        lines, day = self.outline.lines, self.said[number].days[0]
        label = lines[number].text[: day.start] or (lines[number - 1].text if number else "")
        return len(label) < _SHORT_LABEL and END.search(label) is not None

    def clock_words(self, number: int) -> str:
        """From the first hour on a line to its last, as printed."""
        clocks = self.clocks(number)
        return self.outline.lines[number].text[clocks[0].start : clocks[-1].end] if clocks else ""

    def _frame(self) -> frozenset[int]:
        """The lines that frame all pages of a site, as far as others say when: a class name or element may mislead."""
        telling = {
            n for n, said in enumerate(self.said) if said.days or (said.clocks and (said.rules or said.weekdays))
        }
        by_name = self._in_frame(by_name=True)
        if telling - by_name:
            return by_name
        by_element = self._in_frame(by_name=False)
        is_programme = sum(bool(said.days and said.clocks) for said in self.said) >= _FEW_DAYS
        return frozenset() if is_programme and telling <= by_element else by_element

    def _in_frame(self, *, by_name: bool) -> frozenset[int]:
        """The lines that frame all pages of a site: menus and footers, by their elements or (`by_name`) class names."""
        found: set[int] = set()
        for element in self.outline.elements:
            if element.first in found and element.end - 1 in found:
                continue
            if element.tag in _CHROME_TAGS:
                is_frame = self._days_in(element, linked=False) < _FEW_DAYS
            else:
                is_frame = by_name and self._is_named_frame(element) and self._days_in(element) < _FEW_DAYS
            if is_frame:
                found.update(range(element.first, element.end))
        return frozenset(found)

    def _is_named_frame(self, element: Element) -> bool:
        is_small = (element.end - element.first) * 3 < len(self.outline.lines)
        return is_small and element.tag not in _NEVER_CHROME and CHROME.stand_in(element.marks)

    def _days_in(self, element: Element, *, linked: bool = True) -> int:
        """How many days the lines of an element name, or those that are no link: a "dropdown-menu" may hold dates."""
        lines = range(element.first, element.end)
        return sum(len(self.said[n].days) for n in lines if linked or not self.outline.lines[n].linked)
