"""Sites are asked no faster, no oftener and no further than they want."""

from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from itertools import pairwise
from threading import Event
from typing import Any

import pytest

from schemas.health import Failure, Outcome
from spiders.crawl import Politeness
from spiders.crawl import settings as project


class Anything(dict[str, Any]):
    """Pages of a website that answers every address that it does not know in one way."""

    def __init__(self, answer: Any, known: dict[str, Any]) -> None:
        super().__init__(known)
        self._answer = answer

    def get(self, path: str, default: Any = None) -> Any:
        return super().get(path, default if path in {"/robots.txt", "/.well-known/tdmrep.json"} else self._answer)


LATE = 0.15
"""Seconds by which a busy machine may hear a request too late; the gap after it is that much shorter."""


def gaps(website: Any) -> list[float]:
    times = [heard.at for heard in website.heard]
    return [later - earlier for earlier, later in pairwise(times)]


def answering_slowly(text: str, *, seconds: float) -> Callable[[BaseHTTPRequestHandler], None]:
    def slowly(request: BaseHTTPRequestHandler) -> None:
        Event().wait(seconds)
        body = text.encode()
        request.send_response(200)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)

    return slowly


def test_crawl_delay_sets_the_pace_of_its_host(world: Any, website: Any, calendar: Any) -> None:
    website.say("/robots.txt", "User-agent: *\nCrawl-delay: 0.4")
    website.say("/meer.ics", calendar("Koor"))
    health = world.crawl(world.source(website.url("/agenda.ics"), pages=(website.url("/meer.ics"),)))
    assert health.outcome is Outcome.OK
    assert len(website.heard) == 4
    assert min(gaps(website)) >= 0.4 - LATE


def test_our_own_delay_holds_where_robots_txt_asks_for_none(world: Any, website: Any) -> None:
    world.crawl(world.source(website.url("/agenda.ics")), delay_s=0.3)
    assert len(website.heard) == 3
    assert min(gaps(website)) >= 0.3 - LATE


def test_a_crawl_delay_that_no_visit_can_keep_blocks_the_source(world: Any, website: Any) -> None:
    website.say("/robots.txt", "User-agent: *\nCrawl-delay: 3600")
    health = world.crawl(world.source(website.url("/agenda.ics")))
    assert health.failure is Failure.BLOCKED
    assert website.asked() == []


def test_sources_on_one_host_are_asked_one_at_a_time(world: Any, website: Any, calendar: Any) -> None:
    sources = []
    for number in range(4):
        website.pages[f"/{number}.ics"] = answering_slowly(calendar("Koor"), seconds=0.05)
        sources.append(world.source(website.url(f"/{number}.ics"), f"bron-{number}"))
    done = world.crawl(*sources)
    assert [health.outcome for health in done] == [Outcome.OK] * 4
    assert website.most_at_once == 1


def test_retry_after_is_waited_for_once(world: Any, website: Any, calendar: Any) -> None:
    website.say("/agenda.ics", "druk", status=503, Retry_After="1")

    def recovers(request: BaseHTTPRequestHandler) -> None:
        website.say("/agenda.ics", calendar("Koor"))
        request.send_response(429)
        request.send_header("Retry-After", "1")
        request.send_header("Content-Length", "0")
        request.end_headers()

    website.pages["/agenda.ics"] = recovers
    health = world.crawl(world.source(website.url("/agenda.ics")))
    assert health.outcome is Outcome.OK
    assert website.asked() == ["/agenda.ics", "/agenda.ics"]
    assert gaps(website)[-1] >= 1 - LATE


def test_a_retry_after_beyond_the_time_of_the_source_is_not_retried(world: Any, website: Any) -> None:
    website.say("/agenda.ics", "druk", status=503, Retry_After="3600")
    health = world.crawl(world.source(website.url("/agenda.ics")))
    assert health.failure is Failure.SERVER_ERROR
    assert website.asked() == ["/agenda.ics"]


@pytest.mark.parametrize("status", [500, 502, 503, 404, 429])
def test_an_error_is_asked_for_once(world: Any, website: Any, status: int) -> None:
    website.say("/agenda.ics", "fout", status=status)
    health = world.crawl(world.source(website.url("/agenda.ics")))
    assert health.outcome is Outcome.FAILED
    assert website.asked() == ["/agenda.ics"]


