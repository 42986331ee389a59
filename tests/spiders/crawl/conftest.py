"""Small websites on loopback, and crawls of them."""

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from schemas.health import Health
from schemas.source import Source
from schemas.staged import StagedSource, decode, staged_path
from spiders.crawl import Politeness, crawl

NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)


def calendar(*titles: str) -> str:
    """A calendar with an event on 10 December 2026 for each title."""
    events = (
        f"BEGIN:VEVENT\r\nUID:{title}@example.org\r\nDTSTAMP:20261101T120000Z\r\n"
        f"DTSTART:20261210T190000Z\r\nSUMMARY:{title}\r\nEND:VEVENT\r\n"
        for title in titles
    )
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//NL\r\n{''.join(events)}END:VCALENDAR\r\n"


@dataclass
class Heard:
    path: str
    headers: dict[str, str]
    at: float


@dataclass
class Page:
    body: bytes
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


Answerer = Callable[[BaseHTTPRequestHandler], None]


class Website:
    """A website that answers what it was told to; honours If-None-Match where a page has an ETag."""

    def __init__(self) -> None:
        self.pages: dict[str, Page | Answerer] = {}
        self.heard: list[Heard] = []
        self.most_at_once = 0
        self._now_at_once = 0
        self._lock = threading.Lock()
        website = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                website._hear(self)
                try:
                    website._answer(self)
                except (BrokenPipeError, ConnectionResetError):
                    self.close_connection = True
                finally:
                    website._done()

            def log_message(self, *_: Any) -> None:
                """Tests have their own eyes."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self.thread.start()

    def url(self, path: str = "/") -> str:
        return f"http://127.0.0.1:{self._server.server_port}{path}"

    def say(self, path: str, body: str | bytes, *, status: int = 200, **headers: str) -> None:
        text = body.encode() if isinstance(body, str) else body
        self.pages[path] = Page(text, status, {name.replace("_", "-"): value for name, value in headers.items()})

    def asked(self) -> list[str]:
        """The paths that were asked, robots.txt and tdmrep.json left out."""
        return [heard.path for heard in self.heard if heard.path not in {"/robots.txt", "/.well-known/tdmrep.json"}]

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _hear(self, request: BaseHTTPRequestHandler) -> None:
        with self._lock:
            self.heard.append(Heard(request.path, dict(request.headers), monotonic()))
            self._now_at_once += 1
            self.most_at_once = max(self.most_at_once, self._now_at_once)

    def _done(self) -> None:
        with self._lock:
            self._now_at_once -= 1

    def _answer(self, request: BaseHTTPRequestHandler) -> None:
        page = self.pages.get(request.path, Page(b"<!DOCTYPE html>Niet gevonden", 404))
        if not isinstance(page, Page):
            page(request)
            return
        unchanged = "ETag" in page.headers and request.headers.get("If-None-Match") == page.headers["ETag"]
        body = b"" if unchanged else page.body
        request.send_response(304 if unchanged else page.status)
        for name, value in page.headers.items():
            request.send_header(name, value)
        if not unchanged:
            request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)


class World:
    """Websites, their sources, and a place for what is crawled."""

    def __init__(self, var: Path) -> None:
        self.var = var
        self.websites: list[Website] = []

    def website(self) -> Website:
        self.websites.append(Website())
        return self.websites[-1]

    def source(self, url: str, slug: str = "bron", **declared: Any) -> Source:
        return Source(id=f"nl.utrecht.{slug}", organisation="Buurthuis", url=url, **declared)

    def crawl(
        self,
        *sources: Source,
        now: datetime = NOW,
        run_id: str = "run",
        var: Path | None = None,
        replay: Path | None = None,
        **polite: Any,
    ) -> Health | Sequence[Health]:
        """The health of the visits; of one source the health alone."""
        limits = Politeness(**{"delay_s": 0, "allow_loopback": True, "timeout_s": 5, **polite})
        done = crawl(sources, var=var or self.var, run_id=run_id, now=now, politeness=limits, replay=replay)
        return done[0] if len(sources) == 1 else done

    def staged(self, source: Source, var: Path | None = None) -> StagedSource:
        return decode(staged_path(var or self.var, source.id).read_bytes())

    def titles(self, source: Source) -> list[str]:
        return [listing.title for listing in self.staged(source).listings().values()]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path / "var")
    yield made
    for website in made.websites:
        website.close()


@pytest.fixture
def website(world: World) -> Website:
    """A website with a calendar of two events at /agenda.ics."""
    made = world.website()
    made.say("/agenda.ics", calendar("Taalcafé", "Kookgroep"), Content_Type="text/calendar", ETag='"1"')
    return made


@pytest.fixture(name="calendar")
def _calendar() -> Callable[..., str]:
    return calendar


@pytest.fixture(name="now")
def _now() -> datetime:
    return NOW
