"""robots.txt (RFC 9309): asked once a day per host, obeyed, and its Crawl-delay kept."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import quote, urlsplit

import msgspec
from protego import Protego
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http.request import NO_CALLBACK

from schemas.health import Failure
from schemas.record import Instant, Record
from spiders.crawl.errand import Errand
from spiders.crawl.failures import Unfetched
from spiders.crawl.fetch import fetched
from spiders.crawl.files import replace_file
from spiders.crawl.recording import archive_of
from spiders.crawl.slots import slot_of

TOKEN = "bruggen"  # noqa: S105 - the name by which robots.txt may address us
_FRESH = timedelta(hours=24)  # RFC 9309 §2.4
_MOST_BYTES = 512_000  # RFC 9309 §2.5


class KeptRobots(Record):
    """`var/robots/<host and port>.json`: the last answer of a host to /robots.txt."""

    url: str
    fetched_at: Instant
    status: int
    text: str = ""


@dataclass(frozen=True)
class Rules:
    """What a host allows us, and the seconds it wants between two requests."""

    rules: Protego | None
    delay_s: float

    def allow(self, url: str) -> bool:
        return self.rules is None or bool(self.rules.can_fetch(url, TOKEN))


class RobotsMiddleware:
    """Refuses what robots.txt disallows and slows the host's queue down to its Crawl-delay."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._rules: dict[str, asyncio.Task[Rules]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "RobotsMiddleware":
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        if request.meta.get("is_robots"):
            return
        parts = urlsplit(request.url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._rules:
            self._rules[origin] = asyncio.ensure_future(self._asked(origin))
        rules = await self._rules[origin]
        if not rules.allow(request.url):
            raise Unfetched(Failure.BLOCKED, f"{request.url}: robots.txt does not allow us here")
        self._slow_down(request, rules.delay_s)

    def _slow_down(self, request: Request, delay_s: float) -> None:
        politeness = self._errand.politeness
        if self._errand.replay or delay_s <= politeness.delay_s:
            return
        if delay_s > politeness.max_source_s:
            raise Unfetched(Failure.BLOCKED, f"{request.url}: robots.txt asks for {delay_s:g} s between two requests")
        downloader, key = self._crawler.engine.downloader, slot_of(request.url)
        downloader.per_slot_settings[key] = {"delay": delay_s}
        if slot := downloader.slots.get(key):
            slot.delay = delay_s
        request.meta["autothrottle_dont_adjust_delay"] = True

    async def _asked(self, origin: str) -> Rules:
        url = f"{origin}/robots.txt"
        kept = None if self._errand.replay else kept_robots(self._errand.var, url)
        if kept and is_fresh(kept, self._errand.now):
            self._archive(kept)
            return rules_of(kept)
        try:
            answer = await self._fetched(url)
        except Unfetched:
            if kept:  # RFC 9309 §2.4: better the rules of yesterday than none
                self._archive(kept)
                return rules_of(kept)
            raise
        if not self._errand.replay:
            replace_file(_path(self._errand.var, url), msgspec.json.encode(answer))
        return rules_of(answer)

    async def _fetched(self, url: str) -> KeptRobots:
        """The host's answer. Raises Unfetched when it has none, or a fault (RFC 9309 §2.3.1.4: all is disallowed)."""
        request = Request(url, callback=NO_CALLBACK, meta={"is_robots": True})
        try:
            response = await fetched(self._crawler, request)
        except Unfetched as trouble:
            if trouble.failure is Failure.REDIRECTS:  # RFC 9309 §2.3.1.2: as if there were none
                return KeptRobots(url=url, fetched_at=self._errand.now, status=404)
            raise
        if response.status >= 500:
            raise Unfetched(Failure.SERVER_ERROR, f"{url}: {response.status} where robots.txt was expected")
        text = response.body[:_MOST_BYTES].decode("utf-8-sig", "replace") if response.status < 300 else ""
        return KeptRobots(url=url, fetched_at=self._errand.now, status=response.status, text=text)

    def _archive(self, kept: KeptRobots) -> None:
        """Repeats rules that we did not ask for today, so that each archive can be replayed alone."""
        headers = [("Content-Type", "text/plain; charset=utf-8")]
        archive = archive_of(self._crawler.spider)
        archive.add_response(kept.url, status=kept.status, headers=headers, body=kept.text.encode())

    @property
    def _errand(self) -> Errand:
        errand: Errand = self._crawler.spider.errand  # type: ignore[union-attr]  # only our own spiders run here
        return errand


def rules_of(kept: KeptRobots) -> Rules:
    """The rules in an answer; an answer without rules allows everything (RFC 9309 §2.3.1.3)."""
    if not kept.text.strip():
        return Rules(None, 0.0)
    rules = Protego.parse(kept.text)
    rate = rules.request_rate(TOKEN)
    per_request_s = rate.seconds / rate.requests if rate and rate.requests else 0.0
    return Rules(rules, max(rules.crawl_delay(TOKEN) or 0.0, per_request_s))


def kept_robots(var: Path, url: str) -> KeptRobots | None:
    """The last answer to `url`, or None when there is none that can be read."""
    try:
        return msgspec.json.decode(_path(var, url).read_bytes(), type=KeptRobots)
    except (OSError, msgspec.MsgspecError):
        return None


def _path(var: Path, url: str) -> Path:
    return var / "robots" / f"{quote(url.removesuffix('/robots.txt'), safe='')}.json"


def is_fresh(kept: KeptRobots, now: datetime) -> bool:
    return timedelta(0) <= now - kept.fetched_at < _FRESH
