"""Which id an activity bears, through merges and splits."""

from collections.abc import Iterable, Sequence
from itertools import permutations

import pytest

from pipeline.linking.identity import Holder, Naming, minted, name


def holder(unit: int, *held: str) -> Holder:
    """A unit of the source "s1", "s2", …, first seen on that day of the month."""
    return Holder(unit=unit, source_id=f"s{unit}", lead="k", since=f"2026-11-0{unit}", held=held)


def named(*groups: Sequence[Holder], taken: Iterable[str] = (), aliases: Iterable[str] = ()) -> Naming:
    return name(groups, is_taken=set(taken).__contains__, aliases=set(aliases))


def test_a_new_activity_gets_an_id_of_its_oldest_listing() -> None:
    assert named([holder(2), holder(1)]).ids == {1: minted("s1", "k"), 2: minted("s1", "k")}


def test_an_activity_keeps_its_id_when_an_older_listing_joins() -> None:
    assert set(named([holder(1), holder(2, "x")]).ids.values()) == {"x"}


def test_of_two_activities_that_become_one_the_oldest_id_stays_and_the_other_is_an_alias() -> None:
    found = named([holder(1, "x"), holder(2, "y")])
    assert (set(found.ids.values()), found.merged) == ({"x"}, {"y": "x"})


def test_of_an_activity_that_parts_the_oldest_keeps_the_id() -> None:
    found = named([holder(2, "x")], [holder(1, "x")])
    assert found.ids == {1: "x", 2: minted("s2", "k")}
    assert not found.merged


def test_a_part_takes_back_the_id_that_it_had() -> None:
    mine = minted("s2", "k")
    found = named([holder(1, "x")], [holder(2, "x")], taken={"x"}, aliases={mine})
    assert (found.ids[2], found.revived) == (mine, [mine])


def test_an_id_that_another_activity_bears_is_not_given_again() -> None:
    assert named([holder(1)], taken={minted("s1", "k")}).ids == {1: minted("s1", "k", 1)}


def test_a_listing_that_goes_elsewhere_does_not_take_the_id_along() -> None:
    found = named([holder(1, "x")], [holder(2, "x"), holder(3, "y")])
    assert found.ids == {1: "x", 2: "y", 3: "y"}


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_order_of_the_groups_changes_no_name(order: tuple[int, ...]) -> None:
    groups = [[holder(1, "x"), holder(4, "y")], [holder(2, "x")], [holder(3, "y"), holder(5)]]
    usual = named(*groups)
    mixed = named(*(groups[number][::-1] for number in order))
    assert (mixed.ids, mixed.merged, mixed.revived) == (usual.ids, usual.merged, usual.revived)


def test_no_two_activities_bear_one_id() -> None:
    found = named(*([holder(unit, "x")] for unit in range(1, 8)))
    assert len(set(found.ids.values())) == 7
