"""When an activity takes place, out of the fields of its record: a schedule, or the words that say when."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from schemas.schedule import Schedule, Slot, local_time
from schemas.zones import zone
from spiders.readers.records.columns import Columns
from spiders.readers.records.fields import Row
from spiders.readers.records.roles import roles
from spiders.readers.records.spans import MOST_SLOTS, Frame, Span, is_flagged, spans
from spiders.readers.records.values import Moment
from spiders.readers.schema_org.zoning import fixed_zone, is_zone
from spiders.text import one_line

LONGEST_WORDS = 300
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class When:
    schedule: Schedule | None = None
    when_text: str | None = None


def when(fields: Row, record: dict[str, Any], frame: Frame) -> When:
    """The schedule of the record, else the words for it; neither where it says nothing."""
    found = spans(fields, record, frame)
    if not found:
        return When(when_text=_words(fields, frame.columns))
    tzid = _zone(fields, found[0].start, frame)
    slots = [slot for span in found[:MOST_SLOTS] if (slot := _slot(span, fields, tzid, frame=frame))]
    return When(Schedule(slots=tuple(dict.fromkeys(slots)), tzid=tzid)) if slots else When()


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


def _slot(span: Span, fields: Row, tzid: str | None, *, frame: Frame) -> Slot | None:
    start, end = _local(span.start, tzid, frame), _local(span.end, tzid, frame) if span.end else None
    if start is None:
        return None
    flagged = is_flagged(fields, frame)
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


def _whole_days(first: date | None, last: date | None, span: Span, *, flagged: bool, frame: Frame) -> Slot | None:
    """Whole days; an end that is printed as the last day, or as its last minute, is made exclusive.

    FullCalendar's `end` beside `allDay` is exclusive already.
    """
    if first is None:
        return None
    is_of_fullcalendar = flagged and any(path == ("end",) for path in frame.columns.ends)
    is_exclusive = frame.platform.exclusive_days or (is_of_fullcalendar and span.end and span.end.clock is None)
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


def _stand_at_midnight(start: timedelta | None, end: timedelta | None) -> bool:
    """Whether these clocks are no more than the two ends of a day."""
    at_the_end = end is None or end == timedelta(0) or end >= timedelta(hours=23, minutes=59)
    return start == timedelta(0) and at_the_end


def _words(fields: Row, shape: Columns) -> str | None:
    """The day, and the clock beside it, in the words that stand there."""
    said = [one_line(str(fields[path])[:1000]) for path in (*shape.words, *shape.clocks) if path in fields]
    return " ".join(dict.fromkeys(said))[:LONGEST_WORDS] or None
