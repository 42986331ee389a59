"""What several formats of one page say, as one reading: each event once, with what each of them knows of it."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from msgspec.structs import replace

from schemas.health import Problem
from schemas.listing import Listing
from schemas.schedule import Schedule, Status, moment
from schemas.zones import zone
from spiders.page import Page, Reading
from spiders.readers.printed_days import may_print, printed_days
from spiders.readers.schema_org.keys import fingerprint, mark

# Where more stand on one day, likeness is not looked for: comparing each with each takes time by the square.
MOST_ON_A_DAY = 50

_FACTS = ("description", "place", "attendance_mode", "join_url", "organiser", "facets", "language", "page_date")
_GRAVE = frozenset({Status.CANCELLED, Status.POSTPONED})


def pooled(readings: Iterable[Reading], page: Page) -> Reading:
    """The readings as one, best first: of an event that several print, the first counts and the others add to it.

    Same title and same moment are the same event. Also the only two of one title on one day, as formats differ in
    offsets and leave out the time; and two at one moment where one title holds the other.
    """
    links: dict[str, None] = {}
    problems: list[Problem] = []
    found: list[tuple[Listing, ...]] = []
    for reading in readings:
        links.update(dict.fromkeys(reading.links))
        problems += reading.problems
        found += [reading.listings] if reading.listings else []
    if len(found) > 1:
        pool = _Pool(page)
        for listings in found:
            pool.take(listings)
        found = [tuple(pool.listings)]
    return Reading(tuple(_told_apart(found[0])) if found else (), tuple(links), tuple(problems))


def _told_apart(listings: Sequence[Listing]) -> Iterator[Listing]:
    """The listings; those with one key, as each was the only one of its format on the page, get a mark of their own."""
    keys = Counter(listing.key for listing in listings)
    for listing in listings:
        yield listing if keys[listing.key] == 1 else replace(listing, key=f"{listing.key}#{mark(listing)}")


@dataclass(frozen=True, slots=True)
class _Mark:
    """What tells events apart: words of the title, day in the page's zone, and moment in UTC or words that say when."""

    title: str
    day: str | None
    at: str | None


@dataclass(slots=True)
class _Pool:
    page: Page
    listings: list[Listing] = field(default_factory=list)
    _marks: list[_Mark] = field(default_factory=list)

    def take(self, listings: Iterable[Listing]) -> None:
        """Adds the listings of one format to those that the pool has of others."""
        known = {own: place for place, own in reversed(list(enumerate(self._marks)))}
        marked = [(listing, _mark(listing, self.page)) for listing in listings]
        exact = {place for _, own in marked if (place := known.get(own)) is not None}
        by_day: dict[str | None, list[int]] = defaultdict(list)
        for place, own in enumerate(self._marks):
            if place not in exact:
                by_day[own.day].append(place)
        on_days = Counter((own.title, own.day) for _, own in marked)
        in_words = _InWords(self.listings, self._marks, self.page)
        for listing, own in marked:
            place = known.get(own)
            if place is None and own.day:
                place = self._alike(own, by_day[own.day], is_alone=on_days[own.title, own.day] == 1)
            elif place is None:
                place = in_words.place(listing, own)
            if place is None:
                self.listings.append(listing)
                self._marks.append(own)
            else:
                self.listings[place] = merged(self.listings[place], listing, self.page)

    def _alike(self, own: _Mark, places: list[int], *, is_alone: bool) -> int | None:
        """The one among `places`, all on the same day, that is the same event by likeness; taken out of them."""
        if len(places) > MOST_ON_A_DAY:
            return None
        known = {place: self._marks[place] for place in places}
        namesakes = [place for place, other in known.items() if is_alone and other.title == own.title]
        found = namesakes or [p for p, other in known.items() if other.at == own.at and _one_holds(other, own)]
        if len(found) != 1:
            return None
        places.remove(found[0])
        return found[0]


