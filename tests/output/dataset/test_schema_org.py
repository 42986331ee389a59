"""Activities in the words of schema.org."""

import json
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from output.dataset.schema_org import event, script
from schemas.activity import Activity, Occurrence
from schemas.facets import AgeRange, Cost
from schemas.place import KnownPlace
from schemas.schedule import Override, Slot, Status
from schemas.vocabulary import Basis, CostKind
from tests.judges.linked_data import by_schema_dts
from tests.output.editions import activity, occurrence, once, schedule, weekly


def graph(data: Path) -> dict[str, Any]:
    content = json.loads((data / "schema_org.jsonld").read_text(encoding="utf-8"))
    assert content["@context"] == "https://schema.org"
    return {one["identifier"]: one for one in content["@graph"]}


def test_what_happens_once_is_an_event_with_place_price_and_kind(data: Path) -> None:
    assert graph(data)["b2"] == {
        "@type": "Event",
        "@id": "urn:bruggen:activity:b2",
        "identifier": "b2",
        "name": "Samen eten; soep, brood & verhalen",
        "url": "https://haven.example/eten",
        "startDate": "2026-11-26T18:00:00+01:00",
        "eventStatus": "https://schema.org/EventScheduled",
        "location": {
            "@type": "Place",
            "@id": "urn:bruggen:place:p1",
            "name": "Buurthuis De Haven",
            "address": {
                "@type": "PostalAddress",
                "streetAddress": "Kade 7",
                "postalCode": "1234 AB",
                "addressLocality": "Otterdam",
            },
            "geo": {"@type": "GeoCoordinates", "latitude": 52.1, "longitude": 4.5},
        },
        "organizer": {"@type": "Organization", "name": "Buurthuis De Haven"},
        "additionalType": "https://schema.org/FoodEvent",
        "isAccessibleForFree": False,
        "offers": {"@type": "Offer", "price": "3.50", "priceCurrency": "EUR"},
    }


def test_what_recurs_is_a_series_whose_sub_events_say_what_is_cancelled(data: Path) -> None:
    series = graph(data)["a1"]
    assert series["@type"] == "EventSeries"
    assert [(one["startDate"], one["eventStatus"].rsplit("/", 1)[-1]) for one in series["subEvent"]] == [
        ("2026-11-24T19:30:00+01:00", "EventScheduled"),
        ("2026-12-01T19:30:00+01:00", "EventCancelled"),
        ("2026-12-08T20:30:00+01:00", "EventRescheduled"),
        ("2026-12-22T19:30:00+01:00", "EventScheduled"),
    ]
    assert series["eventSchedule"] == [
        {
            "@type": "Schedule",
            "repeatFrequency": "P1W",
            "byDay": ["TU"],
            "startDate": "2026-10-06",
            "endDate": "2026-12-22",
            "startTime": "19:30:00",
            "endTime": "21:00:00",
            "exceptDate": ["2026-12-01T19:30:00", "2026-12-08T19:30:00", "2026-12-15T19:30:00"],
            "scheduleTimezone": "Europe/Amsterdam",
        }
    ]


def test_a_moved_evening_says_when_it_was_to_be(data: Path) -> None:
    assert [one.get("previousStartDate") for one in graph(data)["a1"]["subEvent"]] == [
        None,
        None,
        "2026-12-08T19:30:00+01:00",
        None,
    ]


@pytest.mark.parametrize(
    ("start", "named", "tzid", "expected"),
    [
        ("2026-10-24T20:00:00+02:00", "2026-10-25T20:00:00", "Europe/Amsterdam", "2026-10-25T20:00:00+01:00"),
        ("2026-10-24T20:00:00", "2026-10-25T20:00:00", None, "2026-10-25T20:00:00"),
        ("2026-11-27T00:30:00+01:00", "2026-11-26T23:30:00", "UTC", None),
        ("2026-11-27T00:30:00+01:00", "2026-11-27T00:30:00", "UTC", "2026-11-27T01:30:00+01:00"),
        ("2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00", "Europe/Amsterdam", None),
        ("2026-10-24", "2026-10-25", "Europe/Amsterdam", "2026-10-25"),
        ("2026-10-25", "2026-10-25T20:00:00", "Europe/Amsterdam", None),
        ("2026-10-25T20:00:00+01:00", "2026-10-25", "Europe/Amsterdam", None),
        ("2026-10-25T20:00:00+01:00", "2026-10-25T20:00:00", "Europe/Amsterdam", None),
    ],
)
def test_an_event_was_to_be_earlier_or_later_only_where_it_moved(
    start: str, named: str, tzid: str | None, expected: str | None
) -> None:
    told = event(
        activity("a1", schedule(Slot(dtstart=named), tzid=tzid)), [occurrence("a1", start, recurrence_id=named)]
    )
    assert told.get("previousStartDate") == expected
    kind = "EventRescheduled" if expected else "EventScheduled"
    assert told["eventStatus"] == f"https://schema.org/{kind}"


