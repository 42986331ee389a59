"""Listings for the tests of linking: one source announces one thing."""

from schemas.listing import Listing
from schemas.place import Place
from schemas.schedule import Schedule, Slot
from schemas.source import Source
from tests.truth.linked import NOW, Told

WILG = Place(name="De Wilg", street="Kade 12", postcode="1234 AB", city="Molendam")


def announced(
    by: str,
    title: str = "Taalcafé",
    *,
    key: str = "1",
    at: str = "2026-12-01T10:00",
    rrule: str | None = "FREQ=WEEKLY",
    place: Place | None = WILG,
    organiser: str | None = None,
    url: str | None = None,
    description: str | None = None,
) -> Told:
    """A listing of the source nl.molendam.BY with that source; every Tuesday at ten in De Wilg, unless it says else."""
    source = Source(id=f"nl.molendam.{by}", organisation=by.title(), url=f"https://{by}.example/")
    listing = Listing(
        source_id=source.id,
        key=key,
        title=title,
        reader="ical",
        fingerprint=f"{by} {key} {title} {at}",
        fetched_at=NOW,
        url=url,
        description=description,
        schedule=Schedule(slots=(Slot(dtstart=f"{at}:00" if "T" in at else at, rrule=rrule),), tzid="Europe/Amsterdam"),
        place=place,
        organiser=organiser,
    )
    return source, listing
