"""Rules of RFC 5545 within records: `rrule`, or the `recurrence` of Google's calendars."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from schemas.schedule import Schedule
from spiders.page import Page
from spiders.readers.records.names import table, words

_NAMES = table("rrule recurrence recurring rule repeat herhaling")
_PROPERTIES = ("RRULE", "EXDATE", "RDATE", "EXRULE")
_LONGEST = 2_000


def repeated(schedule: Schedule, record: dict[str, Any], page: Page) -> Schedule:
    """`schedule` with the rule that the record prints, read as the calendar that it comes from; else as it is."""
    lines = list(_lines(record))
    is_fixed_offset = (schedule.tzid or "").startswith(("UTC+", "UTC-"))
    if not lines or len(schedule.slots) != 1 or is_fixed_offset:
        return schedule
    from spiders.readers.ical import READER as ICAL  # noqa: PLC0415 few records repeat

    slot = schedule.slots[0]
    own = [_time("DTSTART", slot.dtstart, schedule.tzid)]
    own += [_time("DTEND", slot.dtend, schedule.tzid)] if slot.dtend else []
    event = ["BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:1", "SUMMARY:1", *own, *lines, "END:VEVENT", "END:VCALENDAR", ""]
    found = ICAL.read(replace(page, body="\r\n".join(event).encode(errors="replace"), known={})).listings
    return found[0].schedule or schedule if found else schedule


def _lines(record: dict[str, Any]) -> Iterator[str]:
    """The lines of iCalendar that say how the record repeats, among its own fields."""
    for key, value in record.items():
        if not _NAMES.intersection(words(key)):
            continue
        for text in value if isinstance(value, list) else [value]:
            if isinstance(text, str) and len(text) <= _LONGEST:
                yield from (line for part in text.splitlines() if (line := _line(part.strip())))


def _line(text: str) -> str | None:
    if text.upper().startswith("FREQ="):
        return f"RRULE:{text}"
    return text if text.upper().startswith(_PROPERTIES) and ":" in text else None


def _time(name: str, printed: str, tzid: str | None) -> str:
    digits = printed.replace("-", "").replace(":", "")
    if "T" not in printed:
        return f"{name};VALUE=DATE:{digits}"
    if tzid == "UTC":
        return f"{name}:{digits}Z"
    return f"{name};TZID={tzid}:{digits}" if tzid else f"{name}:{digits}"