@pytest.mark.parametrize(
    ("end", "expected"), [("2026-12-06", "2026-12-05"), ("2026-12-08", "2026-12-07"), ("2026-12-05", "2026-12-05")]
)
def test_the_last_of_whole_days_counts(end: str, expected: str) -> None:
    one, when = once("c3", "2026-12-05", end)
    assert event(one, [when])["endDate"] == expected
    twice = event(one, [when, occurrence("c3", "2026-12-19", "2026-12-20")])
    assert [each["endDate"] for each in twice["subEvent"]] == [expected, "2026-12-19"]


def test_a_series_begins_with_the_first_evening_that_takes_place() -> None:
    one, *evenings = weekly()
    assert isinstance(one, Activity)
    _, first, off, moved, _ = (each for each in evenings if isinstance(each, Occurrence))
    postponed = replace(first, status=Status.POSTPONED)
    assert event(one, [first, off])["startDate"] == first.start
    assert event(one, [postponed, off, moved])["startDate"] == moved.start
    assert event(one, [off, postponed])["startDate"] == off.start


def test_a_rule_that_ceased_to_hold_is_left_to_the_sub_events() -> None:
    later = Override(recurrence_id="2026-12-08T10:00:00", this_and_future=True, dtstart="2026-12-08T11:00:00")
    renamed = Override(recurrence_id="2026-12-08T10:00:00", this_and_future=True, title="Wandelen")
    slot = Slot(dtstart="2026-11-24T10:00:00", rrule="FREQ=WEEKLY")
    assert "eventSchedule" not in event(activity("a1", schedule(slot, overrides=(later,))), [])
    assert "eventSchedule" in event(activity("a1", schedule(slot, overrides=(renamed,))), [])


def test_sub_events_name_the_place_of_their_series() -> None:
    place = KnownPlace(id="p 1", name="De Haven", lat=52.1, lon=4.5)
    one, *evenings = weekly(place=place, join_url="https://haven.example/online")
    assert isinstance(one, Activity)
    series = event(one, [each for each in evenings if isinstance(each, Occurrence)])
    online = {"@type": "VirtualLocation", "url": "https://haven.example/online"}
    assert [where.get("@id") for where in series["location"]] == ["urn:bruggen:place:p%201", None]
    assert [each["location"] for each in series["subEvent"]] == [[{"@id": "urn:bruggen:place:p%201"}, online]] * 5
    assert by_schema_dts({"a1": series}) == {}


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (Status.CANCELLED, "https://schema.org/EventCancelled"),
        (Status.POSTPONED, "https://schema.org/EventPostponed"),
        (Status.MISSING, None),
        (Status.TENTATIVE, None),
    ],
)
def test_whether_it_takes_place_is_said_only_where_it_is_known(status: Status, expected: str | None) -> None:
    one, when = once("a1", "2026-11-26T10:00:00+01:00", status=status)
    assert event(one, [when]).get("eventStatus") == expected


def test_a_guess_is_not_told_as_a_fact() -> None:
    free: dict[str, Any] = {"cost": Cost(kind=CostKind.FREE), "age": AgeRange(max=12)}
    one, when = once("a1", "2026-11-26T10:00:00+01:00", **free, basis={"cost": Basis.INFERRED})
    assert "isAccessibleForFree" not in event(one, [when])
    assert event(one, [when])["typicalAgeRange"] == "0-12"


def test_a_rule_that_schema_org_cannot_tell_is_left_to_the_sub_events() -> None:
    last_friday = schedule(Slot(dtstart="2026-11-27T10:00:00", rrule="FREQ=MONTHLY;BYDAY=FR;BYSETPOS=-1"))
    told: Activity = activity("a1", last_friday)
    assert "eventSchedule" not in event(told, [])
    assert event(told, [])["startDate"] == "2026-11-27T10:00:00"


def test_a_title_cannot_end_the_script_that_it_stands_in() -> None:
    when: Occurrence
    one, when = once("a1", "2026-11-26T10:00:00+01:00", title="</script><script>alert(1)</script>")
    text = script(one, [when])
    assert "<" not in text
    assert json.loads(text)["name"] == "</script><script>alert(1)</script>"


def test_the_types_of_schema_org_allow_every_event(data: Path) -> None:
    assert by_schema_dts(graph(data)) == {}
