"""Nightly visits that find their own way, on a website on loopback that changes under way."""

import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from schemas.health import Failure, Health, Outcome
from schemas.listing import Listing
from schemas.source import Source
from schemas.staged import StagedSource, decode, staged_path
from spiders.crawl import Politeness, crawl
from spiders.discovery.guidance import FRESH, FRUITLESS
from tests.spiders.discovery.websites import agenda, calendar, html

NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
NAMES = ("Koor", "Koken", "Lezen", "Naaien", "Wandelen")


class Night:
    """A website, and nightly crawls of a source that names only its front door."""

    def __init__(self, var: Path) -> None:
        self.pages: dict[str, str] = {}
        self.statuses: dict[str, int] = {}
        self.asked: list[str] = []
        self.slow_s = 0.0
        self._var = var
        self._now = NOW
        self.announces: Callable[[Listing], bool] = lambda listing: listing.schedule is not None
        night = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                night.asked.append(self.path)
                time.sleep(night.slow_s)
                body = night.pages.get(self.path, "").encode()
                self.send_response(night.statuses.get(self.path, 200 if body else 404))
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                """Tests have their own eyes."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    def crawl(
        self, *, path: str = "/", later: timedelta = timedelta(days=1), seconds: float = 600, **declared: Any
    ) -> Health:
        """The next visit, `later` than the last one; `asked` holds what was asked in it."""
        self.asked.clear()
        self._now += later
        self.source = Source(id="nl.utrecht.brug", organisation="De Brug", url=self.url(path), **declared)
        politeness = Politeness(delay_s=0, allow_loopback=True, max_source_s=seconds)
        (health,) = crawl(
            [self.source],
            var=self._var,
            run_id=str(self._now),
            now=self._now,
            politeness=politeness,
            announces=lambda listing, _source, _now: self.announces(listing),
        )
        return health

    @property
    def pages_asked(self) -> list[str]:
        """What was asked but for what a host says to machines."""
        return [path for path in self.asked if path not in {"/robots.txt", "/.well-known/tdmrep.json"}]

    @property
    def staged(self) -> StagedSource:
        return decode(staged_path(self._var, self.source.id).read_bytes())

    @property
    def titles(self) -> list[str]:
        return sorted(listing.title for listing in self.staged.listings().values())

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server.server_port}{path}"


@pytest.fixture
def night(tmp_path: Path) -> Iterator[Night]:
    made = Night(tmp_path)
    made.pages = {"/": html('<a href="/agenda">Agenda</a> <a href="/wat-te-doen">Wat te doen</a>')}
    yield made
    made.server.shutdown()
    made.server.server_close()


def test_a_source_of_only_a_front_door_is_read_where_its_activities_stand(night: Night) -> None:
    night.pages["/agenda"] = agenda(*NAMES)
    assert night.crawl().outcome is Outcome.OK
    assert night.titles == sorted(NAMES)


def test_the_next_night_asks_only_what_was_found(night: Night) -> None:
    night.pages["/agenda"] = agenda(*NAMES)
    night.crawl()
    night.crawl()
    assert night.pages_asked == ["/agenda"]


def test_what_a_host_says_to_machines_is_asked_once(night: Night) -> None:
    night.pages |= {"/agenda": agenda(*NAMES), "/robots.txt": "User-agent: *\nDisallow: /prive\n"}
    night.crawl()
    assert night.asked.count("/robots.txt") == 1
    assert night.asked.count("/.well-known/tdmrep.json") == 1


def test_a_site_is_looked_through_again_after_a_month(night: Night) -> None:
    night.pages["/agenda"] = agenda(*NAMES[:3])
    night.crawl()
    night.pages["/wat-te-doen"] = agenda(*NAMES)
    assert night.crawl().listings == 3
    assert night.crawl(later=FRESH).listings == 5


def test_when_a_way_breaks_the_next_one_is_taken_and_the_operator_is_told(night: Night) -> None:
    night.pages |= {"/agenda": agenda(*NAMES), "/wat-te-doen": agenda(*NAMES[:4])}
    night.crawl()
    del night.pages["/agenda"]
    health = night.crawl()
    assert (health.outcome, night.titles) == (Outcome.OK, sorted(NAMES[:4]))
    assert "/agenda (microdata) no longer works" in health.problems[0].what
    assert "now read from " in health.problems[0].what
    assert "/sitemap.xml" not in night.asked


def test_when_one_page_of_several_is_gone_the_others_are_read_on(night: Night) -> None:
    night.pages |= {"/agenda": agenda(*NAMES), "/wat-te-doen": agenda("Bridge", "Yoga", "Soos")}
    night.crawl()
    assert len(night.titles) == 8
    del night.pages["/wat-te-doen"]
    night.pages["/"] = html('<a href="/agenda">Agenda</a>')
    assert night.crawl().is_complete
    assert night.titles == sorted(NAMES)


def test_the_switch_is_told_as_long_as_it_lasts(night: Night) -> None:
    night.pages |= {"/agenda": agenda(*NAMES), "/wat-te-doen": agenda(*NAMES[:4])}
    night.crawl()
    del night.pages["/agenda"]
    night.crawl()
    assert "no longer works" in night.crawl().problems[0].what


def test_when_no_known_way_works_the_site_is_looked_through_anew(night: Night) -> None:
    night.pages["/agenda"] = agenda(*NAMES)
    night.crawl()
    del night.pages["/agenda"]
    night.pages["/"] = html('<a href="/kalender/">Kalender</a>')
    night.pages["/kalender/"] = agenda(*NAMES)
    health = night.crawl()
    assert (health.outcome, night.titles) == (Outcome.OK, sorted(NAMES))


@pytest.mark.parametrize("status", [500, 503, 429])
def test_a_site_in_trouble_is_no_reason_to_go_another_way(night: Night, status: int) -> None:
    night.pages |= {"/agenda": agenda(*NAMES), "/wat-te-doen": agenda(*NAMES[:4])}
    night.crawl()
    night.statuses["/agenda"] = status
    health = night.crawl()
    assert health.outcome is Outcome.FAILED
    assert "/wat-te-doen" not in night.asked
    assert night.titles == sorted(NAMES)


def test_a_front_door_that_announces_one_thing_itself_does_not_hide_the_agenda(night: Night) -> None:
    night.pages["/"] = agenda("Open dag") + night.pages["/"]
    night.pages["/agenda"] = agenda(*NAMES, "Open dag")
    night.crawl()
    assert night.titles == sorted((*NAMES, "Open dag"))


def test_a_front_door_that_announces_nothing_to_come_is_not_enough(night: Night) -> None:
    night.pages["/"] = agenda("Terugblik") + '<a href="/ouderen">Ouderen</a>'
    night.pages["/ouderen"] = agenda(*NAMES)
    night.announces = lambda listing: listing.title != "Terugblik"
    night.crawl()
    assert night.titles == sorted(NAMES)


def test_a_page_that_an_operator_named_is_read_and_nothing_else(night: Night) -> None:
    night.pages |= {"/koor": agenda("Koor") + '<a href="/agenda">Agenda</a>', "/agenda": agenda(*NAMES)}
    night.crawl(path="/koor")
    assert (night.titles, night.pages_asked) == (["Koor"], ["/koor"])
    night.crawl(path="/", pages=(night.url("/koor"),))
    assert "/agenda" not in night.asked


def test_a_site_where_nothing_was_found_is_left_alone_for_a_week(night: Night) -> None:
    night.pages["/"] = html("Welkom")
    assert night.crawl().failure is Failure.EMPTY
    looked_at = len(night.asked)
    night.crawl()
    assert len(night.asked) < looked_at
    night.pages |= {"/": html('<a href="/agenda">Agenda</a>'), "/agenda": agenda("Koor")}
    assert night.crawl(later=FRUITLESS).outcome is Outcome.OK


def test_a_source_has_its_seconds_once_however_many_ways_there_are(night: Night) -> None:
    night.pages |= {"/agenda": agenda(*NAMES), "/wat-te-doen": agenda(*NAMES[:4])}
    night.crawl()
    night.pages = {"/": html("Welkom")}
    night.slow_s = 0.2
    begun = time.monotonic()
    assert night.crawl(later=FRUITLESS, seconds=0.5).outcome is Outcome.FAILED
    assert time.monotonic() - begun < 2


def test_a_poorer_reader_on_the_same_page_is_told(night: Night) -> None:
    night.pages["/agenda"] = calendar(*NAMES)
    night.crawl()
    night.pages["/agenda"] = agenda(*NAMES)
    health = night.crawl()
    assert (health.outcome, night.titles) == (Outcome.OK, sorted(NAMES))
    assert "read by ical before, by microdata now" in {problem.what for problem in health.problems}


def test_a_replay_finds_the_same_way(night: Night, tmp_path: Path) -> None:
    night.pages |= {"/agenda": agenda(*NAMES), "/wat-te-doen": agenda(*NAMES[:4])}
    night.crawl()
    first = (tmp_path / "staged" / "nl.utrecht.brug.json").read_bytes()
    again = tmp_path / "again"
    crawl([night.source], var=again, run_id=str(night._now), now=night._now, replay=tmp_path / "archive")
    assert (again / "staged" / "nl.utrecht.brug.json").read_bytes() == first
