"""The words of a record that say when, with the heading or cell that completes them."""

import re

from spiders.readers.html.headings import headings_above
from spiders.readers.html.marks import day_mark
from spiders.readers.html.moments import last_of_run, years
from spiders.readers.html.records import Record
from spiders.readers.html.view import BESIDE, View

# What may follow the last day that a line names: further days of its month, and the year of all.
_TAIL = re.compile(
    r"(?:\s*(?:,|&|and|en|-|–|t/m|through)\s*\d{1,2}(?:st|nd|rd|th|e)?\b(?![:.]\d|\s*(?:am|pm|a\.m|p\.m|uur)))*+"
    r"(?:,?\s+(?:19|20)\d\d\b)?"
)
_ASIDE = re.compile(r"\s?\([a-z]{1,9}\)", re.IGNORECASE)
_PIECES_APART = 4  # lines within which a second hour is the end of the first
_LOOKED_AT = 25  # lines of a record
_SHORT = 25  # characters of a line that holds an hour and hardly more
_FAR = 150  # lines within which a sentence about all days is looked for
_BETWEEN_DAYS = 25  # characters between days that are enumerated


def when_of(view: View, record: Record) -> str:
    """The words that name its day and its hours."""
    return f"{day_of(view, record)} {hours_of(view, record)}".strip()


def day_of(view: View, record: Record) -> str:
    """The words that name the day, completed by the year that stands beside or above them."""
    line = view.outline.lines[record.anchor]
    days = view.days(record.anchor) or list(view.said[record.anchor].days)
    last = last_of_run(days, _BETWEEN_DAYS)
    text = line.text[days[0].start : last.end]
    tail = _TAIL.match(line.text[last.end :])
    text = _ASIDE.sub("", text + (tail[0] if tail else ""))
    if any(day.has_year for day in days) or years(text):
        return text
    year = _year_of(view, record)
    return f"{text} {year}" if year else text


def _year_of(view: View, record: Record) -> str | None:
    lines = view.outline.lines
    stamp = lines[record.anchor].stamp
    if stamp and (stamped := re.match(r"(20\d\d)-", stamp)):
        return stamped[1]
    for number in range(record.first, min(record.end, record.anchor + _PIECES_APART)):
        found = years(lines[number].text)
        if len(found) == 1 and not view.said[number].days:
            return found[0]
    if said := _year_said_again(view, record):
        return said
    for heading in headings_above(view.outline, record.anchor):
        found = list(dict.fromkeys(years(heading.text)))
        if found and len(found) < 3:
            return found[0] if len(found) == 1 else None
    if above := view.years_of_lists.above(record.anchor):
        return above
    found = list(dict.fromkeys(years(view.title)))
    return found[0] if len(found) == 1 else None


def _year_said_again(view: View, record: Record) -> str | None:
    """The year where another line of the record says the day with it."""
    for number in range(record.first, min(record.end, record.first + _LOOKED_AT)):
        text = view.outline.lines[number].text
        if number != record.anchor and view.days(number) and view.says_no_other_day(number, record.anchor):
            mark = day_mark(text)
            return next((year for year in years(text) if mark and mark.year == int(year) % 100), None)
    return None


def hours_of(view: View, record: Record) -> str:
    """The words that name its hours: beside the day, else in the record, else those that hold for all on the page."""
    if beside := _beside_the_day(view, record):
        return beside
    for number in (*range(record.anchor + 1, record.end), *range(record.anchor - 1, record.first - 1, -1)):
        if view.clocks(number) and (view.says_no_other_day(number, record.anchor) or view.is_end(number)):
            return view.clock_words(number) + _end_below(view, number, record.end)
    return hours_for_all(view, record.first)


def _beside_the_day(view: View, record: Record) -> str:
    said, line = view.said[record.anchor], view.outline.lines[record.anchor]
    days = view.days(record.anchor)
    own = view.clocks(record.anchor) if days else list(said.clocks)
    clocks = [clock for clock in own if not days or clock.start > days[0].start] or own
    if not clocks:
        return ""
    text = line.text[clocks[0].start : last_of_run(clocks, BESIDE).end]
    following = range(record.anchor + 1, min(record.end, record.anchor + _PIECES_APART))
    later = next((number for number in following if view.said[number].days), None)
    if len(clocks) == 1 and later and view.said[later].clocks and view.is_end(later):
        text += f" - {view.clock_words(later)}"
    return text


def _end_below(view: View, number: int, end: int) -> str:
    """The hour on a short line soon below, where the line has one hour only."""
    if len(view.said[number].clocks) != 1:
        return ""
    for following in range(number + 1, min(end, number + _PIECES_APART)):
        text = view.outline.lines[following].text
        if view.said[following].clocks and len(text) < _SHORT:
            return f" - {view.clock_words(following)}"
        if len(text) > 4:
            break
    return ""


def hours_for_all(view: View, line: int) -> str:
    """Hours that are stated once for many days: nearest above `line`, else below, else the only ones on the page."""
    above = view.held_hours.above(line)
    if above and line - above.line <= _FAR:
        return above.words
    below = view.held_hours.below(line)
    if below and below.line < line + _FAR:
        return below.words
    return view.only_hours
