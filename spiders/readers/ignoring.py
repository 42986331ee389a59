"""The organiser's `#bruggen-ignore`, honoured for every reader in one place.

Readers that see the mark in their format leave the event out themselves, and say so. What comes to the same page by
another format, or by a reader that takes no notice, is left out here.
"""

from dataclasses import replace

import msgspec

from schemas.health import Problem
from schemas.listing import Listing
from spiders.page import Page, Reading

MARK = b"#bruggen-ignore"
# Readers that take pieces of a page: where the mark stands in no listing of theirs, nobody can tell which was meant.
_BY_SHAPE = {"html"}
_Gist = tuple[str, str]


def without_ignored(readings: dict[str, Reading], page: Page) -> dict[str, Reading]:
    """The readings of one rung, by name of their reader, without what is marked.

    A listing that prints the mark goes, and with it those of the same title and time. A mark that stands outside of
    all listings found by the shape of the page is for the whole page.
    """
    if not any(reading.listings or reading.links for reading in readings.values()) or MARK[1:] not in page.folded:
        return readings
    marked = {_gist(one) for reading in readings.values() for one in reading.listings if _is_marked(one)}
    return {name: _kept(reading, name, marked, page) for name, reading in readings.items()}


def _kept(reading: Reading, name: str, marked: set[_Gist], page: Page) -> Reading:
    if name in _BY_SHAPE and not marked:
        kept: tuple[Listing, ...] = ()
        reading = replace(reading, links=())
    else:
        kept = tuple(one for one in reading.listings if _gist(one) not in marked)
    left_out = len(reading.listings) - len(kept)
    if not left_out:
        return reading
    told = Problem(what=f"left out: {left_out} marked {MARK.decode()} by the organiser", where=page.url)
    return replace(reading, listings=kept, problems=(*reading.problems, told))


def _is_marked(listing: Listing) -> bool:
    return MARK in msgspec.json.encode(listing).lower()


def _gist(listing: Listing) -> _Gist:
    title = " ".join(listing.title.casefold().replace(MARK.decode(), "").split())
    slots = listing.schedule.slots if listing.schedule else ()
    return title, slots[0].dtstart if slots else listing.when_text or ""
