"""The feeds of a release as they come in: written, taken over, held back, or a reason to refuse the whole."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from hashlib import blake2b

from output.draft import Draft
from output.event_texts import EventTexts
from output.feeds.budget import Calendar, calendars
from output.feeds.cuts import feeds
from output.feeds.feed import AREAS, Facet, Feed
from output.feeds.index import FeedEntry, HeldFeed, entry
from output.feeds.names import Areas
from output.feeds.subscribed import Subscribed
from output.gates import Loss, feed_fault
from output.ical_calendar import calendar
from output.remembered import FeedMark
from output.selection import Offer
from schemas.errors import RefusedRelease
from schemas.health import Problem
from schemas.place import AreaCode


@dataclass
class Shelf:
    """`entries` grows in the order in which feeds are added. `accept`: a person says that feeds may shrink.

    `held`: feeds that keep their last bytes; `refusals`: why the release may not be shown; `overruled`: what a person
    accepted; `areas`: what they are called; `marks`: what the feeds were made of, for the next time.
    """

    draft: Draft
    subscribed: Subscribed
    offers: Mapping[str, Offer]
    texts: EventTexts
    as_of: date
    accept: bool
    base_url: str | None
    before: Mapping[str, FeedMark]
    areas: Areas
    entries: list[FeedEntry] = field(default_factory=list)
    held: list[HeldFeed] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    overruled: list[str] = field(default_factory=list)
    marks: dict[str, FeedMark] = field(default_factory=dict)

    def add_all(self) -> None:
        """Add every feed of these offers, and those of the visible release."""
        promised = [one.feed for one in self.subscribed.entries]
        for feed in feeds(self.offers.values(), self.texts, promised, areas=self.areas):
            self.add(feed)

    def add(self, feed: Feed) -> None:
        """Write `feed`, or take it over where it is made of the same as before. Raises RefusedRelease."""
        known, before = self.subscribed.by_stem.get(feed.stem), self.before.get(feed.stem)
        if known and before and before == self._mark(feed, known):
            self._keep(known, before)
            return
        loss = self.subscribed.loss(feed, before)
        if loss and self.accept:
            self.overruled.append(f"{feed.stem}.ics: {loss}")
        elif loss:
            self._hold(feed, self.subscribed.by_stem[feed.stem], loss)
            return
        full, simple = calendars(feed, self.offers, self.texts, as_of=self.as_of, base_url=self.base_url)
        for one in (full, simple):
            self._write(one, feed)
        code, name = self._area(feed)
        made = entry(feed, full, simple, area_code=code, area_name=name, base_url=self.base_url)
        self.entries.append(made)
        self.marks[feed.stem] = self._mark(feed, made)

    def _keep(self, known: FeedEntry, mark: FeedMark | None) -> None:
        for path in (known.path, known.simple_path):
            self.draft.keep(path)
        self.entries.append(known)
        if mark:
            self.marks[known.stem] = mark

    def _hold(self, feed: Feed, known: FeedEntry, loss: Loss) -> None:
        """One cut of an area may well end, and keeps its bytes meanwhile; an area that shrinks is our mistake."""
        if feed.facet is Facet.ALL:
            self.refusals.append(f"{known.path}: {loss}")
            return
        self._keep(known, None)
        self.held.append(
            HeldFeed(
                path=known.path,
                title=known.title,
                left=loss.left,
                expected=loss.expected,
                organisation=known.organisation,
            )
        )

    def _write(self, one: Calendar, feed: Feed) -> None:
        if self.draft.write(one.path, one.pieces) and (
            fault := feed_fault(b"".join(one.pieces), events=one.events, activities=feed.activities)
        ):
            raise RefusedRelease(f"{one.path}: {fault}")

    def _mark(self, feed: Feed, made: FeedEntry) -> FeedMark:
        """What the calendars of `feed` are made of; the day counts only where not everything fits in."""
        day = self.as_of if made.left_out or made.simple_left_out else None
        head = (feed.title, feed.facet, feed.value, feed.parts, self._area(feed), self.base_url, _frame(), day)
        content = [repr(head).encode(), *(self.texts[activity_id].mark for activity_id in feed.activities)]
        return FeedMark(blake2b(b"".join(content), digest_size=16).digest(), feed.activities)

    def _area(self, feed: Feed) -> tuple[AreaCode | None, str | None]:
        """Code and official name of the district, neighbourhood or municipality that a feed is of."""
        code = feed.value if feed.facet in AREAS else self.areas.codes.get(feed.municipality or "")
        return code, self.areas.official.get(code or "")


def problems(held: Iterable[HeldFeed]) -> tuple[Problem, ...]:
    """Feeds that were held back, in words for the operator."""
    return tuple(
        Problem(
            what=f"feed keeps its last bytes: {Loss(one.left, one.expected)}; accept if it is right", where=one.path
        )
        for one in held
    )


def municipality_codes(offers: Iterable[Offer]) -> dict[str, str]:
    """The code of each municipality by its slug: that of most of its activities."""
    found: dict[str, Counter[str]] = {}
    for offer in offers:
        place = offer.activity.place
        if place and place.gm_code:
            found.setdefault(offer.activity.organisation.municipality, Counter())[place.gm_code] += 1
    return {slug: min(codes, key=lambda code: (-codes[code], code)) for slug, codes in found.items()}


@cache
def _frame() -> bytes:
    """What every calendar says before and after its events."""
    return b"".join(calendar("", ()))
