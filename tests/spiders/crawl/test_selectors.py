"""Sources whose files say by selectors where the activities stand."""

from datetime import UTC, datetime
from typing import Any

from schemas.health import Failure, Outcome
from schemas.source import Selectors

LIST = '<!DOCTYPE html><h1>Agenda</h1><div class="rij"><a href="/koor">Koor</a> 10 december 2026</div>'
DETAIL = "<!DOCTYPE html><title>Koor</title><h1>Koor</h1><p>10 december 2026, 19.30 uur</p>"
REDESIGNED = "<!DOCTYPE html><h1>Agenda</h1><section><a href='/koor'>Koor</a> 10 december 2026</section>"
ROWS = Selectors(record=".rij")


def a_source(world: Any, website: Any, selectors: Selectors = ROWS) -> Any:
    website.say("/koor", DETAIL)
    return world.source(website.url("/"), selectors=selectors)


def test_selectors_read_the_declared_page_and_the_ladder_what_it_leads_to(world: Any, website: Any) -> None:
    website.say("/", LIST)
    source = a_source(world, website)
    health = world.crawl(source)
    assert health.outcome is Outcome.OK
    assert [(page.url, page.reader) for page in world.staged(source).pages] == [
        (source.url, "selectors"),
        (website.url("/koor"), "html"),
    ]


def test_a_selector_that_never_matched_is_told_with_its_page(world: Any, website: Any) -> None:
    website.say("/", REDESIGNED)
    source = a_source(world, website)
    health = world.crawl(source)
    assert (health.failure, health.listings) == (Failure.EMPTY, 0)
    assert [problem.what for problem in health.problems] == ["the selector record = '.rij' matches nothing"]
    assert health.problems[0].where == source.url


def test_a_selector_that_matches_no_longer_is_a_redesign_and_the_old_listings_stay(world: Any, website: Any) -> None:
    website.say("/", LIST)
    source = a_source(world, website)
    world.crawl(source)
    website.say("/", REDESIGNED)
    for _ in range(2):  # and it stays one
        health = world.crawl(source)
        assert health.failure is Failure.REDESIGNED
        assert health.detail == (
            f"{source.url}: the selector record = '.rij' matches nothing, where listings were at the last visit"
        )
        assert world.titles(source) == ["Koor"]


def test_selectors_that_were_mended_read_the_page_anew(world: Any, website: Any) -> None:
    website.say("/", LIST)
    world.crawl(a_source(world, website))
    website.say("/", REDESIGNED)
    world.crawl(a_source(world, website))
    source = a_source(world, website, Selectors(record="section"))
    assert world.crawl(source).outcome is Outcome.OK
    assert world.titles(source) == ["Koor"]


def test_wrong_new_selectors_are_told_every_night_though_the_page_stays_the_same(world: Any, website: Any) -> None:
    website.say("/", LIST, ETag='"1"')
    world.crawl(a_source(world, website))
    wrong = a_source(world, website, Selectors(record="tr"))
    assert [world.crawl(wrong).outcome for _ in range(3)] == [Outcome.FAILED] * 3


def test_a_month_in_which_silence_is_normal_is_no_redesign(world: Any, website: Any) -> None:
    website.say("/", LIST)
    website.say("/koor", DETAIL)
    source = world.source(website.url("/"), selectors=ROWS, silent=(7,))
    world.crawl(source)
    website.say("/", "<!DOCTYPE html><h1>Agenda</h1><p>Wij zijn er in september weer.")
    health = world.crawl(source, now=datetime(2027, 7, 5, 6, 0, tzinfo=UTC))
    assert health.outcome is Outcome.SILENT
