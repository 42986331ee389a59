"""The download handler of a crawl: Scrapy's own, with every answer and every failure written into the archive."""

from urllib.parse import urldefrag, urlsplit

from scrapy import Request, Spider
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError
from scrapy.http import Headers, Response

from schemas.health import Failure
from spiders.crawl.addresses import PublicResolver
from spiders.crawl.archive import Archive
from spiders.crawl.failures import Unfetched, unfetched
from spiders.crawl.wire import BoundedFactory

_FOR_GOOD = {Failure.TOO_LARGE, Failure.UNREADABLE, Failure.TLS}  # the same again if we asked again


class RecordingHandler(HTTP11DownloadHandler):
    lazy = True

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._pool.retryAutomatically = False  # Twisted would ask again unseen; RETRY_TIMES says how often we do
        self._pool._factory = BoundedFactory  # noqa: SLF001 - as Scrapy does

    async def download_request(self, request: Request) -> Response:
        archive = archive_of(self._crawler.spider)
        try:
            response = await self._download(request)
        except Exception as error:
            trouble = unfetched(error, request.url)
            archive.add_failure(urldefrag(request.url)[0], trouble.failure, trouble.detail)
            if trouble.failure in _FOR_GOOD:
                raise trouble from error
            raise
        archive.add_response(
            response.url, status=response.status, headers=header_lines(response.headers), body=response.body
        )
        return response

    async def _download(self, request: Request) -> Response:
        try:
            return await super().download_request(request)
        except CannotResolveHostError as error:
            if urlsplit(request.url).hostname in _refused_hosts():
                raise Unfetched(Failure.BLOCKED, f"{request.url}: not a public address") from error
            raise


def archive_of(spider: Spider | None) -> Archive:
    """The archive of the crawl that `spider` runs."""
    archive: Archive = spider.archive  # type: ignore[union-attr]  # only our own spiders run with our settings
    return archive


def header_lines(headers: Headers) -> list[tuple[str, str]]:
    """The headers in the order they came, a line per value."""
    return [(name.decode("latin-1"), one.decode("latin-1")) for name, values in headers.items() for one in values]


def _refused_hosts() -> set[str]:
    from twisted.internet import reactor  # noqa: PLC0415 - importing it installs a reactor, ours must come first

    resolver = reactor.nameResolver
    return resolver.refused if isinstance(resolver, PublicResolver) else set()
