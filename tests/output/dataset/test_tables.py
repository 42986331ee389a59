"""The tables of the open dataset, as developers read them."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from output.release import publish
from schemas.activity import Trust
from schemas.health import Failure, Outcome
from schemas.place import KnownPlace
from schemas.schedule import Status
from schemas.vocabulary import Rights
from tests.output.dataset.published import TABLE_NAMES, content, published, records, unpacked
from tests.output.editions import edition, once, report, weekly


@pytest.mark.parametrize("table", TABLE_NAMES)
def test_json_and_ndjson_hold_the_same_records(data: Path, table: str) -> None:
    whole = content(data, table)
    assert whole[table] == unpacked(data, table) != []
    assert whole["count"] == len(whole[table])
    assert whole["license"] == "https://creativecommons.org/publicdomain/zero/1.0/"
    assert whole["as_of"] == "2026-11-24"


def test_records_stand_in_the_order_of_their_ids(data: Path) -> None:
    assert [one["id"] for one in records(data, "activities")] == ["a1", "b2", "c3", "d4", "e5", "f6", "g7"]
    starts = [(one["activity_id"], one["start"]) for one in records(data, "occurrences")]
    assert starts == sorted(starts)


def test_occurrences_begin_today_and_say_what_is_cancelled(data: Path) -> None:
    weekly_ones = [one for one in records(data, "occurrences") if one["activity_id"] == "a1"]
    assert [(one["start"], one["status"]) for one in weekly_ones] == [
        ("2026-11-24T19:30:00+01:00", "scheduled"),
        ("2026-12-01T19:30:00+01:00", "cancelled"),
        ("2026-12-08T20:30:00+01:00", "scheduled"),
        ("2026-12-22T19:30:00+01:00", "scheduled"),
    ]


@pytest.mark.parametrize(
    ("trust", "whole", "one", "day"),
    [
        (Trust.SEEN, Status.SCHEDULED, Status.SCHEDULED, "2026-11-20"),
        (Trust.RULE, Status.SCHEDULED, Status.SCHEDULED, None),
        (Trust.NOT_RESEEN, Status.MISSING, Status.MISSING, "2026-11-20"),
        (Trust.NOT_RESEEN, Status.SCHEDULED, Status.SCHEDULED, "2026-11-20"),
        (Trust.NOT_RESEEN, Status.SCHEDULED, Status.MISSING, None),
    ],
)
def test_a_date_says_when_it_was_last_seen_if_it_ever_was(
    tmp_path: Path, trust: Trust, whole: Status, one: Status, day: str | None
) -> None:
    seen_at = datetime(2026, 11, 20, tzinfo=UTC)
    found, evening = once("a1", "2026-11-26T10:00:00+01:00", status=whole, last_seen_at=seen_at)
    content = edition(found, replace(evening, trust=trust, status=one))
    assert [each.get("last_seen_on") for each in records(published(content, tmp_path), "occurrences")] == [day]


def test_occurrences_end_after_ninety_days(tmp_path: Path) -> None:
    last, beyond = once("a1", "2027-02-21T10:00:00+01:00"), once("b2", "2027-02-22T10:00:00+01:00")
    found = records(published(edition(*last, *beyond), tmp_path), "occurrences")
    assert [one["activity_id"] for one in found] == ["a1"]


def test_the_words_of_an_organiser_are_published_only_with_the_rights_to_them(tmp_path: Path) -> None:
    facts = once("a1", "2026-11-26T10:00:00+01:00", description="Eigen woorden")
    full = once("b2", "2026-11-26T10:00:00+01:00", description="Eigen woorden", rights=Rights.FULL)
    one, other = records(published(edition(*facts, *full), tmp_path), "activities")
    assert ("description" in one, one["rights"]) == (False, "facts")
    assert (other["description"], other["rights"]) == ("Eigen woorden", "full")


def test_a_number_of_changes_that_is_nought_is_said(tmp_path: Path) -> None:
    new = once("a1", "2026-11-26T10:00:00+01:00", sequence=0)
    assert [one["sequence"] for one in records(published(edition(*new), tmp_path), "activities")] == [0]


def test_a_place_says_what_its_areas_are_called_as_far_as_that_is_known(tmp_path: Path) -> None:
    place = KnownPlace(id="p1", gm_code="GM0344", wk_code="WK034401", bu_code="BU03440123")
    names = {"GM0344": "Otterdam", "WK034401": "Wijk 01 West"}
    content = edition(*once("a1", "2026-11-26T10:00:00+01:00", place=place), areas=names)
    (found,) = records(published(content, tmp_path), "places")
    assert (found["gm_name"], found["wk_name"], "bu_name" in found) == ("Otterdam", "Wijk 01 West", False)


def test_a_venue_stands_once_among_the_places_and_without_its_room(data: Path) -> None:
    assert [one["id"] for one in records(data, "places")] == ["p1", "p2"]
    assert records(data, "places")[1] == {
        "id": "p2",
        "name": "Huis van de Wijk",
        "street": "Laan 1",
        "postcode": "1234 CD",
        "city": "Otterdam",
        "gm_code": "GM1234",
        "wk_code": "WK123401",
        "bu_code": "BU12340102",
        "lat": 52.2,
        "lon": 4.6,
        "precision": "venue",
    }


def test_the_change_log_tells_what_happened_and_why_oldest_first(data: Path) -> None:
    assert [(one["activity_id"], one["intent"], one["reason"]) for one in records(data, "changes")] == [
        ("a1", "new", "first seen"),
        ("z9", "new", "first seen"),
        ("b2", "changed", "nl.otterdam.lombok changed title"),
        ("d4", "cancelled", "nl.otterdam.lombok says so"),
        ("x7", "new", "first seen, and over already"),
        ("z9", "gone", "not seen since 2026-10-24"),
    ]


def test_an_id_that_stands_for_another_can_be_looked_up(data: Path) -> None:
    (one,) = records(data, "aliases")
    assert (one["id"], one["activity_id"]) == ("y8", "g7")


@pytest.mark.parametrize("outcome", [Outcome.UNCHANGED, Outcome.OK])
def test_a_visit_that_finds_nothing_new_changes_nothing(tmp_path: Path, outcome: Outcome) -> None:
    publish(edition(*weekly()), var=tmp_path, run_id="1")
    visited = report("nl.otterdam.lombok", "Taalcafé Lombok", outcome=outcome, run_id="2", fetched=3)
    assert publish(edition(*weekly(), sources=(visited,)), var=tmp_path, run_id="2").changed == ()


def test_a_source_says_on_what_terms_and_why_it_cannot_be_read(tmp_path: Path) -> None:
    failed = report("nl.otterdam.lombok", "Taalcafé Lombok", outcome=Outcome.FAILED, failure=Failure.TIMEOUT)
    assert records(published(edition(*weekly(), sources=(failed,)), tmp_path), "sources") == [
        {
            "id": "nl.otterdam.lombok",
            "organisation": "Taalcafé Lombok",
            "url": "https://lombok.example/",
            "rights": "facts",
            "license": "https://creativecommons.org/publicdomain/zero/1.0/",
            "texts": "The texts belong to Taalcafé Lombok and are not published; we publish facts and the link.",
            "listings": 3,
            "failure": "timeout",
            "opted_out": False,
        }
    ]
