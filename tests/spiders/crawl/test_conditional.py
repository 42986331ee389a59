"""A second visit asks whether anything changed, and reads nothing again when nothing did."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest

from schemas.health import Failure, Outcome
from schemas.staged import staged_path
from spiders import readers

LINKING = '<!DOCTYPE html><link rel="alternate" type="text/calendar" href="/agenda.ics"><p>Welkom'
LIST = (
    '<!DOCTYPE html><script type="application/ld+json">{"@context":"https://schema.org","@type":"ItemList",'
    '"itemListElement":[{"@type":"ListItem","url":"/koor/"}]}</script>'
)
CHOIR = (
    '<!DOCTYPE html><script type="application/ld+json">{"@context":"https://schema.org","@type":"Event",'
    '"name":"Koor","startDate":"2026-12-10T19:00:00+01:00"}</script>'
)


def test_an_unchanged_page_is_asked_conditionally_and_not_read(world: Any, website: Any) -> None:
    source = world.source(website.url("/agenda.ics"))
    first = world.crawl(source)
    second = world.crawl(source, run_id="later")
    assert (first.outcome, first.fetched, first.unchanged, first.listings) == (Outcome.OK, 1, 0, 2)
    assert (second.outcome, second.fetched, second.unchanged, second.listings) == (Outcome.UNCHANGED, 0, 1, 2)
    assert [heard.headers.get("If-None-Match") for heard in website.heard if heard.path == "/agenda.ics"] == [
        None,
        '"1"',
    ]


def test_last_modified_is_sent_back_as_it_came(world: Any, website: Any, calendar: Any) -> None:
    website.say("/agenda.ics", calendar("Koor"), Last_Modified="Mon, 23 Nov 2026 10:00:00 GMT")
    source = world.source(website.url("/agenda.ics"))
    world.crawl(source)
    world.crawl(source)
    assert website.heard[-1].headers["If-Modified-Since"] == "Mon, 23 Nov 2026 10:00:00 GMT"


def test_the_same_body_counts_as_unchanged_where_a_server_knows_no_validators(
    world: Any, website: Any, calendar: Any
) -> None:
    website.say("/agenda.ics", calendar("Koor"))
    source = world.source(website.url("/agenda.ics"))
    world.crawl(source)
    assert world.crawl(source).outcome is Outcome.UNCHANGED


def test_a_second_visit_changes_no_byte_but_its_health(world: Any, website: Any, now: Any) -> None:
    source = world.source(website.url("/agenda.ics"))
    world.crawl(source)
    first = world.staged(source)
    world.crawl(source, run_id="later", now=now + timedelta(hours=1))
    second = world.staged(source)
    assert second.health.run_id == "later"
    assert msgspec.structs.replace(second, health=first.health) == first


def test_a_page_is_read_again_when_its_reader_has_a_new_version(
    world: Any, website: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = world.source(website.url("/agenda.ics"))
    world.crawl(source)
    monkeypatch.setattr(readers, "version", lambda _: 999)
    health = world.crawl(source)
    assert (health.fetched, health.unchanged) == (1, 0)
    assert "If-None-Match" not in website.heard[-1].headers


def test_a_page_is_read_again_when_its_source_names_another_reader(world: Any, website: Any) -> None:
    world.crawl(world.source(website.url("/agenda.ics")))
    health = world.crawl(world.source(website.url("/agenda.ics"), reader="ical"))
    assert (health.outcome, health.fetched) == (Outcome.OK, 1)


def test_a_site_that_moved_to_another_host_is_read_there_and_the_move_is_told(world: Any, website: Any) -> None:
    old = world.website()
    old.say("/agenda.ics", "", status=301, Location=website.url("/agenda.ics"))
    source = world.source(old.url("/agenda.ics"))
    first, second = world.crawl(source), world.crawl(source)
    assert (first.outcome, second.outcome) == (Outcome.OK, Outcome.UNCHANGED)
    assert [health.failure for health in (first, second)] == [Failure.MOVED] * 2
    assert second.detail == f"{old.url('/agenda.ics')}: moved for good to {website.url('/agenda.ics')}"
    assert world.titles(source) == ["Taalcafé", "Kookgroep"]


def test_a_site_that_moved_to_a_page_without_activities_fails_as_moved(world: Any, website: Any) -> None:
    old = world.website()
    old.say("/agenda", "", status=308, Location=website.url("/te-koop"))
    website.say("/te-koop", "<!DOCTYPE html><h1>Dit domein is te koop</h1>")
    health = world.crawl(world.source(old.url("/agenda")))
    assert (health.outcome, health.failure) == (Outcome.FAILED, Failure.MOVED)
    assert health.detail.startswith(f"{old.url('/agenda')}: moved for good to {website.url('/te-koop')}, and there: ")


def test_a_detour_that_is_not_for_good_is_told_and_no_failure(world: Any, website: Any) -> None:
    old = world.website()
    old.say("/agenda.ics", "", status=301, Location="/elders.ics")
    old.say("/elders.ics", "", status=302, Location=website.url("/agenda.ics"))
    health = world.crawl(world.source(old.url("/agenda.ics")))
    assert (health.outcome, health.failure) == (Outcome.OK, None)
    assert [problem.what for problem in health.problems] == [f"led to {website.url('/agenda.ics')}"]


def test_robots_txt_and_reservations_are_asked_once_a_day(world: Any, website: Any, now: Any) -> None:
    source = world.source(website.url("/agenda.ics"))
    for hours in (0, 1, 23, 25):
        world.crawl(source, now=now + timedelta(hours=hours), run_id=f"run-{hours}")
    assert [heard.path for heard in website.heard] == [
        "/robots.txt",
        "/.well-known/tdmrep.json",
        "/agenda.ics",
        "/agenda.ics",
        "/agenda.ics",
        "/robots.txt",
        "/.well-known/tdmrep.json",
        "/agenda.ics",
    ]


def test_yesterdays_rules_hold_while_robots_txt_does_not_answer(world: Any, website: Any, now: Any) -> None:
    website.say("/robots.txt", "User-agent: *\nDisallow: /geheim.ics")
    source = world.source(website.url("/agenda.ics"), pages=(website.url("/geheim.ics"),))
    world.crawl(source)
    website.say("/robots.txt", "fout", status=500)
    health = world.crawl(source, now=now + timedelta(days=2))
    assert (health.unchanged, health.refused, health.failure) == (1, 1, Failure.BLOCKED)


def test_a_calendar_that_a_homepage_names_is_followed(world: Any, website: Any) -> None:
    website.say("/", LINKING, ETag='"h"')
    source = world.source(website.url("/"))
    health = world.crawl(source)
    assert (health.outcome, health.fetched, health.reader) == (Outcome.OK, 2, "ical")
    assert world.titles(source) == ["Taalcafé", "Kookgroep"]


@pytest.fixture
def listing_site(website: Any) -> Any:
    """A website with a list that leads to the page of one choir."""
    website.say("/", LIST, ETag='"h"')
    website.say("/koor/", CHOIR, ETag='"k"')
    return website


def test_a_linked_page_is_not_asked_twice_within_a_day_while_its_list_stays_the_same(
    world: Any, listing_site: Any, now: Any
) -> None:
    source = world.source(listing_site.url("/"))
    world.crawl(source)
    health = world.crawl(source, now=now + timedelta(hours=1), run_id="hour")
    assert (health.outcome, health.unchanged, health.listings) == (Outcome.UNCHANGED, 2, 1)
    assert listing_site.asked() == ["/", "/koor/", "/"]
    world.crawl(source, now=now + timedelta(hours=21), run_id="day")
    world.crawl(source, now=now + timedelta(hours=22), run_id="day-and-hour")
    assert listing_site.asked()[3:] == ["/", "/koor/", "/"]


def test_a_linked_page_is_asked_when_its_list_says_something_else(world: Any, listing_site: Any) -> None:
    source = world.source(listing_site.url("/"))
    world.crawl(source)
    listing_site.say("/", LIST.replace("}]", '},{"@type":"ListItem","url":"/naaien/"}]'))
    listing_site.say("/naaien/", CHOIR.replace("Koor", "Naaien"))
    world.crawl(source)
    assert listing_site.asked()[2:] == ["/", "/koor/", "/naaien/"]
    assert world.titles(source) == ["Koor", "Naaien"]


def test_a_list_page_that_only_prints_a_new_token_counts_as_the_same(world: Any, listing_site: Any) -> None:
    source = world.source(listing_site.url("/"))
    world.crawl(source)
    listing_site.say("/", LIST + "<input value=nonce-2>")
    world.crawl(source)
    assert listing_site.asked() == ["/", "/koor/", "/"]


def test_a_calendar_is_asked_each_time_and_the_page_that_only_names_it_once_a_day(
    world: Any, website: Any, now: Any
) -> None:
    website.say("/", LINKING, ETag='"h"')
    source = world.source(website.url("/"))
    world.crawl(source)
    first = world.staged(source)
    health = world.crawl(source, now=now + timedelta(hours=1), run_id="hour")
    assert (health.outcome, health.unchanged, health.listings) == (Outcome.UNCHANGED, 2, 2)
    assert website.asked() == ["/", "/agenda.ics", "/agenda.ics"]
    assert world.staged(source).pages == first.pages
    world.crawl(source, now=now + timedelta(hours=21), run_id="day")
    assert website.asked()[3:] == ["/", "/agenda.ics"]


def test_a_page_with_listings_of_its_own_is_asked_each_time(world: Any, website: Any) -> None:
    website.say("/agenda/", CHOIR + LINKING)
    source = world.source(website.url("/agenda/"))
    world.crawl(source)
    world.crawl(source)
    assert website.asked() == ["/agenda/", "/agenda/"]


def test_a_source_is_left_alone_until_it_is_due(world: Any, website: Any, now: Any) -> None:
    source = world.source(website.url("/agenda.ics"), every=12)
    outcomes = [
        world.crawl(source, now=now + timedelta(hours=hours), run_id=str(hours)).outcome for hours in (0, 11, 12)
    ]
    assert outcomes == [Outcome.OK, Outcome.SKIPPED, Outcome.UNCHANGED]
    assert website.asked() == ["/agenda.ics", "/agenda.ics"]


def test_of_who_asked_to_be_left_out_nothing_is_fetched_and_nothing_kept(world: Any, website: Any) -> None:
    world.crawl(world.source(website.url("/agenda.ics")))
    asked_before = len(website.heard)
    left = world.source(website.url("/agenda.ics"), opted_out=True)
    health = world.crawl(left)
    assert health.outcome is Outcome.SKIPPED
    assert len(website.heard) == asked_before
    assert world.staged(left).pages == ()


def test_a_staged_file_that_cannot_be_read_counts_as_absent_and_is_told(world: Any, website: Any) -> None:
    source = world.source(website.url("/agenda.ics"))
    world.crawl(source)
    staged_path(world.var, source.id).write_bytes(b'{"source": {"id": "nl.ut')
    health = world.crawl(source)
    assert (health.outcome, health.fetched) == (Outcome.OK, 1)
    assert "staged file of the last visit was unreadable" in health.problems[0].what
    assert world.titles(source) == ["Taalcafé", "Kookgroep"]


def test_no_unfinished_file_is_left_behind(world: Any, website: Any) -> None:
    source = world.source(website.url("/agenda.ics"))
    world.crawl(source)
    assert [path.name for path in (world.var / "staged").iterdir()] == [f"{source.id}.json"]
