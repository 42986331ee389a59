"""When an activity takes place, out of the fields of its record: a schedule, or the words that say when."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from schemas.schedule import Schedule, Slot, local_time
from schemas.zones import zone
from spiders.readers.records.beside import clocks_beside
from spiders.readers.records.columns import Columns, columns
from spiders.readers.records.context import Context
from spiders.readers.records.fields import Row, lists_within, row
from spiders.readers.records.names import table, words
from spiders.readers.records.platforms import Platform
from spiders.readers.records.roles import roles
from spiders.readers.records.values import Moment, ends, moment
from spiders.readers.schema_org.printed_time import duration
from spiders.readers.schema_org.zoning import fixed_zone, is_zone
from spiders.text import one_line, plain_text

LONGEST_WORDS = 300
LONGEST_DESCRIPTION = 5_000
MOST_SLOTS = 500
_DAY = timedelta(days=1)
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
class When:
    schedule: Schedule | None = None
    when_text: str | None = None


@dataclass(frozen=True, slots=True)
class _Span:
    start: Moment
    end: Moment | None


def when(fields: Row, record: dict[str, Any], frame: Frame) -> When:
    """The schedule of the record, else the words for it; neither where it says nothing."""
    spans = _listed(record, frame) or [_completed(one, fields, frame) for one in _spans(fields, frame.columns, frame)]
    if not spans:
        spans = [span for inner, shape in _parts(record) for span in _spans(inner, shape, frame)]
    if not spans:
        return When(when_text=_words(fields, frame.columns))
    tzid = _zone(fields, spans[0].start, frame)
    slots = [slot for span in spans[:MOST_SLOTS] if (slot := _slot(span, fields, tzid, frame=frame))]
    return When(Schedule(slots=tuple(dict.fromkeys(slots)), tzid=tzid)) if slots else When()


def _listed(record: dict[str, Any], frame: Frame) -> list[_Span]:
    """The starts of a field that holds several of them in a list; none where it holds one."""
    for path in frame.columns.starts[:1]:
        value: Any = record
        for key in path:
            value = value.get(key) if isinstance(value, dict) else None
        if isinstance(value, list) and len(value) > 1:
            read = (moment(one, month_first=frame.columns.month_first) for one in value[:MOST_SLOTS])
            return [_Span(at, None) for at in read if at and at.day]
    return []


def _completed(span: _Span, fields: Row, frame: Frame) -> _Span:
    """`span` with the clock that the description prints beside its day, where no field prints one."""
    if span.start.clock is not None or span.end is not None or span.start.day is None or _is_flagged(fields, frame):
        return span
    for path in roles(frame.columns.all).description:
        text = str(fields.get(path, ""))[:LONGEST_DESCRIPTION]
        if found := clocks_beside(span.start.day, plain_text(text) if "<" in text else text):
            first, last = found
            return _Span(replace(span.start, clock=first), Moment(clock=last) if last else None)
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


def _times_within(record: dict[str, Any]) -> Any:  # noqa: ANN401
    for name, objects in lists_within(record):
        if _NO_PARTS.intersection(words(name)):
            continue
        rows = [row(one) for one in objects[:MOST_SLOTS]]
        titled = columns(rows, spoken_of_as=(name,))
        shape = columns([{("title",): "x", **fields} for fields in rows], spoken_of_as=(name,))
        if titled is None and shape is not None and shape.starts:
            yield rows, shape


def _spans(fields: Row, shape: Columns, frame: Frame) -> list[_Span]:
    """The start and end that these fields print: one span, or none."""
    for path in (*frame.platform.paths("start"), *shape.starts):
        start, end = _read(fields.get(path), shape)
        if start is None or start.day is None:
            continue
        clock, until = _clocks(fields, shape)
        if (start.clock is None or start.clock == timedelta(0)) and clock is not None:
            start = Moment(start.day, clock.clock, clock.offset, start.tzid)
        return [_Span(start, end or _end(fields, start, shape, frame=frame) or until)]
    start_clock, until = _clocks(fields, shape)
    day = moment(frame.context.day) if frame.context.day else None
    if start_clock is None or day is None or shape.starts:
        return []
    return [_Span(Moment(day.day, start_clock.clock, start_clock.offset), until)]


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


def _zone(fields: Row, start: Moment, frame: Frame) -> str | None:
    """The zone that the times are local to: that of the record, of what stands around it, or of the page.

    An instant is told on the clock of the page's zone; None: local times, and no zone is printed.
    """
    stated = [str(fields[path]) for path in roles(frame.columns.all).zone if path in fields]
    named = [tzid for tzid in (start.tzid, *stated, frame.context.tzid) if tzid and is_zone(tzid)]
    if start.offset is None or frame.platform.wall_clock:
        return named[0] if named else None
    candidates = [*named, frame.page_tzid]
    if start.offset == timedelta(0):
        return candidates[0]
    local = start.local
    for tzid in candidates:
        if isinstance(local, datetime) and local.replace(tzinfo=zone(tzid)).utcoffset() == start.offset:
            return tzid
    return fixed_zone(start.offset)


def _slot(span: _Span, fields: Row, tzid: str | None, *, frame: Frame) -> Slot | None:
    start, end = _local(span.start, tzid, frame), _local(span.end, tzid, frame) if span.end else None
    if start is None:
        return None
    flagged = _is_flagged(fields, frame)
    if (
        flagged
        or not isinstance(start, datetime)
        or _stand_at_midnight(span.start.clock, span.end.clock if span.end else None)
    ):
        return _whole_days(span.start.day, span.end.day if span.end else None, span, flagged=flagged, frame=frame)
    if span.end and span.end.day is None and span.end.clock is not None:
        end = datetime(start.year, start.month, start.day) + span.end.clock  # noqa: DTZ001
        end += _DAY if end < start and end.hour < 6 else timedelta(0)
    if _stand_at_midnight(_clock(start), _clock(end)):
        return _whole_days(
            start.date(), end.date() if isinstance(end, datetime) else None, span, flagged=False, frame=frame
        )
    is_end = isinstance(end, datetime) and end > start
    return Slot(dtstart=local_time(start), dtend=local_time(end) if is_end and end else None)


def _whole_days(first: date | None, last: date | None, span: _Span, *, flagged: bool, frame: Frame) -> Slot | None:
    """Whole days; an end that is printed as the last day, or as its last minute, is made exclusive."""
    if first is None:
        return None
    is_exclusive = frame.platform.exclusive_days or (flagged and span.end is not None and span.end.clock is None)
    if last is not None and not is_exclusive and last > first:
        last += _DAY
    return Slot(dtstart=local_time(first), dtend=local_time(last) if last and last > first else None)


def _local(at: Moment, tzid: str | None, frame: Frame) -> date | datetime | None:
    """`at` on the wall clock of `tzid`; as printed where it has no offset, or its platform prints a wrong one."""
    local = at.local
    if tzid is None or at.offset is None or frame.platform.wall_clock or not isinstance(local, datetime):
        return local
    if local.replace(tzinfo=zone(tzid)).utcoffset() == at.offset:
        return local
    try:
        return local.replace(tzinfo=zone(fixed_zone(at.offset))).astimezone(zone(tzid)).replace(tzinfo=None)
    except OverflowError:
        return None


def _clock(local: date | datetime | None) -> timedelta | None:
    return timedelta(hours=local.hour, minutes=local.minute) if isinstance(local, datetime) else None


def _is_flagged(fields: Row, frame: Frame) -> bool:
    """Whether the record says that it lasts whole days."""
    flags = (fields[path] for path in roles(frame.columns.all).whole_day if path in fields)
    return any(str(flag).casefold() in _TRUE for flag in flags)


def _stand_at_midnight(start: timedelta | None, end: timedelta | None) -> bool:
    """Whether these clocks are no more than the two ends of a day."""
    at_the_end = end is None or end == timedelta(0) or end >= timedelta(hours=23, minutes=59)
    return start == timedelta(0) and at_the_end


def _words(fields: Row, shape: Columns) -> str | None:
    """The day, and the clock beside it, in the words that stand there."""
    said = [one_line(str(fields[path])[:1000]) for path in (*shape.words, *shape.clocks) if path in fields]
    return " ".join(dict.fromkeys(said))[:LONGEST_WORDS] or None
