"""From a page to what it announces: the records that its shape shows around each day and each rule."""

from collections.abc import Iterator
from dataclasses import dataclass

from spiders.readers.html.marks import DayMark, day_mark
from spiders.readers.html.naming import is_name, name_in, without_moments
from spiders.readers.html.records import Record, records
from spiders.readers.html.titles import MANY, name_above, own_title, title_of
from spiders.readers.html.view import View
from spiders.readers.html.when import day_of, hours_for_all, when_of
from spiders.readers.html.words import NO_PROGRAMME, NOTHING_HAPPENS

_MANY_TIMES = 7  # a page that names one day more often is a programme of that day
_SENTENCE = 80  # characters
_CLOSE = 12  # lines
_REPEATS_WITHIN = 5  # lines
_BESIDE_DAY = 3  # lines


@dataclass(frozen=True, slots=True)
class Found:
    """A record with what it says: its title, the words that say when, the address that its title links to."""

    title: str
    when: str
    href: str | None
    record: Record


def found_on(view: View) -> Iterator[Found]:
    """What the page announces, in its order; what has no name is left out."""
    if any(NO_PROGRAMME.search(name) for name in view.names[:1]):
        return
    days = set(_anchors(view))
    found = [one for one in records(view.outline, sorted(days | _rules_apart(view, days))) if one.anchor in days]
    view.lines_of_records.update(number for record in found for number in _own_lines(view, record))
    for record in found:
        parts = agenda(view, record)
        if parts:
            day = day_of(view, record)
            yield from (timed(view, part, day) for part in parts)
        elif (title := title_of(view, record)).text:
            yield Found(title.text, when_of(view, record), title.href, record)
    yield from _in_rows(view)
    yield from _in_cells(view)


def _rules_apart(view: View, days: set[int]) -> set[int]:
    """The lines with a rule of their own, which end a record with a day as another day does.

    A weekday close to a day is that day's: "24 nov" over "dinsdag 15.30 uur".
    """
    near = {number + shift for number in days for shift in range(-_BESIDE_DAY, _BESIDE_DAY + 1)}
    return {
        number
        for number, said in enumerate(view.said)
        if said.clocks and not said.days and (said.rules or (said.weekdays and number not in near))
    }


def _own_lines(view: View, record: Record) -> range:
    """The lines below the day of a record in a list; what follows the last of a list may be about all of them."""
    is_entry = record.end - record.first <= MANY and record.block >= 0
    is_timed = any(view.said[number].clocks for number in range(record.first, record.end))
    return range(record.first, record.end) if is_entry and is_timed else range(0)


def _anchors(view: View) -> list[int]:
    """The lines around which records lie: they name a day on which something begins, and none names it better."""
    lines = view.outline.lines
    anchors = [n for n, said in enumerate(view.said) if said.days and view.days(n) and _begins_something(view, n)]
    choices = {n for n in anchors if view.outline.elements[lines[n].element].tag == "option"}
    if len(choices) < len(anchors) or view.rows:  # what a reader may choose from stands on the page, too
        anchors = [number for number in anchors if number not in choices]
    marks = {number: day_mark(lines[number].text) for number in anchors}
    if len(set(marks.values())) == 1 and None not in marks.values() and len(anchors) < _MANY_TIMES:
        timed = [number for number in anchors if view.said[number].clocks]
        return timed or anchors[:1]
    kept: list[int] = []
    for place, number in enumerate(anchors):
        near = anchors[max(0, place - 1) : place + 2]
        if not _is_said_better(view, marks, near, number) and not _only_repeats(view, marks, kept[-1:], number):
            kept.append(number)
    return kept


def _only_repeats(view: View, marks: dict[int, DayMark | None], before: list[int], number: int) -> bool:
    """Whether a line soon below says the day of the one before it anew, beside nothing but a document or an action."""
    if not before or number - before[0] > _REPEATS_WITHIN or view.said[number].clocks:
        return False
    mark, earlier = marks[number], marks[before[0]]
    if mark is None or earlier is None or not mark.agrees(earlier):
        return False
    return not is_name(name_in(without_moments(view.outline.lines[number].text, view.said[number])))


def _rules_apart(view: View, days: set[int]) -> set[int]:
    """The lines with a rule of their own, which end a record with a day as another day does.

    A weekday close to a day is that day's: "24 nov" over "dinsdag 15.30 uur".
    """
    near = {number + shift for number in days for shift in range(-_BESIDE_DAY, _BESIDE_DAY + 1)}
    return {
        number
        for number, said in enumerate(view.said)
        if said.clocks and not said.days and (said.rules or (said.weekdays and number not in near))
    }


