"""Linking as a whole: what it gives each listing, and that the order of arrival changes nothing."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from pipeline.linking import changed
from pipeline.linking.stage import link
from pipeline.store import Store
from schemas.judgement import ListingName, Verdict
from tests.pipeline.linking.announcing import announced
from tests.truth.linked import NOW, Told, clusters, put, stocked, told
from tests.truth.world import Key, world

WILG, GIDS = ListingName(source_id="nl.molendam.wilg", key="1"), ListingName(source_id="nl.molendam.gids", key="1")


def parts(found: Mapping[Key, str]) -> set[frozenset[Key]]:
    """The activities, whatever their ids."""
    by_id = defaultdict(set)
    for key, one in found.items():
        by_id[one].add(key)
    return {frozenset(keys) for keys in by_id.values()}


def arrive(store: Store, some: Iterable[Told]) -> set[str]:
    """A build in which these listings come, or come otherwise than before; the ids it concerns."""
    borne = clusters(store)
    with store.transaction():
        changed.begin(store)
        put(store, some)
        for (source_id, key), one in borne.items():
            store.query("UPDATE listings SET activity_id = ? WHERE source_id = ? AND key = ?", [one, source_id, key])
        return link(store, now=NOW)


def judge(store: Store, verdict: Verdict | None) -> set[str]:
    """A build in which only this is judged of WILG and GIDS."""
    with store.transaction():
        changed.begin(store)
        changed.judge(store, {(GIDS, WILG): verdict} if verdict else {})
        changed.describe(store, lambda place, _source: place)
        return link(store, now=NOW)


def test_an_empty_database_has_nothing_to_link() -> None:
    with stocked([]) as store:
        assert arrive(store, []) == set()
        assert clusters(store) == {}


def test_two_sources_that_announce_one_thing_share_an_activity() -> None:
    with stocked([]) as store:
        assert len(arrive(store, [announced("wilg"), announced("gids", "Taal café De Wilg")])) == 1


def test_nothing_new_concerns_no_activity() -> None:
    with stocked([]) as store:
        arrive(store, [announced("wilg"), announced("gids")])
        assert arrive(store, []) == set()


def test_only_the_neighbourhood_of_a_change_is_concerned() -> None:
    far = [announced("kade", "Wandelgroep", at="2026-12-03T14:00")]
    with stocked([]) as store:
        arrive(store, [announced("wilg"), announced("gids"), *far])
        before = clusters(store)
        assert arrive(store, [announced("gids", "Taalcafé nu gratis")]) == {before["nl.molendam.wilg", "1"]}
        assert clusters(store) == before


def test_an_id_stays_when_the_title_and_the_day_change() -> None:
    with stocked([]) as store:
        arrive(store, [announced("wilg")])
        before = clusters(store)
        arrive(store, [announced("wilg", "Praatuurtje", at="2026-12-02T11:00")])
        assert clusters(store) == before


def test_who_moves_to_another_day_stays_with_a_site_that_does_not_know_it_yet() -> None:
    with stocked([]) as store:
        arrive(store, [announced("wilg"), announced("gids")])
        before = clusters(store)
        arrive(store, [announced("wilg", at="2026-12-02T10:00")])
        assert clusters(store) == before


def test_two_activities_that_become_one_leave_an_alias_and_parting_revives_it() -> None:
    with stocked([]) as store:
        arrive(store, [announced("wilg"), announced("gids", "Wandelgroep", at="2026-12-03T14:00", rrule=None)])
        apart = clusters(store)
        judge(store, Verdict.SAME)
        (kept,) = set(clusters(store).values())
        (alias,) = set(apart.values()) - {kept}
        assert store.query("SELECT id, activity_id FROM aliases") == [(alias, kept)]
        judge(store, Verdict.DIFFERENT)
        assert clusters(store) == apart
        assert store.query("SELECT id FROM aliases") == []


@pytest.mark.parametrize("verdict", [Verdict.SAME, Verdict.DIFFERENT])
def test_a_judgement_of_an_unknown_listing_changes_nothing(verdict: Verdict) -> None:
    with stocked([]) as store:
        arrive(store, [announced("wilg")])
        before = clusters(store)
        judge(store, verdict)
        assert clusters(store) == before


def test_a_judgement_that_is_taken_back_no_longer_holds() -> None:
    with stocked([]) as store:
        arrive(store, [announced("wilg"), announced("gids")])
        judge(store, Verdict.DIFFERENT)
        assert len(set(clusters(store).values())) == 2
        judge(store, None)
        assert len(set(clusters(store).values())) == 1


def test_two_listings_of_one_source_are_one_activity_only_when_judged() -> None:
    other = announced("wilg", "Taalcafé Plus", key="2")
    pair = (ListingName(source_id="nl.molendam.wilg", key="1"), ListingName(source_id="nl.molendam.wilg", key="2"))
    with stocked([]) as store:
        arrive(store, [announced("wilg"), other, announced("gids")])
        assert len({clusters(store)["nl.molendam.wilg", key] for key in ("1", "2")}) == 2
        with store.transaction():
            changed.begin(store)
            changed.judge(store, {pair: Verdict.SAME})
            link(store, now=NOW)
        assert len({clusters(store)["nl.molendam.wilg", key] for key in ("1", "2")}) == 1


def test_a_listing_without_a_time_stands_in_no_activity_of_others() -> None:
    source, listing = announced("gids")
    with stocked([]) as store:
        arrive(store, [announced("wilg"), (source, replace(listing, schedule=None))])
        assert clusters(store)["nl.molendam.gids", "1"] is None


@settings(max_examples=8, deadline=None, derandomize=True)
@given(st.integers(0, 10_000), st.integers(2, 6))
def test_arriving_in_any_order_gives_the_activities_of_arriving_at_once(seed: int, builds: int) -> None:
    some = list(told(world(seed, 120)))
    with stocked([]) as store:
        arrive(store, some)
        at_once = parts(clusters(store))
    mixed = Random(seed).sample(some, len(some))  # noqa: S311
    with stocked([]) as store:
        for number in range(builds):
            arrive(store, mixed[number::builds])
        assert parts(clusters(store)) == at_once
