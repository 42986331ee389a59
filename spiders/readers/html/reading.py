"""From a page to what it announces: the records that its shape shows around each day and each rule."""

from collections.abc import Iterator
from dataclasses import dataclass

from spiders.readers.html.anchors import days_of_records, rules_apart
from spiders.readers.html.naming import is_name
from spiders.readers.html.records import Record, records
from spiders.readers.html.titles import MANY, name_above, own_title, title_of
from spiders.readers.html.view import View
from spiders.readers.html.when import day_of, hours_for_all, when_of
from spiders.readers.html.words import NO_PROGRAMME


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
    days = set(days_of_records(view))
    found = [one for one in records(view.outline, sorted(days | rules_apart(view, days))) if one.anchor in days]
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


def _own_lines(view: View, record: Record) -> range:
    """The lines below the day of a record in a list; what follows the last of a list may be about all of them."""
    is_entry = record.end - record.first <= MANY and record.block >= 0
    is_timed = any(view.said[number].clocks for number in range(record.first, record.end))
    return range(record.first, record.end) if is_entry and is_timed else range(0)


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
    if said.clocks or is_name(view.beside_moments(record.anchor)):
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
