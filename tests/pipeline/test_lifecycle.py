"""The life of activities over days: absent, silent, back, under another key, in the hands of another source."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from pipeline.build import Built, build
from pipeline.edition import edition
from pipeline.forget import forget
from pipeline.judgements import Judgements, Said, pair
from pipeline.report import explanation
from pipeline.store import Store, opened
from schemas.activity import Activity
from schemas.change import Edition, Intent
from schemas.errors import UnreadableText
from schemas.health import Outcome
from schemas.judgement import Judgement, ListingName, Verdict
from schemas.listing import Listing
from schemas.place import Place
from schemas.schedule import Status
from schemas.source import Source
from tests.makers import MONDAY, a_listing, a_schedule, a_source, staged, weekly

OWN = a_source()
GUIDE = a_source("nl.molendam.uitgids", organisation="Uitgids", url="https://uitgids.example/")
KOOR = a_listing("k", title="Koor", schedule=weekly("2026-11-24T19:30:00"))
OTHERS = [a_listing(str(n), title=title) for n, title in enumerate(("Bingo", "Yoga", "Schaken", "Breien", "Dammen"))]


class World:
    """Builds day after day; a source that is not named on a day stays as it was staged."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.day = -1

    def build(
        self, *visits: tuple[Source, list[Listing]], judgements: Judgements | None = None, **health: Any
    ) -> Built:
        self.day += 1
        now = MONDAY + timedelta(days=self.day)
        run_id = f"day-{self.day:03}"
        some = [staged(*listings, source=source, run=run_id, visited_at=now, **health) for source, listings in visits]
        return build(
            self.store,
            sorted(some, key=lambda one: one.source.id),
            run_id=run_id,
            now=now,
            judgements=judgements or Judgements(),
        )

    def edition(self) -> Edition:
        return edition(self.store, as_of=(MONDAY + timedelta(days=self.day)).date())

    def activity(self, title: str = "Koor") -> Activity:
        (found,) = [one for one in self.edition().activities if one.title == title]
        return found


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with opened(tmp_path / "bruggen.duckdb") as store:
        yield World(store)


def reasons(world: World, activity_id: str) -> list[str]:
    return [change.reason for change in explanation(world.store, activity_id).changes]


def test_what_comes_back_after_it_was_gone_has_its_id_and_says_so(world: World) -> None:
    world.build((OWN, [KOOR, *OTHERS]))
    first = world.activity().id
    for _ in range(33):
        world.build((OWN, OTHERS))
    assert "Koor" not in {one.title for one in world.edition().activities}
    built = world.build((OWN, [KOOR, *OTHERS]))
    assert built.intents[Intent.RESTORED] == 1
    assert world.activity().id == first
    assert reasons(world, first)[-1] == f"{OWN.id} announces it again; it was gone"


def test_what_comes_back_under_another_key_has_its_id(world: World) -> None:
    world.build((OWN, [KOOR, *OTHERS]))
    first = world.activity().id
    for _ in range(4):
        world.build((OWN, OTHERS))
    world.build((OWN, [a_listing("other", title="Koor", schedule=weekly("2026-11-25T20:00:00")), *OTHERS]))
    assert world.activity().id == first


def test_what_was_cancelled_and_is_on_again_is_restored_with_its_reason(world: World) -> None:
    off = a_listing("k", title="AFGELAST: Koor", schedule=weekly("2026-11-24T19:30:00"))
    world.build((OWN, [KOOR]))
    world.build((OWN, [off]))
    assert (world.activity().status, world.activity().title) == (Status.CANCELLED, "Koor")
    world.build((OWN, [KOOR]))
    assert world.activity().status is Status.SCHEDULED
    assert reasons(world, world.activity().id)[1:] == [
        f"{OWN.id} says that it is cancelled, https://dewilg.example/agenda",
        f"{OWN.id} announces it again; it was cancelled",
    ]


