"""The network of places: the one module here that asks anybody anything."""

import time
from collections.abc import Iterator

import httpx

from pipeline.places.geocoder import LOCATIESERVER
from schemas.errors import PageChanged

_FIELDS = "type,weergavenaam,score,centroide_ll,postcode,huis_nlt"
_MOST_BYTES = 2_000_000


class Locatieserver:
    """PDOK Locatieserver, asked one thing at a time; `within_s` seconds for a whole answer."""

    def __init__(self, base_url: str = LOCATIESERVER, *, within_s: float = 10) -> None:
        self._base_url = base_url.rstrip("/")
        self._within_s = within_s

    def __call__(self, query: str) -> bytes:
        """The body of the answer to a free query for addresses. Raises PageChanged when there is none."""
        parameters = {"q": query, "fq": "type:(adres OR postcode)", "rows": "5", "fl": _FIELDS}
        return fetched(f"{self._base_url}/free", parameters, within_s=self._within_s)


def fetched(url: str, parameters: dict[str, str] | None = None, *, within_s: float, most: int = _MOST_BYTES) -> bytes:
    """The body that stands at `url`, of at most `most` bytes. Raises PageChanged when it does not come in time."""
    try:
        with httpx.stream("GET", url, params=parameters, timeout=within_s) as response:
            if response.status_code != httpx.codes.OK:
                raise PageChanged(f"{url}: status {response.status_code}, expected 200")
            return b"".join(_bounded(response, url, until=time.monotonic() + within_s, most=most))
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise PageChanged(f"{url}: {type(error).__name__}: {error}") from error


def _bounded(response: httpx.Response, url: str, *, until: float, most: int) -> Iterator[bytes]:
    """The parts of the body while time and size allow: a timeout alone would let a slow drip go on for ever."""
    size = 0
    for part in response.iter_bytes():
        size += len(part)
        if size > most or time.monotonic() > until:
            raise PageChanged(f"{url}: {size} bytes so far, expected all within the time and {most} bytes")
        yield part
