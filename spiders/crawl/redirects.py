"""Redirects: at most five, never in a circle, never away from http(s)."""

from urllib.parse import urljoin, urlsplit

from scrapy import Request
from scrapy.http import Response
from w3lib.url import safe_url_string

from schemas.health import Failure
from spiders.crawl.failures import Unfetched

MOST = 5  # RFC 9309 §2.3.1.2 asks for at least five
_REDIRECTS = {301, 302, 303, 307, 308}
_FOR_GOOD = {301, 308}


class RedirectMiddleware:
    def process_response(self, request: Request, response: Response) -> Request | Response:
        location = response.headers.get("Location")
        if response.status not in _REDIRECTS or not location:
            return response
        trail = (*request.meta.get("trail", ()), request.url)
        target = urljoin(request.url, safe_url_string(location))
        if trouble := _trouble(target, trail):
            raise Unfetched(*trouble)
        for_good = response.status in _FOR_GOOD and request.meta.get("is_moved_for_good", True)
        return request.replace(url=target, meta={**request.meta, "trail": trail, "is_moved_for_good": for_good})


def _trouble(target: str, trail: tuple[str, ...]) -> tuple[Failure, str] | None:
    if urlsplit(target).scheme not in {"http", "https"}:
        return Failure.BLOCKED, f"{trail[0]}: leads to {target}, which is neither http nor https"
    if "@" in urlsplit(target).netloc:
        return Failure.BLOCKED, f"{trail[0]}: leads to {target}, which names a user"
    if target in trail:
        return Failure.REDIRECTS, f"{trail[0]}: redirects in a circle, back to {target}"
    if len(trail) > MOST:
        return Failure.REDIRECTS, f"{trail[0]}: more than {MOST} redirects"
    return None
