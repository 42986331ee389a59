"""The generator of truth: that it is one, and that it has what it promises."""

import json
from collections import Counter, defaultdict

import jsonschema_rs
import msgspec
import pytest

from schemas.json_schema import json_schemas
from tests.truth.hard_negatives import MAKERS
from tests.truth.variations import CHANGES
from tests.truth.words import ACTIVITIES, KINDS, LOSSES, PEOPLE
from tests.truth.world import World, world

SIZE = 6_000


@pytest.fixture(scope="module")
def some() -> World:
    return world(seed=11, listings=SIZE)


def test_the_same_seed_and_size_give_the_same_world() -> None:
    one, other = world(seed=4, listings=700), world(seed=4, listings=700)
    assert (one.listings, one.sources, one.activity_of) == (other.listings, other.sources, other.activity_of)
    assert one.hard_negatives == other.hard_negatives
    assert world(seed=5, listings=700).listings != one.listings


@pytest.mark.parametrize("size", [1, 40, 300, 1_999])
def test_a_world_has_exactly_as_many_listings_as_asked_for(size: int) -> None:
    found = world(seed=2, listings=size)
    assert len(found.listings) == len(found.activity_of) == len(found.kinds_of) == size


def test_each_listing_is_of_a_declared_source_and_of_one_activity(some: World) -> None:
    assert {listing.source_id for listing in some.listings} == set(some.source_of)
    assert {some.activity_of[one.source_id, one.key] for one in some.listings} == set(some.activities)


def test_every_listing_and_source_is_valid_under_its_published_schema(some: World) -> None:
    listing, source = (
        jsonschema_rs.validator_for(json.loads(json_schemas()[f"{name}.schema.json"]))
        for name in ("listing", "source_file")
    )
    assert all(listing.is_valid(msgspec.to_builtins(one)) for one in some.listings)
    files = [{key: value for key, value in msgspec.to_builtins(one).items() if key != "id"} for one in some.sources]
    assert all(source.is_valid(one) for one in files)


def test_every_kind_of_variation_folding_and_hard_negative_is_there(some: World) -> None:
    seen = {kind for kinds in some.kinds_of.values() for kind in kinds}
    assert seen == {one.name for one in KINDS.variation} | {one.name for one in KINDS.folding}
    assert {one.kind for one in some.hard_negatives} == {one.name for one in KINDS.hard_negative}


def test_every_kind_in_the_table_has_its_code_and_no_other() -> None:
    assert set(CHANGES) == {one.name for one in KINDS.variation}
    assert set(MAKERS) == {one.name for one in KINDS.hard_negative}


def test_hard_negatives_are_different_activities_that_both_have_listings(some: World) -> None:
    printed = set(some.activity_of.values())
    for one in some.hard_negatives:
        assert one.a != one.b
        assert {one.a, one.b} <= printed
        assert some.activities[one.a] != some.activities[one.b]


def test_about_a_third_of_the_activities_stand_on_two_sites_or_more(some: World) -> None:
    sites: dict[int, set[str]] = defaultdict(set)
    for (source_id, _), number in some.activity_of.items():
        sites[number].add(source_id)
    share = sum(len(one) > 1 for one in sites.values()) / len(sites)
    assert 0.3 < share < 0.4


def test_about_a_quarter_of_the_sources_print_single_evenings(some: World) -> None:
    folded = {one.name for one in KINDS.folding}
    whole: dict[str, set[int]] = defaultdict(set)
    single: dict[str, set[int]] = defaultdict(set)
    for (source_id, key), number in some.activity_of.items():
        (single if folded & set(some.kinds_of[source_id, key]) else whole)[source_id].add(number)
    sources = [one for one in single if len(single[one]) > len(whole[one])]
    assert 0.15 < len(sources) / len(some.sources) < 0.35


def test_no_printing_loses_what_alone_tells_its_activity_from_another(some: World) -> None:
    for at, kinds in some.kinds_of.items():
        lost = [set(LOSSES[kind]) for kind in kinds if LOSSES.get(kind)]
        assert len(lost) <= 1
        assert not set().union(*lost) & set(some.activities[some.activity_of[at]].needs)


def test_of_one_activity_no_printing_lost_the_title_where_another_lost_the_venue(some: World) -> None:
    lost: dict[int, set[str]] = defaultdict(set)
    for at, kinds in some.kinds_of.items():
        lost[some.activity_of[at]].update(loss for kind in kinds for loss in LOSSES.get(kind, ()))
    assert not [number for number, some_lost in lost.items() if {"title", "venue"} <= some_lost]


def test_two_activities_of_a_town_never_print_the_very_same(some: World) -> None:
    seen: dict[tuple[object, ...], int] = {}
    for one in some.listings:
        place = one.place or some.source_of[one.source_id].place
        where = "online" if one.attendance_mode else place and (place.name or place.address or place.street)
        printed = (one.source_id.split(".")[1], one.title, one.schedule, one.when_text, where)
        number = some.activity_of[one.source_id, one.key]
        assert seen.setdefault(printed, number) == number


def test_a_mark_of_a_group_stands_in_every_title_of_it(some: World) -> None:
    for listing in some.listings:
        mark = some.activities[some.activity_of[listing.source_id, listing.key]].mark
        assert mark in listing.title


def test_towns_grow_in_number_and_not_in_size() -> None:
    def towns(size: int) -> Counter[str]:
        return Counter(listing.source_id.split(".")[1] for listing in world(seed=3, listings=size).listings)

    small, large = towns(3_000), towns(12_000)
    assert len(large) > 3 * len(small)
    assert max(large.values()) < 3 * max(small.values())


def test_a_word_that_the_tables_list_twice_is_an_oversight() -> None:
    for names in ([one.name for one in ACTIVITIES], PEOPLE.subjects, PEOPLE.speakers, PEOPLE.own_names):
        assert len(set(names)) == len(names)
    assert len(PEOPLE.groups) == len(PEOPLE.group_english)
