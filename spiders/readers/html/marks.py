"""Marks by which words that say when are the same day or hour, however they are printed; nothing is completed."""

import re
from typing import NamedTuple

from schemas.words_of_time import ALL
from spiders.readers.html.moments import moments

_MONTH_NUMBERS = {
    word.casefold(): int(row.value)
    for row in ALL
    if row.kind in {"month", "doubtful_month"}
    for word in row.words.split("|")
}
_NUMBER = re.compile(r"\d+")
_LETTERS = re.compile(r"[^\W\d_]+")


class DayMark(NamedTuple):
    """Day and month in whatever order they are printed, and the last two digits of the year, if it is printed."""

    day: tuple[int, ...]
    year: int | None

    def agrees(self, other: "DayMark") -> bool:
        """Whether both can be one day."""
        return self.day == other.day and (self.year is None or other.year is None or self.year == other.year)


def day_mark(text: str) -> DayMark | None:
    """The mark of the one day that `text` names; None where it names none or several.

    >>> day_mark("Tue, Jan. 5th, 2027") == day_mark("05-01-2027") == DayMark((1, 5), 27)
    True
    >>> day_mark("5 januari").agrees(day_mark("2027-01-05"))
    True
    """
    marks = day_marks(text)
    return marks[0] if len(marks) == 1 else None


def day_marks(text: str) -> list[DayMark]:
    """The mark of each day that `text` names, in order."""
    return [_mark(text[day.start : day.end].casefold()) for day in moments(text).days]


def _mark(printed: str) -> DayMark:
    month = next((_MONTH_NUMBERS[word] for word in _LETTERS.findall(printed) if word in _MONTH_NUMBERS), None)
    numbers = [int(number) for number in _NUMBER.findall(printed)]
    if numbers[0] > 31:
        numbers = [*numbers[1:], numbers[0]]
    count = 1 if month else 2
    day = tuple(sorted([*numbers[:count], *([month] if month else [])]))
    return DayMark(day, numbers[count] % 100 if len(numbers) > count else None)


def month_and_day(text: str) -> tuple[int, int] | None:
    """Month and day of the one day that `text` names by a month's name and without a year.

    >>> month_and_day("di 5 januari 10:00"), month_and_day("5 januari 2027")
    ((1, 5), None)
    """
    days = moments(text).days
    if len(days) != 1 or days[0].has_year or text[days[0].end :].strip()[:2] in {"19", "20"}:
        return None
    printed = text[days[0].start : days[0].end].casefold()
    month = next((_MONTH_NUMBERS[word] for word in _LETTERS.findall(printed) if word in _MONTH_NUMBERS), None)
    return (month, int(_NUMBER.findall(printed)[0])) if month else None


def clock_mark(text: str) -> str:
    """The first hour of `text`, the same however it is printed; empty where it names none.

    >>> clock_mark("9:00 a.m."), clock_mark("9 uur"), clock_mark("1:30 pm"), clock_mark("13.30")
    ('9:00', '9:00', '13:30', '13:30')
    """
    clocks = moments(text).clocks
    printed = text[clocks[0].start : clocks[0].end].casefold() if clocks else ""
    figures = [int(figure) for figure in _NUMBER.findall(printed)[:2]]
    if not figures:
        return printed
    hour = figures[0] % 12 + 12 * ("p" in printed) if "m" in printed else figures[0]
    return f"{hour}:{figures[1] if len(figures) > 1 else 0:02}"
