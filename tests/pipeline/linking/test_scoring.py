"""Pairs scored: which level holds, what that weighs, and what rules a pair out."""

from msgspec.structs import replace

from pipeline.linking import changed
from pipeline.linking.comparisons import COMPARISONS, weights
from pipeline.linking.scoring import contradicting, score
from pipeline.linking.stage import find_verdicts
from pipeline.linking.units import renew_units
from schemas.judgement import ListingName, Verdict
from schemas.place import Place
from tests.pipeline.linking.announcing import WILG, announced
from tests.truth.linked import Compared, Told, stocked


def scored(one: Told, other: Told, verdict: Verdict | None = None) -> Compared:
    with stocked([one, other]) as store, store.transaction():
        if verdict:
            names = (ListingName(source_id=source.id, key=listing.key) for source, listing in (one, other))
            changed.judge(store, {tuple(sorted(names, key=lambda name: name.source_id)): verdict})  # type: ignore[dict-item]
        renew_units(store)
        find_verdicts(store)
        store.query("CREATE TEMP TABLE pairs AS SELECT min(unit) AS one, max(unit) AS other FROM units")
        score(store, "pairs", weights=weights())
        ((bits, levels, contradicts),) = store.query("SELECT bits, levels, contradicts FROM scored")
        assert bool(contradicting(store, "pairs")) == contradicts
        return Compared(bits, tuple(levels), contradicts)


def level(found: Compared, comparison: str) -> str:
    (number,) = (number for number, one in enumerate(COMPARISONS) if one.name == comparison)
    assert found.levels
    return COMPARISONS[number].levels[found.levels[number]].name


def test_the_bits_are_the_prior_and_what_each_level_weighs() -> None:
    found, known = scored(announced("wilg"), announced("gids")), weights()
    assert found.levels
    assert found.bits is not None
    parts = [known.of(one, one.levels[number]) for one, number in zip(COMPARISONS, found.levels, strict=True)]
    assert abs(float(found.bits) - known.prior - sum(parts)) < 0.01
    assert found.is_linked(known.link_from)


def test_a_series_and_one_of_its_evenings_happen_at_the_same_times() -> None:
    found = scored(announced("wilg"), announced("gids", at="2026-12-08T10:00", rrule=None))
    assert level(found, "time") == "the same times"


def test_another_day_another_town_or_another_group_rules_a_pair_out() -> None:
    one = announced("wilg", "Taalles A1")
    assert scored(one, announced("gids", "Taalles A1", at="2026-12-03T10:00")).contradicts
    assert scored(one, announced("gids", "Taalles A1", place=Place(name="De Wilg", city="Zandwijk"))).contradicts
    assert scored(one, announced("gids", "Taalles A2")).contradicts
    assert not scored(one, announced("gids", "Taalles A1")).contradicts


def test_what_is_unknown_rules_nothing_out() -> None:
    found = scored(announced("wilg"), announced("gids", at="2026-12-01", rrule=None, place=None))
    assert not found.contradicts
    assert level(found, "place") == "one does not say"


def test_a_person_is_believed_whatever_the_listings_say() -> None:
    other = announced("gids", "Wandelgroep", at="2026-12-03T10:00", place=replace(WILG, city="Zandwijk"))
    joined = scored(announced("wilg"), other, Verdict.SAME)
    assert not joined.contradicts
    assert joined.bits == 1_000
    assert scored(announced("wilg"), announced("gids"), Verdict.DIFFERENT).contradicts


def test_two_sides_may_change_places() -> None:
    one, other = (
        announced("wilg", url="https://wilg.example/a"),
        announced("gids", "Taal café in De Wilg", organiser="Wilg"),
    )
    swapped = (
        announced("gids", url="https://wilg.example/a"),
        announced("wilg", "Taal café in De Wilg", organiser="Wilg"),
    )
    assert level(scored(one, other), "time") == level(scored(*swapped), "time")
    assert level(scored(one, other), "place") == level(scored(*swapped), "place")
