"""Which units are one activity, given what is known of pairs of them."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.linking.clusters import Link, clusters, components

A, B, C, D = 1, 2, 3, 4
APART = {A: "a", B: "b", C: "c", D: "d"}
LAWS = settings(deadline=None, derandomize=True)


def test_units_hang_together_by_any_chain_of_links() -> None:
    assert components([Link(A, B, 3), Link(3, 4, 3), Link(B, C, 3), Link(7, 9, 3)]) == [[A, B, C, D], [7, 9]]


def test_a_chain_is_one_activity() -> None:
    assert clusters([A, B, C], [Link(A, B, 9), Link(B, C, 2)], APART) == [[A, B, C]]


def test_a_chain_whose_ends_contradict_is_cut_at_its_weakest_link() -> None:
    ends = Link(A, C, 0, contradicts=True)
    assert clusters([A, B, C], [Link(A, B, 9), Link(B, C, 2), ends], APART) == [[A, B], [C]]
    assert clusters([A, B, C], [Link(A, B, 2), Link(B, C, 9), ends], APART) == [[A], [B, C]]


def test_a_contradiction_keeps_whole_groups_apart() -> None:
    links = [Link(A, B, 9), Link(C, D, 8), Link(B, C, 7), Link(A, D, 0, contradicts=True)]
    assert clusters([A, B, C, D], links, APART) == [[A, B], [C, D]]


def test_two_units_of_one_source_never_join_by_way_of_others() -> None:
    assert clusters([A, B, C], [Link(A, B, 9), Link(B, C, 8)], {A: "a", B: "b", C: "a"}) == [[A, B], [C]]


def test_a_person_may_join_two_units_of_one_source() -> None:
    judged = Link(A, C, 1000, is_judged=True)
    assert clusters([A, B, C], [Link(A, B, 9), judged], {A: "a", B: "b", C: "a"}) == [[A, B, C]]


def test_a_person_is_believed_before_the_strongest_evidence() -> None:
    links = [Link(A, B, 20), Link(B, C, 1000, is_judged=True), Link(A, C, 0, contradicts=True)]
    assert clusters([A, B, C], links, APART) == [[A], [B, C]]


LINKS = st.lists(
    st.builds(
        lambda pair, bits, contradicts: Link(min(pair), max(pair), bits, contradicts=contradicts),
        st.lists(st.integers(1, 8), min_size=2, max_size=2, unique=True),
        st.integers(0, 4),
        st.booleans(),
    ),
    unique_by=lambda link: (link.one, link.other),
    max_size=20,
)


@LAWS
@given(LINKS, st.randoms(use_true_random=False))
def test_the_order_in_which_links_come_changes_nothing(links: list[Link], rng: Random) -> None:
    source_of = {unit: f"source {unit % 5}" for unit in range(1, 9)}
    mixed = rng.sample(links, len(links))
    assert clusters(range(1, 9), links, source_of) == clusters(range(1, 9), mixed, source_of)


@LAWS
@given(LINKS)
def test_no_activity_holds_a_contradiction_or_two_units_of_a_source(links: list[Link]) -> None:
    source_of = {unit: f"source {unit % 5}" for unit in range(1, 9)}
    found = clusters(range(1, 9), links, source_of)
    assert sorted(unit for group in found for unit in group) == list(range(1, 9))
    home = {unit: number for number, group in enumerate(found) for unit in group}
    assert not [link for link in links if link.contradicts and home[link.one] == home[link.other]]
    assert all(len({source_of[unit] for unit in group}) == len(group) for group in found)
