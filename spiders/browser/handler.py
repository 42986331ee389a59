"""The download handler of a crawl with a browser: scrapy-playwright for pages to be filled in, ours for all else."""

import asyncio

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.utils.misc import build_from_crawler, load_object
from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler

from schemas.health import Failure
from spiders.crawl.failures import Unfetched, one_line


class BrowsingHandler:
    lazy = False  # Playwright begins when the engine does

    def __init__(self, crawler: Crawler) -> None:
        self._plain = build_from_crawler(load_object(crawler.settings["PLAIN_HANDLER"]), crawler)
        self._browser = ScrapyPlaywrightDownloadHandler.from_crawler(crawler)
        self._limit_s = 4 * crawler.settings.getfloat("DOWNLOAD_TIMEOUT")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "BrowsingHandler":
        return cls(crawler)

    async def download_request(self, request: Request) -> Response:
        if not request.meta.get("playwright"):
            plain: Response = await self._plain.download_request(request)
            return plain
        try:
            return await asyncio.wait_for(self._browser.download_request(request), self._limit_s)
        except TimeoutError as error:
            raise Unfetched(Failure.TIMEOUT, f"{request.url}: not filled in within {self._limit_s:g} s") from error
        except Exception as error:  # Playwright's own classes, and whatever a page does to its browser
            raise Unfetched(Failure.UNREADABLE, f"{request.url}: the browser failed: {one_line(error)}") from error

    async def close(self) -> None:
        await self._browser.close()
        await self._plain.close()
