"""Which listings live on under another key."""

from pipeline.linking.successors import successors
from tests.makers import a_listing


def test_a_moved_evening_under_a_new_key_continues_the_old_one() -> None:
    url = "https://dewilg.example/koor"
    lost = {"old": a_listing("old", url=url)}
    assert successors([a_listing("new", url=url)], lost) == {"new": "old"}


def test_two_candidates_for_one_lost_listing_are_not_paired() -> None:
    url = "https://dewilg.example/koor"
    lost = {"old": a_listing("old", url=url)}
    assert successors([a_listing("new", url=url), a_listing("newer", url=url)], lost) == {}
