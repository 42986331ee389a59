"""Runs over a changing world, against a real database."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from pipeline.build import Built, build
from pipeline.edition import edition
from pipeline.report import explanation, source_statuses
from pipeline.store import Store, opened
from schemas.activity import Activity, Trust
from schemas.change import Intent
from schemas.health import Failure, Outcome
from schemas.place import Place
from schemas.schedule import Override, Schedule, Slot, Status
from schemas.staged import StagedSource
from tests.makers import MONDAY, a_listing, a_schedule, a_source, staged, weekly

LIBRARY = a_source("nl.molendam.bibliotheek", organisation="Bibliotheek")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path / "bruggen.duckdb") as opened_store:
        yield opened_store


def a_build(store: Store, *sources: StagedSource, now: datetime = MONDAY, accepted: tuple[str, ...] = ()) -> Built:
    run_id = sources[0].health.run_id
    return build(store, sorted(sources, key=lambda s: s.source.id), run_id=run_id, now=now, accepted=accepted)


def activities(store: Store, now: datetime = MONDAY) -> dict[str, Activity]:
    return {activity.title: activity for activity in edition(store, as_of=now.date()).activities}


def test_a_first_build_publishes_each_listing_with_its_occurrences(store: Store) -> None:
    built = a_build(store, staged(a_listing(schedule=weekly("2026-11-24T19:30:00", "2026-11-24T21:00:00"))))
    found = edition(store, as_of=MONDAY.date())
    assert built.intents == {Intent.NEW: 1}
    assert found.occurrences[0].start == "2026-11-24T19:30:00+01:00"
    assert found.occurrences[0].end == "2026-11-24T21:00:00+01:00"
    assert len(found.occurrences) == 17
    assert {one.trust for one in found.occurrences} == {Trust.RULE}


def test_a_second_build_of_the_same_changes_nothing(store: Store) -> None:
    a_build(store, staged(a_listing()))
    before = edition(store, as_of=MONDAY.date())
    later = MONDAY + timedelta(hours=1)
    built = a_build(store, staged(a_listing(), run="run-2", visited_at=later), now=later)
    assert not built.intents
    assert edition(store, as_of=MONDAY.date()).activities == before.activities
    assert edition(store, as_of=MONDAY.date()).occurrences == before.occurrences


def test_the_same_announcement_on_two_sites_is_one_activity_with_both_as_sources(store: Store) -> None:
    a_build(store, staged(a_listing()), staged(a_listing("77", LIBRARY.id), source=LIBRARY))
    (activity,) = edition(store, as_of=MONDAY.date()).activities
    assert {one.source_id for one in activity.sources} == {"nl.molendam.de-wilg", LIBRARY.id}


def test_an_activity_keeps_its_id_when_it_moves_and_is_renamed(store: Store) -> None:
    a_build(store, staged(a_listing()))
    (before,) = activities(store).values()
    moved = a_listing(title="Taalcafé nieuw", schedule=a_schedule("2026-12-02T20:00:00"))
    built = a_build(store, staged(moved, run="run-2"))
    (after,) = activities(store).values()
    assert built.intents == {Intent.CHANGED: 1}
    assert (after.id, after.sequence, after.title) == (before.id, 1, "Taalcafé nieuw")


def test_an_absent_listing_is_missing_only_after_two_complete_visits_and_comes_back(store: Store) -> None:
    others = [a_listing(str(n), title=f"Iets {n}") for n in range(5)]
    a_build(store, staged(a_listing("x", title="Koor"), *others))
    first = activities(store)["Koor"]
    for number in (2, 3):
        a_build(store, staged(*others, run=f"run-{number}"))
        assert activities(store)["Koor"].status is (Status.SCHEDULED if number == 2 else Status.MISSING)
    assert {one.trust for one in edition(store, as_of=MONDAY.date()).occurrences} == {Trust.SEEN, Trust.NOT_RESEEN}
    built = a_build(store, staged(a_listing("x", title="Koor"), *others, run="run-4"))
    assert built.intents == {Intent.RESTORED: 1}
    assert activities(store)["Koor"].id == first.id


def test_a_failed_visit_makes_nothing_missing(store: Store) -> None:
    a_build(store, staged(a_listing(), a_listing("2", title="Koor")))
    for number in (2, 3, 4):
        failed = staged(a_listing(), run=f"run-{number}", outcome=Outcome.FAILED, failure=Failure.SERVER_ERROR)
        assert not a_build(store, failed).intents
    assert {activity.status for activity in activities(store).values()} == {Status.SCHEDULED}


def test_the_same_visit_built_twice_counts_once(store: Store) -> None:
    a_build(store, staged(a_listing(), a_listing("2", title="Koor")))
    for _ in range(3):
        a_build(store, staged(a_listing(), run="run-2"))
    assert activities(store)["Koor"].status is Status.SCHEDULED


def test_a_source_that_loses_most_is_held_until_a_person_accepts_it(store: Store) -> None:
    many = [a_listing(str(n), title=f"Iets {n}") for n in range(6)]
    a_build(store, staged(*many))
    for number in (2, 3):
        built = a_build(store, staged(many[0], run=f"run-{number}"))
        assert built.health[0].failure is Failure.REDESIGNED
        assert "would lose 5 of 6" in (built.health[0].detail or "")
    assert {activity.status for activity in activities(store).values()} == {Status.SCHEDULED}
    for number in (4, 5):
        a_build(store, staged(many[0], run=f"run-{number}"), accepted=("nl.molendam.de-wilg",))
    missing = [a for a in activities(store).values() if a.status is Status.MISSING]
    assert len(missing) == 5


def test_a_calendar_that_renames_its_keys_loses_nothing(store: Store) -> None:
    before = [a_listing(f"old-{n}", title=f"Iets {n}", url=f"https://dewilg.example/{n}") for n in range(6)]
    after = [a_listing(f"new-{n}", title=f"Iets {n}", url=f"https://dewilg.example/{n}") for n in range(6)]
    a_build(store, staged(*before))
    ids = {activity.id for activity in activities(store).values()}
    built = a_build(store, staged(*after, run="run-2"))
    assert not built.intents
    assert {activity.id for activity in activities(store).values()} == ids


def test_one_cancelled_evening_is_cancelled_and_the_others_stay(store: Store) -> None:
    series = weekly("2026-11-24T19:30:00")
    a_build(store, staged(a_listing(schedule=series)))
    overrides = (Override(recurrence_id="2026-12-01T19:30:00", status=Status.CANCELLED),)
    cancelled = Schedule(slots=series.slots, overrides=overrides)
    built = a_build(store, staged(a_listing(schedule=cancelled), run="run-2"))
    assert built.intents == {Intent.CANCELLED: 1}
    statuses = {one.recurrence_id: one.status for one in edition(store, as_of=MONDAY.date()).occurrences}
    assert statuses["2026-12-01T19:30:00"] is Status.CANCELLED
    assert statuses["2026-12-08T19:30:00"] is Status.SCHEDULED


def test_the_window_moves_with_the_day_and_what_is_over_becomes_past(store: Store) -> None:
    a_build(store, staged(a_listing(), a_listing("w", title="Koor", schedule=weekly("2026-11-24T19:30:00"))))
    january = MONDAY + timedelta(days=50)
    built = a_build(store, staged(a_listing(), a_listing("w", title="Koor", schedule=weekly("2026-11-24T19:30:00")),
                                  run="run-2", visited_at=january), now=january)  # fmt: skip
    found = edition(store, as_of=january.date())
    assert built.intents == {Intent.PAST: 1}
    assert [activity.title for activity in found.activities] == ["Koor"]
    assert found.occurrences[0].start == "2027-01-05T19:30:00+01:00"


def test_a_source_of_hostile_rules_is_cut_short_and_the_others_are_whole(store: Store) -> None:
    hostile = Schedule(slots=(Slot(dtstart="2020-01-01T00:00:00", rrule="FREQ=SECONDLY;BYHOUR=3"),))
    many = [a_listing(str(n), title=f"Iets {n}", schedule=hostile) for n in range(20)]
    other = a_listing("1", LIBRARY.id, title="Koor", schedule=weekly("2026-11-24T19:30:00"))
    built = a_build(store, staged(*many), staged(other, source=LIBRARY))
    found = edition(store, as_of=MONDAY.date())
    koor = activities(store)["Koor"].id
    assert len(built.truncated) == 20
    assert sum(one.activity_id == koor for one in found.occurrences) == 17
    assert len(found.occurrences) <= 20 * 1_000 + 17


def test_an_organisation_that_opts_out_is_gone_at_once(store: Store) -> None:
    a_build(store, staged(a_listing()))
    out = staged(a_listing(), source=a_source(opted_out=True), run="run-2", outcome=Outcome.SKIPPED)
    assert a_build(store, out).intents == {Intent.GONE: 1}
    assert not activities(store)


def test_an_interrupted_build_leaves_the_database_as_it_was(store: Store) -> None:
    a_build(store, staged(a_listing()))
    before = edition(store, as_of=MONDAY.date())

    def stop(_done: int, _all: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(store, [staged(a_listing(title="Anders"), run="run-2")], run_id="run-2", now=MONDAY, progress=stop)
    assert edition(store, as_of=MONDAY.date()) == before


def test_a_listing_that_announces_no_time_is_kept_and_not_published(store: Store) -> None:
    a_build(store, staged(a_listing(schedule=None, when_text="binnenkort")))
    assert not activities(store)
    assert (source_statuses(store)[0].listings, source_statuses(store)[0].unread_schedules) == (1, 1)


def test_an_explanation_walks_back_to_listings_and_history(store: Store) -> None:
    a_build(store, staged(a_listing(description="Gratis, aanmelden hoeft niet.")))
    (activity,) = activities(store).values()
    found = explanation(store, activity.id)
    (witness,) = found.witnesses
    assert witness.listing.key == "1"
    assert ("cost", "free", "Gratis") in {(one.facet, one.value, one.quote) for one in witness.findings}
    assert [change.intent for change in found.changes] == [Intent.NEW]


def test_the_published_change_log_says_which_source_is_believed(store: Store) -> None:
    a_build(store, staged(a_listing()))
    found = edition(store, as_of=MONDAY.date()).changes
    assert [(change.intent, change.source_id) for change in found] == [(Intent.NEW, "nl.molendam.de-wilg")]


def test_words_that_say_when_become_a_schedule_and_words_that_say_too_little_do_not(store: Store) -> None:
    clear = a_listing("1", title="Koor", schedule=None, when_text="elke dinsdag van 19.30 tot 21.00 uur")
    vague = a_listing("2", title="Kaarten", schedule=None, when_text="eens per maand op vrijdag")
    a_build(store, staged(clear, vague))
    found = edition(store, as_of=MONDAY.date())
    assert [activity.title for activity in found.activities] == ["Koor"]
    assert found.occurrences[0].start == "2026-11-24T19:30:00+01:00"
    assert source_statuses(store)[0].unread_schedules == 1


def test_last_seen_is_given_to_the_day_of_the_last_complete_visit(store: Store) -> None:
    a_build(store, staged(a_listing()))
    (activity,) = activities(store).values()
    assert activity.last_seen_at == MONDAY.replace(hour=0)


def test_a_venue_by_its_bare_name_has_the_address_that_another_source_declares(store: Store) -> None:
    wilg = a_source(place=Place(name="De Wilg", street="Wilgenlaan 3", postcode="1234 AB", city="Molendam"))
    elsewhere = a_listing("9", LIBRARY.id, title="Voorlezen", place=Place(name="De Wilg"))
    a_build(store, staged(a_listing(), source=wilg), staged(elsewhere, source=LIBRARY))
    place = activities(store)["Voorlezen"].place
    assert place is not None
    assert (place.street, place.postcode) == ("Wilgenlaan 3", "1234 AB")
