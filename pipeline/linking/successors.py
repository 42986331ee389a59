"""Listings of one source that live on under another key. Pure.

Calendars build their keys from the time, sites their addresses from the day, and where a page has neither the key is
made of what it prints: so a moved evening, a moved series or a new name comes back as other listings. They continue
the old ones where they have enough in common with them, the most telling signs first.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from pipeline.linking.titles import ReadTitle, read_title
from schemas.listing import Listing

_A_WEEK = 8
"""Days by which one evening of a series that goes on may have moved."""


@dataclass(frozen=True)
class Trace:
    """A listing, normalised where it can be, with the activity that it belongs to; None: it is new."""

    listing: Listing
    activity_id: str | None = None

    @property
    def key(self) -> str:
        return self.listing.key

    @cached_property
    def starts(self) -> tuple[str, ...]:
        slots = self.listing.schedule.slots if self.listing.schedule else ()
        return tuple(sorted(start for slot in slots for start in (slot.dtstart, *slot.rdate)))

    @cached_property
    def read(self) -> ReadTitle:
        return read_title(self.listing.title)

    @cached_property
    def title(self) -> Hashable:
        return self.read.words, self.read.marks

    @cached_property
    def place(self) -> Hashable:
        place = self.listing.place
        return (place.street or place.name or place.city or "", place.room) if place else None

    @cached_property
    def rules(self) -> Hashable:
        slots = self.listing.schedule.slots if self.listing.schedule else ()
        return tuple((slot.dtstart, slot.rrule, slot.rdate) for slot in slots) or None

    def is_near(self, other: "Trace") -> bool:
        """Whether it begins within about a week of the other."""
        if not self.starts or not other.starts:
            return False
        mine, its = (date.fromisoformat(one.starts[0][:10]) for one in (self, other))
        return abs((mine - its).days) <= _A_WEEK

    def is_alike(self, other: "Trace") -> bool:
        """Whether the titles share a word, or do not name kinds of activity that differ."""
        mine, its = self.read, other.read
        named = set(mine.kinds), set(its.kinds)
        return not all(named) or not named[0].isdisjoint(named[1]) or not set(mine.stems).isdisjoint(its.stems)


def successors(fresh: Iterable[Trace], lost: Iterable[Trace], *, seen: Collection[Listing] = ()) -> dict[str, str]:
    """New key → old key, for each listing in `fresh` that continues one in `lost`.

    Of a series they are paired in order of time. `seen` is what stands on the site besides; of an activity that still
    has a listing there, only an evening that moved by about a week at most is paired: what left may as well be off.
    """
    came, went = list(fresh), list(lost)
    shared = {one.url for one in seen}
    found: dict[str, str] = {}
    for sign, fits in _SIGNS:
        for some, others in _alike(came, went, sign):
            if sign is not _page_of_its_own or (some[0].listing.url not in shared and _is_one(some, others)):
                found |= {new.key: old.key for new, old in _paired(some, others) if fits(new, old)}
        taken = set(found.values())
        came = [one for one in came if one.key not in found]
        went = [one for one in went if one.key not in taken]
    return found


def moved_evenings(fresh: Iterable[Trace], lost: Iterable[Trace]) -> dict[str, str]:
    """New key → old key, for single evenings of series that go on: same title and place, a week apart at most."""
    found: dict[str, str] = {}
    for some, others in _alike(list(fresh), list(lost), _title_and_place):
        for new, old in zip(some, others, strict=False):
            if new.is_near(old):
                found[new.key] = old.key
    return found


def _alike(
    came: Sequence[Trace], went: Sequence[Trace], sign: Callable[[Trace], Hashable]
) -> Iterator[tuple[list[Trace], list[Trace]]]:
    """Those that came and those that went under one sign, each in order of time."""
    new, old = _by(came, sign), _by(went, sign)
    for mark, some in new.items():
        if mark in old:
            yield some, old[mark]


def _by(traces: Iterable[Trace], sign: Callable[[Trace], Hashable]) -> dict[Hashable, list[Trace]]:
    found = defaultdict(list)
    for one in sorted(traces, key=lambda one: (one.starts[:1], one.key)):
        if (mark := sign(one)) is not None:
            found[mark].append(one)
    return found


def _paired(came: Sequence[Trace], went: Sequence[Trace]) -> Iterable[tuple[Trace, Trace]]:
    """In order of time; nothing where several activities went and it is not clear which became which."""
    if len({one.activity_id for one in went}) > 1 and len(came) != len(went):
        return ()
    return zip(came, went, strict=False)


def _is_one(came: Sequence[Trace], went: Sequence[Trace]) -> bool:
    return len({one.title for one in came}) == len({one.activity_id for one in went}) == 1


def _same_address(one: Trace) -> Hashable:
    return (one.listing.url, one.title, one.place) if one.listing.url else None


def _title_and_place(one: Trace) -> Hashable:
    return (one.title, one.place) if one.place else None


def _address_and_title(one: Trace) -> Hashable:
    return (one.listing.url, one.title) if one.listing.url else None


def _page_of_its_own(one: Trace) -> Hashable:
    return one.listing.url


def _time_and_place(one: Trace) -> Hashable:
    return (one.rules, one.place) if one.rules else None


_SIGNS: tuple[tuple[Callable[[Trace], Hashable], Callable[[Trace, Trace], bool]], ...] = (
    (_same_address, lambda _new, _old: True),
    (_title_and_place, lambda _new, _old: True),
    (_address_and_title, lambda _new, _old: True),
    (_page_of_its_own, lambda _new, _old: True),
    (_time_and_place, Trace.is_alike),
)
