"""Listings of one source with one title at one place: the same activity, or another one?"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.linking.folding import Printed, folds

EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 a wall clock
LAWS = settings(max_examples=150, deadline=None, derandomize=True)


def minutes(text: str) -> int:
    return (datetime.fromisoformat(text) - EPOCH) // timedelta(minutes=1)


def at(*starts: str, key: str | None = None) -> Printed:
    """A listing of single dates; whole days where the first is a date."""
    return Printed(key or starts[0], tuple(sorted(map(minutes, starts))), has_clock="T" in starts[0])


def weekly(first: str, times: int = 30, *, key: str = "rule", until: str | None = None, step: int = 7) -> Printed:
    start = minutes(first)
    starts = tuple(start + 24 * 60 * step * number for number in range(times))
    last = minutes(until) // 1440 if until else None
    return Printed(key, starts, is_rule=True, has_clock="T" in first, last_day=last)


def evenings(first: str, times: int, step: int = 7, *, prefix: str = "") -> list[Printed]:
    start = datetime.fromisoformat(first)
    days = [(start + timedelta(days=step * number)).isoformat() for number in range(times)]
    return [at(day if "T" in first else day[:10], key=prefix + day) for day in days]


def keys(found: Iterable[Iterable[Printed]]) -> list[set[str]]:
    return [{one.key for one in part} for part in found]


def sizes(printed: Iterable[Printed]) -> list[int]:
    return [len(part) for part in folds(printed)]


def test_evenings_at_the_same_time_of_day_are_one_activity() -> None:
    assert sizes(evenings("2026-09-01T19:30", 11)) == [11]


def test_dates_without_a_pattern_are_one_activity_all_the_same() -> None:
    days = ("2026-09-01", "2026-09-19", "2026-10-04", "2026-12-11")
    assert sizes(at(f"{day}T20:00") for day in days) == [4]


def test_a_morning_and_an_evening_group_stay_apart() -> None:
    both = evenings("2026-09-01T09:30", 6) + evenings("2026-09-01T19:30", 6)
    assert sizes(both) == [6, 6]


def test_a_morning_and_an_evening_group_on_other_weekdays_stay_apart() -> None:
    both = evenings("2026-09-01T09:30", 6) + evenings("2026-09-03T19:30", 6)
    assert sizes(both) == [6, 6]


def test_two_groups_at_one_time_on_two_weekdays_are_one_activity() -> None:
    assert sizes(evenings("2026-09-01T19:30", 6) + evenings("2026-09-03T19:30", 6)) == [12]


def test_one_evening_at_another_hour_joins_the_series_whose_gap_it_fills() -> None:
    series = evenings("2026-09-01T19:30", 8)
    assert sizes([*series[:4], at("2026-09-29T20:00"), *series[5:]]) == [8]


def test_one_evening_moved_to_the_next_day_joins_the_series_whose_gap_it_fills() -> None:
    series = evenings("2026-09-01T19:30", 8)
    assert sizes([*series[:4], at("2026-09-30T20:00"), *series[5:]]) == [8]


def test_a_last_evening_at_another_hour_joins_the_series_on_whose_weekday_it_follows() -> None:
    assert sizes([*evenings("2026-09-01T19:30", 6), at("2026-10-13T18:00")]) == [7]


def test_a_first_evening_on_another_weekday_at_another_hour_stays_apart() -> None:
    assert sizes([*evenings("2026-09-01T19:30", 6), at("2026-10-16T14:00")]) == [6, 1]


def test_an_evening_at_another_hour_on_a_day_that_has_one_stays_apart() -> None:
    assert sizes([*evenings("2026-09-01T19:30", 6), at("2026-09-15T14:00")]) == [6, 1]


def test_one_evening_on_another_weekday_at_about_the_hour_of_a_series_joins_it() -> None:
    assert sizes([*evenings("2026-09-01T19:30", 6), at("2026-09-17T20:00")]) == [7]


def test_two_evenings_of_one_weekday_at_about_one_hour_are_one_activity() -> None:
    assert sizes([at("2026-12-05T09:45"), at("2026-12-12T10:45")]) == [2]


def test_two_evenings_of_one_weekday_at_far_hours_stay_apart() -> None:
    assert sizes([at("2026-12-05T09:45"), at("2026-12-12T19:45")]) == [1, 1]


def test_two_evenings_of_one_day_stay_apart() -> None:
    assert sizes([at("2026-12-05T09:45"), at("2026-12-05T10:45")]) == [1, 1]


def test_a_deviating_evening_joins_the_group_that_is_nearer_in_time() -> None:
    morning, evening = evenings("2026-09-01T09:30", 8), evenings("2026-09-01T19:30", 8, prefix="e")
    found = folds([*morning[:3], *morning[4:], *evening[:3], *evening[4:], at("2026-09-22T20:00", key="odd")])
    assert ["odd" in part for part in keys(found)] == [False, True]


def test_a_rule_takes_in_evenings_that_coincide_with_it() -> None:
    assert sizes([weekly("2026-09-01T19:30"), *evenings("2026-09-08T19:30", 5)]) == [6]


def test_a_rule_takes_in_an_evening_that_deviates_on_its_day() -> None:
    assert sizes([weekly("2026-09-01T19:30"), at("2026-09-15T20:00")]) == [2]


def test_a_rule_takes_in_an_evening_in_its_gap() -> None:
    rule = weekly("2026-09-01T19:30", 12)
    with_gap = Printed("rule", tuple(s for s in rule.starts if s != minutes("2026-10-06T19:30")), is_rule=True)
    assert sizes([with_gap, at("2026-10-07T20:00")]) == [2]


def test_a_rule_leaves_alone_a_recurring_group_at_another_hour() -> None:
    assert sizes([weekly("2026-09-01T19:30"), *evenings("2026-09-01T10:00", 5)]) == [5, 1]


def test_two_rules_at_other_times_are_two_activities() -> None:
    assert sizes([weekly("2026-09-01T19:30", key="a"), weekly("2026-09-03T19:30", key="b")]) == [1, 1]


def test_two_equal_rules_are_one_activity() -> None:
    assert sizes([weekly("2026-09-01T19:30", key="a"), weekly("2026-09-01T19:30", key="b")]) == [2]


def test_two_seasons_of_one_rule_are_one_activity() -> None:
    spring = weekly("2026-01-06T19:30", 20, key="a", until="2026-05-19")
    assert sizes([spring, weekly("2026-09-01T19:30", 15, key="b", until="2026-12-08")]) == [2]


def test_evenings_go_to_the_rule_of_their_weekday() -> None:
    rules = [weekly("2026-09-01T19:30", key="tuesday"), weekly("2026-09-03T19:30", key="thursday")]
    found = folds([*rules, at("2026-09-10T19:30", key="one"), at("2026-09-15T19:30", key="other")])
    assert keys(found) == [{"tuesday", "other"}, {"thursday", "one"}]


def test_evenings_from_before_a_rule_began_are_of_it_without_a_break() -> None:
    before = evenings("2025-01-07T19:30", 50)
    assert sizes([*before, weekly("2026-01-06T19:30")]) == [51]


def test_a_rule_of_this_year_leaves_alone_an_evening_of_years_ago() -> None:
    assert sizes([weekly("2026-09-01T19:30"), at("2024-09-03T19:30")]) == [1, 1]


def test_two_listings_of_one_moment_are_one_activity() -> None:
    twice = [at("2026-09-01T19:30", key="a"), at("2026-09-01T19:30", key="b")]
    assert sizes(twice) == [2]


def test_an_exhibition_printed_once_a_day_is_one_activity() -> None:
    assert sizes(evenings("2026-09-01", 60, 1)) == [60]


def test_the_edition_of_last_year_stays_apart() -> None:
    assert sizes([at("2025-12-05T19:30"), at("2026-12-04T19:30")]) == [1, 1]


def test_an_evening_at_another_hour_does_not_bridge_a_silence() -> None:
    seldom = [at("2025-01-07T19:30"), at("2025-06-10T19:30"), at("2025-12-02T19:30")]
    assert sizes([*seldom, at("2026-07-07T19:45")]) == [3, 1]


def test_the_course_of_last_spring_stays_apart() -> None:
    assert sizes(evenings("2025-01-07T19:30", 8) + evenings("2026-01-06T19:30", 8)) == [8, 8]


def test_a_weekly_series_over_years_stays_one() -> None:
    assert sizes(evenings("2022-01-04T19:30", 250)) == [250]


def test_a_summer_without_evenings_does_not_cut() -> None:
    assert sizes(evenings("2026-01-06T19:30", 20) + evenings("2026-09-15T19:30", 10)) == [30]


def test_a_whole_day_on_the_day_of_an_evening_joins_it() -> None:
    assert sizes([*evenings("2026-09-01T19:30", 6), at("2026-09-15")]) == [7]


def test_a_whole_day_in_the_gap_of_a_series_joins_it() -> None:
    series = evenings("2026-09-01T19:30", 6)
    assert sizes([*series[:2], *series[3:], at("2026-09-15")]) == [6]


def test_whole_days_apart_from_the_evenings_stay_apart() -> None:
    assert sizes(evenings("2026-09-01T19:30", 6) + evenings("2026-11-20", 2, 1)) == [6, 2]


def test_a_rule_without_an_hour_is_told_by_the_only_series_on_its_days() -> None:
    assert sizes([weekly("2026-09-01"), *evenings("2026-09-01T19:30", 6)]) == [7]


def test_a_rule_without_an_hour_stays_apart_from_two_series_on_its_days() -> None:
    both = evenings("2026-09-01T09:30", 6) + evenings("2026-09-01T19:30", 6)
    assert sizes([weekly("2026-09-01"), *both]) == [1, 6, 6]


def test_thousands_of_evenings_at_all_hours_are_all_kept() -> None:
    some = [Printed(str(n), ((20_000 + n) * 1440 + n * 7919 % 1440,)) for n in range(5_000)]
    assert sum(sizes(some)) == 5_000


def test_a_listing_of_two_times_holds_those_together() -> None:
    both = evenings("2026-09-01T10:00", 3) + evenings("2026-09-03T14:00", 3)
    assert sizes([*both, at("2026-09-22T10:00", "2026-09-24T14:00", key="list")]) == [7]


def test_listings_without_a_time_stay_alone() -> None:
    assert sizes([Printed("a", ()), Printed("b", ())]) == [1, 1]


def test_nothing_folds_into_nothing() -> None:
    assert folds([]) == []


@st.composite
def printed(draw: st.DrawFn) -> list[Printed]:
    start = st.builds(lambda day, clock: day * 1440 + clock, st.integers(20_000, 20_900), st.sampled_from([570, 1170]))
    starts = st.lists(start, min_size=0, max_size=4, unique=True).map(lambda some: tuple(sorted(some)))
    made = draw(st.lists(st.tuples(starts, st.booleans(), st.booleans()), max_size=12))
    return [
        Printed(str(number), starts if clocked else tuple(s // 1440 * 1440 for s in starts), rule, clocked)
        for number, (starts, rule, clocked) in enumerate(made)
    ]


@LAWS
@given(printed(), st.randoms(use_true_random=False))
def test_every_listing_is_in_one_fold_whatever_the_order(some: list[Printed], chance: Random) -> None:
    shuffled = list(some)
    chance.shuffle(shuffled)
    found = folds(some)
    assert folds(shuffled) == found
    assert sorted(one.key for part in found for one in part) == sorted(one.key for one in some)


@LAWS
@given(printed())
def test_listings_of_one_moment_are_never_parted(some: list[Printed]) -> None:
    single = [one for one in some if len(one.starts) == 1 and not one.is_rule and one.has_clock]
    fold_of = {one.key: number for number, part in enumerate(folds(single)) for one in part}
    for one in single:
        assert {fold_of[other.key] for other in single if other.starts == one.starts} == {fold_of[one.key]}
