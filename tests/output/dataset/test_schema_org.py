"""Activities in the words of schema.org."""

import json
from pathlib import Path
from typing import Any

import pytest

from output.dataset.schema_org import event, script
from schemas.activity import Activity, Occurrence
from schemas.facets import AgeRange, Cost
from schemas.schedule import Slot, Status
from schemas.vocabulary import Basis, CostKind
from tests.judges.linked_data import by_schema_dts
from tests.output.editions import activity, once, schedule


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
        ("2026-12-08T20:30:00+01:00", "EventScheduled"),
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
            "exceptDate": ["2026-12-15T19:30:00"],
            "scheduleTimezone": "Europe/Amsterdam",
        }
    ]


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
    free = {"cost": Cost(kind=CostKind.FREE), "age": AgeRange(max=12)}
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
