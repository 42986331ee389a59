"""Scores of small cases, counted by hand."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.truth.score import Figures, Part, b_cubed, lines, pairwise, recalled, score, wrongly_merged
from tests.truth.world import HardNegative, Key, world


def keyed(*values: object) -> dict[Key, object]:
    """Listings 0, 1, 2 … of source s with these values."""
    return {("s", str(n)): value for n, value in enumerate(values)}


def test_of_two_threes_of_which_one_listing_strayed() -> None:
    truth, found = keyed(1, 1, 1, 2, 2, 2), keyed("a", "a", "b", "b", "b", "b")
    # pairs together: aa 1, bbbb 6; right ones: 1 + 0 + 3
    assert pairwise(truth, found) == Figures(4 / 7, 4 / 6)
    # precision: 1, 1, 1/4, 3/4, 3/4, 3/4; recall: 2/3, 2/3, 1/3, 1, 1, 1
    cubed = b_cubed(truth, found)
    assert (cubed.precision, cubed.recall) == pytest.approx((4.5 / 6, (5 / 3 + 3) / 6))


def test_the_truth_itself_is_perfect() -> None:
    truth = keyed(1, 1, 2, 3, 3, 3)
    assert pairwise(truth, truth) == b_cubed(truth, truth) == Figures(1.0, 1.0)
    assert pairwise(truth, truth).f1 == 1.0


def test_leaving_all_alone_is_precise_and_finds_nothing() -> None:
    truth = keyed(1, 1, 2)
    assert pairwise(truth, {}) == Figures(1.0, 0.0)
    assert pairwise(truth, {}).f1 == 0.0
    assert b_cubed(truth, {}) == Figures(1.0, 2 / 3)


def test_putting_all_together_finds_all() -> None:
    truth = keyed(1, 1, 2, 2)
    assert pairwise(truth, dict.fromkeys(truth, "x")) == Figures(2 / 6, 1.0)
    assert b_cubed(truth, dict.fromkeys(truth, "x")) == Figures(0.5, 1.0)


def test_nothing_at_all_is_nothing_wrong() -> None:
    assert pairwise({}, {}) == b_cubed({}, {}) == Figures(1.0, 1.0)


def test_a_kind_counts_pairs_across_sources_and_a_folding_pairs_within_one() -> None:
    own, evening_1, evening_2, typo = ("a", "1"), ("b", "1"), ("b", "2"), ("c", "1")
    truth = dict.fromkeys((own, evening_1, evening_2, typo), 1)
    kinds: dict[Key, tuple[str, ...]] = {
        own: (),
        evening_1: ("evenings",),
        evening_2: ("evenings",),
        typo: ("title_typo",),
    }
    found = {own: "x", evening_1: "x", evening_2: "y", typo: "x"}
    assert recalled(truth, found, kinds) == {
        "across_sources": Part(3, 5),  # found: own-e1, own-typo, e1-typo
        "evenings": Part(0, 1),
        "title_typo": Part(2, 3),
        "within_source": Part(0, 1),
    }


def test_a_hard_negative_is_merged_when_any_two_of_its_listings_share_a_cluster() -> None:
    truth, found = keyed(1, 1, 2, 3), keyed("a", "b", "b", "c")
    negatives = (HardNegative("other_town", 1, 2), HardNegative("other_town", 1, 3), HardNegative("age_group", 2, 3))
    merged = wrongly_merged(truth, found, negatives)
    assert merged == {"age_group": Part(0, 1), "all": Part(1, 3), "other_town": Part(1, 2)}
    assert merged["other_town"].share == 0.5


def test_a_world_scored_against_itself_has_every_figure_at_its_best() -> None:
    some = world(seed=1, listings=900)
    result = score(some, some.activity_of)
    assert result.pairwise == result.b_cubed == Figures(1.0, 1.0)
    assert all(part.count == part.of for part in result.recalled.values())
    assert result.merged["all"].count == 0
    assert "B-cubed   precision 1.0000  recall 1.0000  F1 1.0000" in list(lines(result))


labels = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4), st.sampled_from("ab"), st.booleans()), max_size=12)


@given(labels)
def test_counting_by_tables_gives_what_counting_pair_by_pair_gives(rows: list[tuple[int, int, str, bool]]) -> None:
    keys = [(source, str(n)) for n, (_, _, source, _) in enumerate(rows)]
    truth = dict(zip(keys, (row[0] for row in rows), strict=True))
    found = dict(zip(keys, (row[1] for row in rows), strict=True))
    kinds = {key: ("title_typo",) if row[3] else () for key, row in zip(keys, rows, strict=True)}
    pairs = list(combinations(keys, 2))
    same = [(a, b) for a, b in pairs if truth[a] == truth[b]]
    together = [(a, b) for a, b in pairs if found[a] == found[b]]
    right = [pair for pair in same if pair in together]
    assert pairwise(truth, found).precision == (len(right) / len(together) if together else 1)
    assert pairwise(truth, found).recall == (len(right) / len(same) if same else 1)
    of_kind = [(a, b) for a, b in same if a[0] != b[0] and (kinds[a] or kinds[b])]
    expected = Part(len([pair for pair in of_kind if pair in together]), len(of_kind))
    assert recalled(truth, found, kinds).get("title_typo", Part(0, 0)) == expected
