"""Which units are compared: those that may be one activity, and not many more."""

import pytest
from msgspec.structs import replace

from pipeline.linking.candidates import find_candidates, index_blocks
from pipeline.linking.stage import find_verdicts
from pipeline.linking.units import renew_units
from pipeline.store import Store
from schemas.place import Place
from tests.pipeline.linking.announcing import WILG, announced
from tests.truth.linked import Told, stocked, told
from tests.truth.world import world


def prepared(store: Store) -> None:
    renew_units(store)
    index_blocks(store)
    find_verdicts(store)
    find_candidates(store)


def are_compared(one: Told, other: Told) -> bool:
    with stocked([one, other]) as store:
        prepared(store)
        return store.query("SELECT count(*) FROM candidates") == [(1,)]


@pytest.mark.parametrize(
    "other",
    [
        announced("gids", "Praten met buren"),  # the same hour
        announced("gids", at="2026-12-01T14:00", place=Place(city="Molendam")),  # the same word
        announced("gids", "Conversatiegroep", at="2026-12-01T14:00", place=Place(city="Molendam")),  # the same kind
        announced("gids", "Praten", at="2026-12-01T14:00", place=replace(WILG, street=None)),  # the same venue
        announced("gids", "Praten", at="2026-12-01T14:00", place=replace(WILG, name="Buurthuis")),  # the same address
        announced("gids", at="2026-12-01", rrule=None, place=None),  # one day of it, without an hour or a place
    ],
)
def test_what_shares_a_town_a_day_of_the_week_and_one_thing_more_is_compared(other: Told) -> None:
    assert are_compared(announced("wilg"), other)


def test_what_shares_a_page_is_compared_whenever_it_is() -> None:
    one, other = (
        announced(by, url="https://wilg.example/taal", at=at)
        for by, at in (("wilg", "2026-12-01"), ("gids", "2026-12-05"))
    )
    assert are_compared(one, other)


@pytest.mark.parametrize(
    "other",
    [
        announced("gids", place=Place(name="De Wilg", city="Zandwijk")),
        announced("gids", at="2026-12-03T10:00"),
        announced("gids", "Wandelgroep", at="2026-12-01T15:00", place=Place(city="Molendam")),
    ],
)
def test_what_is_in_another_town_on_another_day_or_has_nothing_in_common_is_not(other: Told) -> None:
    elsewhere = (
        other[0]
        if other[1].place is None or other[1].place.city == "Molendam"
        else replace(other[0], id="nl.zandwijk.gids")
    )
    assert not are_compared(announced("wilg"), (elsewhere, replace(other[1], source_id=elsewhere.id)))


def test_two_listings_of_one_source_are_not_compared() -> None:
    assert not are_compared(announced("wilg", key="1"), announced("wilg", "Praten", key="2"))


def test_a_block_that_all_are_in_is_left_out() -> None:
    crowd = [
        announced(f"club-{number}", f"Groep {chr(65 + number % 26)}{number}x", place=Place(city="Molendam"))
        for number in range(70)
    ]
    with stocked(crowd) as store:
        prepared(store)
        assert store.query("SELECT count(*) FROM candidates") == [(0,)]


def test_candidates_grow_with_the_listings_and_not_with_their_square() -> None:
    shares = []
    for size in (800, 3_200):
        with stocked(told(world(5, size))) as store:
            prepared(store)
            ((pairs, units),) = store.query("SELECT (SELECT count(*) FROM candidates), (SELECT count(*) FROM units)")
            shares.append(pairs / units)
    assert shares[1] < 1.5 * shares[0]
    assert max(shares) < 6
