"""Rows of the table of listings that live on: what a source prints under another key than before. Pure."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import msgspec

from pipeline.linking.successors import Trace, moved_evenings, successors
from pipeline.normalise import normalised
from pipeline.store import ListingRow
from schemas.listing import Listing
from schemas.source import Source

# After so long another edition begins, under an id of its own.
_REMEMBERED = timedelta(days=200)

_listing = msgspec.json.Decoder(Listing)


def heirs(
    source: Source, rows: Mapping[str, ListingRow], seen: Mapping[str, Listing], *, now: datetime
) -> dict[str, str]:
    """New key → old key, for the listings of `seen` that continue one of `rows` that is seen no more."""
    fresh = [listing for key, listing in seen.items() if key not in rows]
    lost = [row for key, row in rows.items() if key not in seen]
    if not fresh or not lost:
        return {}
    went = [one for row in lost if (one := _still_to_come(row, source, now=now))]
    alive = {row.activity_id for key, row in rows.items() if key in seen}
    came = [_trace(listing, source) for listing in fresh]
    pairs = moved_evenings(came, [one for one in went if one.activity_id in alive])
    return pairs | successors(
        [one for one in came if one.key not in pairs],
        [one for one in went if one.activity_id not in alive],
        seen=[listing for key, listing in seen.items() if key in rows],
    )


def _trace(listing: Listing, source: Source, activity_id: str | None = None) -> Trace:
    return Trace(normalised(listing, source) or listing, activity_id)


def _still_to_come(row: ListingRow, source: Source, *, now: datetime) -> Trace | None:
    """A listing that left, if an activity rests on it that is not over; it may have left some time ago."""
    absent_since = row.absent_since and row.absent_since.replace(tzinfo=UTC)
    if row.activity_id is None or (absent_since and now - absent_since > _REMEMBERED):
        return None
    trace = _trace(_listing.decode(row.listing), source, row.activity_id)
    slots = trace.listing.schedule.slots if trace.listing.schedule else ()
    is_over = slots and not any(slot.rrule for slot in slots) and trace.starts[-1][:10] <= now.date().isoformat()
    return None if is_over else trace
