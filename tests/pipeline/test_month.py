"""A month passes over made-up towns; what is published each day is held against the truth of `tests/truth/month.py`.

A small one: `python -m tests.pipeline.lived_month` lives larger ones.
"""

import pytest

from tests.pipeline import lived_month
from tests.pipeline.lived_month import Published


@pytest.fixture(scope="module")
def days(tmp_path_factory: pytest.TempPathFactory) -> list[Published]:
    return list(lived_month.lived(tmp_path_factory.mktemp("month"), seed=21, activities=40))


def test_no_activity_changes_its_id(days: list[Published]) -> None:
    assert not list(lived_month.changed_ids(days))


def test_nothing_is_reported_cancelled_that_nobody_cancelled(days: list[Published]) -> None:
    assert not list(lived_month.wrongly_cancelled(days))


def test_every_cancellation_is_published_within_its_day(days: list[Published]) -> None:
    assert not list(lived_month.late_cancellations(days))


def test_nothing_of_a_broken_source_is_lost(days: list[Published]) -> None:
    assert not list(lived_month.lost_of_the_broken(days))


def test_nothing_that_stands_on_a_page_is_published_as_missing(days: list[Published]) -> None:
    assert not list(lived_month.printed_and_away(days))


def test_nothing_that_moved_leaves_a_second_activity_behind(days: list[Published]) -> None:
    assert not list(lived_month.ghosts(days))
