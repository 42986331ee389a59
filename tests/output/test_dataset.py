"""The open dataset, as developers read it."""

import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from output.release import publish
from schemas.health import Failure, Outcome
from schemas.vocabulary import Rights
from tests.output.editions import edition, once, report, town, weekly

SINGULAR = {
    "activities": "activity",
    "occurrences": "occurrence",
    "organisations": "organisation",
    "sources": "source",
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    var = tmp_path_factory.mktemp("var")
    publish(town(), var=var, run_id="20261124T063000Z")
    return var / "public" / "data" / "v1"


def content(data: Path, kind: str) -> Any:
    return json.loads((data / f"{kind}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("kind", SINGULAR)
def test_every_record_keeps_to_its_published_schema(data: Path, kind: str) -> None:
    schema = json.loads((data / "schema" / f"{SINGULAR[kind]}.schema.json").read_text(encoding="utf-8"))
    validator = jsonschema_rs.validator_for(schema, validate_formats=True)
    records = content(data, kind)[kind]
    assert records
    assert [error.message for record in records for error in validator.iter_errors(record)] == []


@pytest.mark.parametrize("kind", SINGULAR)
def test_json_and_ndjson_hold_the_same_records(data: Path, kind: str) -> None:
    rows = [json.loads(line) for line in (data / f"{kind}.ndjson").read_text(encoding="utf-8").splitlines()]
    whole = content(data, kind)
    assert whole[kind] == rows
    assert whole["count"] == len(rows)
    assert whole["license"] == "https://creativecommons.org/publicdomain/zero/1.0/"
    assert whole["as_of"] == "2026-11-24"


def test_records_stand_in_the_order_of_their_ids(data: Path) -> None:
    assert [one["id"] for one in content(data, "activities")["activities"]] == ["a1", "b2", "c3", "d4", "e5", "f6"]
    starts = [(one["activity_id"], one["start"]) for one in content(data, "occurrences")["occurrences"]]
    assert starts == sorted(starts)


def test_occurrences_begin_today_and_say_what_is_cancelled(data: Path) -> None:
    weekly_ones = [one for one in content(data, "occurrences")["occurrences"] if one["activity_id"] == "a1"]
    assert [(one["start"], one["status"]) for one in weekly_ones] == [
        ("2026-11-24T19:30:00+01:00", "scheduled"),
        ("2026-12-01T19:30:00+01:00", "cancelled"),
        ("2026-12-08T20:30:00+01:00", "scheduled"),
        ("2026-12-22T19:30:00+01:00", "scheduled"),
    ]


def test_occurrences_end_after_ninety_days(tmp_path: Path) -> None:
    last, beyond = once("a1", "2027-02-21T10:00:00+01:00"), once("b2", "2027-02-22T10:00:00+01:00")
    publish(edition(*last, *beyond), var=tmp_path, run_id="1")
    found = content(tmp_path / "public/data/v1", "occurrences")
    assert [one["activity_id"] for one in found["occurrences"]] == ["a1"]


def test_the_words_of_an_organiser_are_published_only_with_the_rights_to_them(tmp_path: Path) -> None:
    facts = once("a1", "2026-11-26T10:00:00+01:00", description="Eigen woorden")
    full = once("b2", "2026-11-26T10:00:00+01:00", description="Eigen woorden", rights=Rights.FULL)
    publish(edition(*facts, *full), var=tmp_path, run_id="1")
    one, other = content(tmp_path / "public/data/v1", "activities")["activities"]
    assert ("description" in one, one["rights"]) == (False, "facts")
    assert (other["description"], other["rights"]) == ("Eigen woorden", "full")


@pytest.mark.parametrize("outcome", [Outcome.UNCHANGED, Outcome.OK])
def test_a_visit_that_finds_nothing_new_changes_nothing(tmp_path: Path, outcome: Outcome) -> None:
    publish(edition(*weekly()), var=tmp_path, run_id="1")
    visited = report("nl.otterdam.lombok", "Taalcafé Lombok", outcome=outcome, run_id="2", fetched=3)
    assert publish(edition(*weekly(), sources=(visited,)), var=tmp_path, run_id="2").changed == ()


def test_a_source_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    failed = report("nl.otterdam.lombok", "Taalcafé Lombok", outcome=Outcome.FAILED, failure=Failure.TIMEOUT)
    publish(edition(*weekly(), sources=(failed,)), var=tmp_path, run_id="1")
    assert content(tmp_path / "public/data/v1", "sources")["sources"] == [
        {
            "id": "nl.otterdam.lombok",
            "organisation": "Taalcafé Lombok",
            "url": "https://lombok.example/",
            "rights": "facts",
            "listings": 3,
            "failure": "timeout",
        }
    ]
