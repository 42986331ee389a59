"""Commands that read JSON lines and answer JSON lines, one per row, in order: the contract of benchmarks and tests."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click
import msgspec

from pipeline.cli.json_lines import answer_lines
from pipeline.normalise import said
from pipeline.occurrences import Budget, Instance, expand
from schemas.errors import UnreadableText
from schemas.listing import Listing
from schemas.schedule import Schedule, Slot, Status, moment
from schemas.zones import DEFAULT_TZID, zone
from spiders.page import Page
from spiders.readers import read as read_page
from spiders.readers import reader_named

# Where a row gives no address: a name that can never exist (RFC 2606).
_NOWHERE = "https://page.invalid/"
_SOURCE_ID = "xx.standard.input"


@click.command(epilog="""Example: echo '{"id": 1, "path": "agenda.html"}' | bruggen read""")
def read() -> None:
    """Listings of stored pages, as printed; where a page says in words when, as those are understood.

    Rows: {"id", "path", "url", "content_type", "now", "tzid"}; all but id and path may be left out.
    """
    answer_lines(_listings)


@click.command(
    epilog="""Example: echo '{"id": 1, "rrule": "FREQ=DAILY", "dtstart": "20261124"}' | bruggen occurrences"""
)
def occurrences() -> None:
    """Occurrences of stored calendars between two moments, or of one rule.

    Rows: {"id", "path", "from", "to"} or {"id", "rrule", "dtstart", "limit"}.
    """
    answer_lines(_occurrences)


def _page(row: dict[str, Any]) -> Page:
    now = datetime.fromisoformat(row["now"]) if row.get("now") else datetime.now(UTC)
    tzid = row.get("tzid") or DEFAULT_TZID
    return Page(
        source_id=_SOURCE_ID,
        url=row.get("url") or _NOWHERE,
        body=Path(row["path"]).read_bytes(),
        content_type=row.get("content_type") or "",
        fetched_at=now if now.tzinfo else now.replace(tzinfo=zone(tzid)),
        tzid=tzid,
    )


def _listings(row: dict[str, Any]) -> dict[str, Any]:
    reading, _, _ = read_page(_page(row))
    return {"listings": [_printed(listing) for listing in reading.listings]}


def _printed(listing: Listing) -> dict[str, Any]:
    schedule, status = said(listing)
    schedule = _as_moved(schedule) if schedule and schedule.overrides else schedule
    slot = schedule.slots[0] if schedule and schedule.slots else None
    place = listing.place
    return {
        "title": listing.title,
        "start": _text(moment(slot.dtstart), schedule) if slot else None,
        "end": _text(moment(slot.dtend), schedule) if slot and slot.dtend else None,
        "all_day": "T" not in slot.dtstart if slot else None,
        "rrule": slot.rrule if slot else None,
        "location": {"name": place.name, "address": place.address or _address(listing)} if place else None,
        "status": status,
        "url": listing.url,
        "reader": listing.reader,
    } | (
        {"starts": [_text(moment(s.dtstart), schedule) for s in schedule.slots]}
        if schedule and len(schedule.slots) > 1
        else {}
    )


def _as_moved(schedule: Schedule) -> Schedule:
    """`schedule` with its single occurrences where they were moved to, without those of several that are cancelled."""
    moved = {one.recurrence_id: one for one in schedule.overrides if not one.this_and_future}
    slots: list[Slot] = []
    for slot in schedule.slots:
        override = None if slot.rrule else moved.get(slot.dtstart)
        if override is None:
            slots.append(slot)
        elif override.status is not Status.CANCELLED or len(schedule.slots) == 1:
            end = override.dtend or (None if override.dtstart else slot.dtend)
            slots.append(msgspec.structs.replace(slot, dtstart=override.dtstart or slot.dtstart, dtend=end))
    return msgspec.structs.replace(schedule, slots=tuple(slots))


def _address(listing: Listing) -> str | None:
    place = listing.place
    parts = (place.street, place.postcode, place.city) if place else ()
    return ", ".join(part for part in parts if part) or None


def _text(when: date | datetime, schedule: Schedule | None) -> str:
    """ISO 8601, with offset where the schedule has a zone."""
    if isinstance(when, datetime) and schedule and schedule.tzid:
        return when.replace(tzinfo=zone(schedule.tzid)).isoformat()
    return when.isoformat()


def _occurrences(row: dict[str, Any]) -> dict[str, Any]:
    return _of_rule(row) if "rrule" in row else _of_calendar(row)


def _of_calendar(row: dict[str, Any]) -> dict[str, Any]:
    from spiders.readers.ical import calendar  # noqa: PLC0415 rules need no calendar library

    page = _page(row)
    if not reader_named("ical").recognises(page):
        raise UnreadableText(f"{row['path']}: no calendar: it does not begin with BEGIN:VCALENDAR")
    reading = calendar(page)
    start, end = _bound(row["from"]), _bound(row["to"])
    budget = Budget()
    found: list[tuple[Instance, dict[str, Any]]] = []
    notes = [problem.what for problem in reading.problems]
    for listing in reading.listings:
        if listing.schedule:
            expansion = expand(listing.schedule, start=start, end=end, budget=budget)
            found += ((instance, _happening(instance, listing)) for instance in expansion.instances)
            notes += [expansion.truncated] if expansion.truncated else []
    rows = [happening for _, happening in sorted(found, key=lambda pair: pair[1]["start"])]
    return {"occurrences": rows} | ({"error": "; ".join(notes)[:300]} if notes else {})


def _happening(instance: Instance, listing: Listing) -> dict[str, Any]:
    return {
        "uid": listing.key,
        "summary": instance.title or listing.title,
        "start": instance.start.isoformat(),
        "end": instance.end.isoformat() if instance.end else None,
        "all_day": not isinstance(instance.start, datetime),
        "status": instance.status or listing.status,
    }


def _of_rule(row: dict[str, Any]) -> dict[str, Any]:
    start = _bound(row["dtstart"])
    local = start.replace(tzinfo=None) if isinstance(start, datetime) else start
    tzid = "UTC" if isinstance(start, datetime) and start.tzinfo else None
    slot = Slot(dtstart=local.isoformat(), rrule=row["rrule"])
    schedule = Schedule(slots=(slot,), tzid=tzid)
    limit = int(row.get("limit") or 1_000)
    expansion = expand(schedule, start=local, end=date.max, most=limit)
    starts = [{"start": one.start.isoformat()} for one in expansion.instances]
    return {"occurrences": starts} | ({"error": expansion.truncated} if expansion.truncated else {})


def _bound(text: str) -> date | datetime:
    """The moment or day of an ISO 8601 text, extended or basic."""
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
