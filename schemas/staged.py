"""Files at rest between crawling and building: what one source said at the last visit, one file per source."""

import re
from hashlib import blake2b
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
        """The listings by key; where two pages print one key, the first counts and the others complete it.

        What a list says of an activity is left out where the activity's own page tells it in listings of its own.
        """
        found: dict[str, Listing] = {}
        own_pages = {page.url: page for page in self.pages}
        for page in self.pages:
            for listing in page.listings:
                own = own_pages.get(listing.url or "")
                if own and own.url != page.url and _tells_better(own, listing):
                    continue
                known = found.get(listing.key)
                found[listing.key] = completed(known, listing) if known else listing
        return found


def _tells_better(own: StagedPage, listing: Listing) -> bool:
    """Whether the page of an activity says in a structured way when it is, under keys of its own: each of its days."""
    title = " ".join(listing.title.casefold().split())
    same = [other for other in own.listings if " ".join(other.title.casefold().split()) == title]
    return any(other.schedule for other in same) and all(other.key != listing.key for other in same)


def completed(known: Listing, other: Listing) -> Listing:
    """`known`, as a list prints it, with what only its own page says: facts, a fuller text, a time of day.

    Its fingerprint changes when either of them does.
    """
    facts = {name: getattr(other, name) for name in _FACTS if getattr(known, name) is None}
    if len(other.description or "") > len(known.description or ""):
        facts["description"] = other.description
    if known.schedule is None and (other.schedule or not _names_an_hour(known)) and _names_an_hour(other):
        facts |= {name: getattr(other, name) for name in _WHEN}
    changed = msgspec.structs.replace(known, **facts)
    if changed == known:
        return known
    both = f"{known.fingerprint}{other.fingerprint}".encode()
    return msgspec.structs.replace(changed, fingerprint=blake2b(both, digest_size=16).hexdigest())


_FACTS = ("place", "attendance_mode", "join_url", "organiser", "status", "facets", "language")
_WHEN = ("schedule", "when_text", "page_date", "month_first")
_AN_HOUR = re.compile(r"\d[:.]\d\d|\d\s*(?:uur|u|am|pm|a\.m|p\.m)\b|\bhalf\s", re.IGNORECASE)


def _names_an_hour(listing: Listing) -> bool:
    if listing.schedule is not None:
        return any("T" in slot.dtstart for slot in listing.schedule.slots)
    return _AN_HOUR.search(listing.when_text or "") is not None


def staged_path(var: Path, source_id: str) -> Path:
    """Where the staged file of a source stands."""
    return var / "staged" / f"{source_id}.json"


def encode(staged: StagedSource) -> bytes:
    return msgspec.json.encode(staged)


def decode(text: bytes) -> StagedSource:
    """Raises msgspec.ValidationError or msgspec.DecodeError when `text` is no staged source."""
    return _decoder.decode(text)


_decoder = msgspec.json.Decoder(StagedSource)
