"""Floors under the quality of linking, on made-up towns that nothing was learned from and on pairs judged by hand.

`make quality` measures more of it; the bars that we promise stand in docs/linking.md.
"""

import pytest

from pipeline.linking.comparisons import weights
from tests.truth.linked import compared, found
from tests.truth.pairs import pairs
from tests.truth.score import Score, score
from tests.truth.world import world


@pytest.fixture(scope="module")
def result() -> Score:
    some = world(404, 3_000)
    return score(some, found(some))


def test_what_is_put_together_belongs_together(result: Score) -> None:
    assert result.pairwise.precision >= 0.995
    assert result.b_cubed.precision >= 0.995


def test_what_belongs_together_is_found(result: Score) -> None:
    assert result.pairwise.recall >= 0.97
    assert result.b_cubed.recall >= 0.98


def test_hardly_any_activity_that_only_looks_alike_is_merged(result: Score) -> None:
    assert result.merged["all"].count <= 1
    assert result.merged["all"].of >= 60


def test_pairs_judged_by_hand_are_linked_as_people_would() -> None:
    judged = list(pairs("development"))
    link_from = weights().link_from
    right = [pair.is_same == one.is_linked(link_from) for pair, one in zip(judged, compared(judged), strict=True)]
    assert sum(right) >= 0.9 * len(judged)
