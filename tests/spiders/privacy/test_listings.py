"""A listing leaves the reader without what is personal, and otherwise as it was."""

from datetime import UTC, datetime

import msgspec
import pytest

from schemas.facets import Cost, Facets, Registration
from schemas.listing import Listing
from schemas.place import Place
from schemas.schedule import Override, Schedule, Slot
from schemas.vocabulary import CostKind, RegistrationKind
from spiders.privacy import left_out, without_personal

LISTING = Listing(
    source_id="nl.wilgenmonde.de-wilg",
    key="https://dewilg.example/naaien",
    title="Naaiatelier",
    reader="html",
    fingerprint="f1",
    fetched_at=datetime(2026, 11, 24, 5, tzinfo=UTC),
    url="https://dewilg.example/naaien",
    description="Kinderen mogen mee. Opgeven: info@dewilg.example of 0579-55 01 20.",
    place=Place(name="Buurthuis De Wilg", street="Anna van Burenplein 12", city="Wilgenmonde"),
    organiser="Buurthuis De Wilg",
)


def test_a_listing_without_persons_is_returned_as_it_is() -> None:
    kept, fired = without_personal(LISTING)
    assert kept is LISTING
    assert fired == ()


def test_names_and_numbers_go_from_every_field_and_the_fingerprint_stays() -> None:
    listing = msgspec.structs.replace(
        LISTING,
        title="Naaien met Fatma",
        description="Machines zijn er.\n\nNeem contact op met Jannie de Boer, 06-00 55 00 01.",
        when_text="Elke dinsdag, bel Jannie",
        organiser="Mevr. De Boer",
        join_url="https://wa.me/31600550001",
        url="https://dewilg.example/naaien?week=2&contact=jannie.deboer@dewilg.example",
        place=Place(name="Zaal 2 (vraag naar Jannie)", street="Wilgenlaan 12"),
        schedule=Schedule(
            slots=(Slot(dtstart="2026-11-24"),), overrides=(Override(recurrence_id="2026-11-24", title="Les van Jan"),)
        ),
        facets=Facets(
            cost=Cost(kind=CostKind.PAID, note="€ 1, betalen aan Jannie"),
            registration=Registration(kind=RegistrationKind.REQUESTED, url="https://wa.me/31600550001"),
        ),
    )
    kept, fired = without_personal(listing)
    assert kept.title == "Naaien"
    assert kept.description == "Machines zijn er.\n\nNeem contact op."
    assert kept.when_text == "Elke dinsdag"
    assert kept.organiser is None
    assert kept.join_url is None
    assert kept.url == "https://dewilg.example/naaien?week=2"
    assert kept.place == Place(name="Zaal 2", street="Wilgenlaan 12")
    assert kept.facets is not None
    assert kept.facets.cost is not None
    assert kept.facets.cost.note == "€ 1, betalen"
    assert kept.facets.registration == Registration(kind=RegistrationKind.REQUESTED)
    assert kept.fingerprint == "f1"
    assert "name" in fired
    assert "Jannie" not in repr(kept) + repr(fired)


def test_a_key_that_holds_a_mail_address_becomes_an_opaque_one() -> None:
    listing = msgspec.structs.replace(LISTING, key="7-anneke.devries@gmail.com")
    kept, _ = without_personal(listing)
    other, _ = without_personal(msgspec.structs.replace(LISTING, key="8-anneke.devries@gmail.com"))
    assert kept.key.startswith("private-")
    assert kept.key != other.key


def test_a_title_that_was_only_a_name_is_not_empty() -> None:
    kept, _ = without_personal(msgspec.structs.replace(LISTING, title="Bel Anneke: 06-12345678"))
    assert kept.title == "…"


def test_the_log_counts_rules_and_holds_none_of_the_words() -> None:
    problem = left_out(("mobile number", "name", "mobile number", "personal mail address", "personal mail address"))
    assert problem is not None
    assert problem.what == "left out for privacy: 2 mobile numbers, 2 personal mail addresses and 1 name"
    assert left_out(()) is None


@pytest.mark.parametrize("name", ["Bij Piet thuis", "bij ons thuis", "Bij Fatima en Omar thuis", "thuis bij mij"])
def test_of_somebodys_home_no_more_than_the_town_is_told(name: str) -> None:
    home = Place(name=name, street="Kerkstraat 12", postcode="1234 AB", city="Brugdam", lat=52.1, lon=4.5)
    cleaned, fired = without_personal(msgspec.structs.replace(LISTING, place=home))
    assert cleaned.place == Place(city="Brugdam")
    assert fired == ("private home",)


@pytest.mark.parametrize("name", ["Buurthuis Thuis bij de Brug", "Huis van de Wijk", "De Huiskamer", "Thuis in Noord"])
def test_a_house_of_everybody_is_no_home(name: str) -> None:
    listing = msgspec.structs.replace(LISTING, place=Place(name=name, street="Kerkstraat 12"))
    assert without_personal(listing) == (listing, ())
