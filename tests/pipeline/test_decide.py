"""What became of an activity: one row per case, from what we had, what is said now, and how it was seen."""

from datetime import timedelta

import pytest

from pipeline.decide import MISSING_AFTER_RUNS, Sighting, decide
from pipeline.merge import merged
from pipeline.voices import Voice
from schemas.activity import Activity
from schemas.change import Intent
from schemas.facets import Facets
from schemas.schedule import Override, Schedule, Slot, Status
from tests.makers import MONDAY, a_listing, a_source, weekly

LONG_AGO = MONDAY - timedelta(days=40)


def announced(**fields: object) -> Activity:
    voice = Voice(a_listing(**fields), a_source(), MONDAY, 0)
    return merged("abc", [voice], first_seen_at=MONDAY, now=MONDAY)


CASES = {
    "first time": (None, {}, Sighting(), Status.SCHEDULED, Intent.NEW),
    "as before": ({}, {}, Sighting(), Status.SCHEDULED, Intent.SAME),
    "another title": ({}, {"title": "Taalcafé extra"}, Sighting(), Status.SCHEDULED, Intent.CHANGED),
    "said to be cancelled": ({}, {"status": Status.CANCELLED}, Sighting(), Status.CANCELLED, Intent.CANCELLED),
    "postponed": ({}, {"status": Status.POSTPONED}, Sighting(), Status.POSTPONED, Intent.POSTPONED),
    "on again": ({"status": Status.CANCELLED}, {}, Sighting(), Status.SCHEDULED, Intent.RESTORED),
    "unseen once": ({}, {}, Sighting(1, MONDAY), Status.SCHEDULED, Intent.SAME),
    "unseen twice": ({}, {}, Sighting(MISSING_AFTER_RUNS, MONDAY), Status.MISSING, Intent.MISSING),
    "unseen for long": ({}, {}, Sighting(30, LONG_AGO), Status.GONE, Intent.GONE),
    "seen again": ({"status": Status.MISSING}, {}, Sighting(), Status.SCHEDULED, Intent.RESTORED),
    "withdrawn": ({}, {}, Sighting(withdrawn=True), Status.GONE, Intent.GONE),
    "over": ({}, {}, Sighting(is_over=True), Status.PAST, Intent.PAST),
    "cancelled and unseen": ({"status": Status.CANCELLED}, {"status": Status.CANCELLED}, Sighting(5, MONDAY),
                             Status.CANCELLED, Intent.SAME),
    "cancelled and over": ({"status": Status.CANCELLED}, {"status": Status.CANCELLED}, Sighting(is_over=True),
                           Status.PAST, Intent.PAST),
    "cancelled and unseen for long": ({"status": Status.CANCELLED}, {"status": Status.CANCELLED},
                                      Sighting(30, LONG_AGO), Status.GONE, Intent.GONE),
    "over and unseen": ({}, {}, Sighting(5, MONDAY, is_over=True), Status.PAST, Intent.PAST),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_the_decision_follows_from_the_case(case: str) -> None:
    had, saw, sighting, status, intent = CASES[case]
    before = None if had is None else announced(**had)
    decision = decide(before, announced(**saw), sighting, now=MONDAY)
    assert (decision.status, decision.intent) == (status, intent)
    assert decision.reason
    assert "nl.molendam.de-wilg" in decision.reason or intent is Intent.SAME


def test_one_cancelled_evening_leaves_the_series_scheduled_and_is_told_by_its_date() -> None:
    series = weekly("2026-12-01T19:30:00")
    cancelled = Schedule(
        slots=series.slots, overrides=(Override(recurrence_id="2026-12-08T19:30:00", status=Status.CANCELLED),)
    )
    decision = decide(announced(schedule=series), announced(schedule=cancelled), Sighting(), now=MONDAY)
    assert (decision.status, decision.intent) == (Status.SCHEDULED, Intent.CANCELLED)
    assert "2026-12-08T19:30:00" in decision.reason
    back = decide(announced(schedule=cancelled), announced(schedule=series), Sighting(), now=MONDAY)
    assert back.intent is Intent.RESTORED


def test_a_changed_activity_names_the_fields_that_differ() -> None:
    moved = Schedule(slots=(Slot(dtstart="2026-12-02T19:30:00"),))
    decision = decide(announced(), announced(schedule=moved, title="Anders"), Sighting(), now=MONDAY)
    assert decision.fields == ("schedule", "title") or set(decision.fields) == {"schedule", "title"}


def test_what_is_stated_now_and_was_a_default_before_is_a_change_that_subscribers_notice() -> None:
    facets = Facets(women_only=True)
    usual = merged("abc", [Voice(a_listing(), a_source(defaults=facets), MONDAY, 0)], first_seen_at=MONDAY, now=MONDAY)
    stated = merged(
        "abc", [Voice(a_listing(facets=facets), a_source(defaults=facets), MONDAY, 0)], first_seen_at=MONDAY, now=MONDAY
    )
    assert (usual.women_only, stated.women_only) == (True, True)
    decision = decide(usual, stated, Sighting(), now=MONDAY)
    assert decision.intent is Intent.CHANGED
    assert "women_only" in decision.fields
