"""Which feeds there are, and what they hold."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import jsonschema_rs
import msgspec
import pytest

from output.event_texts import event_texts
from output.feeds import (
    CLIENT_BYTES,
    CLIENT_EVENTS,
    Calendar,
    Facet,
    Feed,
    calendars,
    entry,
    feeds,
    index_bytes,
    index_of,
    path_name,
    schema_bytes,
)
from output.feeds.names import Areas
from output.feeds.shelf import municipality_codes
from output.ical_check import calendar_fault
from output.release import publish
from output.selection import coming, offers
from schemas.activity import Activity, Occurrence, Organisation
from schemas.change import Edition
from schemas.facets import Cost, DutchLevels, Registration
from schemas.place import KnownPlace
from schemas.schedule import Status
from schemas.vocabulary import Basis, Category, CostKind, DutchLevel, RegistrationKind
from tests.output.editions import AS_OF, activity, edition, occurrence, once, schedule, town, weekly

TODAY = date.fromisoformat(AS_OF)


def made(content: Edition, promised: tuple[Feed, ...] = ()) -> dict[str, Feed]:
    on_offer = offers(content)
    texts = event_texts(on_offer, as_of=TODAY, known={})
    return {feed.stem: feed for feed in feeds(on_offer, texts, promised)}


def stems(content: Edition, promised: tuple[Feed, ...] = ()) -> dict[str, tuple[str, ...]]:
    return {stem: feed.activities for stem, feed in made(content, promised).items()}


def test_there_is_a_feed_for_all_for_each_municipality_and_for_each_cut_that_holds_something() -> None:
    assert stems(town()) == {
        "feeds/all": ("a1", "b2", "c3", "d4", "e5", "f6"),
        "feeds/beverwoude/all": ("d4",),
        "feeds/beverwoude/organisations/koor-tij": ("d4",),
        "feeds/otterdam/all": ("a1", "b2", "c3", "e5", "f6"),
        "feeds/otterdam/audiences/everyone": ("b2",),
        "feeds/otterdam/audiences/newcomers": ("b2",),
        "feeds/otterdam/categories/food": ("b2",),
        "feeds/otterdam/categories/language": ("a1", "f6"),
        "feeds/otterdam/languages/ar": ("e5",),
        "feeds/otterdam/languages/nl": ("e5",),
        "feeds/otterdam/online": ("f6",),
        "feeds/otterdam/organisations/de-haven": ("b2", "c3", "e5"),
        "feeds/otterdam/organisations/taalcafe-lombok": ("a1", "f6"),
    }


def test_a_place_with_codes_stands_in_the_feeds_of_its_district_and_neighbourhood() -> None:
    place = KnownPlace(id="p1", gm_code="GM0344", wk_code="WK034401", bu_code="BU03440123")
    found = made(edition(*once("a1", "2026-11-26T18:00:00+01:00", place=place)))
    assert found["feeds/otterdam/districts/wk034401"].value == "WK034401"
    assert found["feeds/otterdam/neighbourhoods/bu03440123"].activities == ("a1",)


IN_LOMBOK = KnownPlace(id="p1", gm_code="GM0344", wk_code="WK034401", bu_code="BU03440123")
NAMES = {"GM0344": "Otterdam", "WK034401": "Wijk 01 West", "BU03440123": "Lombok", "BU03440199": "Lombok"}


def test_areas_are_called_by_their_names_where_these_are_known() -> None:
    content = edition(*once("a1", "2026-11-26T18:00:00+01:00", place=IN_LOMBOK), areas=NAMES)
    on_offer = offers(content)
    texts = event_texts(on_offer, as_of=TODAY, known={})
    areas = Areas(content.areas, municipality_codes(on_offer))
    titles = {feed.stem: feed.title for feed in feeds(on_offer, texts, areas=areas)}
    assert titles["feeds/otterdam/districts/wk034401"] == "Otterdam: wijk West"
    assert titles["feeds/otterdam/neighbourhoods/bu03440123"] == "Otterdam: buurt Lombok (BU03440123)"
    assert {feed.stem: feed.title for feed in feeds(on_offer, texts)} == titles | {
        "feeds/otterdam/districts/wk034401": "Otterdam: wijk WK034401",
        "feeds/otterdam/neighbourhoods/bu03440123": "Otterdam: buurt BU03440123",
    }


@pytest.mark.parametrize(
    ("slug", "official", "expected"),
    [
        ("s-gravenhage", "'s-Gravenhage", "'s-Gravenhage"),
        ("sudwest-fryslan", "Súdwest-Fryslân", "Súdwest-Fryslân"),
        ("bergen-op-zoom", "Roosendaal", "Bergen op Zoom"),  # most of its activities are elsewhere
        ("landelijk", None, "Landelijk"),
    ],
)
def test_a_municipality_has_its_official_name_only_where_it_is_its_own(
    slug: str, official: str | None, expected: str
) -> None:
    areas = Areas({"GM0001": official} if official else {}, {slug: "GM0001"})
    assert areas.municipality(slug) == expected


def test_the_index_and_the_pages_have_the_names_of_areas(tmp_path: Path) -> None:
    content = edition(*once("a1", "2026-11-26T18:00:00+01:00", place=IN_LOMBOK))
    publish(content, var=tmp_path, run_id="1")
    publish(msgspec.structs.replace(content, areas=NAMES), var=tmp_path, run_id="2")
    found = index_of((tmp_path / "public/feeds/index.json").read_bytes()).feeds
    assert {(one.area_code, one.area_name) for one in found if one.municipality} == {
        ("GM0344", "Otterdam"),
        ("WK034401", "Wijk 01 West"),
        ("BU03440123", "Lombok"),
    }
    page = (tmp_path / "public/feeds/otterdam/index.html").read_text(encoding="utf-8")
    assert "Wijk West" in page
    assert "WK034401" not in page.replace("wk034401", "")


FREE = Cost(kind=CostKind.FREE)
OPEN = Registration(kind=RegistrationKind.DROP_IN)
NO_DUTCH = DutchLevels(min=DutchLevel.A0)


@pytest.mark.parametrize(
    ("facets", "is_in"),
    [
        ({"cost": FREE, "registration": OPEN, "dutch_level": NO_DUTCH}, True),
        ({"cost": FREE, "registration": OPEN, "dutch_level": DutchLevels(max=DutchLevel.A0)}, True),
        ({"cost": FREE, "registration": OPEN, "dutch_level": DutchLevels(min=DutchLevel.A1)}, False),
        ({"cost": FREE, "registration": OPEN}, False),
        ({"cost": FREE, "dutch_level": NO_DUTCH}, False),
        ({"cost": Cost(kind=CostKind.DONATION), "registration": OPEN, "dutch_level": NO_DUTCH}, False),
        (
            {"cost": FREE, "registration": OPEN, "dutch_level": NO_DUTCH, "basis": {"cost": Basis.INFERRED}},
            False,
        ),
    ],
)
def test_walk_in_holds_what_is_surely_free_open_and_without_dutch(facets: dict[str, Any], is_in: bool) -> None:
    found = stems(edition(*once("a1", "2026-11-26T18:00:00+01:00", **facets)))
    assert ("feeds/otterdam/walk-in" in found) == is_in


def crowd(count: int, **more: Any) -> list[Activity | Occurrence]:
    """So many activities, ten a day from 24 November on."""
    return [
        part
        for number in range(count)
        for part in once(f"a{number:04}", f"{TODAY + timedelta(days=number // 10)}T18:00:00+01:00", **more)
    ]


def in_district(number: int) -> KnownPlace:
    return KnownPlace(id=f"p{number}", gm_code="GM0344", wk_code=f"WK03440{number}")


def test_what_is_too_large_is_divided_by_district_into_parts_that_hold_all_of_it() -> None:
    parts = crowd(500, place=in_district(1))
    parts += crowd(900)[1000:]
    found = made(edition(*parts))
    whole = found["feeds/otterdam/all"]
    assert whole.parts == ("feeds/otterdam/districts/wk034401", "feeds/otterdam/all/elsewhere")
    assert sorted(one for part in whole.parts for one in found[part].activities) == list(whole.activities)


def test_a_district_that_is_too_large_is_divided_by_category() -> None:
    other = crowd(900, place=in_district(1), category=Category.FOOD)[1000:]
    found = made(edition(*crowd(500, place=in_district(1), category=Category.SPORT), *other))
    assert found["feeds/otterdam/districts/wk034401"].parts == (
        "feeds/otterdam/districts/wk034401/food",
        "feeds/otterdam/districts/wk034401/sport",
    )


def test_what_was_divided_stays_divided_when_it_fits_again() -> None:
    content = edition(*crowd(5, category=Category.FOOD))
    was = Feed("feeds/otterdam/all", "Otterdam", municipality="otterdam", parts=("feeds/otterdam/all/food",))
    kept = Feed("feeds/otterdam/all/food", "Otterdam, eten", value="food", municipality="otterdam")
    more = once("b1", "2026-11-26T18:00:00+01:00", category=Category.SPORT)
    found = made(edition(*content.activities, *content.occurrences, *more), (was, kept))
    assert found["feeds/otterdam/all/food"].activities == stems(content)["feeds/otterdam/categories/food"]


def read(content: Edition, stem: str) -> tuple[Calendar, Calendar]:
    on_offer = offers(content)
    texts = event_texts(on_offer, as_of=TODAY, known={})
    (feed,) = (one for one in feeds(on_offer, texts) if one.stem == stem)
    return calendars(feed, {one.activity.id: one for one in on_offer}, texts, as_of=TODAY)


def test_what_does_not_fit_gives_way_to_what_comes_sooner_and_the_calendar_says_so() -> None:
    full, simple = read(edition(*crowd(900)), "feeds/otterdam/all")
    for one in (full, simple):
        text = b"".join(one.pieces)
        assert one.size == len(text) <= CLIENT_BYTES
        assert one.events == text.count(b"BEGIN:VEVENT") <= CLIENT_EVENTS
        assert b"UID:a0000" in text
        assert b"UID:a0899" not in text
        assert one.left_out == 900 - one.events
        assert b"X-WR-CALNAME:Bruggen: Otterdam (niet alles)" in text
        assert b"DESCRIPTION:Wat kleine organisaties" in text
        assert calendar_fault(text) is None
    assert simple.last_day == (TODAY + timedelta(days=simple.events // 10 - 1)).isoformat()


def test_a_day_that_alone_is_too_much_is_cut_and_the_past_gives_way() -> None:
    busy = [one for n in range(900) for one in once(f"a{n:04}", "2026-11-24T18:00:00+01:00")]
    _, simple = read(edition(*busy, *once("b1", "2026-11-20T18:00:00+01:00")), "feeds/otterdam/all")
    text = b"".join(simple.pieces)
    assert (simple.last_day, b"UID:b1" in text) == (None, False)
    assert 0 < simple.events <= CLIENT_EVENTS


def test_the_index_keeps_to_its_schema_and_gives_full_addresses_where_they_are_known() -> None:
    on_offer = offers(town())
    texts = event_texts(on_offer, as_of=TODAY, known={})
    by_id = {one.activity.id: one for one in on_offer}
    entries = tuple(
        entry(feed, *calendars(feed, by_id, texts, as_of=TODAY), base_url="https://bruggen.example/")
        for feed in feeds(on_offer, texts)
    )
    text = index_bytes(AS_OF, entries)
    jsonschema_rs.validator_for(schema_bytes().decode(), validate_formats=True).validate(json.loads(text))
    first = index_of(text).feeds[0]
    assert first.url == "https://bruggen.example/feeds/all.ics"
    assert first.webcal == "webcal://bruggen.example/feeds/all.ics"
    assert (first.activities, first.events, first.left_out) == (6, 8, 0)


def test_an_organisation_without_activities_has_no_feed_yet() -> None:
    silent = Organisation(id="nl.otterdam.stil", name="Stil", municipality="otterdam")
    content = edition(*weekly(), organisations=(silent,))
    assert "feeds/otterdam/organisations/stil" not in stems(content)


def test_an_address_that_people_are_subscribed_to_stays() -> None:
    old = Feed(
        stem="feeds/otterdam/organisations/oud",
        title="Oud",
        facet=Facet.ORGANISATION,
        municipality="otterdam",
        organisation="nl.otterdam.oud",
    )
    assert stems(edition(*weekly()), (old,))["feeds/otterdam/organisations/oud"] == ()


@pytest.mark.parametrize("text", ["../../etc/passwd", "a/b", "Café", "", ".", "x" * 300, "نادي"])
def test_no_name_leads_out_of_the_folder(text: str) -> None:
    name = path_name(text)
    assert name
    assert len(name) <= 90
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_different_names_that_look_alike_keep_different_paths() -> None:
    assert len({path_name(text) for text in ("cafe", "café", "Cafe", "caf-e", "caf e")}) == 5


def test_what_is_gone_is_in_no_feed() -> None:
    assert stems(edition(*once("a1", "2026-11-26T18:00:00+01:00", status=Status.GONE)))["feeds/all"] == ()


def test_what_is_over_stays_in_the_feeds_for_a_week_so_that_no_calendar_loses_yesterday() -> None:
    assert stems(edition(*once("a1", "2026-11-23T18:00:00+01:00", status=Status.PAST)))["feeds/all"] == ("a1",)


@pytest.mark.parametrize(("changed_on", "is_there"), [(25, True), (24, False)])
def test_what_is_cancelled_stays_for_thirty_days(changed_on: int, is_there: bool) -> None:
    changed_at = datetime(2026, 10, changed_on, 12, tzinfo=UTC)
    parts = once("a1", "2026-11-26T18:00:00+01:00", status=Status.CANCELLED, last_changed_at=changed_at)
    assert bool(stems(edition(*parts))["feeds/all"]) == is_there


def test_what_is_still_going_on_is_coming() -> None:
    parts = (
        activity("a1", schedule()),
        occurrence("a1", "2026-11-20", "2026-11-24"),
        occurrence("a1", "2026-11-21", "2026-11-25"),
        occurrence("a1", "2026-12-07"),
        occurrence("a1", "2026-12-08"),
    )
    (offer,) = offers(edition(*parts))
    assert [one.start for one in coming(offer, as_of=TODAY, days=14)] == ["2026-11-21", "2026-12-07"]
