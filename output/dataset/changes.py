"""What changed, to be followed page by page: RPDE 1.0 (OpenActive Realtime Paged Data Exchange).

Items stand in the order of their last change, then of their id. Whoever has read up to one item asks for what comes
after it. What is no longer on offer is a tombstone, as long as the change log remembers it (60 days).
"""

import zlib
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Any, Literal, NamedTuple

import msgspec

from output.told import TOLD, told
from schemas.activity import Activity
from schemas.change import Alias, Change, Edition, Intent
from schemas.dataset import LICENSE
from schemas.schedule import Status

KEPT_DAYS = 60
USUAL_ITEMS, MOST_ITEMS = 250, 1_000
_OVER = frozenset({Status.GONE, Status.PAST})
_LAST_ID = "~"  # sorts behind every id of ours

_Facts = msgspec.defstruct("Facts", [(name, Any, None) for name in TOLD], omit_defaults=True)


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One activity as it is now, or that it is no longer on offer. `modified`: seconds since 1970."""

    state: Literal["updated", "deleted"]
    kind: str = "activity"
    id: str
    modified: int
    data: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET


class Position(NamedTuple):
    """How far someone has read: up to this moment, and of it up to this id."""

    modified: int
    id: str


Url = Callable[[Position | None], str]
"""Where the page stands that follows a position; None: the first page."""


def items(edition: Edition, activities: Iterable[Activity]) -> list[Item]:
    """Every item in order, once per id; `activities` are those of `edition` as published."""
    told = {one.id: _item(one) for one in activities}
    last = {one.activity_id: one for one in edition.changes if one.activity_id not in told}
    # New and never on offer: it was over when it was first read. Nobody has to hear that it went.
    gone = {key: one for key, one in last.items() if one.intent is not Intent.NEW}
    tombstones = [_tombstone(key, one) for key, one in gone.items()]
    since = date.fromisoformat(edition.as_of) - timedelta(days=KEPT_DAYS)
    moved = (one for one in edition.aliases if one.at.date() >= since and one.id not in told and one.id not in gone)
    tombstones += [_tombstone(one.id, one) for one in moved]
    return sorted((*told.values(), *tombstones), key=_position)


def _item(activity: Activity) -> Item:
    modified = int(activity.last_changed_at.timestamp())
    if activity.status in _OVER:
        return Item(state="deleted", id=activity.id, modified=modified)
    facts = msgspec.json.encode(_Facts(*told(activity)))
    return Item(state="updated", id=activity.id, modified=modified, data=msgspec.Raw(facts))


def _tombstone(activity_id: str, last: Change | Alias) -> Item:
    return Item(state="deleted", id=activity_id, modified=int(last.at.timestamp()))


def _position(item: Item) -> Position:
    return Position(item.modified, item.id)


def _start(items: Sequence[Item], after: Position | None) -> int:
    return 0 if after is None else bisect_right(items, after, key=_position)


def _page(chosen: Sequence[Item], following: str) -> bytes:
    """A page without items is the last one: it is its own next page."""
    head = msgspec.json.encode({"next": following, "license": LICENSE})
    lines = b",\n".join(map(msgspec.json.encode, chosen))
    return head[:-1] + b',"items":[\n' + lines + b"\n]}\n"


def pages(items: Sequence[Item], times: Iterable[int], url: Url) -> Iterator[tuple[Position | None, bytes]]:
    """Every page by the position it follows, as files.

    A page ends where all changes of one moment are told, so that its address is a moment, and stays: also the moments
    in `times` have a page, at which nothing may have stayed. What changed in one moment is cut at items that their own
    ids choose: a change elsewhere leaves a page as it is.
    """
    starts: dict[Position | None, None] = {None: None} | {Position(one, _LAST_ID): None for one in sorted(times)}
    ends = _ends(items)
    starts |= {end: None for end, _ in ends}
    stops = [stop for _, stop in ends]
    for after in starts:
        start = _start(items, after)
        number = bisect_right(stops, start)
        end, stop = ends[number] if number < len(ends) else (after, len(items))
        yield after, _page(items[start:stop], url(end))


def _ends(items: Sequence[Item]) -> list[tuple[Position, int]]:
    """Where the pages end: the position, and the number of items up to there."""
    ends: list[tuple[Position, int]] = []
    stop = 0
    for modified, group in groupby(items, key=lambda one: one.modified):
        moment = [one.id for one in group]
        begun = 0
        for number, item_id in enumerate(moment[:-1], 1):
            if zlib.crc32(item_id.encode()) % USUAL_ITEMS == 0 or number - begun == MOST_ITEMS:
                ends.append((Position(modified, item_id), stop + number))
                begun = number
        stop += len(moment)
        ends.append((Position(modified, _LAST_ID), stop))
    return ends


def file_name(after: Position | None) -> str:
    """The name of the page that follows a position.

    >>> file_name(None), file_name(Position(1795500000, "~")), file_name(Position(1795500000, "a1"))
    ('start.json', 'after-1795500000.json', 'after-1795500000-a1.json')
    """
    if after is None:
        return "start.json"
    return f"after-{after.modified}.json" if after.id == _LAST_ID else f"after-{after.modified}-{after.id}.json"
