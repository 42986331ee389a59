"""Which feeds there are, and what they hold."""

from datetime import UTC, date, datetime

import pytest

from output.event_texts import event_texts
from output.feeds import FeedEntry, feeds, path_name
from output.selection import coming, offers
from schemas.activity import Organisation
from schemas.change import Edition
from schemas.schedule import Status
from tests.output.editions import AS_OF, activity, edition, occurrence, once, schedule, town, weekly

TODAY = date.fromisoformat(AS_OF)


def stems(content: Edition, promised: tuple[FeedEntry, ...] = ()) -> dict[str, tuple[str, ...]]:
    texts = event_texts(offers(content), as_of=TODAY, known={})
    return {feed.stem: feed.activities for feed in feeds(content, texts, promised)}


def test_there_is_a_feed_for_all_for_each_municipality_and_for_each_organisation() -> None:
    assert stems(town()) == {
        "feeds/all": ("a1", "b2", "c3", "d4", "e5", "f6"),
        "feeds/beverwoude/all": ("d4",),
        "feeds/beverwoude/organisations/koor-tij": ("d4",),
        "feeds/otterdam/all": ("a1", "b2", "c3", "e5", "f6"),
        "feeds/otterdam/organisations/de-haven": ("b2", "c3", "e5"),
        "feeds/otterdam/organisations/taalcafe-lombok": ("a1", "f6"),
    }


def test_an_organisation_without_activities_has_no_feed_yet() -> None:
    silent = Organisation(id="nl.otterdam.stil", name="Stil", municipality="otterdam")
    content = edition(*weekly(), organisations=(silent,))
    assert "feeds/otterdam/organisations/stil" not in stems(content)


def test_an_address_that_people_are_subscribed_to_stays() -> None:
    old = FeedEntry(
        path="feeds/otterdam/organisations/oud.ics",
        simple_path="feeds/otterdam/organisations/oud.simple.ics",
        title="Oud",
        activities=1,
        events=1,
        bytes=1,
        simple_events=1,
        simple_bytes=1,
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
