"""How good a source would be, from 0 to 100, as the sum of parts that each say why."""

from collections.abc import Iterable, Sequence

from schemas.discovery import Found
from schemas.listing import Listing
from schemas.record import Record
from spiders.discovery.exploration import Exploration, Sight
from spiders.discovery.ways import mark, trust_in


class Part(Record):
    """One reason for the quality: `points` of `most`, and in words what they stand for."""

    what: str
    points: int
    most: int


def quality(seen: Exploration, way: tuple[Found, ...], *, has_default_place: bool) -> tuple[Part, ...]:
    """The parts; at most 100 points together, and none where nothing was found."""
    read = sights_along(way, seen)
    told = [listing for sight in read for listing in sight.announced]
    return (
        _times(read, told),
        _trust(way),
        _part("listings with a place", told if has_default_place else [one for one in told if one.place], told, 15),
        _part("listings with a page of their own", [one for one in told if _has_own_page(one, read)], told, 10),
        _wholeness(seen, way, told),
        _permission(seen, told),
    )


def sights_along(way: Iterable[Found], seen: Exploration) -> list[Sight]:
    """The pages along `way`, with those that their lists lead to."""
    urls = {found.url for found in way}
    return [sight for sight in seen.sights if {sight.page.url, sight.lead.listed_by} & urls]


def _times(read: Iterable[Sight], told: Sequence[Listing]) -> Part:
    printed = [listing for sight in read for listing in sight.reading.listings]
    return _part(f"{len(told)} of {len(printed)} listings have a time to come that can be read", told, printed, 35)


def _trust(way: tuple[Found, ...]) -> Part:
    least = min((trust_in(found.reader) for found in way), default=0.0)
    readers = " and ".join(dict.fromkeys(found.reader for found in way)) or "nobody"
    return Part(what=f"read by {readers}", points=round(20 * least), most=20)


def _wholeness(seen: Exploration, way: Iterable[Found], told: Sequence[Listing]) -> Part:
    """How much of what was found anywhere on the site stands along the way."""
    here = {mark(one) for one in told}
    everywhere = here | {mark(one) for sight in seen.sights for one in sight.announced}
    share = len(here) / max(1, len(everywhere))
    more = sum(found.more_pages for found in way)
    what = f"{len(here)} of the {len(everywhere)} activities found on the site" + (
        f"; {more} more pages" if more else ""
    )
    return Part(what=what, points=round(10 * share), most=10)


def _permission(seen: Exploration, told: Sequence[Listing]) -> Part:
    facts = seen.facts
    is_free = facts.allows_homepage and not (facts.tdm_reservation or facts.robots_meta)
    what = "the site reserves nothing" if is_free else "the site reserves rights: ask first"
    return Part(what=what, points=10 if is_free and told else 0, most=10)


def _part(what: str, good: Sequence[Listing], of: Sequence[Listing], most: int) -> Part:
    return Part(what=what, points=round(most * len(good) / len(of)) if of else 0, most=most)


def _has_own_page(listing: Listing, read: Iterable[Sight]) -> bool:
    return listing.url is not None and listing.url not in {sight.page.url for sight in read if not sight.lead.listed_by}
