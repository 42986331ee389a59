"""Pages that only a browser can read, and what such a page must not reach. Chromium is real, the site is ours."""

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from schemas.health import Health, Outcome
from schemas.source import Source
from schemas.staged import decode, staged_path
from spiders.browser import missing
from spiders.crawl import Politeness, crawl
from spiders.discovery.probing import probe

NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
SHELL = b"""<!DOCTYPE html><html lang="nl"><head><title>Taalhuis De Schelp</title></head><body>
<div id="app"></div><noscript>Zet JavaScript aan</noscript><script src="/app.js"></script>
<img src="/canary.png"><iframe src="/canary-frame"></iframe></body></html>"""
APP = """
const event = (one) => `<div itemscope itemtype="https://schema.org/Event"><h2 itemprop="name">${one.title}</h2>
  <time itemprop="startDate" datetime="${one.start}">${one.start}</time></div>`;
fetch("/api.json").then(answer => answer.json()).then(all => {
  document.getElementById("app").innerHTML = "<h1>Agenda</h1>" + all.map(event).join("");
});
fetch("/prive/canary").catch(() => 0);
fetch("/canary-post", {method: "POST", body: "x"}).catch(() => 0);
navigator.sendBeacon("/canary-beacon", "x");
fetch("http://0.0.0.0:PORT/canary-address").catch(() => 0);
try { new WebSocket("ws://127.0.0.1:PORT/canary-socket"); } catch (error) {}
"""
API = b"""[{"title": "Taalcaf\\u00e9", "start": "2026-11-26T10:00:00+01:00"},
 {"title": "Leeskring", "start": "2026-11-27T10:00:00+01:00"}]"""

pytestmark = pytest.mark.skipif(missing() is not None, reason=f"no browser to fill pages in: {missing()}")


class Site:
    def __init__(self) -> None:
        self.heard: list[tuple[str, str]] = []
        self.cookies: list[str] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.heard.append((self.command, self.path))
                site.cookies += [self.headers["Cookie"]] if "Cookie" in self.headers else []
                body, kind = site.page(self.path)
                self.send_response(200 if body else 404)
                self.send_header("Content-Type", kind)
                self.send_header("Set-Cookie", "who=you")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            do_POST = do_GET  # noqa: N815 - http.server calls it so

            def log_message(self, *_: Any) -> None:
                """Tests have their own eyes."""

        self.server = ThreadingHTTPServer(("0.0.0.0", 0), Handler)  # noqa: S104 - so that a canary could be reached
        self.server.daemon_threads = True
        self.port = self.server.server_port
        self.pages: dict[str, tuple[bytes, str]] = {
            "/robots.txt": (b"User-agent: *\nDisallow: /prive/\n", "text/plain"),
            "/": (SHELL, "text/html"),
            "/app.js": (APP.replace("PORT", str(self.port)).encode(), "text/javascript"),
            "/api.json": (API, "application/json"),
        }
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    def page(self, path: str) -> tuple[bytes, str]:
        return self.pages.get(path, (b"", "text/plain"))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"


@pytest.fixture
def site() -> Iterator[Site]:
    served = Site()
    yield served
    served.server.shutdown()
    served.server.server_close()


@pytest.fixture
def visited(tmp_path: Path) -> Callable[..., tuple[Health, list[str]]]:
    """The health of a visit to a source, and the titles that were staged."""

    def visit(url: str, *, browser: bool = True, **polite: Any) -> tuple[Health, list[str]]:
        source = Source(id="nl.utrecht.schelp", organisation="Taalhuis", url=url, browser=browser)
        politeness = Politeness(delay_s=0, allow_loopback=True, **polite)
        (health,) = crawl([source], var=tmp_path, run_id="run", now=NOW, politeness=politeness)
        staged = decode(staged_path(tmp_path, source.id).read_bytes())
        return health, [listing.title for listing in staged.listings().values()]

    return visit


def test_what_a_script_writes_into_a_page_is_read_where_the_source_says_so(site: Site, visited: Any) -> None:
    health, titles = visited(site.url)
    assert (health.outcome, titles) == (Outcome.OK, ["Taalcafé", "Leeskring"])


def test_without_that_word_no_browser_is_used(site: Site, visited: Any) -> None:
    health, titles = visited(site.url, browser=False)
    assert (health.outcome, titles) == (Outcome.FAILED, [])
    assert ("GET", "/app.js") not in site.heard


def test_a_page_in_the_browser_reaches_nothing_that_a_crawl_may_not_reach(site: Site, visited: Any) -> None:
    visited(site.url)
    assert {path for _, path in site.heard} >= {"/", "/app.js", "/api.json"}
    assert [path for _, path in site.heard if "canary" in path] == []
    assert {method for method, _ in site.heard} == {"GET"}
    assert site.cookies == []


def test_the_page_itself_is_asked_once(site: Site, visited: Any) -> None:
    visited(site.url)
    assert [path for _, path in site.heard].count("/") == 1


def test_a_script_that_never_ends_costs_its_source_its_time_and_no_more(site: Site, visited: Any) -> None:
    site.pages["/app.js"] = (b"for (;;) {}", "text/javascript")
    health, titles = visited(site.url, timeout_s=0.5)
    assert (health.outcome, titles) == (Outcome.FAILED, [])
    assert "filled in" in (health.detail or "") or "browser failed" in (health.detail or "")


def test_the_probe_sees_an_empty_shell_and_reads_it_in_a_browser(site: Site) -> None:
    politeness = Politeness(delay_s=0, allow_loopback=True)
    seen = probe(site.url, now=NOW, announces=lambda _: True, politeness=politeness)
    assert seen.in_browser
    assert [listing.title for listing in seen.sights[0].announced] == ["Taalcafé", "Leeskring"]
