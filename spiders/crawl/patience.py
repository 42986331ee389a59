"""Retry-After: a busy server is asked once more when it says so, if its source has that much time left."""

import asyncio
from datetime import datetime
from email.utils import parsedate_to_datetime

from scrapy import Request
from scrapy.http import Response

_BUSY = {429, 503}


class PatienceMiddleware:
    async def process_response(self, request: Request, response: Response) -> Request | Response:
        if response.status not in _BUSY or request.meta.get("has_waited"):
            return response
        wait_s = wait_asked_for(response)
        if wait_s is None or wait_s > request.meta.get("patience_s", 0):
            return response
        await asyncio.sleep(wait_s)
        return request.replace(meta={**request.meta, "has_waited": True})


def wait_asked_for(response: Response) -> float | None:
    """Seconds that the answer asks us to wait (RFC 9110 §10.2.3); None: it does not say, or not in a way we read.

    A date counts from the answer's own Date, so that a clock that is wrong does no harm.
    """
    asked = _text(response, "Retry-After")
    if asked.isdigit():
        return float(asked)
    then, answered_at = _moment(asked), _moment(_text(response, "Date"))
    if then is None or answered_at is None:
        return None
    return max(0.0, (then - answered_at).total_seconds())


def _text(response: Response, header: str) -> str:
    return (response.headers.get(header) or b"").decode("latin-1").strip()


def _moment(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
