"""Which listings count as one activity, and which never do."""

import pytest

from pipeline.link import match_key, minted, successors
from schemas.place import Place
from schemas.schedule import Schedule, Slot
from tests.makers import HALL, a_listing, weekly

SAME = {
    "capitals and spaces": ({"title": "Taal Café"}, {"title": "taalcafé"}),
    "another end of the season": (
        {"schedule": Schedule(slots=(Slot(dtstart="2026-12-01T10:00:00", rrule="FREQ=WEEKLY;UNTIL=20270601"),))},
        {"schedule": weekly("2026-12-01T10:00:00")},
    ),
    "another first week": (
        {"schedule": weekly("2026-12-01T10:00:00")},
        {"schedule": weekly("2026-12-08T10:00:00")},
    ),
    "venue named differently at one address": (
        {"place": HALL},
        {"place": Place(name="De Wilg", street="Wilgenlaan 3", postcode="1234 AB")},
    ),
}
DIFFERENT = {
    "title": ({"title": "Taalcafé A1"}, {"title": "Taalcafé A2"}),
    "hour": ({"schedule": weekly("2026-12-01T10:00:00")}, {"schedule": weekly("2026-12-01T11:00:00")}),
    "weekday": ({"schedule": weekly("2026-12-01T10:00:00")}, {"schedule": weekly("2026-12-02T10:00:00")}),
    "place": ({"place": HALL}, {"place": Place(name="Bibliotheek", street="Markt 1", postcode="1234 AC")}),
    "zone": ({"schedule": weekly("2026-12-01T10:00:00")}, {"schedule": weekly("2026-12-01T10:00:00", tzid="UTC")}),
}


@pytest.mark.parametrize("case", SAME)
def test_small_differences_of_print_are_one_activity(case: str) -> None:
    one, other = SAME[case]
    assert match_key(a_listing(**one)) == match_key(a_listing(**other))


@pytest.mark.parametrize("case", DIFFERENT)
def test_what_differs_in_a_fact_is_another_activity(case: str) -> None:
    one, other = DIFFERENT[case]
    assert match_key(a_listing(**one)) != match_key(a_listing(**other))


def test_a_listing_without_a_place_is_compared_with_nothing() -> None:
    assert match_key(a_listing(place=None)) is None


def test_an_id_is_minted_the_same_again_and_never_twice() -> None:
    first = minted("nl.molendam.de-wilg", "1", set())
    assert first == minted("nl.molendam.de-wilg", "1", set())
    assert minted("nl.molendam.de-wilg", "1", {first}) != first


def test_a_moved_evening_under_a_new_key_continues_the_old_one() -> None:
    url = "https://dewilg.example/koor"
    lost = {"old": a_listing("old", url=url)}
    assert successors([a_listing("new", url=url)], lost) == {"new": "old"}


def test_two_candidates_for_one_lost_listing_are_not_paired() -> None:
    url = "https://dewilg.example/koor"
    lost = {"old": a_listing("old", url=url)}
    assert successors([a_listing("new", url=url), a_listing("newer", url=url)], lost) == {}
