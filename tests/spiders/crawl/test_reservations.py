"""What pages and hosts reserve is kept, and what does not concern us does not keep us away."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.health import Failure, Outcome
from spiders.crawl.reservations import reservation_for, reservations, wish_in_headers, wish_in_page
from spiders.page import Page

EVENT = (
    '<script type="application/ld+json">{"@context":"https://schema.org","@type":"Event","name":"Koor",'
    '"startDate":"2026-12-10T19:00:00+01:00"}</script>'
)

HEADERS = (
    (("noindex",), "noindex"),
    (("NoIndex, nofollow",), "noindex"),
    (("none",), "none"),
    (("max-snippet:50, noindex",), "noindex"),
    (("unavailable_after: 25 Jun 2027 15:00:00 CET",), None),
    (("googlebot: noindex",), None),
    (("anders: noindex", "bruggen: noindex"), "noindex"),
    (("noarchive, nosnippet, noai, notranslate",), None),
    (("all",), None),
    ((), None),
)


@pytest.mark.parametrize(("lines", "directive"), HEADERS)
def test_a_page_is_read_unless_its_header_asks_robots_not_to_use_it(lines: tuple[str, ...], directive: str) -> None:
    said = wish_in_headers(lines, None, None).refusal(is_html=True)
    assert said == (f"asks robots not to use it ({directive})" if directive else None)


def test_a_feed_that_is_to_be_no_search_result_is_read_unless_it_names_us() -> None:
    assert wish_in_headers(("noindex, follow",), None, None).refusal(is_html=False) is None
    assert wish_in_headers(("bruggen: noindex",), None, None).refusal(is_html=False) is not None


@pytest.mark.parametrize(
    ("value", "is_reserved"), [("1", True), (" 1 ", True), ("0", False), ("true", False), (None, False)]
)
def test_only_the_value_one_reserves(value: str | None, is_reserved: bool) -> None:
    wish = wish_in_headers((), value, "https://debrug.example/policy.json")
    said = wish.refusal(is_html=False)
    assert (said is not None) == is_reserved
    assert not is_reserved or said == (
        "reserves text and data mining (tdm-reservation: 1), see https://debrug.example/policy.json"
    )


METAS = (
    ('<meta name="robots" content="noindex,follow">', True),
    ("<META NAME=Robots CONTENT=NONE>", True),
    ('<meta name="bruggen" content="noindex">', True),
    ('<meta content="1" name="tdm-reservation">', True),
    ('<meta name="googlebot" content="noindex">', False),
    ('<!-- <meta name="robots" content="noindex"> -->', False),
    ('<meta name="robots" content="index, follow">', False),
    ('<meta name="tdm-reservation" content="0">', False),
    ("<p>robots: noindex</p><meta charset=utf-8>", False),
)


@pytest.mark.parametrize(("meta", "is_refused"), METAS)
def test_the_head_of_a_page_says_the_same_as_its_headers(meta: str, is_refused: bool) -> None:
    body = f"<!DOCTYPE html><head>{meta}</head>{EVENT}".encode()
    page = Page("nl.utrecht.koor", "https://debrug.example/", body, datetime(2026, 11, 26, tzinfo=UTC))
    assert (wish_in_page(page).refusal(is_html=True) is not None) == is_refused


ROWS = [
    {"location": "/agenda/vrij/*", "tdm-reservation": 0},
    {"location": "/agenda/*", "tdm-reservation": 1, "tdm-policy": "https://debrug.example/p"},
    {"location": "/*.ics$", "tdm-reservation": 1},
    {"location": 7, "tdm-reservation": 1},
    "geen rij",
]


@pytest.mark.parametrize(
    ("path", "location"),
    [("/agenda/1", "/agenda/*"), ("/agenda/vrij/1", None), ("/x.ics", "/*.ics$"), ("/x.ics?a", None), ("/", None)],
)
def test_the_first_row_that_fits_an_address_decides(path: str, location: str | None) -> None:
    found = reservation_for(f"https://debrug.example{path}", reservations(json.dumps(ROWS)))
    assert (found.location if found else None) == location


@given(
    st.one_of(st.text(), st.just("[" * 100_000), st.from_regex(r'\[\{"location": "/", "tdm-reservation": .{0,9}\}\]'))
)
def test_a_file_that_is_none_reserves_nothing_and_breaks_nothing(text: str) -> None:
    assert isinstance(reservations(text), tuple)


def test_a_reserved_page_is_refused_and_what_it_said_before_stays(world: Any, website: Any) -> None:
    website.say("/agenda", f"<!DOCTYPE html>{EVENT}")
    source = world.source(website.url("/agenda"))
    assert world.crawl(source).outcome is Outcome.OK
    website.say("/agenda", f"<!DOCTYPE html>{EVENT}", X_Robots_Tag="noindex")
    health = world.crawl(source, run_id="later")
    assert (health.failure, health.refused) == (Failure.BLOCKED, 1)
    assert health.detail.endswith("asks robots not to use it (noindex)")
    assert world.titles(source) == ["Koor"]


def test_what_tdmrep_reserves_is_not_asked_for(world: Any, website: Any) -> None:
    website.say("/.well-known/tdmrep.json", json.dumps([{"location": "/agenda.ics", "tdm-reservation": 1}]))
    health = world.crawl(world.source(website.url("/agenda.ics")))
    assert health.failure is Failure.BLOCKED
    assert health.detail.endswith("reserves text and data mining (tdmrep.json for /agenda.ics)")
    assert "/agenda.ics" not in website.asked()


def test_tdmrep_is_not_asked_where_robots_txt_closes_it_and_its_fault_closes_nothing(world: Any, website: Any) -> None:
    website.say("/robots.txt", "User-agent: *\nDisallow: /.well-known/")
    assert world.crawl(world.source(website.url("/agenda.ics"))).outcome is Outcome.OK
    assert "/.well-known/tdmrep.json" not in [heard.path for heard in website.heard]
    other = world.website()
    other.pages = {**website.pages, "/robots.txt": website.pages["/agenda.ics"]}
    other.say("/.well-known/tdmrep.json", "fout", status=500)
    assert world.crawl(world.source(other.url("/agenda.ics"), "ander")).outcome is Outcome.OK


def test_links_of_a_page_that_asks_for_it_are_not_followed(world: Any, website: Any) -> None:
    website.say("/", '<!DOCTYPE html><meta name=robots content=nofollow><a href="/agenda.ics">agenda</a>')
    world.crawl(world.source(website.url("/")))
    assert "/agenda.ics" not in website.asked()
