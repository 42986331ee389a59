"""How full the records of a release are, and whether they became poorer: a broken reader loses a field everywhere."""

from collections.abc import Iterable, Iterator

import msgspec

from output.selection import Offer
from schemas.activity import Activity
from schemas.record import CalendarDay, Record
from schemas.schedule import Status

FILE = "release.json"
FEWEST = 20
"""Activities; of fewer, chance alone moves the shares."""
FEWEST_KNOWN = 10
"""Activities of which a field is known; fewer may be those of one organisation, which may leave."""
_WORTH_WATCHING = 0.1
_FIELDS = ("url", "place", "category", "audience", "languages", "cost", "registration", "attendance_mode")


class Fill(Record):
    """What `release.json` holds: how much a release tells, and which share of its activities has each field."""

    as_of: CalendarDay
    activities: int
    occurrences: int
    feeds: int
    shares: dict[str, float]


def fill(offers: Iterable[Offer], *, as_of: CalendarDay, occurrences: int, feeds: int) -> Fill:
    """The fill of a release of these offers; what is cancelled counts, too."""
    found = list(offers)
    return Fill(as_of=as_of, activities=len(found), occurrences=occurrences, feeds=feeds, shares=dict(_shares(found)))


def _shares(offers: list[Offer]) -> Iterator[tuple[str, float]]:
    for field in _FIELDS:
        yield field, _share(sum(getattr(offer.activity, field) is not None for offer in offers), offers)
    yield "codes", _share(sum(_has_codes(offer.activity) for offer in offers), offers)
    yield "end", _share(sum(any(one.end for one in offer.occurrences) for offer in offers), offers)
    yield "on", _share(sum(offer.activity.status is not Status.CANCELLED for offer in offers), offers)


def _share(count: int, offers: list[Offer]) -> float:
    return round(count / len(offers), 3) if offers else 0.0


def _has_codes(activity: Activity) -> bool:
    return bool(activity.place and activity.place.bu_code)


def poorer(before: Fill, now: Fill) -> Iterator[str]:
    """Which fields fell by more than half, where that is no chance."""
    if min(before.activities, now.activities) < FEWEST:
        return
    for field, share in before.shares.items():
        left = now.shares.get(field, 0.0)
        is_watched = share >= _WORTH_WATCHING and share * before.activities >= FEWEST_KNOWN
        if is_watched and 2 * left < share:
            yield f"{field}: known of {left:.0%} of the activities, {share:.0%} before; expected at least half of that"


def fill_bytes(one: Fill) -> bytes:
    return msgspec.json.format(msgspec.json.encode(one), indent=1) + b"\n"


def fill_of(text: bytes) -> Fill:
    """Raises msgspec.MsgspecError when `text` tells of no release."""
    return msgspec.json.decode(text, type=Fill)
