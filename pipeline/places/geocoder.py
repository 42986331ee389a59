"""PDOK Locatieserver behind a cache that is kept for ever: what an address was answered once is not asked again.

Its answer: {"response": {"numFound", "docs": [{"type", "weergavenaam", "centroide_ll": "POINT(lon lat)", …}]}}
(wiki of github.com/PDOK/locatieserver, looked up 2026-11-23). A failure is not kept: it is asked again in a later run.
"""

import re
from collections.abc import Callable
from datetime import datetime

import msgspec

from pipeline.places.gazetteer import Point
from pipeline.store import Store, table_time
from schemas.errors import PageChanged
from schemas.place import Place, Precision

LOCATIESERVER = "https://api.pdok.nl/bzk/locatieserver/search/v3_1"
_POINT = re.compile(r"POINT\((-?\d{1,3}(?:\.\d+)?) (-?\d{1,3}(?:\.\d+)?)\)")
_PRECISIONS = {"adres": Precision.ADDRESS, "postcode": Precision.POSTCODE}
# So many failures in a row mean that the service is down: the rest of the run does without.
_MOST_FAILURES = 3

Ask = Callable[[str], bytes]
"""The body that the service answers to a query. Raises PageChanged when it gives none."""


class _Doc(msgspec.Struct):
    type: str
    centroide_ll: str
    postcode: str | None = None
    huis_nlt: str | None = None


class _Docs(msgspec.Struct):
    docs: list[_Doc]


class _Answer(msgspec.Struct):
    response: _Docs


class Geocoder:
    """Points of addresses. It asks at most `most` times in its life, and never raises for what the service does.

    Without `ask` it knows what was answered in earlier runs, so that no place moves when a run does not ask.
    """

    def __init__(self, store: Store, ask: Ask | None, *, now: datetime, most: int = 200) -> None:
        self._store = store
        self._kept: dict[str, str | None] = dict(store.query("SELECT query, answer FROM geocodings"))
        self._ask = ask
        self._now = now
        self._left = most
        self._failures = 0

    def point(self, place: Place) -> Point | None:
        """Where the address of `place` is; None: it has no whole address, nobody knows it, or the service failed."""
        query = address_query(place)
        if query is None:
            return None
        if query in self._kept:
            answer = self._kept[query]
            return msgspec.json.decode(answer, type=Point) if answer else None
        may_ask = self._left > 0 and self._failures < _MOST_FAILURES
        return self._asked(self._ask, query, place) if self._ask and may_ask else None

    def _asked(self, ask: Ask, query: str, place: Place) -> Point | None:
        self._left -= 1
        try:
            point = answered_point(ask(query), place)
        except PageChanged:
            self._failures += 1
            return None
        self._failures = 0
        self._kept[query] = answer = msgspec.json.encode(point).decode() if point else None
        self._store.query("INSERT INTO geocodings VALUES (?, ?, ?)", [query, table_time(self._now), answer])
        return point


def address_query(place: Place) -> str | None:
    """What is asked for `place`: street with number and postcode or town; None where it prints less."""
    if not place.street or not re.search(r"\d", place.street) or not (place.postcode or place.city):
        return None
    return " ".join(part for part in (place.street, place.postcode, place.city) if part).casefold()


def answered_point(body: bytes, place: Place) -> Point | None:
    """The point of the first answer that agrees with the postcode and house number of `place`; None: no answer does.

    Raises PageChanged when `body` is not in the documented form.
    """
    try:
        docs = msgspec.json.decode(body, type=_Answer).response.docs
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise PageChanged(f"locatieserver: {body[:60]!r}, expected its documented JSON: {error}") from error
    return next((point for doc in docs if _agrees(doc, place) and (point := _point(doc))), None)


def _agrees(doc: _Doc, place: Place) -> bool:
    if doc.type not in _PRECISIONS:
        return False
    if place.postcode and doc.postcode != place.postcode.replace(" ", ""):
        return False
    numbers = re.findall(r"\d+", place.street or "")
    # Without a postcode only the whole address is sure; "Plein 1944 3" has two numbers.
    return (doc.huis_nlt is None and bool(place.postcode)) or any(
        re.match(rf"{number}(?!\d)", doc.huis_nlt or "") for number in numbers
    )


def _point(doc: _Doc) -> Point | None:
    found = _POINT.fullmatch(doc.centroide_ll)
    if not found:
        return None
    lon, lat = float(found[1]), float(found[2])
    return Point(lat, lon, _PRECISIONS[doc.type]) if abs(lat) <= 90 and abs(lon) <= 180 else None
