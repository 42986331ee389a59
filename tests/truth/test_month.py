"""The simulated month: that it is the same each time, and that what it calls true is true of what it stages."""

from collections import Counter
from datetime import date

import pytest

from schemas.health import Outcome
from schemas.listing import Listing
from schemas.schedule import Status
from tests.truth.month import Day, month
from tests.truth.month_events import EVENTS


@pytest.fixture(scope="module")
def days() -> list[Day]:
    return list(month(seed=3, activities=400))


def listings(day: Day) -> list[Listing]:
    return [listing for staged in day.staged for listing in staged.listings().values()]


def events(days: list[Day], kind: str) -> list[tuple[int, int]]:
    """Number of the day and of the activity of each event of a kind."""
    return [(day.number, event.activity) for day in days for event in day.events if event.kind == kind]


def printed(day: Day, activity: int) -> list[Listing]:
    return [one for one in listings(day) if day.activity_of[one.source_id, one.key] == activity]


def test_a_month_is_the_same_each_time() -> None:
    assert list(month(seed=8, activities=40, days=6)) == list(month(seed=8, activities=40, days=6))


def test_about_three_of_a_hundred_activities_change_each_day(days: list[Day]) -> None:
    counts = [len([event for event in day.events if event.kind != "returned"]) for day in days]
    assert counts[0] == 0
    assert 8 <= sum(counts[1:]) / 29 <= 12


def test_everything_that_may_happen_happens(days: list[Day]) -> None:
    seen = Counter(event.kind for day in days for event in day.events)
    assert set(seen) == {*EVENTS, "new", "returned"}


def test_every_listing_has_its_activity_and_every_source_is_staged_each_day(days: list[Day]) -> None:
    for day in days:
        assert [one.source.id for one in day.staged] == sorted(one.source.id for one in days[0].staged)
        assert {(one.source_id, one.key) for one in listings(day)} == set(day.activity_of)


def test_a_key_is_never_that_of_another_activity(days: list[Day]) -> None:
    known: dict[tuple[str, str], int] = {}
    for day in days:
        for key, activity in day.activity_of.items():
            assert known.setdefault(key, activity) == activity


def _says_off(listing: Listing) -> bool:
    return listing.status is Status.CANCELLED or listing.title.startswith("AFGELAST")


def test_a_cancelled_activity_is_called_off_by_a_source_that_day(days: list[Day]) -> None:
    found = events(days, "cancelled")
    assert found
    for number, activity in found:
        assert any(_says_off(one) for one in printed(days[number], activity))
        assert activity in days[number].cancelled
        assert activity not in days[number - 1].cancelled


def test_nothing_is_called_off_by_a_source_but_what_is_said_to_be(days: list[Day]) -> None:
    for day in days:
        evenings = {activity for activity, _ in day.evenings_off}
        for one in listings(day):
            off = _says_off(one) or bool(one.schedule and any(o.dtstart is None for o in one.schedule.overrides))
            assert not off or day.activity_of[one.source_id, one.key] in day.cancelled | evenings


def _off(listing: Listing) -> set[date]:
    """The days that a structured listing calls off."""
    schedule = listing.schedule
    if schedule is None:
        return set()
    if _says_off(listing):
        return {date.fromisoformat(schedule.slots[0].dtstart[:10])}
    return {date.fromisoformat(o.recurrence_id[:10]) for o in schedule.overrides if o.dtstart is None}


def test_one_evening_is_called_off_on_its_day_alone(days: list[Day]) -> None:
    found = [(day, event) for day in days for event in day.events if event.kind == "evening_cancelled"]
    assert found
    structured = 0
    for day, event in found:
        off = {one for listing in printed(day, event.activity) for one in _off(listing)}
        structured += bool(off)
        assert off <= {event.evening}
        assert (event.activity, event.evening) in day.evenings_off
        assert event.activity not in day.cancelled
    assert structured > len(found) / 2


def test_a_vanished_activity_is_unseen_until_it_returns(days: list[Day]) -> None:
    returned = {activity: number for number, activity in events(days, "returned")}
    for number, activity in events(days, "vanished"):
        if back := returned.get(activity):
            assert activity in days[back - 1].unseen | days[back - 1].over
            assert activity not in days[back].unseen
        elif number + 2 < len(days):
            assert activity in days[-1].unseen | days[-1].over
    assert not days[0].unseen


def test_what_is_unseen_was_not_cancelled_by_its_absence(days: list[Day]) -> None:
    for day in days:
        assert not day.unseen & frozenset(day.activity_of.values())
        assert not day.unseen & day.cancelled


def test_a_broken_source_fails_for_a_week_and_keeps_its_last_good_listings(days: list[Day]) -> None:
    broken = sorted({source_id for day in days for source_id in day.broken})
    assert broken
    for source_id in broken:
        failed = [day.number for day in days if source_id in day.broken]
        assert failed == list(range(failed[0], failed[0] + 7))
        before = _visit(days[failed[0] - 1], source_id)
        for number in failed:
            staged = _visit(days[number], source_id)
            assert (staged[0], staged[1]) == (Outcome.FAILED, before[1])
        assert _visit(days[failed[-1] + 1], source_id)[0] is Outcome.OK


def _visit(day: Day, source_id: str) -> tuple[Outcome, list[str]]:
    (staged,) = (one for one in day.staged if one.source.id == source_id)
    return staged.health.outcome, sorted(staged.listings())


def test_keys_stay_with_a_move_in_some_calendars_and_change_in_others(days: list[Day]) -> None:
    stay = change = 0
    for number, activity in events(days, "moved"):
        own = printed(days[number], activity)[0].source_id
        before, after = (
            {one.key for one in printed(days[n], activity) if one.source_id == own} for n in (number - 1, number)
        )
        stay, change = stay + bool(before & after), change + (not before & after)
    assert stay > 5
    assert change > 5
