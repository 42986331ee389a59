"""Locked fields: the value of a person, whatever sources say, and what may be locked at all."""

import pytest

from pipeline.judgements import LOCKABLE, locked
from pipeline.merge import merged
from pipeline.voices import Voice
from schemas.activity import Activity
from schemas.facets import Cost
from schemas.schedule import Schedule, Slot
from schemas.vocabulary import Basis, CostKind
from tests.makers import MONDAY, a_listing, a_source
from tests.pipeline.judgements.makers import a_lock


@pytest.fixture
def activity() -> Activity:
    voice = Voice(listing=a_listing(), source=a_source(), first_seen_at=MONDAY, absent_runs=0)
    return merged("abc", [voice], first_seen_at=MONDAY, now=MONDAY)


def test_a_locked_field_holds_the_value_of_the_person_confirmed_and_from_no_source(activity: Activity) -> None:
    assert "title" in activity.provenance
    found = locked(activity, [a_lock("title", "Taalcafé De Wilg"), a_lock("cost", {"kind": "free"})])
    assert (found.title, found.cost) == ("Taalcafé De Wilg", Cost(kind=CostKind.FREE))
    assert found.basis["title"] is found.basis["cost"] is Basis.CONFIRMED
    assert not {"title", "cost"} & found.provenance.keys()
    assert found.provenance["place"] == activity.provenance["place"]


def test_a_field_may_be_locked_as_unknown(activity: Activity) -> None:
    found = locked(activity, [a_lock("place", None)])
    assert (found.place, found.basis["place"], "place" in found.provenance) == (None, Basis.CONFIRMED, False)


def test_a_locked_schedule_is_a_schedule(activity: Activity) -> None:
    found = locked(activity, [a_lock("schedule", {"slots": [{"dtstart": "2026-12-08T19:30:00"}]})])
    assert found.schedule == Schedule(slots=(Slot(dtstart="2026-12-08T19:30:00"),))


def test_without_locks_an_activity_is_as_it_was(activity: Activity) -> None:
    assert locked(activity, []) is activity


def test_locking_twice_changes_nothing_more(activity: Activity) -> None:
    locks = [a_lock("women_only", True), a_lock("languages", ["nl", "uk"])]
    once = locked(activity, locks)
    assert locked(once, locks) == once
    assert once.languages == ("nl", "uk")
    assert list(once.basis) == sorted(once.basis)


def test_what_runs_and_sources_decide_cannot_be_locked() -> None:
    assert {"title", "url", "schedule", "place", "attendance_mode", "join_url", "cost", "age"} <= LOCKABLE.keys()
    assert not {"id", "sources", "status", "summary", "provenance", "basis", "sequence", "rights"} & LOCKABLE.keys()
