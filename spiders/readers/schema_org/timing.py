"""When an event takes place: its dates, its recurring schedule, or those of its nameless parts."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from schemas.schedule import Override, Schedule, Slot, Status, local_time
from spiders.readers.schema_org.printed_time import PrintedTime, clock, duration, printed_range, printed_time
from spiders.readers.schema_org.recurrence import UnreadableRule, in_words, repetition
from spiders.readers.schema_org.stated import status
from spiders.readers.schema_org.thing import Thing
from spiders.readers.schema_org.zoning import local_in, zone_of
from spiders.text import one_line

LONGEST_TEXT = 200


@dataclass(slots=True)
class Timing:
    """A schedule, or else the words that say when; with what could not be read and what was repaired."""

    schedule: Schedule | None = None
    when_text: str | None = None
    problems: list[str] = field(default_factory=list)
    repairs: list[str] = field(default_factory=list)


def timing(event: Thing, page_tzid: str) -> Timing:
    """When `event` takes place; a Timing without schedule and words where it does not say."""
    found = Timing()
    starts = _starts(event, found)
    found.schedule = (
        _recurring(event, starts, page_tzid, found=found)
        or _in_parts(event, page_tzid, found=found)
        or _dated(event, starts, page_tzid, found=found)
    )
    if found.schedule is not None:
        found.when_text = None
    elif found.when_text is None:
        found.when_text = _words(event)
        if found.when_text:
            found.problems.append(f"startDate {found.when_text[:60]!r} is no date")
    return found


def parts(event: Thing) -> list[Thing]:
    """The parts of `event` that are nothing but its dates: they bear no name of their own."""
    return [part for part in event.things("subEvent", "subEvents") if part.is_event and part.line("name") is None]


def _starts(event: Thing, found: Timing) -> list[PrintedTime]:
    """The distinct starts of `event`; a bare day is left out where another start gives its time."""
    texts = (text if (ends := printed_range(text)) is None else ends[0] for text in event.texts("startDate"))
    printed = [start for text in texts if (start := printed_time(text))]
    found.repairs += [start.repair for start in printed if start.repair]
    timed = {start.day for start in printed if start.has_time}
    return list({s.local: s for s in printed if s.has_time or s.day not in timed}.values())


def _recurring(event: Thing, starts: list[PrintedTime], page_tzid: str, *, found: Timing) -> Schedule | None:
    first = starts[0] if starts else None
    slots: list[Slot] = []
    tzid: str | None = None
    for schedule in event.things("eventSchedule", "courseSchedule"):
        try:
            repeated = repetition(schedule, first, page_tzid)
        except (UnreadableRule, ValueError, OverflowError) as error:
            found.problems.append(f"eventSchedule cannot be read: {error}"[:200])
            continue
        if repeated is None:
            found.when_text = in_words(schedule)[:LONGEST_TEXT] or None
            continue
        slots.append(repeated.slot)
        tzid = tzid or repeated.tzid
    return Schedule(slots=tuple(slots), tzid=tzid) if slots else None


def _in_parts(event: Thing, page_tzid: str, *, found: Timing) -> Schedule | None:
    slots: list[Slot] = []
    overrides: list[Override] = []
    tzid: str | None = None
    for part in parts(event):
        starts = _starts(part, found)
        if not starts:
            continue
        tzid = tzid or zone_of(starts[0], page_tzid)
        for slot in _slots(part, starts, tzid, found=found):
            slots.append(slot)
            if status(part) in {Status.CANCELLED, Status.POSTPONED}:
                overrides.append(Override(recurrence_id=slot.dtstart, status=status(part)))
    return Schedule(slots=tuple(slots), tzid=tzid, overrides=tuple(overrides)) if slots else None


def _dated(event: Thing, starts: list[PrintedTime], page_tzid: str, *, found: Timing) -> Schedule | None:
    if not starts:
        return None
    tzid = next((name for start in starts if (name := zone_of(start, page_tzid))), None)
    return Schedule(slots=tuple(_slots(event, starts, tzid, found=found)), tzid=tzid)


def _slots(event: Thing, starts: list[PrintedTime], tzid: str | None, *, found: Timing) -> Iterator[Slot]:
    """One slot for each start; several starts have ends only where there is one for each."""
    ends = list(dict.fromkeys(event.texts("endDate"))) or _ends_of_ranges(event)
    lengths = event.texts("duration")
    for number, start in enumerate(starts):
        begin = local_in(start, tzid)
        end: date | datetime | None = None
        if len(ends) == len(starts):
            end = _end(begin, ends[number], tzid, found=found)
        elif ends and len(starts) == 1:
            end = next((e for text in ends if (e := _end(begin, text, tzid, found=found))), None)
        elif lengths and not ends:
            end = _lasting(begin, lengths[0])
        yield Slot(dtstart=local_time(begin), dtend=local_time(end) if end else None)


def _ends_of_ranges(event: Thing) -> list[str]:
    """The ends of ranges that stand where the start should; a bare time of day gets the day of its start."""
    ranges = [ends for text in event.texts("startDate") if (ends := printed_range(text))]
    return [
        end if printed_time(end) or clock(end) is None else f"{start.strip()[:10]}T{end.strip()}"
        for start, end in ranges
    ]


def _end(begin: date | datetime, text: str, tzid: str | None, *, found: Timing) -> date | datetime | None:
    """The end that `text` prints, exclusive.

    For whole days schema.org's end is the last day: ours is the day after, and None for a single day, as many sites
    fill the end with the start. An end at the moment of the start, and a day without time after a start with one,
    say nothing about the end.
    """
    printed = printed_time(text)
    if printed is None:
        found.problems.append(f"endDate {one_line(text)[:60]!r} is no date")
        return None
    if not isinstance(begin, datetime):
        end_day = printed.day
        if end_day < begin:
            found.problems.append("endDate lies before startDate")
        return end_day + timedelta(days=1) if end_day > begin else None
    end = local_in(printed, tzid)
    if not isinstance(end, datetime):
        return None
    if end < begin:
        found.problems.append("endDate lies before startDate")
    return end if end > begin else None


def _lasting(begin: date | datetime, text: str) -> date | datetime | None:
    length = duration(text)
    if length is None or (length.seconds and not isinstance(begin, datetime)):
        return None
    return begin + length


def _words(event: Thing) -> str | None:
    """What stands where the dates should, when it may still say something to a reader of words."""
    start, end = event.line("startDate"), event.line("endDate")
    if start is None or not any(letter.isdigit() for letter in start) or start.startswith(("0000", "-0001")):
        return None
    return (f"{start} - {end}" if end and end != start else start)[:LONGEST_TEXT]
