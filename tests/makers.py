"""Small true records for tests: say what matters in a test, leave out the rest."""

from datetime import UTC, datetime
from hashlib import blake2b
from typing import Any

import msgspec

from schemas.health import Health, Outcome
from schemas.listing import Listing
from schemas.place import Place
from schemas.schedule import Schedule, Slot
from schemas.source import Source
from schemas.staged import StagedPage, StagedSource

MONDAY = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
HALL = Place(name="Buurthuis De Wilg", street="Wilgenlaan 3", postcode="1234 AB", city="Molendam")


def a_source(source_id: str = "nl.molendam.de-wilg", **fields: Any) -> Source:
    return Source(**{"id": source_id, "organisation": "De Wilg", "url": "https://dewilg.example/agenda"} | fields)


def a_schedule(*starts: str, **fields: Any) -> Schedule:
    return Schedule(slots=tuple(Slot(dtstart=start) for start in starts or ("2026-12-01T19:30:00",)), **fields)


def weekly(start: str, end: str | None = None, **fields: Any) -> Schedule:
    return Schedule(slots=(Slot(dtstart=start, dtend=end, rrule="FREQ=WEEKLY"),), **fields)


def a_listing(key: str = "1", source_id: str = "nl.molendam.de-wilg", **fields: Any) -> Listing:
    """A listing whose fingerprint follows from what it prints, as a reader would make it."""
    printed = {"title": "Taalcafé", "schedule": a_schedule(), "place": HALL, "reader": "ical"} | fields
    mark = blake2b(msgspec.json.encode(sorted(printed.items(), key=str)), digest_size=8).hexdigest()
    return Listing(source_id=source_id, key=key, fingerprint=mark, fetched_at=MONDAY, **printed)


def staged(*listings: Listing, source: Source | None = None, run: str = "run-1", **health: Any) -> StagedSource:
    source = source or a_source()
    visit = {"outcome": Outcome.OK, "visited_at": MONDAY, "listings": len(listings)} | health
    return StagedSource(
        source=source,
        health=Health(source_id=source.id, run_id=run, **visit),
        pages=(StagedPage(url=source.url, fetched_at=MONDAY, body_hash="0", listings=listings),),
    )