def _own_lines(view: View, record: Record) -> range:
    """The lines below the day of a record in a list; what follows the last of a list may be about all of them."""
    is_entry = record.end - record.first <= MANY and record.block >= 0
    is_timed = any(view.said[number].clocks for number in range(record.first, record.end))
    return range(record.first, record.end) if is_entry and is_timed else range(0)


def _anchors(view: View) -> list[int]:
    """The lines around which records lie: they name a day on which something begins, and none names it better."""
    lines = view.outline.lines
    anchors = [n for n, said in enumerate(view.said) if said.days and view.days(n) and _begins_something(view, n)]
    choices = {n for n in anchors if view.outline.elements[lines[n].element].tag == "option"}
    if len(choices) < len(anchors) or view.rows:  # what a reader may choose from stands on the page, too
        anchors = [number for number in anchors if number not in choices]
    marks = {number: day_mark(lines[number].text) for number in anchors}
    if len(set(marks.values())) == 1 and None not in marks.values() and len(anchors) < _MANY_TIMES:
        timed = [number for number in anchors if view.said[number].clocks]
        return timed or anchors[:1]
    return [
        n
        for place, n in enumerate(anchors)
        if not _is_said_better(view, marks, anchors[max(0, place - 1) : place + 2], n)
    ]


def _begins_something(view: View, number: int) -> bool:
    line = view.outline.lines[number]
    if view.is_end(number) or NOTHING_HAPPENS.search(line.text):
        return False
    return view.columns.role(line.element) != "stamp"


def _is_said_better(view: View, marks: dict[int, DayMark | None], near: list[int], number: int) -> bool:
    """Whether a short line close by names the day that this line only mentions in a sentence."""
    lines = view.outline.lines
    return len(lines[number].text) > _SENTENCE and any(
        other != number
        and marks[other] == marks[number] is not None
        and abs(other - number) < _CLOSE
        and len(lines[other].text) < _SENTENCE // 2
        for other in near
    )


def _in_rows(view: View) -> Iterator[Found]:
    for row in view.rows:
        when = f"{row.days} {hours_for_all(view, row.first)}".strip()
        yield Found(name_above(view, row.first), when, None, Record(row.first, row.end, row.first))


def _in_cells(view: View) -> Iterator[Found]:
    for cell in view.cells:
        clocks = _clock_lines(view, cell.first, cell.end)
        whole = Record(cell.first, cell.end, (clocks or [cell.first])[0])
        parts = records(view.outline, clocks, within=(cell.first, cell.end)) if len(clocks) > 1 else [whole]
        yield from (timed(view, part, cell.day) for part in parts if own_title(view, part))


def agenda(view: View, record: Record) -> list[Record]:
    """The records under a heading that is a day or weekday, where several hours with names of their own follow it.

    They follow in lines or blocks, or in cells of the row that the day heads.
    """
    line, said = view.outline.lines[record.anchor], view.said[record.anchor]
    if said.clocks or is_name(without_moments(line.text, said)):
        return []
    clocks = _clock_lines(view, record.anchor + 1, record.end)
    if cells := _cells_beside(view, record, clocks):
        return cells
    lead = all(view.said[number].clocks[0].start == 0 for number in clocks)
    if len(clocks) < (2 if line.heading or lead else 3):
        return []
    parts = records(view.outline, clocks, within=(record.anchor + 1, record.end))
    return parts if len(parts) > 1 and all(own_title(view, part) for part in parts) else []


def _cells_beside(view: View, record: Record, clocks: list[int]) -> list[Record]:
    """The cells beside that of the day, where two or more have hours and names of their own."""
    outline = view.outline
    cells: dict[int, int] = {}
    for number in clocks:
        cell = next((e for e in outline.above(outline.lines[number].element) if outline.elements[e].tag == "td"), -1)
        if cell >= 0 and record.first <= outline.elements[cell].first and outline.elements[cell].end <= record.end:
            cells.setdefault(cell, number)
    parts = [Record(outline.elements[c].first, outline.elements[c].end, number) for c, number in cells.items()]
    named = [part for part in parts if part.end - part.first > 0 and own_title(view, part)]
    return named if len(named) > 1 else []


def _clock_lines(view: View, first: int, end: int) -> list[int]:
    return [number for number in range(first, end) if view.said[number].clocks and not view.said[number].days]


def timed(view: View, part: Record, day: str) -> Found:
    """A part of a day's agenda: its own name and hours, under that day."""
    title = title_of(view, part)
    return Found(title.text, f"{day} {view.clock_words(part.anchor)}".strip(), title.href, part)