def test_a_connection_that_breaks_off_is_tried_once_more(world: Any, website: Any) -> None:
    def hang_up(request: BaseHTTPRequestHandler) -> None:
        request.close_connection = True

    website.pages["/agenda.ics"] = hang_up
    health = world.crawl(world.source(website.url("/agenda.ics")))
    assert health.failure is Failure.CONNECTION
    assert website.asked() == ["/agenda.ics", "/agenda.ics"]


def test_cookies_are_not_sent_back_and_we_say_who_we_are(world: Any, website: Any, calendar: Any) -> None:
    website.say("/agenda.ics", calendar("Koor"), Set_Cookie="volg=mij")
    world.crawl(world.source(website.url("/agenda.ics")), contact_url="https://bruggen.example/wie")
    world.crawl(world.source(website.url("/agenda.ics")))
    assert all("Cookie" not in heard.headers for heard in website.heard)
    assert website.heard[0].headers["User-Agent"] == "Bruggen/0.1 (+https://bruggen.example/wie)"


def test_no_source_gets_more_pages_than_the_limit(world: Any, website: Any, calendar: Any) -> None:
    links = "".join(f'<a href="/{number}.ics">kalender</a>' for number in range(9))
    website.say("/", f"<!DOCTYPE html>{links}")
    for number in range(9):
        website.say(f"/{number}.ics", calendar(f"Groep {number}"))
    health = world.crawl(world.source(website.url("/")), max_pages=4)
    assert (health.outcome, health.fetched) == (Outcome.OK, 4)
    assert "6 pages more than the 4" in health.problems[0].what


def test_a_site_with_a_new_address_for_every_link_is_not_read_again_and_again(world: Any, website: Any) -> None:
    number = iter(range(1, 10_000))

    def answer(request: BaseHTTPRequestHandler) -> None:
        cards = "".join(
            f'<li><h3><a href="/{next(number)}/koor">Koor {n}</a></h3><p>{n} december 2026, 19:30 uur</p></li>'
            for n in range(1, 7)
        )
        body = f"<!DOCTYPE html><h1>Agenda</h1><ul>{cards}</ul>".encode()
        request.send_response(200)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)

    website.pages = Anything(answer, website.pages)
    source = world.source(website.url("/agenda"))
    health = world.crawl(source)
    assert (health.outcome, health.listings) == (Outcome.OK, 6)
    assert len(website.asked()) == 7
    assert "nothing is followed from there" in health.problems[-1].what


def test_a_source_that_takes_too_long_is_cut_off_with_what_it_said(world: Any, website: Any, calendar: Any) -> None:
    website.pages["/agenda.ics"] = answering_slowly(calendar("Taalcafé"), seconds=0.3)
    website.say("/meer.ics", calendar("Koor"))
    source = world.source(website.url("/agenda.ics"), pages=(website.url("/meer.ics"),))
    health = world.crawl(source, max_source_s=0.2)
    assert (health.failure, health.fetched) == (Failure.TIMEOUT, 1)
    assert world.titles(source) == ["Taalcafé"]
    assert website.asked() == ["/agenda.ics"]


SAFE = {
    "ROBOTSTXT_OBEY": True,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
    "DOWNLOAD_DELAY": 1.0,
    "AUTOTHROTTLE_ENABLED": True,
    "DOWNLOAD_MAXSIZE": 10_000_000,
    "DOWNLOAD_TIMEOUT": 20.0,
    "DOWNLOAD_VERIFY_CERTIFICATES": True,
    "COOKIES_ENABLED": False,
    "TELNETCONSOLE_ENABLED": False,
    "REMOTE_CONTROL_ENABLED": False,
    "HTTPPROXY_ENABLED": False,
    "ALLOW_LOOPBACK": False,
}


@pytest.mark.parametrize("name", SAFE)
def test_the_scrapy_project_is_safe_unless_told_otherwise(name: str) -> None:
    assert getattr(project, name) == SAFE[name]


@pytest.mark.parametrize("scheme", ["file", "ftp", "s3", "data"])
def test_nothing_but_the_web_can_be_fetched(scheme: str) -> None:
    assert project.settings_for(Politeness())["DOWNLOAD_HANDLERS"][scheme] is None
