"""One activity out of several listings: who is believed, and where each field came from."""

import pytest

from pipeline.merge import merged
from pipeline.normalise.facets import facets
from pipeline.voices import Voice, slug
from schemas.facets import AgeRange, Cost, Facets, Support
from schemas.schedule import Status
from schemas.vocabulary import Audience, Basis, Category, Childcare, CostKind, Rights
from tests.makers import HALL, MONDAY, a_listing, a_source

LIBRARY = a_source("nl.molendam.bibliotheek", organisation="Bibliotheek Molendam", url="https://bieb.example/")


def test_the_organiser_is_believed_before_a_site_that_repeats_it() -> None:
    own = Voice(a_listing(title="Taalcafé De Wilg", reader="microdata"), a_source(), MONDAY, 0)
    repeated = Voice(
        a_listing("9", LIBRARY.id, title="TAALCAFÉ!", organiser="De Wilg", url="https://bieb.example/9"),
        LIBRARY,
        MONDAY,
        0,
    )
    activity = merged("abc", [repeated, own], first_seen_at=MONDAY, now=MONDAY)
    assert (activity.title, activity.organisation.name) == ("Taalcafé De Wilg", "De Wilg")
    assert activity.provenance["title"] == "nl.molendam.de-wilg"
    assert (activity.url, activity.provenance["url"]) == ("https://bieb.example/9", LIBRARY.id)
    assert [one.source_id for one in activity.sources] == ["nl.molendam.de-wilg", LIBRARY.id]


def test_who_still_says_it_is_believed_before_who_said_it() -> None:
    own = Voice(a_listing(title="Oud"), a_source(), MONDAY, 3, absent_since=MONDAY)
    other = Voice(a_listing("9", LIBRARY.id, title="Nieuw", reader="microdata"), LIBRARY, MONDAY, 0)
    assert merged("abc", [own, other], first_seen_at=MONDAY, now=MONDAY).title == "Nieuw"


def test_a_stated_facet_goes_before_the_default_of_an_organisation_and_says_so() -> None:
    source = a_source(defaults=Facets(category=Category.LANGUAGE, cost=Cost(kind=CostKind.FREE)))
    stated = a_listing(facets=Facets(cost=Cost(kind=CostKind.PAID, amount_cents=250)))
    activity = merged("abc", [Voice(stated, source, MONDAY, 0)], first_seen_at=MONDAY, now=MONDAY)
    assert activity.cost == Cost(kind=CostKind.PAID, amount_cents=250)
    assert activity.category is Category.LANGUAGE
    assert activity.basis == {"cost": Basis.STATED, "category": Basis.ORGANISATION_DEFAULT}


def test_words_are_believed_before_defaults_and_guesses_after_them() -> None:
    source = a_source(defaults=Facets(cost=Cost(kind=CostKind.DONATION), category=Category.MEETING))
    listing = a_listing(title="Avond", description="Gratis toegang.")
    found = facets(listing.title, listing.description or "")
    activity = merged("abc", [Voice(listing, source, MONDAY, 0, found)], first_seen_at=MONDAY, now=MONDAY)
    assert activity.cost is not None
    assert (activity.cost.kind, activity.basis["cost"]) == (CostKind.FREE, Basis.STATED)
    assert (activity.category, activity.basis["category"]) == (Category.MEETING, Basis.ORGANISATION_DEFAULT)
    assert activity.summary is not None
    assert "Gratis." in activity.summary
    assert "ontmoeten" not in activity.summary


@pytest.mark.parametrize(
    ("audience", "defaults", "left"),
    [
        ((Audience.CHILDREN,), Support(childcare=Childcare.CHILDREN_WELCOME), None),
        ((Audience.YOUNG_PEOPLE, Audience.CHILDREN), Support(childcare=Childcare.CHILDREN_WELCOME), None),
        ((Audience.CHILDREN,), Support(childcare=Childcare.PROVIDED, travel=True), Support(travel=True)),
        (
            (Audience.WOMEN, Audience.CHILDREN),
            Support(childcare=Childcare.CHILDREN_WELCOME),
            Support(childcare=Childcare.CHILDREN_WELCOME),
        ),
        (None, Support(childcare=Childcare.CHILDREN_WELCOME), Support(childcare=Childcare.CHILDREN_WELCOME)),
    ],
)
def test_that_children_may_come_along_by_default_is_not_said_of_what_is_for_children(
    audience: tuple[Audience, ...] | None, defaults: Support, left: Support | None
) -> None:
    voice = Voice(a_listing(facets=Facets(audience=audience)), a_source(defaults=Facets(support=defaults)), MONDAY, 0)
    activity = merged("abc", [voice], first_seen_at=MONDAY, now=MONDAY)
    assert activity.support == left
    assert ("support" in activity.basis) == ("support" in activity.provenance) == (left is not None)


