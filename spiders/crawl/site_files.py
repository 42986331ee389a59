"""Files in which a host says how it wants to be visited: asked once a day, kept, and repeated in every archive."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote, urlsplit

import msgspec
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from schemas.health import Failure
from schemas.record import Instant, Record
from spiders.crawl.errand import Errand
from spiders.crawl.failures import Unfetched
from spiders.crawl.fetch import fetched
from spiders.crawl.files import replace_file
from spiders.crawl.recording import archive_of

FRESH = timedelta(hours=24)  # RFC 9309 §2.4


class SiteFile(Record):
    """The last answer of a host to one such address; `text` is empty where it has no such file."""

    url: str
    fetched_at: Instant
    status: int
    text: str = ""


class SiteFiles:
    """The files of all hosts, in `var/robots/`. In a replay nothing is kept: the archive answers."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    async def file(self, url: str, text_of: Callable[[bytes], str]) -> SiteFile:
        """What stands at `url`, of today or of yesterday where today nothing can be had. Raises Unfetched."""
        errand = self._errand
        kept = None if errand.replay else kept_file(errand.var, url)
        if kept and timedelta(0) <= errand.now - kept.fetched_at < FRESH:
            return self._repeated(kept)
        try:
            answer = self._file(url, await self._response(url), text_of)
        except Unfetched:
            if kept:  # RFC 9309 §2.4: better the rules of yesterday than none
                return self._repeated(kept)
            raise
        if not errand.replay:
            replace_file(_path(errand.var, url), msgspec.json.encode(answer))
        return answer

    async def _response(self, url: str) -> Response | None:
        """The host's answer; None where it sends us in circles (RFC 9309 §2.3.1.2: as if there were no file)."""
        try:
            return await fetched(self._crawler, Request(url, callback=NO_CALLBACK, meta={"is_site_file": True}))
        except Unfetched as trouble:
            if trouble.failure is Failure.REDIRECTS:
                return None
            raise

    def _file(self, url: str, response: Response | None, text_of: Callable[[bytes], str]) -> SiteFile:
        """Raises Unfetched at a fault of the server (RFC 9309 §2.3.1.4)."""
        if response is None:
            return SiteFile(url=url, fetched_at=self._errand.now, status=404)
        if response.status >= 500:
            name = urlsplit(url).path.rpartition("/")[2]
            raise Unfetched(Failure.SERVER_ERROR, f"{url}: {response.status} where {name} was expected")
        text = text_of(response.body) if response.status < 300 else ""
        return SiteFile(url=url, fetched_at=self._errand.now, status=response.status, text=text)

    def _repeated(self, kept: SiteFile) -> SiteFile:
        """What we did not ask for today stands in today's archive all the same, so that each can be replayed alone."""
        headers = [("Content-Type", "text/plain; charset=utf-8")]
        archive = archive_of(self._crawler.spider)
        archive.add_response(kept.url, status=kept.status, headers=headers, body=kept.text.encode())
        return kept

    @property
    def _errand(self) -> Errand:
        errand: Errand = self._crawler.spider.errand  # type: ignore[union-attr]  # only our own spiders run here
        return errand


def kept_file(var: Path, url: str) -> SiteFile | None:
    """The last answer to `url`, or None when there is none that can be read."""
    try:
        return msgspec.json.decode(_path(var, url).read_bytes(), type=SiteFile)
    except (OSError, msgspec.MsgspecError):
        return None


def _path(var: Path, url: str) -> Path:
    return var / "robots" / f"{quote(url.removesuffix('/robots.txt'), safe='')}.json"
