"""The JSON pages of a search: records of the dataset as they are, with where the next page and the calendar stand."""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import TypeVar
from urllib.parse import urlencode

import msgspec

from output.service.bodies import Body
from output.service.codes import code
from output.service.filters import BadQuery, Filter, rendered
from output.service.index import Index
from schemas.dataset import LICENSE

USUAL_LIMIT, HIGHEST_LIMIT = 50, 200
LONGEST_CURSOR = 300
_JSON = "application/json"
_CHECKED = 6  # bytes of a cursor that say of which question it is
_NO_CURSOR = "cursor: expected one that this service gave, for the same question"
_Place = TypeVar("_Place", str, tuple[date, int, str])


@dataclass(frozen=True)
class Paging:
    """Which page: behind what, and how many records."""

    cursor: str | None = None
    limit: int = USUAL_LIMIT


def paging(found: Iterable[tuple[str, str]]) -> Paging:
    """The paging among the pairs of a query. Raises BadQuery."""
    limits = [text for name, text in found if name == "limit"]
    cursors = [text for name, text in found if name == "cursor"]
    if len(limits) > 1 or len(cursors) > 1:
        raise BadQuery("limit, cursor: given more than once, expected each once")
    limit = limits[0] if limits else str(USUAL_LIMIT)
    if not re.fullmatch("[0-9]{1,3}", limit) or not 1 <= int(limit) <= HIGHEST_LIMIT:
        raise BadQuery(f"limit: expected a whole number from 1 to {HIGHEST_LIMIT}")
    return Paging(cursors[0] if cursors else None, int(limit))


def activities_page(index: Index, selected: int, wanted: Filter, page: Paging) -> Body:
    """Activities by id. Raises BadQuery for a cursor of something else."""
    after = _unpacked(page.cursor, str, wanted) if page.cursor is not None else None
    numbers, has_more = index.page(selected, after=after, limit=page.limit)
    following = _packed(index.ids[numbers[-1]], wanted) if has_more else None
    return _body("activities", index, index.activities.read(numbers), _Links(wanted, page, following, selected))


def occurrences_page(index: Index, selected: int, wanted: Filter, page: Paging) -> Body:
    """Occurrences by their beginning. Raises BadQuery for a cursor of something else."""
    after = _unpacked(page.cursor, tuple[date, int, str], wanted) if page.cursor is not None else None
    place = None if after is None else (after[0].toordinal(), after[1], after[2])
    numbers, last = index.occurring(wanted, selected, after=place, limit=page.limit)
    following = None
    if last:
        following = _packed((date.fromordinal(last.day), last.minute, index.ids[last.activity]), wanted)
    return _body("occurrences", index, index.occurrences.read(numbers), _Links(wanted, page, following, selected))


@dataclass(frozen=True)
class _Links:
    wanted: Filter
    page: Paging
    following: str | None
    selected: int

    @property
    def calendar(self) -> str:
        return f"/v1/feeds/{code(self.wanted)}.ics"

    def next(self, kind: str) -> str | None:
        if self.following is None:
            return None
        query = "&".join(
            filter(None, (rendered(self.wanted), urlencode({"limit": self.page.limit, "cursor": self.following})))
        )
        return f"/v1/{kind}?{query}"


def _body(kind: str, index: Index, records: Sequence[bytes], links: _Links) -> Body:
    following = links.next(kind)
    head = {"license": LICENSE, "as_of": index.as_of, "feed": links.calendar}
    head |= {"next": following} if following else {}
    counts = {"count": links.selected.bit_count()} if kind == "activities" else {}
    text = msgspec.json.encode(head | counts)[:-1] + f',"{kind}":[\n'.encode() + b",\n".join(records) + b"\n]}\n"
    link = f'<{links.calendar}>; rel="alternate"; type="text/calendar"'
    link = f'<{following}>; rel="next", {link}' if following else link
    return Body(text, _JSON, more=[(b"link", link.encode())])


def _packed(place: object, wanted: Filter) -> str:
    """A place in the answers to one question, with a checksum of both."""
    text = msgspec.json.encode(place)
    return urlsafe_b64encode(_checksum(text, wanted) + text).decode().rstrip("=")


def _unpacked(cursor: str, kind: type[_Place], wanted: Filter) -> _Place:
    try:
        text = urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4))[_CHECKED:]
        place = msgspec.json.decode(text, type=kind)
    except (ValueError, msgspec.MsgspecError) as error:
        raise BadQuery(_NO_CURSOR) from error
    if _packed(place, wanted) != cursor:
        raise BadQuery(_NO_CURSOR)
    return place


def _checksum(text: bytes, wanted: Filter) -> bytes:
    return blake2b(text + rendered(wanted).encode(), digest_size=_CHECKED).digest()
