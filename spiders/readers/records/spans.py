"""The starts and ends that a record prints: in fields of its own, in a list of times, in its description."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from spiders.readers.records.beside import clocks_beside
from spiders.readers.records.columns import Columns, columns
from spiders.readers.records.context import Context
from spiders.readers.records.fields import Row, lists_within, row
from spiders.readers.records.names import table, words
from spiders.readers.records.platforms import Platform
from spiders.readers.records.roles import roles
from spiders.readers.records.values import Moment, ends, moment
from spiders.readers.schema_org.printed_time import duration
from spiders.text import plain_text

LONGEST_DESCRIPTION = 5_000
MOST_SLOTS = 500
_NO_PARTS = table(
    "closed adjusted exception exceptions exceptional excluded opening holidays availability sales offers"
)
_TRUE = {"true", "1", "yes", "ja", "y", "on"}


@dataclass(frozen=True, slots=True)
class Frame:
    """What the times of one table are read with: its columns and platform, what stands around it, the page's zone."""

    columns: Columns
    platform: Platform
    context: Context
    page_tzid: str


@dataclass(frozen=True, slots=True)
class Span:
    start: Moment
    end: Moment | None


def spans(fields: Row, record: dict[str, Any], frame: Frame) -> list[Span]:
    """Each start with its end that the record prints: in its own fields, else in a list of nothing but times."""
    own = [_completed(one, fields, frame) for one in _of_fields(fields, frame.columns, frame)]
    found = _listed(record, frame) or own
    return found or [span for inner, shape in _parts(record) for span in _of_fields(inner, shape, frame)]


def _listed(record: dict[str, Any], frame: Frame) -> list[Span]:
    """The starts of a field that holds several of them in a list; none where it holds one."""
    for path in frame.columns.starts[:1]:
        value: Any = record
        for key in path:
            value = value.get(key) if isinstance(value, dict) else None
        if isinstance(value, list) and len(value) > 1:
            read = (moment(one, month_first=frame.columns.month_first) for one in value[:MOST_SLOTS])
            return [Span(at, None) for at in read if at and at.day]
    return []


def _completed(span: Span, fields: Row, frame: Frame) -> Span:
    """`span` with the clock that the description prints beside its day, where no field prints one."""
    if span.start.clock is not None or span.end is not None or span.start.day is None or is_flagged(fields, frame):
        return span
    for path in roles(frame.columns.all).description:
        text = str(fields.get(path, ""))[:LONGEST_DESCRIPTION]
        if found := clocks_beside(span.start.day, plain_text(text) if "<" in text else text):
            first, last = found
            return Span(replace(span.start, clock=first), Moment(clock=last) if last else None)
    return span


def has_parts(record: dict[str, Any]) -> bool:
    """Whether a list within the record holds nothing but times of it."""
    return any(True for _ in _times_within(record))


def _parts(record: dict[str, Any]) -> list[tuple[Row, Columns]]:
    """The fields of the objects in the first list within the record that holds nothing but its times."""
    for rows, shape in _times_within(record):
        local = [fields for fields in rows if "local" in fields.values()]
        return [(fields, shape) for fields in (local or rows)]
    return []


def _times_within(record: dict[str, Any]) -> Iterator[tuple[list[Row], Columns]]:
    for name, objects in lists_within(record):
        if _NO_PARTS.intersection(words(name)):
            continue
        rows = [row(one) for one in objects[:MOST_SLOTS]]
        titled = columns(rows, spoken_of_as=(name,))
        shape = columns([{("title",): "x", **fields} for fields in rows], spoken_of_as=(name,))
        if titled is None and shape is not None and shape.starts:
            yield rows, shape


def _of_fields(fields: Row, shape: Columns, frame: Frame) -> list[Span]:
    """The start and end that these fields print: one span, or none."""
    for path in (*frame.platform.paths("start"), *shape.starts):
        start, end = _read(fields.get(path), shape)
        if start is None or start.day is None:
            continue
        clock, until = _clocks(fields, shape)
        if (start.clock is None or start.clock == timedelta(0)) and clock is not None:
            start = Moment(start.day, clock.clock, clock.offset, start.tzid)
        return [Span(start, end or _end(fields, start, shape, frame=frame) or until)]
    start_clock, until = _clocks(fields, shape)
    day = moment(frame.context.day) if frame.context.day else None
    if start_clock is None or day is None or shape.starts:
        return []
    return [Span(Moment(day.day, start_clock.clock, start_clock.offset), until)]


def _read(value: Any, shape: Columns) -> tuple[Moment | None, Moment | None]:  # noqa: ANN401
    """The moment that a value prints, or the two of a range."""
    at = moment(value, month_first=shape.month_first)
    if at is None and isinstance(value, str) and (two := ends(value)):
        first, last = (moment(text, month_first=shape.month_first) for text in two)
        return (first, last) if first and last else (None, None)
    return at, None


def _clocks(fields: Row, shape: Columns) -> tuple[Moment | None, Moment | None]:
    """The clocks that stand in fields of their own: of the start, and of the end."""
    start = end = None
    for path in shape.clocks:
        first, last = _read(fields.get(path), shape)
        if first is not None and first.day is None:
            start, end = first, last
            break
    for path in shape.end_clocks:
        last, _ = _read(fields.get(path), shape)
        if last is not None and last.day is None:
            return start, last
    return start, end


def _end(fields: Row, start: Moment, shape: Columns, *, frame: Frame) -> Moment | None:
    for path in (*frame.platform.paths("end"), *shape.ends):
        end, _ = _read(fields.get(path), shape)
        if end is None:
            continue
        if end.day is not None and end.clock is None and start.clock is not None:
            _, until = _clocks(fields, shape)
            return Moment(end.day, until.clock, until.offset) if until else None
        return end
    return _lasting(fields, start)


def _lasting(fields: Row, start: Moment) -> Moment | None:
    """The end by a duration printed by ISO 8601, or in milliseconds as Meetup prints it."""
    for path in roles(tuple(fields)).duration:
        value = fields[path]
        length = duration(value) if isinstance(value, str) else None
        if isinstance(value, int) and not isinstance(value, bool) and 600_000 <= value <= 7 * 86_400_000:
            length = timedelta(milliseconds=value)
        if length and isinstance(start.local, datetime):
            end = start.local + length
            return Moment(end.date(), end - datetime(end.year, end.month, end.day), start.offset)  # noqa: DTZ001
    return None


def is_flagged(fields: Row, frame: Frame) -> bool:
    """Whether the record says that it lasts whole days."""
    flags = (fields[path] for path in roles(frame.columns.all).whole_day if path in fields)
    return any(str(flag).casefold() in _TRUE for flag in flags)