def test_an_evening_that_took_place_is_not_cancelled_when_the_series_is_called_off_later(world: World) -> None:
    world.build((OWN, [KOOR]))
    world.build((OWN, [KOOR]))
    world.build((OWN, [a_listing("k", title="Koor", schedule=KOOR.schedule, status=Status.CANCELLED)]))
    statuses = {one.start[:10]: one.status for one in world.edition().occurrences}
    assert statuses["2026-11-24"] is Status.SCHEDULED
    assert statuses["2026-12-01"] is Status.CANCELLED


@pytest.mark.parametrize(
    ("source", "outcome"), [(a_source(silent=(11, 12)), Outcome.OK), (OWN, Outcome.SILENT)], ids=["declared", "learned"]
)
def test_a_silence_that_is_normal_makes_nothing_missing(world: World, source: Source, outcome: Outcome) -> None:
    world.build((source, [KOOR]))
    for _ in range(35):
        world.build((source, []), outcome=outcome)
    assert world.activity().status is Status.SCHEDULED


def test_a_silence_that_nobody_declared_and_that_outlasts_a_summer_is_an_absence(world: World) -> None:
    world.build((OWN, [KOOR]))
    for _ in range(80):
        world.build((OWN, []), outcome=Outcome.SILENT)
    assert world.activity().status is Status.MISSING


def test_a_small_source_that_suddenly_shows_nothing_loses_nothing_and_tells_its_operator(world: World) -> None:
    world.build((OWN, [KOOR]))
    for _ in range(3):
        built = world.build((OWN, []))
        assert "would lose 1 of 1 activities" in (built.health[0].detail or "")
    assert world.activity().status is Status.SCHEDULED


def test_a_page_that_is_empty_because_its_last_evening_is_over_is_not_held(world: World) -> None:
    world.build((OWN, [a_listing("k", title="Koor", schedule=a_schedule("2026-11-23T19:30:00"))]))
    assert world.build((OWN, [])).health[0].failure is None


def test_an_activity_that_its_organiser_drops_stays_in_the_hands_of_who_still_announces_it(world: World) -> None:
    told = a_listing("9", GUIDE.id, title="Koor!", organiser="De Wilg", schedule=KOOR.schedule)
    world.build((OWN, [KOOR, *OTHERS]), (GUIDE, [told]))
    before = world.activity()
    for _ in range(2):
        world.build((OWN, OTHERS), (GUIDE, [told]))
    after = world.activity("Koor!")
    assert (after.id, after.status, after.provenance["title"]) == (before.id, Status.SCHEDULED, GUIDE.id)
    assert reasons(world, after.id)[-1].startswith(f"{GUIDE.id} changed title")


def test_one_source_that_opts_out_is_left_out_of_what_another_still_announces(world: World) -> None:
    told = a_listing("9", GUIDE.id, title="Koor!", organiser="De Wilg", schedule=KOOR.schedule)
    world.build((OWN, [KOOR]), (GUIDE, [told]))
    world.build((a_source(opted_out=True), [KOOR]), (GUIDE, [told]))
    assert {one.source_id for one in world.activity("Koor!").sources} == {GUIDE.id}


def test_a_series_that_moves_under_keys_of_its_days_is_one_activity_and_is_not_held(world: World) -> None:
    def evenings(*days: str) -> list[Listing]:
        return [a_listing(f"koor-{day}", title="Koor", schedule=a_schedule(f"{day}T19:30:00")) for day in days]

    world.build((OWN, evenings("2026-12-01", "2026-12-08", "2026-12-15", "2026-12-22")))
    first = world.activity().id
    built = world.build((OWN, evenings("2026-12-02", "2026-12-09", "2026-12-16", "2026-12-23")))
    assert built.health[0].failure is None
    assert world.activity().id == first
    assert [one.start[:10] for one in world.edition().occurrences] == [
        *("2026-12-02", "2026-12-09", "2026-12-16", "2026-12-23")
    ]


