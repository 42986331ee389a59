"""One activity on a list and on its own page is one listing, and each page adds what it alone says."""

from datetime import UTC, datetime
from typing import Any

from schemas.health import Health, Outcome
from schemas.listing import Listing
from schemas.place import Place
from schemas.schedule import Schedule, Slot
from schemas.source import Source
from schemas.staged import StagedPage, StagedSource

AT = datetime(2026, 11, 24, tzinfo=UTC)
URL = "https://dewilg.example/agenda/taalcafe"


def a_listing(**printed: Any) -> Listing:
    fields = {"source_id": "nl.molendam.de-wilg", "key": URL, "title": "Taalcafé", "reader": "html", "fetched_at": AT}
    return Listing(**{**fields, "fingerprint": str(printed), "when_text": "1 december 2026", **printed})


def the_one(*listings: Listing) -> Listing:
    pages = (StagedPage(url=URL, fetched_at=AT, body_hash="", listings=(listing,)) for listing in listings)
    (only,) = staged(*pages).listings().values()
    return only


def staged(*pages: StagedPage) -> StagedSource:
    source = Source(id="nl.molendam.de-wilg", organisation="De Wilg", url=URL)
    health = Health(source_id=source.id, run_id="1", outcome=Outcome.OK, visited_at=AT)
    return StagedSource(source=source, health=health, pages=pages)


def test_its_own_page_completes_what_a_list_leaves_out() -> None:
    place = Place(name="Buurthuis De Wilg")
    one = the_one(a_listing(), a_listing(when_text="di 1 december 2026, 19.30 uur", place=place, description="Gratis."))
    assert (one.when_text, one.place, one.description) == ("di 1 december 2026, 19.30 uur", place, "Gratis.")


def test_what_the_list_says_of_hour_and_place_stays() -> None:
    listed = a_listing(when_text="1 december 2026 20:00", place=Place(name="Zaal 1"))
    one = the_one(listed, a_listing(when_text="1 december 2026 19:30", place=Place(name="De Wilg")))
    assert (one.when_text, one.place) == (listed.when_text, listed.place)


def test_a_change_on_either_page_changes_the_fingerprint() -> None:
    listed = a_listing()
    before, after = (the_one(listed, a_listing(description=text)) for text in ("Gratis.", "Gratis, met soep."))
    assert len({listed.fingerprint, before.fingerprint, after.fingerprint}) == 3


def test_a_page_that_adds_nothing_changes_nothing() -> None:
    listed = a_listing(description="Gratis koffie.")
    assert the_one(listed, a_listing(description="Gratis.")) == listed


def test_a_page_that_tells_each_of_its_days_replaces_the_entry_that_leads_there() -> None:
    entry = a_listing(url=URL, when_text="Iedere woensdag, 25 november 2026, 19.00 uur")
    days = [
        a_listing(
            key=f"{URL}#{day}", url=URL, when_text=None, schedule=Schedule(slots=(Slot(dtstart=f"{day}T19:00:00"),))
        )
        for day in ("2026-11-25", "2026-12-02")
    ]
    pages = [
        StagedPage(url="https://dewilg.example/agenda", fetched_at=AT, body_hash="", listings=(entry,)),
        StagedPage(url=URL, fetched_at=AT, body_hash="", listings=tuple(days)),
    ]
    assert list(staged(*pages).listings()) == [day.key for day in days]


def test_an_entry_stays_where_the_page_that_it_leads_to_tells_of_something_else() -> None:
    entry = a_listing(url=URL)
    other = a_listing(key="x", title="Kookgroep", schedule=Schedule(slots=(Slot(dtstart="2026-12-02T19:00:00"),)))
    pages = [
        StagedPage(url="https://dewilg.example/agenda", fetched_at=AT, body_hash="", listings=(entry,)),
        StagedPage(url=URL, fetched_at=AT, body_hash="", listings=(other,)),
    ]
    assert list(staged(*pages).listings()) == [entry.key, other.key]