class _InWords:
    """Finds, for a listing that says in words when, the one in the pool that states it as a schedule."""

    def __init__(self, listings: list[Listing], marks: list[_Mark], page: Page) -> None:
        self._marks, self._page = marks[:], page
        self._addresses: dict[str | None, list[int]] = defaultdict(list)
        self._days: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
        for place, listing in enumerate(listings):
            self._addresses[listing.url].append(place)
            for slot in listing.schedule.slots if listing.schedule else ():
                at = moment(slot.dtstart)
                self._days[at.month, at.day].append((place, at.year))

    def place(self, listing: Listing, own: _Mark) -> int | None:
        """The one that bears the title or the address on a day that the words may print; by address alone without one.

        Of one title on several such days the first: the words then tell of all of them.
        """
        words = listing.when_text or ""
        days = printed_days(words)
        if not days:
            places = self._at_address(listing.url)
            return places[0] if len(places) == 1 else None
        near = {place for day in days for place, year in self._days.get(day, ()) if may_print(words, year)}
        found = sorted(near.intersection(self._at_address(listing.url))) if len(near) > 1 else []
        found = found or sorted(place for place in near if _one_holds(self._marks[place], own))
        return found[0] if len({self._marks[place].title for place in found}) == 1 else None

    def _at_address(self, url: str | None) -> list[int]:
        return self._addresses.get(url, []) if url not in {None, self._page.url} else []


def merged(known: Listing, other: Listing, page: Page) -> Listing:
    """`known`, with what only `other` says of the same event: facts, an end, a time of day, an address of its own."""
    changes = {name: getattr(other, name) for name in _FACTS if getattr(known, name) is None}
    changes["schedule"] = _fuller(known.schedule, other.schedule)
    if changes["schedule"] is not None:
        changes["when_text"] = None
    if known.url in {None, page.url} and other.url not in {None, page.url}:
        changes |= {"url": other.url, "key": other.key}
    if known.status is None or (other.status in _GRAVE and known.status not in _GRAVE):
        changes["status"] = other.status
    changed = replace(known, **changes)
    return replace(changed, fingerprint=fingerprint(changed)) if changed != known else known


def _fuller(known: Schedule | None, other: Schedule | None) -> Schedule | None:
    """The schedule of the two that says more of the same; `known` where neither does."""
    if known is None or not known.slots or other is None or not other.slots:
        return known if known is not None and known.slots else other or known
    first, second = known.slots[0], other.slots[0]
    is_day = "T" not in first.dtstart and "T" in second.dtstart
    lacks_end = first.dtstart == second.dtstart and first.dtend is None and second.dtend is not None
    is_single = len(known.slots) == len(other.slots) == 1 and not first.rrule
    return other if is_single and (is_day or lacks_end or _is_bare_utc(known, other)) else known


def _is_bare_utc(known: Schedule, other: Schedule) -> bool:
    """Whether `known` prints without zone the time that `other` has in UTC: a clock that was put out unconverted."""
    at, zoned = moment(known.slots[0].dtstart), moment(other.slots[0].dtstart)
    if known.tzid or not other.tzid or not isinstance(at, datetime) or not isinstance(zoned, datetime) or at == zoned:
        return False
    return zoned.replace(tzinfo=zone(other.tzid)).astimezone(UTC).replace(tzinfo=None) == at


def _mark(listing: Listing, page: Page) -> _Mark:
    title = " ".join(re.findall(r"\w+", listing.title.casefold())) or listing.title
    if listing.schedule is None or not listing.schedule.slots:
        return _Mark(title, None, listing.when_text)
    at = moment(listing.schedule.slots[0].dtstart)
    if not isinstance(at, datetime):
        return _Mark(title, at.isoformat(), at.isoformat())
    there = at.replace(tzinfo=zone(listing.schedule.tzid or page.tzid))
    return _Mark(title, there.astimezone(zone(page.tzid)).date().isoformat(), there.astimezone(UTC).isoformat())


def _one_holds(own: _Mark, other: _Mark) -> bool:
    """Whether the words of one title are all in the other."""
    words, others = set(own.title.split()), set(other.title.split())
    return words <= others or others <= words
