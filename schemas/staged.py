"""Files at rest between crawling and building: what one source said at the last visit, one file per source."""

from pathlib import Path

import msgspec

from schemas.discovery import Discovery
from schemas.health import Health, Problem
from schemas.listing import Listing
from schemas.record import Instant, Record
from schemas.source import Source


class StagedPage(Record):
    """One page: its validators for the next conditional request, and the listings that were read from it.

    `moved_to`: its address on another host, where its own sends visitors for good.
    """

    url: str
    fetched_at: Instant
    body_hash: str
    reader: str | None = None
    reader_version: int = 0
    etag: str | None = None
    last_modified: str | None = None
    moved_to: str | None = None
    links: tuple[str, ...] = ()
    listings: tuple[Listing, ...] = ()
    problems: tuple[Problem, ...] = ()


class StagedSource(Record):
    """What `var/staged/<source id>.json` holds. After a failed visit `pages` are still those of the last good one."""

    source: Source
    health: Health
    pages: tuple[StagedPage, ...] = ()
    discovery: Discovery | None = None

    def listings(self) -> dict[str, Listing]:
        """The listings by key; where two pages print one key, the first page wins."""
        found: dict[str, Listing] = {}
        for page in self.pages:
            for listing in page.listings:
                found.setdefault(listing.key, listing)
        return found


def staged_path(var: Path, source_id: str) -> Path:
    """Where the staged file of a source stands."""
    return var / "staged" / f"{source_id}.json"


def encode(staged: StagedSource) -> bytes:
    return msgspec.json.encode(staged)


def decode(text: bytes) -> StagedSource:
    """Raises msgspec.ValidationError or msgspec.DecodeError when `text` is no staged source."""
    return _decoder.decode(text)


_decoder = msgspec.json.Decoder(StagedSource)
