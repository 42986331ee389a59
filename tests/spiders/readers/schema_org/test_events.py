"""Single facts of an event, each printed in JSON-LD and found in its listing."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from schemas.facets import AgeRange, Cost
from schemas.listing import Listing
from schemas.place import Place
from schemas.schedule import Schedule, Slot, Status
from schemas.vocabulary import AttendanceMode, Audience, CostKind
from spiders.page import Page, Reading
from spiders.readers.json_ld import READER

Read = Callable[..., Reading]
Only = Callable[..., Listing]


@pytest.fixture
def read(a_page: Callable[..., Page]) -> Read:
    """The reading of a page with events that state these facts."""

    def reading(*events: dict[str, Any], **fields: Any) -> Reading:
        stated = [{"@type": "Event", "name": "Avond", "startDate": "2026-11-24T19:30"} | event for event in events]
        return READER.read(a_page(f'<script type="application/ld+json">{json.dumps(stated)}</script>', **fields))

    return reading


@pytest.fixture
def only(read: Read) -> Only:
    """The listing of a page with one event that states these facts."""

    def listing(**facts: Any) -> Listing:
        reading = read(facts)
        assert len(reading.listings) == 1
        return reading.listings[0]

    return listing


@pytest.mark.parametrize(
    ("printed", "local", "tzid"),
    [
        ("2026-11-24T19:30:00+01:00", "2026-11-24T19:30:00", "Europe/Amsterdam"),
        ("2026-07-24T19:30:00+02:00", "2026-07-24T19:30:00", "Europe/Amsterdam"),
        ("2026-07-24T19:30:00+01:00", "2026-07-24T19:30:00", "UTC+01:00"),
        ("2026-07-24T19:30+1:00", "2026-07-24T19:30:00", "Europe/Amsterdam"),
        ("2026-07-24T19:30+5.5:00", "2026-07-24T19:30:00", "UTC+05:30"),
        ("2026-11-24T18:30:00Z", "2026-11-24T19:30:00", "Europe/Amsterdam"),
        ("2026-11-24T19:30:00-04:30", "2026-11-24T19:30:00", "UTC-04:30"),
        ("2026-11-24T19:30:00", "2026-11-24T19:30:00", None),
        ("2026-11-24T19:30[Europe/Kyiv]", "2026-11-24T19:30:00", "Europe/Kyiv"),
    ],
)
def test_a_time_stays_as_printed_and_its_zone_is_the_one_it_shows_but_utc_is_put_on_the_local_clock(
    only: Only, printed: str, local: str, tzid: str | None
) -> None:
    assert only(startDate=printed).schedule == Schedule(slots=(Slot(dtstart=local),), tzid=tzid)


@pytest.mark.parametrize(
    ("facts", "slot"),
    [
        ({"startDate": "2026-11-24", "endDate": "2026-11-24"}, Slot(dtstart="2026-11-24")),
        ({"startDate": "2026-11-24", "endDate": "2026-11-25"}, Slot(dtstart="2026-11-24", dtend="2026-11-26")),
        ({"startDate": "2026-11-24", "duration": "P2D"}, Slot(dtstart="2026-11-24", dtend="2026-11-26")),
        ({"startDate": "2026-11-24", "duration": "PT2H"}, Slot(dtstart="2026-11-24")),
        ({"endDate": "2026-11-24T21:00"}, Slot(dtstart="2026-11-24T19:30:00", dtend="2026-11-24T21:00:00")),
        ({"endDate": "2026-11-24T19:30"}, Slot(dtstart="2026-11-24T19:30:00")),
        ({"endDate": "2026-11-24"}, Slot(dtstart="2026-11-24T19:30:00")),
        ({"endDate": "2026-11-26"}, Slot(dtstart="2026-11-24T19:30:00")),
        ({"endDate": "2026-11-23T21:00"}, Slot(dtstart="2026-11-24T19:30:00")),
        ({"endDate": "laat"}, Slot(dtstart="2026-11-24T19:30:00")),
        ({"duration": "PT90M"}, Slot(dtstart="2026-11-24T19:30:00", dtend="2026-11-24T21:00:00")),
        (
            {"startDate": "2026-11-24T19:30+01:00", "endDate": "2026-11-24T20:30:00Z"},
            Slot(dtstart="2026-11-24T19:30:00", dtend="2026-11-24T21:30:00"),
        ),
        (
            {"startDate": "2026-11-24 19:30 - 21:30"},
            Slot(dtstart="2026-11-24T19:30:00", dtend="2026-11-24T21:30:00"),
        ),
        ({"startDate": "2026-11-24/2026-11-25"}, Slot(dtstart="2026-11-24", dtend="2026-11-26")),
        ({"startDate": "2026-11-24T19:30", "doorTime": "2026-11-24T19:00"}, Slot(dtstart="2026-11-24T19:30:00")),
    ],
)
def test_an_end_is_told_only_where_it_is_stated(only: Only, facts: dict[str, str], slot: Slot) -> None:
    schedule = only(**facts).schedule
    assert schedule is not None
    assert schedule.slots == (slot,)


def test_several_starts_are_several_slots_each_with_its_end(only: Only) -> None:
    schedule = only(
        startDate=["2026-11-24T19:30", "2026-12-01T19:30"], endDate=["2026-11-24T21:00", "2026-12-01T21:00"]
    ).schedule
    assert schedule is not None
    assert [(slot.dtstart, slot.dtend) for slot in schedule.slots] == [
        ("2026-11-24T19:30:00", "2026-11-24T21:00:00"),
        ("2026-12-01T19:30:00", "2026-12-01T21:00:00"),
    ]


@pytest.mark.parametrize(
    ("rule", "slot"),
    [
        (
            {"repeatFrequency": "P1W", "byDay": "https://schema.org/Thursday"},
            Slot(dtstart="2026-11-26T19:30:00", rrule="FREQ=WEEKLY;BYDAY=TH"),
        ),
        ({"repeatFrequency": "P14D"}, Slot(dtstart="2026-11-24T19:30:00", rrule="FREQ=WEEKLY;INTERVAL=2")),
        ({"repeatFrequency": "Daily"}, Slot(dtstart="2026-11-24T19:30:00", rrule="FREQ=DAILY")),
        (
            {"repeatFrequency": "P1M", "byDay": ["1TU", "-1TU"]},
            Slot(dtstart="2026-11-24T19:30:00", rrule="FREQ=MONTHLY;BYDAY=1TU,-1TU"),
        ),
        (
            {"byMonthWeek": [2, 4], "byDay": "Monday"},
            Slot(dtstart="2026-12-14T19:30:00", rrule="FREQ=MONTHLY;BYDAY=2MO,4MO"),
        ),
        (
            {"repeatFrequency": "P1M", "byMonthDay": [1, 15], "byMonth": 12},
            Slot(dtstart="2026-12-01T19:30:00", rrule="FREQ=MONTHLY;BYMONTH=12;BYMONTHDAY=1,15"),
        ),
        (
            {"repeatFrequency": "P1W", "endDate": "2026-12-31"},
            Slot(dtstart="2026-11-24T19:30:00", rrule="FREQ=WEEKLY;UNTIL=20261231T235959"),
        ),
        (
            {"repeatFrequency": "P1W", "endDate": "2026-12-31", "scheduleTimezone": "Europe/Amsterdam"},
            Slot(dtstart="2026-11-24T19:30:00", rrule="FREQ=WEEKLY;UNTIL=20261231T225959Z"),
        ),
        ({"startTime": "20:00", "endTime": "22:00"}, Slot(dtstart="2026-11-24T20:00:00", dtend="2026-11-24T22:00:00")),
    ],
)
def test_a_schedule_starts_on_the_first_day_that_its_rule_allows(only: Only, rule: dict[str, Any], slot: Slot) -> None:
    schedule = only(eventSchedule={"@type": "Schedule", "startDate": "2026-11-24"} | rule).schedule
    assert schedule is not None
    assert schedule.slots == (slot,)


@pytest.mark.parametrize(
    "rule",
    [
        {"repeatFrequency": "PT1H"},
        {"repeatFrequency": "soms"},
        {"repeatFrequency": "P1W", "byDay": "PublicHolidays"},
        {"repeatFrequency": "P1W", "byDay": "2MO"},
        {"repeatFrequency": "P1M", "byMonthDay": 40},
        {"repeatFrequency": "P1Y", "byMonth": 2, "byMonthDay": 30},
    ],
)
def test_a_rule_that_cannot_be_read_leaves_the_one_date_and_a_problem(read: Read, rule: dict[str, Any]) -> None:
    reading = read({"eventSchedule": {"@type": "Schedule", "startDate": "2026-11-24"} | rule})
    assert reading.listings[0].schedule == Schedule(slots=(Slot(dtstart="2026-11-24T19:30:00"),))
    assert reading.problems[0].what.startswith("eventSchedule cannot be read")


@pytest.mark.parametrize(
    ("printed", "status"),
    [
        ("https://schema.org/EventCancelled", Status.CANCELLED),
        ("http://schema.org/EventCanceled", Status.CANCELLED),
        ("EventPostponed", Status.POSTPONED),
        ("https://schema.org/EventRescheduled", Status.SCHEDULED),
        (["https://schema.org/EventScheduled", "https://schema.org/EventCancelled"], Status.CANCELLED),
        ({"@type": "EventCancelled"}, Status.CANCELLED),
        ("on-schedule", None),
        ("", None),
    ],
)
def test_a_status_is_told_only_in_the_words_of_schema_org(only: Only, printed: Any, status: Status | None) -> None:
    assert only(eventStatus=printed).status == status


@pytest.mark.parametrize(
    ("facts", "mode"),
    [
        ({"eventAttendanceMode": "https://schema.org/OnlineEventAttendanceMode"}, AttendanceMode.ONLINE),
        ({"eventAttendanceMode": "MixedEventAttendanceMode"}, AttendanceMode.MIXED),
        ({"location": {"@type": "VirtualLocation"}}, AttendanceMode.ONLINE),
        ({"location": [{"@type": "Place", "name": "Zaal"}, {"@type": "VirtualLocation"}]}, AttendanceMode.MIXED),
        ({"location": {"@type": "Place", "name": "Zaal"}}, None),
        ({"eventStatus": "EventMovedOnline"}, AttendanceMode.ONLINE),
    ],
)
def test_how_to_attend_is_told_where_it_is_stated(
    only: Only, facts: dict[str, Any], mode: AttendanceMode | None
) -> None:
    assert only(**facts).attendance_mode == mode


@pytest.mark.parametrize(
    ("location", "place"),
    [
        ("Buurthuis De Brug", Place(name="Buurthuis De Brug")),
        ("De Brug, Brugstraat 12, Voorbeeldstad", Place(address="De Brug, Brugstraat 12, Voorbeeldstad")),
        ({"name": "De Brug", "address": "Brugstraat 12"}, Place(name="De Brug", address="Brugstraat 12")),
        ({"name": "Brugstraat 12", "address": "Brugstraat 12"}, Place(address="Brugstraat 12")),
        (
            {"@type": "PostalAddress", "streetAddress": "Brugstraat 12", "postalCode": "1234 AB"},
            Place(street="Brugstraat 12", postcode="1234 AB"),
        ),
        ({"name": "Park", "geo": {"latitude": "52,1", "longitude": 5}}, Place(name="Park", lat=52.1, lon=5.0)),
        ({"name": "Park", "geo": {"latitude": 0, "longitude": 0}}, Place(name="Park")),
        ({"name": "Park", "geo": {"latitude": 520, "longitude": 5}}, Place(name="Park")),
        ([{"@type": "Place"}, {"@type": "Place", "name": "Zaal"}], Place(name="Zaal")),
        ("https://meet.example/1", None),
        ({"@type": "VirtualLocation", "name": "Zoom"}, None),
        ("", None),
    ],
)
def test_a_place_is_what_is_printed_of_it(only: Only, location: Any, place: Place | None) -> None:
    assert only(location=location).place == place


@pytest.mark.parametrize(
    ("facts", "cost"),
    [
        ({"isAccessibleForFree": True}, Cost(kind=CostKind.FREE)),
        ({"isAccessibleForFree": "https://schema.org/False"}, Cost(kind=CostKind.PAID)),
        ({"offers": {"price": "0.00", "priceCurrency": "EUR"}}, Cost(kind=CostKind.FREE)),
        ({"offers": {"price": "Gratis"}}, Cost(kind=CostKind.FREE)),
        ({"offers": {"price": 7.5, "priceCurrency": "EUR"}}, Cost(kind=CostKind.PAID, amount_cents=750)),
        ({"offers": {"price": "€ 7,-"}}, Cost(kind=CostKind.PAID, amount_cents=700)),
        (
            {"offers": {"lowPrice": "5", "highPrice": "5", "priceCurrency": "EUR"}},
            Cost(kind=CostKind.PAID, amount_cents=500),
        ),
        (
            {"offers": [{"price": 5, "priceCurrency": "EUR"}, {"price": 3, "priceCurrency": "EUR"}]},
            Cost(kind=CostKind.PAID, note="5 EUR / 3 EUR"),
        ),
        (
            {"offers": {"lowPrice": 0, "highPrice": 9, "priceCurrency": "EUR"}},
            Cost(kind=CostKind.UNKNOWN, note="0 EUR / 9 EUR"),
        ),
        ({"offers": {"price": 7, "priceCurrency": "USD"}}, Cost(kind=CostKind.PAID, note="7 USD")),
        ({"offers": {"price": 7}}, Cost(kind=CostKind.PAID, note="7")),
        ({"offers": {"url": "/kaarten"}}, None),
        ({"offers": {"price": "zie website"}}, None),
    ],
)
def test_a_cost_is_told_only_where_it_leaves_no_doubt(only: Only, facts: dict[str, Any], cost: Cost | None) -> None:
    facets = only(**facts).facets
    assert (facets.cost if facets else None) == cost


@pytest.mark.parametrize(
    ("facts", "age"),
    [
        ({"typicalAgeRange": "8-12"}, AgeRange(min=8, max=12)),
        ({"typicalAgeRange": "8 t/m 12 jaar"}, AgeRange(min=8, max=12)),
        ({"typicalAgeRange": "65+"}, AgeRange(min=65)),
        ({"typicalAgeRange": "18-"}, AgeRange(min=18)),
        ({"typicalAgeRange": "-12"}, AgeRange(max=12)),
        ({"audience": {"@type": "PeopleAudience", "suggestedMinAge": 55}}, AgeRange(min=55)),
        ({"typicalAgeRange": "alle leeftijden"}, None),
        ({"typicalAgeRange": "12-8"}, None),
    ],
)
def test_an_age_is_read_from_a_range(only: Only, facts: dict[str, Any], age: AgeRange | None) -> None:
    facets = only(**facts).facets
    assert (facets.age if facets else None) == age


def test_languages_and_audiences_are_those_of_the_event(only: Only) -> None:
    facets = only(
        inLanguage=["nl-NL", {"@type": "Language", "name": "Arabic", "alternateName": "ar"}, "Dutch"],
        audience=[{"@type": "Audience", "audienceType": "Vrouwen"}, "leden"],
    ).facets
    assert facets is not None
    assert (facets.languages, facets.audience) == (("nl-NL", "ar"), (Audience.WOMEN,))


@pytest.mark.parametrize(
    ("organiser", "name"),
    [
        ({"@type": "Organization", "name": "Stichting De Brug"}, "Stichting De Brug"),
        ({"@type": ["SportsClub"], "name": "VV Brug"}, "VV Brug"),
        ({"@type": "Person", "name": "Marijke Verzonnen"}, None),
        ({"name": "Marijke Verzonnen"}, None),
        ("Marijke Verzonnen", None),
        ({"@type": "Organization", "name": "marijke@debrug.example"}, None),
    ],
)
def test_an_organiser_that_may_be_a_person_is_not_named(only: Only, organiser: Any, name: str | None) -> None:
    assert only(organizer=organiser).organiser == name


def test_a_key_holds_no_time_where_the_event_has_an_id_or_a_page(read: Read) -> None:
    facts = ({"@id": "urn:uuid:1"}, {"url": "/avond/2?utm_source=x#top"}, {"@id": "#3"})
    keys = [listing.key for listing in read(*facts).listings]
    assert keys == ["urn:uuid:1", "https://debrug.example/avond/2", "https://debrug.example/agenda/#3"]


def test_evenings_that_share_an_address_have_keys_of_their_own_and_keep_them(read: Read) -> None:
    evenings = [{"url": "/reeks", "startDate": f"2026-11-{day}T19:30"} for day in (10, 17, 24)]
    keys = [listing.key for listing in read(*evenings).listings]
    assert len(set(keys)) == 3
    assert [listing.key for listing in read(*evenings[1:]).listings] == keys[1:]


@pytest.mark.parametrize("url", ["https://debrug.example/", "https://kaarten.example/shop", "https://meet.example/1"])
def test_an_address_that_a_site_prints_with_all_its_events_names_none(read: Read, url: str) -> None:
    first, second = (read({"url": url, "name": name}).listings[0].key for name in ("Koor", "Soep"))
    assert first != second


def test_an_event_alone_on_its_page_is_named_by_the_page(read: Read) -> None:
    assert [listing.key for listing in read({}).listings] == ["https://debrug.example/agenda/"]


def test_the_fingerprint_tells_whether_anything_printed_changed(read: Read) -> None:
    facts = {"url": "/1", "location": "Zaal"}
    [first], [again], [moved] = (read(f).listings for f in (facts, dict(facts), facts | {"location": "Kelder"}))
    assert first.fingerprint == again.fingerprint != moved.fingerprint
    assert first.key == moved.key


def test_a_listing_remembers_its_page_and_reader(read: Read) -> None:
    [listing] = read({"description": "<p>Kom ook</p>"}, source_id="nl.utrecht.koor").listings
    assert (listing.source_id, listing.reader, listing.url) == (
        "nl.utrecht.koor",
        "json-ld",
        "https://debrug.example/agenda/",
    )


def test_a_withdrawn_event_leaves_a_note_without_its_text(read: Read) -> None:
    reading = read({"name": "Geheim", "url": "/geheim", "description": "Ssst #BRUGGEN-ignore"})
    assert (reading.listings, reading.links) == ((), ())
    assert [problem.what for problem in reading.problems] == ["left out: marked #bruggen-ignore by the organiser"]


def test_an_event_without_a_name_bears_that_of_what_it_is_part_of_or_shows(read: Read) -> None:
    course = {
        "@type": "Course",
        "name": "Taalles",
        "hasCourseInstance": {"@type": "CourseInstance", "startDate": "2027-01-05"},
    }
    film = {"@type": "ScreeningEvent", "name": None, "workPresented": {"@type": "Movie", "name": "De Oversteek"}}
    assert [listing.title for listing in read(course, film).listings] == ["Taalles", "De Oversteek"]


def test_a_page_in_an_old_charset_keeps_its_letters(
    a_page: Callable[..., Page], only_listing: Callable[..., Listing]
) -> None:
    event = '{"@type":"Event","name":"Café – één","startDate":"2026-11-24"}'
    body = f'<meta charset=iso-8859-1><script type="application/ld+json">{event}</script>'.encode("cp1252")
    assert only_listing(READER.read(a_page(body))).title == "Café – één"


@pytest.mark.parametrize("kind", ["Event", "event", "schema:SportsEvent", "https://schema.org/Hackathon", "KoorEvent"])
def test_every_kind_of_event_is_one(read: Read, kind: str) -> None:
    assert len(read({"@type": ["Thing", kind]}).listings) == 1


@pytest.mark.parametrize("kind", ["Product", "Eventueel", "EventReservation", "", None])
def test_other_things_are_no_events(read: Read, kind: str | None) -> None:
    assert read({"@type": kind}).listings == ()
