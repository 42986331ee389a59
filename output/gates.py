"""Whether a release may replace the one that people are subscribed to and build upon."""

import re
from collections.abc import Iterable
from typing import Any

import msgspec

from output.ical_check import calendar_fault, identities
from schemas.dataset import TABLES, VERSION, Table

_TABLES = {f"data/{VERSION}/{table.name}.json": table for table in TABLES}

_ACTIVITY = re.compile(r"[-@]")
_EVENT = re.compile(
    rb"UID:([a-z0-9]+)-[\dT]+@bruggen\r\n(?:[A-Z-]+:[^\r]*\r\n){4}"
    rb"DTSTART[^:]*:(\d{8})[^\r]*\r\n(?:DTEND[^:]*:(\d{8})[^\r]*\r\n)?STATUS:([A-Z]+)"
)


def awaited(simple: bytes, *, as_of: str) -> set[str]:
    """The ids of the activities in an expanded calendar of ours that still take place on the day `as_of` or later."""
    today = as_of.replace("-", "").encode()
    return {
        activity_id.decode()
        for activity_id, start, end, status in _EVENT.findall(simple)
        if status != b"CANCELLED" and max(start, end) >= today
    }


def loss(expected: set[str], present: set[str]) -> str | None:
    """Why `present` is too little where subscribers expect the activities `expected`; None: it is enough.

    What is over and what was cancelled is not expected; a cancelled activity that is still shown counts as present.
    """
    kept = len(expected & present)
    if not expected or (present and 2 * kept >= len(expected)):
        return None
    return f"{kept} of {len(expected)} coming activities left, expected at least half"


def feed_fault(text: bytes, *, events: int, activities: Iterable[str]) -> str | None:
    """What is wrong with a calendar, read back; None: it is whole and tells of these activities only."""
    if fault := calendar_fault(text):
        return fault
    found = identities(text)
    if len(found) != events:
        return f"{len(found)} events, expected {events}"
    strangers = {_ACTIVITY.split(uid.decode(errors="replace"), 1)[0] for uid, _ in found}.difference(activities)
    return f"events of {min(strangers)}, which does not belong here" if strangers else None


def dataset_fault(path: str, text: bytes) -> str | None:
    """What is wrong with a table of the dataset: its count, or two records that bear one id."""
    table = _TABLES.get(path)
    if table is None:
        return None
    count, records = _identities(table, text)
    if count != len(records):
        return f"{len(records)} records, expected {count}"
    return "two records bear one id" if table.key and len(set(records)) < len(records) else None


def _identities(table: Table, text: bytes) -> tuple[int, list[msgspec.Struct]]:
    """How many records a file says it holds, and what identifies each; nothing else of them is kept in memory."""
    record = msgspec.defstruct("Identity", [(name, str) for name in table.key], frozen=True, gc=False)
    file = msgspec.defstruct("File", [("count", int), ("records", list[record])], rename={"records": table.name})  # type: ignore[valid-type]
    found: Any = msgspec.json.decode(text, type=file)
    return found.count, found.records