def test_a_text_is_published_only_where_the_rights_say_so() -> None:
    listing = a_listing(description="Een lang verhaal.")
    closed = merged("abc", [Voice(listing, a_source(), MONDAY, 0)], first_seen_at=MONDAY, now=MONDAY)
    open_to_all = a_source(rights=Rights.FULL)
    opened = merged("abc", [Voice(listing, open_to_all, MONDAY, 0)], first_seen_at=MONDAY, now=MONDAY)
    assert (closed.description, opened.description) == (None, "Een lang verhaal.")


def test_what_nobody_states_stays_unknown() -> None:
    activity = merged("abc", [Voice(a_listing(place=None), a_source(), MONDAY, 0)], first_seen_at=MONDAY, now=MONDAY)
    assert (activity.place, activity.cost, activity.women_only, activity.join_url) == (None, None, None, None)
    assert activity.status is Status.SCHEDULED


def test_an_activity_without_an_address_of_its_own_links_to_the_page_of_its_source() -> None:
    activity = merged("abc", [Voice(a_listing(), a_source(), MONDAY, 0)], first_seen_at=MONDAY, now=MONDAY)
    assert (activity.url, activity.provenance["url"]) == ("https://dewilg.example/agenda", "nl.molendam.de-wilg")


@pytest.mark.parametrize(
    "address",
    [
        "https://dewilg.example/agenda.ics",
        "https://dewilg.example/agenda.ICS?token=1",
        "https://dewilg.example/events/?ical=1",
        "https://dewilg.example/wp-json/tribe/events/v1/events",
        "https://calendar.google.com/calendar/ical/wilg/public/basic.ics",
    ],
)
def test_a_calendar_is_no_page_to_link_to(address: str) -> None:
    voice = Voice(a_listing(url=address), a_source(url=address), MONDAY, 0)
    activity = merged("abc", [voice], first_seen_at=MONDAY, now=MONDAY)
    assert (activity.url, activity.organisation.url, activity.provenance.get("url")) == (None, None, None)
    assert activity.sources[0].url == address


def test_what_a_source_file_says_to_be_a_calendar_is_no_page() -> None:
    voice = Voice(a_listing(), a_source(url="https://dewilg.example/export?id=3", reader="ical"), MONDAY, 0)
    activity = merged("abc", [voice], first_seen_at=MONDAY, now=MONDAY)
    assert (activity.url, activity.organisation.url) == (None, None)


def test_an_organisation_read_from_a_calendar_has_the_page_that_its_source_file_states() -> None:
    front = "https://dewilg.example/"
    voice = Voice(a_listing(), a_source(url="https://dewilg.example/agenda.ics", pages=(front,)), MONDAY, 0)
    activity = merged("abc", [voice], first_seen_at=MONDAY, now=MONDAY)
    assert (activity.url, activity.organisation.url) == (None, front)


def test_a_place_carries_its_parts_and_an_id() -> None:
    activity = merged("abc", [Voice(a_listing(), a_source(), MONDAY, 0)], first_seen_at=MONDAY, now=MONDAY)
    assert activity.place is not None
    assert (activity.place.street, activity.place.postcode) == (HALL.street, HALL.postcode)
    assert activity.place.id


def test_a_slug_is_never_empty() -> None:
    assert (slug("De Wilg!"), slug("…")) == ("de-wilg", "x")


def test_of_several_values_a_guess_is_not_published_as_stated() -> None:
    listing = a_listing(title="Buurtcafé voor vrouwen", description="Een vrijwilliger gaat met u mee. Vanaf 18 jaar.")
    found = facets(listing.title, listing.description or "")
    activity = merged("abc", [Voice(listing, a_source(), MONDAY, 0, found)], first_seen_at=MONDAY, now=MONDAY)
    assert found.facets.audience == (Audience.NEIGHBOURS, Audience.WOMEN)
    assert (activity.audience, activity.basis["audience"]) == ((Audience.WOMEN,), Basis.STATED)
    assert activity.support == Support(companion=True)
    assert activity.age == AgeRange(min=18)


@pytest.mark.parametrize(
    ("title", "stated", "language", "basis"),
    [
        ("Kom je ook naar de buurtsoep? Iedereen is welkom.", "en-US", "nl", Basis.INFERRED),
        ("Запрошуємо на мовне кафе", None, "uk", Basis.INFERRED),
        (
            "Language Café\n\nWe praten met elkaar.\n\nWe talk with each other and you are welcome.",
            None,
            "nl",
            Basis.INFERRED,
        ),
        ("Yoga", "tr", "tr", Basis.STATED),
        ("Yoga", None, None, None),
    ],
)
def test_the_language_of_a_text_is_told_by_its_words_before_its_page(
    title: str, stated: str | None, language: str | None, basis: Basis | None
) -> None:
    voice = Voice(a_listing(title=title, language=stated), a_source(), MONDAY, 0)
    activity = merged("abc", [voice], first_seen_at=MONDAY, now=MONDAY)
    assert (activity.text_language, activity.basis.get("text_language")) == (language, basis)
