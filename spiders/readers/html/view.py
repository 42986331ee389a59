"""A page as it is read: its lines, what each says of time, and where it says nothing of its own."""

from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from spiders.readers.html.grids import Row, month_rows
from spiders.readers.html.moments import NOTHING, Moments, Span, moments
from spiders.readers.html.outline import Outline
from spiders.readers.html.split_dates import join_split_dates
from spiders.readers.html.tables import Columns
from spiders.readers.html.words import CHROME, END, STAMP

_CHROME_TAGS = frozenset({"nav", "footer"})
_NEVER_CHROME = frozenset({"body", "main", "article", "table", "tbody", "tr", "td", "form"})
_SHORT_LABEL = 25


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
        join_split_dates(self.outline)
        chrome = self._chrome()
        self.said: list[Moments] = [
            NOTHING if chrome[line.element] else moments(line.text) for line in self.outline.lines
        ]
        if not any(said.days for said in self.said):
            self.said = [moments(line.text) for line in self.outline.lines]
        self.outline.days_before = [0, *accumulate(int(bool(said.days)) for said in self.said)]

    @cached_property
    def columns(self) -> Columns:
        """The roles of the page's table cells."""
        return Columns(self.outline)

    def days(self, number: int) -> list[Span]:
        """The days on a line on which something may happen: without days of publication, deadlines and the like."""
        text = self.outline.lines[number].text
        return [day for day in self.said[number].days if not STAMP.search(text[max(0, day.start - 40) : day.start])]

    def is_end(self, number: int) -> bool:
        """Whether the day on a line is when something ends, by the label before it or the line above."""
        lines, day = self.outline.lines, self.said[number].days[0]
        label = lines[number].text[: day.start] or (lines[number - 1].text if number else "")
        return len(label) < _SHORT_LABEL and END.search(label) is not None

    def clock_words(self, number: int) -> str:
        """From the first hour on a line to its last, as printed."""
        clocks = self.said[number].clocks
        return self.outline.lines[number].text[clocks[0].start : clocks[-1].end] if clocks else ""

    def _chrome(self) -> list[bool]:
        """Per element, whether it frames all pages of a site: menus, footers, crumbs."""
        found: list[bool] = []
        for element in self.outline.elements:
            inherited = element.parent >= 0 and found[element.parent]
            is_small = (element.end - element.first) * 3 < len(self.outline.lines)
            marked = element.tag not in _NEVER_CHROME and is_small and CHROME.search(element.marks) is not None
            found.append(inherited or element.tag in _CHROME_TAGS or marked)
        return found
