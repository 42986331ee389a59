"""From a page to what it announces: the records that its shape shows around each day and each rule."""

from collections.abc import Iterator
from dataclasses import dataclass

from spiders.readers.html.grids import month_cells
from spiders.readers.html.naming import without_moments
from spiders.readers.html.records import Record, records
from spiders.readers.html.titles import name_above, own_title, title_of
from spiders.readers.html.view import View
from spiders.readers.html.when import day_of, hours_for_all, when_of


@dataclass(frozen=True, slots=True)
class Found:
    """A record with what it says: its title, the words that say when, the address that its title links to."""

    title: str
    when: str
    href: str | None
    record: Record


def found_on(view: View) -> Iterator[Found]:
    """What the page announces, in its order; what has no name is left out."""
    yield from _in_rows(view)
    yield from _in_cells(view)
    anchors = [number for number, said in enumerate(view.said) if said.days and view.days(number)]
    for record in records(view.outline, [number for number in anchors if not view.is_end(number)]):
        parts = _agenda(view, record)
        if parts:
            day = day_of(view, record)
            yield from (_timed(view, part, day) for part in parts)
        elif (title := title_of(view, record)).text:
            yield Found(title.text, when_of(view, record), title.href, record)


def _in_rows(view: View) -> Iterator[Found]:
    for row in view.rows:
        when = f"{row.days} {hours_for_all(view, row.first)}".strip()
        yield Found(name_above(view, row.first), when, None, Record(row.first, row.end, row.first))


def _in_cells(view: View) -> Iterator[Found]:
    for cell in month_cells(view.outline, view.title):
        clocks = _clock_lines(view, cell.first, cell.end)
        whole = Record(cell.first, cell.end, (clocks or [cell.first])[0])
        parts = records(view.outline, clocks, within=(cell.first, cell.end)) if len(clocks) > 1 else [whole]
        yield from (_timed(view, part, cell.day) for part in parts if own_title(view, part))


def _agenda(view: View, record: Record) -> list[Record]:
    """The records under a date heading, where several hours with names of their own follow it."""
    line, said = view.outline.lines[record.anchor], view.said[record.anchor]
    if said.clocks or without_moments(line.text, said):
        return []
    clocks = _clock_lines(view, record.anchor + 1, record.end)
    if len(clocks) < (2 if line.heading else 3):
        return []
    parts = records(view.outline, clocks, within=(record.anchor + 1, record.end))
    return parts if len(parts) > 1 and all(own_title(view, part) for part in parts) else []


def _clock_lines(view: View, first: int, end: int) -> list[int]:
    return [number for number in range(first, end) if view.said[number].clocks and not view.said[number].days]


def _timed(view: View, part: Record, day: str) -> Found:
    title = title_of(view, part)
    return Found(title.text, f"{day} {view.clock_words(part.anchor)}".strip(), title.href, part)
