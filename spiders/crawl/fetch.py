"""One answer to one question, or the class of failure: the line between Scrapy and a visit."""

from dataclasses import dataclass, replace

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from schemas.health import Failure
from schemas.staged import StagedPage
from spiders.browser import missing
from spiders.crawl.failures import Unfetched, unfetched
from spiders.crawl.links import looks_like_html
from spiders.crawl.reservations import NO_WISH, Wish, wish_in_headers

_WHOLE = {200, 203}  # a part (206) is no page; 202 is how some bot walls answer


@dataclass(frozen=True)
class Answer:
    """A whole answer. `url` is the address that answered, after redirects; `asked` the one that was asked."""

    asked: str
    url: str
    status: int
    body: bytes
    content_type: str
    etag: str | None
    last_modified: str | None
    is_moved_for_good: bool = False
    wish: Wish = NO_WISH  # of its headers


async def fetched(crawler: Crawler, request: Request) -> Response:
    """The response to `request`, whatever its status. Raises Unfetched when there is none."""
    try:
        return await crawler.engine.download_async(request)
    except Exception as error:
        raise unfetched(error, request.url) from error


async def filled_in(crawler: Crawler, url: str, *, patience_s: float) -> Answer:
    """What stands at `url` after a browser has run its scripts; what is no HTML page, as it came. Raises Unfetched."""
    if trouble := missing():
        raise Unfetched(Failure.UNREADABLE, f"{url}: needs a browser, and {trouble}")
    from spiders.browser.filling import filling_request  # noqa: PLC0415 - needs the extra

    plain = await answer(crawler, url, known=None, patience_s=patience_s)
    assert plain is not None  # noqa: S101 - for mypy: nothing was known
    if not looks_like_html(plain.body):
        return plain
    shell = Response(plain.url, status=plain.status, headers={"Content-Type": plain.content_type}, body=plain.body)
    politeness = crawler.spider.errand.politeness  # type: ignore[union-attr]  # only our own spiders run here
    filled = await fetched(crawler, filling_request(shell, lambda wanted: fetched(crawler, wanted), politeness))
    if len(filled.body) > politeness.max_bytes:
        raise Unfetched(Failure.TOO_LARGE, f"{url}: larger than we read once it is filled in")
    return replace(plain, body=filled.body, content_type="text/html; charset=utf-8", etag=None, last_modified=None)


async def answer(crawler: Crawler, url: str, *, known: StagedPage | None, patience_s: float) -> Answer | None:
    """What stands at `url`; None: the same as at the last visit, `known`. Raises Unfetched for everything else."""
    headers = _conditions(known)
    meta = {"patience_s": patience_s}
    response = await fetched(crawler, Request(url, headers=headers, meta=meta, callback=NO_CALLBACK))
    if response.status == 304 and headers:
        return None
    if response.status not in _WHOLE:
        raise Unfetched(_class_of(response.status), f"{response.url}: {response.status} where 200 was expected")
    return Answer(
        asked=url,
        url=response.url,
        status=response.status,
        body=response.body,
        content_type=_header(response, "Content-Type") or "",
        etag=_header(response, "ETag"),
        last_modified=_header(response, "Last-Modified"),
        is_moved_for_good=bool(response.request and response.request.meta.get("is_moved_for_good")),
        wish=wish_in_headers(
            (line.decode("latin-1") for line in response.headers.getlist("X-Robots-Tag")),
            _header(response, "tdm-reservation"),
            _header(response, "tdm-policy"),
        ),
    )


def _conditions(known: StagedPage | None) -> dict[str, str]:
    """RFC 9110 §13.1: send back the validators exactly as they came."""
    conditions = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified} if known else {}
    return {name: validator for name, validator in conditions.items() if validator}


def _class_of(status: int) -> Failure:
    if status >= 500:
        return Failure.SERVER_ERROR
    if status >= 400:
        return Failure.CLIENT_ERROR
    return Failure.UNREADABLE if status < 300 or status == 304 else Failure.REDIRECTS


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None
