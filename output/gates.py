"""Whether a release may replace the one that people are subscribed to and build upon."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import msgspec

from output.ical_check import calendar_fault, identities
from schemas.dataset import TABLES, VERSION, Table
from schemas.record import Record

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


class Loss(NamedTuple):
    """So many of the activities that subscribers expect would be left."""

    left: int
    expected: int

    def __str__(self) -> str:
        return f"{self.left} of {self.expected} coming activities left, expected at least half"


def loss(expected: set[str], present: set[str]) -> Loss | None:
    """Why `present` is too little where subscribers expect the activities `expected`; None: it is enough.

    What is over and what was cancelled is not expected; a cancelled activity that is still shown counts as present.
    """
    kept = len(expected & present)
    if not expected or (present and 2 * kept >= len(expected)):
        return None
    return Loss(kept, len(expected))


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
    """What is wrong with a table of the dataset, read back; None: each record keeps to its schema and is there once."""
    table = _TABLES.get(path)
    if table is None:
        return None
    head, _, body = text.partition(b"\n")
    expected = msgspec.json.decode(head + b"]}", type=_Head).count
    found: list[tuple[object, ...]] = []
    try:
        found.extend(tuple([getattr(record, name) for name in table.key]) for record in _records(table, body))
    except msgspec.MsgspecError as error:
        return f"record {len(found) + 1} of {expected}: {error}"
    if len(found) != expected:
        return f"{len(found)} records, expected {expected}"
    return "two records bear one id" if table.key and len(set(found)) < len(found) else None


class _Head(msgspec.Struct):
    count: int


def _records(table: Table, body: bytes) -> Iterator[Record]:
    """The records, one a line; only one at a time is in memory."""
    decode = msgspec.json.Decoder(table.record).decode
    lines = body.removesuffix(b"\n]}\n")
    return map(decode, lines.split(b",\n") if lines else ())
