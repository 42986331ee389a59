"""One page, filled in by a browser whose every request is made by the crawl, with the crawl's guards and manners."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page as BrowserPage
from playwright.async_api import Request as Wanted
from playwright.async_api import Route
from scrapy import Request
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy_playwright.page import PageMethod

from spiders.crawl.failures import Unfetched
from spiders.crawl.politeness import Politeness

# A page's own document, what makes it, and what it asks for. No styles, images, fonts, media, frames or sockets.
_WANTED = frozenset({"document", "script", "xhr", "fetch"})
_MOST_REQUESTS = 60
_SETTLED_MS = 15_000
# Headers that are true of the answer as it went over the wire, or that would be sent back.
_NOT_PASSED_ON = frozenset({"content-encoding", "content-length", "transfer-encoding", "set-cookie", "connection"})

Fetch = Callable[[Request], Awaitable[Response]]


def filling_request(shell: Response, fetch: Fetch, politeness: Politeness) -> Request:
    """The request that gives the page of `shell` as it stands after its scripts have run."""
    guard = _Guard(shell, fetch, bytes_left=politeness.max_bytes)
    return Request(
        shell.url,
        callback=NO_CALLBACK,
        dont_filter=True,
        meta={
            "playwright": True,
            "playwright_page_init_callback": guard.stand_before,
            "playwright_page_goto_kwargs": {"wait_until": "domcontentloaded"},
            "playwright_page_methods": [PageMethod(_settled)],
            "playwright_context_kwargs": {
                "service_workers": "block",  # their requests would pass by every route
                "accept_downloads": False,
                "user_agent": politeness.user_agent,
                "locale": "nl-NL",
                "timezone_id": "Europe/Amsterdam",
            },
        },
    )


@dataclass
class _Guard:
    """Answers what a page asks for, from the crawl. The page itself is `shell`, which the crawl has already."""

    shell: Response
    fetch: Fetch
    bytes_left: int
    requests_left: int = _MOST_REQUESTS
    is_open: bool = False

    async def stand_before(self, page: BrowserPage, _request: Request) -> None:
        """From now on `page` asks us. The route that is set last is asked first, before scrapy-playwright's own."""
        await page.route("**/*", self._answer)

    async def _answer(self, route: Route, wanted: Wanted) -> None:
        response = await self._response(wanted)
        with suppress(PlaywrightError):  # the page may be gone by now
            if response is None:
                await route.abort()
            else:
                await route.fulfill(status=response.status, headers=_headers(response), body=response.body)

    async def _response(self, wanted: Wanted) -> Response | None:
        if not self._is_allowed(wanted):
            return None
        if wanted.is_navigation_request():
            is_first, self.is_open = not self.is_open, True
            return self.shell if is_first else None  # a page that sends its visitors on stays where it is
        self.requests_left -= 1
        try:
            response = await self.fetch(Request(wanted.url, callback=NO_CALLBACK, dont_filter=True))
        except (Unfetched, ValueError):  # ValueError: no address that we could ask
            return None
        self.bytes_left -= len(response.body)
        return response if self.bytes_left > 0 else None

    def _is_allowed(self, wanted: Wanted) -> bool:
        return (
            wanted.method == "GET"
            and wanted.resource_type in _WANTED
            and wanted.frame.parent_frame is None
            and self.requests_left > 0
            and wanted.url.startswith(("http://", "https://"))
        )


async def _settled(page: BrowserPage) -> None:
    """`page` when it asks for nothing more, or when it has had time enough."""
    with suppress(PlaywrightError):
        await page.wait_for_load_state("networkidle", timeout=_SETTLED_MS)


def _headers(response: Response) -> dict[str, str]:
    headers = {
        name.decode("latin-1").lower(): values[-1].decode("latin-1") for name, values in response.headers.items()
    }
    return {name: value for name, value in headers.items() if name not in _NOT_PASSED_ON}
