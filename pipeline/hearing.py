"""What the rows of listings say of one activity: its voices. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import msgspec

from pipeline.decide import GONE_AFTER, MISSING_AFTER_RUNS
from pipeline.normalise import normalised
from pipeline.normalise.facets import facets
from pipeline.store import ListingRow
from pipeline.voices import Voice
from schemas.listing import Listing
from schemas.schedule import Status
from schemas.source import Source

_listing = msgspec.json.Decoder(Listing)


@dataclass(frozen=True)
class Heard:
    """All that is known of one activity: the rows of its listings, and what those say that announce a time.

    `before`: what was published of its occurrences on days that are over, by recurrence-id.
    """

    activity_id: str
    rows: Sequence[ListingRow]
    voices: Sequence[Voice]
    before: Mapping[str, Status]

    def current(self, *, now: datetime) -> list[Voice]:
        """Those that may still speak: not of sources that opted out, nor unseen for long; all where none is left."""
        here = [one for one in self.voices if not one.source.opted_out] or self.voices
        return [one for one in here if one.absent_since is None or now - one.absent_since < GONE_AFTER] or [*here]


def hear(
    activity_id: str, rows: Sequence[ListingRow], sources: Mapping[str, Source], *, before: Mapping[str, Status]
) -> Heard:
    """The rows of an activity with their voices; those of listings that announce no time have none."""
    voices = [voice for row in rows if (voice := _voice(row, sources[row.source_id]))]
    return Heard(activity_id, rows, voices, before)


def _voice(row: ListingRow, source: Source) -> Voice | None:
    listing = normalised(_listing.decode(row.listing), source)
    if listing is None:
        return None
    found = facets(listing.title, listing.description or "")
    is_missing = row.absent_since is not None and row.absent_runs >= MISSING_AFTER_RUNS
    return Voice(
        listing,
        source,
        row.first_seen_at.replace(tzinfo=UTC),
        row.absent_runs,
        found,
        absent_since=row.absent_since.replace(tzinfo=UTC) if is_missing and row.absent_since else None,
    )
