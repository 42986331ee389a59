"""What a host says before we ask for a page: robots.txt (RFC 9309), its Crawl-delay, and tdmrep.json."""

import asyncio
from dataclasses import dataclass
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler

from schemas.health import Failure
from spiders.crawl.errand import Errand
from spiders.crawl.failures import Unfetched
from spiders.crawl.reservations import Reservation, reservation_for, reservations
from spiders.crawl.robots_rules import TOKEN, Rules, rules_in, text_of
from spiders.crawl.site_files import SiteFiles
from spiders.crawl.slots import slot_of

__all__ = ["TOKEN", "RobotsMiddleware"]

_TDMREP = "/.well-known/tdmrep.json"
_MOST_TDMREP = 512_000  # bytes, as of robots.txt


@dataclass(frozen=True)
class Wishes:
    """What one host wants of us."""

    rules: Rules
    reservations: tuple[Reservation, ...] = ()


class RobotsMiddleware:
    """Refuses what a host closes to us or reserves, and slows its queue down to its Crawl-delay."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._files = SiteFiles(crawler)
        self._wishes: dict[str, asyncio.Task[Wishes]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "RobotsMiddleware":
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        if request.meta.get("is_site_file"):
            return
        parts = urlsplit(request.url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._wishes:
            self._wishes[origin] = asyncio.ensure_future(self._asked(origin))
        wishes = await self._wishes[origin]
        if not wishes.rules.allow(request.url):
            raise Unfetched(Failure.BLOCKED, f"{request.url}: robots.txt does not allow us here")
        if reserved := reservation_for(request.url, wishes.reservations):
            raise Unfetched(Failure.BLOCKED, f"{request.url}: {reserved.said(f'tdmrep.json for {reserved.location}')}")
        if self._slows_down(request.url, wishes.rules.delay_s):
            request.meta["autothrottle_dont_adjust_delay"] = True

    async def _asked(self, origin: str) -> Wishes:
        rules = rules_in((await self._files.file(f"{origin}/robots.txt", text_of)).text)
        if not rules.allow(f"{origin}{_TDMREP}"):
            return Wishes(rules)
        self._slows_down(f"{origin}{_TDMREP}", rules.delay_s)
        try:
            file = await self._files.file(f"{origin}{_TDMREP}", _text)
        except Unfetched:  # unlike robots.txt: who reserves nothing has no such file, and no such duty
            return Wishes(rules)
        return Wishes(rules, reservations(file.text))

    def _slows_down(self, url: str, delay_s: float) -> bool:
        """Whether the queue of the host of `url` has its Crawl-delay now, because that is longer than ours."""
        politeness = self._errand.politeness
        if self._errand.replay or delay_s <= politeness.delay_s:
            return False
        if delay_s > politeness.max_source_s:
            raise Unfetched(Failure.BLOCKED, f"{url}: robots.txt asks for {delay_s:g} s between two requests")
        downloader, key = self._crawler.engine.downloader, slot_of(url)
        downloader.per_slot_settings[key] = {"delay": delay_s}
        if slot := downloader.slots.get(key):
            slot.delay = delay_s
        return True

    @property
    def _errand(self) -> Errand:
        errand: Errand = self._crawler.spider.errand  # type: ignore[union-attr]  # only our own spiders run here
        return errand


def _text(body: bytes) -> str:
    return body[:_MOST_TDMREP].decode("utf-8", "replace").lstrip("\ufeff")
