"""Whole announcements, labelled by hand: how much of what they say is read, and that hard facts are not made up."""

import pytest

from tests.pipeline.normalise.facets.figures import SETS, Figure, announcements, figures

HARD = ("cost", "registration", "women_only", "men_only", "companion", "travel", "childcare", "city", "age")
# The figures of 26 Nov 2026, rounded down: a change of the tables may not make them worse unnoticed.
LEAST_F1 = {
    "category": 0.90,
    "audience": 0.92,
    "languages": 0.93,
    "cost": 0.97,
    "amount_cents": 0.97,
    "registration": 0.96,
    "attendance_mode": 0.96,
    "city": 0.97,
    "age": 0.97,
    "age_groups": 0.92,
    "women_only": 0.92,
    "men_only": 0.88,
    "companion": 1.0,
    "travel": 1.0,
    "preparation": 1.0,
    "childcare": 0.93,
    "accessibility": 0.93,
    "dutch_level": 0.90,
}


@pytest.fixture(scope="module")
def read() -> dict[str, Figure]:
    return figures()


@pytest.mark.parametrize("facet", HARD)
def test_of_hard_facts_hardly_one_is_made_up(read: dict[str, Figure], facet: str) -> None:
    assert read[facet].precision >= 0.95


@pytest.mark.parametrize("facet", LEAST_F1)
def test_no_facet_is_read_worse_than_it_was(read: dict[str, Figure], facet: str) -> None:
    assert read[facet].f1 >= LEAST_F1[facet]


def test_no_announcement_stands_in_two_sets() -> None:
    texts = [one["text"] for name in SETS for one in announcements(name)]
    assert len(texts) == len(set(texts)) == 258