def test_a_series_keeps_its_id_when_its_past_evenings_stood_elsewhere(world: World) -> None:
    here, there = Place(name="De Es", city="Molendam"), Place(name="De Linde", city="Molendam")

    def evenings(place: Place, *days: int) -> list[Listing]:
        return [
            a_listing(f"{day}", title="Koor", place=place, schedule=a_schedule(f"2026-11-{day}T10:00:00"))
            for day in days
        ]

    world.build((OWN, evenings(here, 23, 24, 25, 26, 27)))
    first = world.activity().id
    world.build((OWN, evenings(here, 24, 25, 26, 27)))
    world.build((OWN, evenings(there, 25, 26, 27)))
    assert world.activity().id == first


def test_two_activities_that_turn_out_to_be_one_leave_an_alias_that_explains_itself_and_can_part_again(
    world: World,
) -> None:
    other = a_listing("9", GUIDE.id, title="Zingen", place=None, schedule=weekly("2026-11-26T10:00:00"))
    visits = ((OWN, [KOOR]), (GUIDE, [other]))
    world.build(*visits)
    ids = {one.id for one in world.edition().activities}
    assert len(ids) == 2
    names = (ListingName(source_id=OWN.id, key="k"), ListingName(source_id=GUIDE.id, key="9"))
    said = Judgement(verdict=Verdict.SAME, one=names[0], other=names[1], by="ada", on="2026-11-24", why="asked")
    world.build(*visits, judgements=pairs(said))
    (alias,) = world.edition().aliases
    assert {alias.id, alias.activity_id} == ids
    assert explanation(world.store, alias.id).activity.id == alias.activity_id
    world.build(*visits)
    assert world.edition().aliases == ()
    assert {one.id for one in world.edition().activities} == ids


def pairs(said: Judgement) -> Judgements:
    return Judgements(pairs={pair(said.one, said.other): Said(said, "nl/molendam.toml: pair 1")})


def test_a_database_made_anew_from_the_same_days_has_the_same_ids(tmp_path: Path) -> None:
    assert _lived(tmp_path / "one") == _lived(tmp_path / "other")


def _lived(folder: Path) -> tuple[Any, ...]:
    moved = a_listing("k2", title="Koor", schedule=weekly("2026-11-25T20:00:00"))
    told = a_listing("9", GUIDE.id, title="Koor", organiser="De Wilg", schedule=KOOR.schedule)
    with opened(folder / "bruggen.duckdb") as store:
        world = World(store)
        world.build((OWN, [KOOR, *OTHERS]))
        world.build((OWN, OTHERS), (GUIDE, [told]))
        world.build((OWN, [moved, *OTHERS[1:]]), (GUIDE, [told]))
        found = world.edition()
        return found.activities, found.aliases, found.changes, found.occurrences


def test_an_empty_database_publishes_nothing_and_knows_no_activity(world: World) -> None:
    assert world.build().intents == {}
    assert world.edition().activities == ()
    with pytest.raises(UnreadableText, match="no activity has the id 'abc'"):
        explanation(world.store, "abc")


def test_a_judgement_of_an_unknown_listing_is_told_and_changes_nothing(world: World) -> None:
    world.build((OWN, [KOOR]))
    before = world.edition().occurrences
    names = (ListingName(source_id=OWN.id, key="k"), ListingName(source_id="nl.nergens.niets", key="0"))
    said = Judgement(verdict=Verdict.SAME, one=names[0], other=names[1], by="ada", on="2026-11-24", why="asked")
    built = world.build((OWN, [KOOR]), judgements=pairs(said))
    assert "nl.nergens.niets" in " ".join(built.idle_judgements)
    assert built.intents == {}
    assert {one.activity_id for one in world.edition().occurrences} == {one.activity_id for one in before}


def test_a_forgotten_source_leaves_what_others_announce(world: World) -> None:
    told = a_listing("9", GUIDE.id, title="Koor", organiser="De Wilg", schedule=KOOR.schedule)
    world.build((OWN, [KOOR]), (GUIDE, [told]))
    before = world.activity()
    assert forget(world.store, OWN.id, run_id="forget", now=MONDAY) == 0
    assert world.activity().id == before.id
