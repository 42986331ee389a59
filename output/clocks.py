"""Moments on Dutch clocks, whatever clocks a schedule is kept by."""

from datetime import UTC, datetime

from schemas.activity import Occurrence
from schemas.zones import DEFAULT_TZID, aware, zone


def on_dutch_clocks(when: str) -> str:
    """The same moment with the offset of Europe/Amsterdam.

    >>> on_dutch_clocks("2026-11-26T23:30:00+00:00")
    '2026-11-27T00:30:00+01:00'
    """
    return datetime.fromisoformat(when).astimezone(zone(DEFAULT_TZID)).isoformat()


def moved_from(one: Occurrence, tzid: str | None) -> str | None:
    """The start that a schedule kept by the clocks of `tzid` gives; None: that is when `one` starts."""
    named = one.recurrence_id[:19]
    if tzid in {None, DEFAULT_TZID} and one.start[: len(named)] == named:
        return None
    if "T" not in named or "T" not in one.start:
        return None if named[:10] == one.start[:10] else named[:10]
    start, given = datetime.fromisoformat(one.start), datetime.fromisoformat(named)
    if start.tzinfo:  # compared in UTC: between two zones, hours that come twice never equal (PEP 495)
        start, given = start.astimezone(UTC), aware(given, tzid).astimezone(UTC)
    if given == start:
        return None
    return on_dutch_clocks(given.isoformat()) if given.tzinfo else given.isoformat()
