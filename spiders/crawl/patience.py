"""Retry-After: a busy server is asked once more when it says so, if its source has that much time left; if not, no
page of that host is asked before, in this run or in any to come.
"""

import asyncio
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import quote, urlsplit

import msgspec
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from schemas.health import Failure
from schemas.record import Instant, Record
from spiders.crawl.errand import Errand
from spiders.crawl.failures import Unfetched
from spiders.crawl.files import replace_file
from spiders.crawl.recording import archive_of
from spiders.crawl.slots import slot_of

_BUSY = {429: Failure.CLIENT_ERROR, 503: Failure.SERVER_ERROR}
_LONGEST = timedelta(days=7)  # a slip of the pen must not keep us away for years


class Wait(Record):
    """`var/waits/<host and port>.json`: a host that does not want to be asked before a moment."""

    until: Instant
    status: int


class PatienceMiddleware:
    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._waits: dict[str, Wait | None] = {}
        self._begun: set[str] = set()  # slots that asked for patience in this run
        self._now: Callable[[], datetime] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "PatienceMiddleware":
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        if self._errand.replay:
            return
        slot = slot_of(request.url)
        wait = self._wait(slot)
        if wait and self._moment() < wait.until:
            origin = "{0.scheme}://{0.netloc}".format(urlsplit(request.url))
            detail = f"{origin}: {wait.status}, asks us not to come before {wait.until:%Y-%m-%d %H:%M} UTC"
            self._archive(request.url, _BUSY[wait.status], detail)
            if slot not in self._begun:  # a replay asks for robots.txt first
                self._archive(f"{origin}/robots.txt", _BUSY[wait.status], detail)
            raise Unfetched(_BUSY[wait.status], detail)

    async def process_response(self, request: Request, response: Response) -> Request | Response:
        if response.status not in _BUSY or request.meta.get("has_waited"):
            return response
        wait_s = wait_asked_for(response)
        if wait_s is None:
            return response
        if wait_s > request.meta.get("patience_s", 0):
            self._remember(request, response.status, wait_s)
            return response
        await asyncio.sleep(wait_s)
        return request.replace(meta={**request.meta, "has_waited": True})

    def _remember(self, request: Request, status: int, wait_s: float) -> None:
        if self._errand.replay:
            return
        slot = slot_of(request.url)
        self._begun.add(slot)
        wait = Wait(until=self._moment() + min(_LONGEST, timedelta(seconds=min(wait_s, 1e9))), status=status)
        self._waits[slot] = wait
        replace_file(_path(self._errand.var, slot), msgspec.json.encode(wait))

    def _archive(self, url: str, failure: Failure, detail: str) -> None:
        archive_of(self._crawler.spider).add_failure(url, failure, detail)

    def _wait(self, slot: str) -> Wait | None:
        if slot not in self._waits:
            self._waits[slot] = kept_wait(self._errand.var, slot)
        return self._waits[slot]

    def _moment(self) -> datetime:
        """The run's own clock, which goes on from its first question."""
        if self._now is None:
            began_s, began_at = time.monotonic(), self._errand.now
            self._now = lambda: began_at + timedelta(seconds=time.monotonic() - began_s)
        return self._now()

    @property
    def _errand(self) -> Errand:
        errand: Errand = self._crawler.spider.errand  # type: ignore[union-attr]  # only our own spiders run here
        return errand


def wait_asked_for(response: Response) -> float | None:
    """Seconds that the answer asks us to wait (RFC 9110 §10.2.3); None: it does not say, or not in a way we read.

    A date counts from the answer's own Date, so that a clock that is wrong does no harm.
    """
    asked = _text(response, "Retry-After")
    if asked.isascii() and asked.isdigit():
        return float(asked)
    then, answered_at = _moment(asked), _moment(_text(response, "Date"))
    if then is None or answered_at is None:
        return None
    return max(0.0, (then - answered_at).total_seconds())


def kept_wait(var: Path, slot: str) -> Wait | None:
    """What a host asked for in an earlier run; None where it asked for nothing, or the file cannot be read."""
    try:
        return msgspec.json.decode(_path(var, slot).read_bytes(), type=Wait)
    except (OSError, msgspec.MsgspecError):
        return None


def _path(var: Path, slot: str) -> Path:
    return var / "waits" / f"{quote(slot, safe='')}.json"


def _text(response: Response, header: str) -> str:
    return (response.headers.get(header) or b"").decode("latin-1").strip()


def _moment(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except (TypeError, ValueError, OverflowError):
        return None
    return moment if moment.tzinfo else None
