"""When little or nothing is announced: is it broken, or is it quiet?"""

from datetime import UTC, datetime, timedelta
from typing import Any

from schemas.health import Failure, Outcome

FIVE = ("Taalcafé", "Kookgroep", "Naaien", "Koor", "Wandelen")
AFTER_ALL_DATES = datetime(2026, 12, 20, 6, 0, tzinfo=UTC)


def test_a_page_on_which_no_reader_finds_anything_is_empty(world: Any, website: Any) -> None:
    website.say("/", "<!DOCTYPE html><title>Welkom</title><p>Welkom bij ons buurthuis.")
    source = world.source(website.url("/"))
    health = world.crawl(source)
    assert (health.outcome, health.failure) == (Outcome.FAILED, Failure.EMPTY)
    assert health.detail == f"{source.url}: no listing, expected 1 or more"


def test_fewer_listings_than_declared_are_a_redesign_and_the_old_ones_stay(
    world: Any, website: Any, calendar: Any
) -> None:
    source = world.source(website.url("/agenda.ics"), fewest=2)
    world.crawl(source)
    website.say("/agenda.ics", calendar("Taalcafé"))
    health = world.crawl(source)
    assert (health.failure, health.listings) == (Failure.REDESIGNED, 1)
    assert health.detail == f"{source.url}: 1 listings, expected 2 or more"
    assert world.titles(source) == ["Taalcafé", "Kookgroep"]


def test_more_than_half_gone_at_once_is_a_redesign(world: Any, website: Any, calendar: Any) -> None:
    website.say("/agenda.ics", calendar(*FIVE))
    source = world.source(website.url("/agenda.ics"))
    world.crawl(source)
    website.say("/agenda.ics", calendar(*FIVE[:2]))
    health = world.crawl(source)
    assert health.failure is Failure.REDESIGNED
    assert health.detail == f"{source.url}: 2 listings, where 5 of before are still due"
    assert world.titles(source) == list(FIVE)


def test_a_person_may_accept_that_a_source_shrinks(world: Any, website: Any, calendar: Any) -> None:
    website.say("/agenda.ics", calendar(*FIVE))
    source = world.source(website.url("/agenda.ics"))
    world.crawl(source)
    website.say("/agenda.ics", calendar(*FIVE[:2]))
    world.crawl(source)
    health = world.crawl(source, may_shrink=frozenset({source.id}))
    assert health.outcome is Outcome.OK
    assert world.titles(source) == list(FIVE[:2])


def test_three_of_five_are_no_redesign(world: Any, website: Any, calendar: Any) -> None:
    website.say("/agenda.ics", calendar(*FIVE))
    source = world.source(website.url("/agenda.ics"))
    world.crawl(source)
    website.say("/agenda.ics", calendar(*FIVE[:3]))
    assert world.crawl(source).outcome is Outcome.OK
    assert world.titles(source) == list(FIVE[:3])


def test_listings_that_are_over_may_vanish(world: Any, website: Any, calendar: Any) -> None:
    website.say("/agenda.ics", calendar(*FIVE))
    source = world.source(website.url("/agenda.ics"))
    world.crawl(source)
    website.say("/agenda.ics", calendar("Nieuwjaarsborrel").replace("20261210", "20270104"))
    assert world.crawl(source, now=AFTER_ALL_DATES).outcome is Outcome.OK


def test_nothing_in_a_silent_month_is_silence_and_elsewhen_a_failure(world: Any, website: Any) -> None:
    website.say("/", "<!DOCTYPE html><p>Zomerstop")
    november = world.source(website.url("/"), "november", silent=(11,))
    july = world.source(website.url("/"), "juli", silent=(7,))
    assert [health.outcome for health in world.crawl(november, july)] == [Outcome.SILENT, Outcome.FAILED]


def test_an_intact_calendar_without_events_is_silence_also_when_it_stays_so(
    world: Any, website: Any, calendar: Any
) -> None:
    website.say("/agenda.ics", calendar(), ETag='"leeg"')
    source = world.source(website.url("/agenda.ics"))
    outcomes = [world.crawl(source, run_id=str(run)).outcome for run in range(3)]
    assert outcomes == [Outcome.SILENT, Outcome.SILENT, Outcome.SILENT]


def test_a_calendar_that_is_emptied_while_much_is_due_is_no_silence(world: Any, website: Any, calendar: Any) -> None:
    website.say("/agenda.ics", calendar(*FIVE))
    source = world.source(website.url("/agenda.ics"))
    world.crawl(source)
    website.say("/agenda.ics", calendar())
    assert world.crawl(source).failure is Failure.EMPTY
    assert world.titles(source) == list(FIVE)


def test_a_source_of_which_all_is_over_is_silent_and_stays_silent(world: Any, website: Any) -> None:
    website.say("/", '<!DOCTYPE html><a href="/agenda.ics">agenda</a>')
    source = world.source(website.url("/"))
    world.crawl(source)
    website.say("/", "<!DOCTYPE html>Tot in het voorjaar")
    outcomes = [
        world.crawl(source, now=AFTER_ALL_DATES + timedelta(days=day), run_id=str(day)).outcome for day in range(3)
    ]
    assert outcomes == [Outcome.SILENT] * 3


def test_a_linked_page_that_is_no_more_does_not_fail_its_source(
    world: Any, website: Any, calendar: Any, now: datetime
) -> None:
    website.say("/koor.ics", calendar("Koor"))
    website.say("/", '<!DOCTYPE html><a href="/agenda.ics">alles</a><a href="/koor.ics">koor</a>')
    source = world.source(website.url("/"))
    world.crawl(source)
    del website.pages["/koor.ics"]
    website.say(
        "/", '<!DOCTYPE html><a href="/agenda.ics">alles</a> <a href="/koor.ics">koor</a><a href="/x.ics">x</a>'
    )
    health = world.crawl(source, now=now + timedelta(days=1))
    assert (health.outcome, health.failed) == (Outcome.OK, 2)
    assert world.titles(source) == ["Taalcafé", "Kookgroep"]
    assert "404 where 200 was expected" in health.problems[0].what


def test_a_linked_page_with_a_fault_fails_its_source_and_keeps_what_it_said(
    world: Any, website: Any, calendar: Any, now: datetime
) -> None:
    website.say("/koor.ics", calendar("Koor"))
    website.say("/", '<!DOCTYPE html><a href="/agenda.ics">alles</a><a href="/koor.ics">koor</a>')
    source = world.source(website.url("/"))
    world.crawl(source)
    website.say("/koor.ics", "fout", status=500)
    health = world.crawl(source, now=now + timedelta(days=1))
    assert health.failure is Failure.SERVER_ERROR
    assert world.titles(source) == ["Taalcafé", "Kookgroep", "Koor"]


def test_under_a_homepage_that_is_down_everything_known_is_kept(world: Any, website: Any, now: datetime) -> None:
    website.say("/", '<!DOCTYPE html><a href="/agenda.ics">alles</a>')
    source = world.source(website.url("/"))
    world.crawl(source)
    website.say("/", "fout", status=500)
    health = world.crawl(source, now=now + timedelta(days=1))
    assert (health.failure, health.listings) == (Failure.SERVER_ERROR, 0)
    assert world.titles(source) == ["Taalcafé", "Kookgroep"]
    assert website.asked() == ["/", "/agenda.ics", "/"]
