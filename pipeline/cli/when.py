"""`bruggen when`: what a text says of time, as JSON lines."""

from datetime import date, timedelta
from typing import Any

import click
from msgspec.structs import replace

from pipeline.cli.json_lines import answer_lines
from pipeline.normalise.schedules import Announcement, announcements

_NOTHING: dict[str, Any] = {
    "kind": "none", "dtstart": None, "dtend": None, "slots": [], "dates": [], "start_time": None, "end_time": None,
}  # fmt: skip


@click.command(epilog="""Example: echo '{"id": 1, "text": "elke dinsdag 10.00 uur"}' | bruggen when""")
def when() -> None:
    """The schedule that a text announces.

    Rows: {"id", "text", "reference"}; the reference is the date of the page, its month or its year, or null.
    """
    answer_lines(answer)


def answer(row: dict[str, Any]) -> dict[str, Any]:
    """The announcement of the row's text of which we are most certain; kind `none` where it announces nothing.

    Raises KeyError for a row without text, ValueError for a reference that is no date.
    """
    reference = row.get("reference")
    found = announcements(row["text"], reference=_day(reference), exact_day=len(reference or "") >= len("2026-11-24"))
    if not found:
        return dict(_NOTHING)
    best = max(found, key=lambda one: one.certainty)
    alike = [slot for one in found if one.kind == best.kind and one.slots[0].rrule for slot in one.slots]
    return _printed(replace(best, slots=tuple(dict.fromkeys(alike))) if best.slots[0].rrule else best)


def _day(text: str | None) -> date | None:
    """The first day of a day, month or year as printed."""
    return date.fromisoformat((text + "-01-01")[:10] if len(text) < len("2026-11-24") else text[:10]) if text else None


def _printed(found: Announcement) -> dict[str, Any]:
    said = found.slots[0]
    days = [day.isoformat() if day else None for day in found.dates]
    is_list = found.kind == "list"
    ruled = bool(said.rrule)
    last = days[-1] if found.kind == "range" else days[0] if days else None
    return _NOTHING | {
        "kind": found.kind,
        "dtstart": _moment(days[0] if days else _first(found), said.start_time),
        "dtend": _end(found, last),
        "slots": [slot._asdict() for slot in found.slots] if ruled else [],
        "dates": [_moment(day, slot.start_time) for day, slot in _sessions(found, days)] if is_list else [],
        "start_time": said.start_time,
        "end_time": said.end_time,
        "daypart": found.daypart,
        "doors": found.doors,
        "exceptions": "; ".join(found.exceptions) or None,
        "status": list(found.status),
        "contradiction": found.contradiction,
        "rrule_underspecified": found.underspecified,
        "unanchored": found.unanchored,
        "certainty": found.certainty,
        "reason": found.reason,
    }


def _first(found: Announcement) -> str | None:
    """The first day of a rule that says from when on: its first occurrence, where it can be counted."""
    if found.since and found.schedule:
        return found.schedule.slots[0].dtstart[:10]
    return _text(found.since)


def _sessions(found: Announcement, days: list[str | None]) -> list[tuple[str | None, Any]]:
    slots = found.slots if len(found.slots) == len(days) else found.slots[:1] * len(days)
    return [(day, slot) for day, slot in zip(days, slots, strict=False) if day]


def _end(found: Announcement, last: str | None) -> str | None:
    if found.kind == "range":
        return last
    start, end = found.slots[0].start_time, found.slots[0].end_time
    if found.kind != "single" or not last or not end:
        return None
    ends_on = found.dates[0] + timedelta(days=1) if found.dates[0] and start and end <= start else found.dates[0]
    return _moment(_text(ends_on), end)


def _moment(day: str | None, clock: str | None) -> str | None:
    return f"{day}T{clock}" if day and clock else day


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None
