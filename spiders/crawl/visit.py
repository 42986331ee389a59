"""One visit to one source: its pages, and those they lead to, one after another."""

import time
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

import msgspec

from schemas.health import Failure, Problem
from schemas.source import Source
from schemas.staged import StagedPage
from spiders.crawl.failures import Unfetched
from spiders.crawl.fetch import Answer
from spiders.crawl.pages import CALENDAR_READER, body_hash, is_read_as_now, moved_to, read_page, refuse
from spiders.crawl.politeness import Politeness
from spiders.crawl.repeats import Repeats

DEEPEST = 2
YOUNG = timedelta(hours=20)  # less than a day, so that a nightly run asks each page every night

Ask = Callable[[str, StagedPage | None, float], Awaitable[Answer | None]]
"""From address, page of the last visit and seconds left to the answer; see fetch.answer."""


class Fate(StrEnum):
    FETCHED = "fetched"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    FAILED = "failed"
    KEPT = "kept"  # not asked, because the page that leads to it failed or the visit ran out of time


@dataclass(frozen=True)
class Lead:
    """An address to visit. `depth` 0: declared in the source file."""

    url: str
    depth: int = 0
    under_unchanged: bool = False
    is_kept: bool = False


@dataclass(frozen=True)
class Seen:
    """What became of a lead: the page to stage, new or old, and what went wrong."""

    lead: Lead
    fate: Fate
    page: StagedPage | None = None
    trouble: Unfetched | None = None
    says_the_same: bool = False


@dataclass(frozen=True)
class Walk:
    """All that a visit saw, in the order it was seen, and what it left."""

    seen: tuple[Seen, ...]
    problems: tuple[Problem, ...] = ()
    trouble: Unfetched | None = None


class Visit:
    """The way through one source. `before`: its pages at the last good visit."""

    def __init__(
        self, source: Source, before: Iterable[StagedPage], *, now: datetime, politeness: Politeness, ask: Ask
    ) -> None:
        self._source = source
        self._before = {page.url: page for page in before}
        self._now = now
        self._politeness = politeness
        self._ask = ask
        self._repeats = Repeats()
        self._ends_at = time.monotonic() + politeness.max_source_s

    async def walk(self) -> Walk:
        """Visit the declared pages and where they lead, breadth first, each address once."""
        leads = deque(Lead(url) for url in dict.fromkeys((self._source.url, *self._source.pages)))
        met = {lead.url for lead in leads}
        seen: list[Seen] = []
        left: list[Lead] = []
        while leads:
            lead = leads.popleft()
            if not lead.is_kept and (len(seen) >= self._politeness.max_pages or self._seconds_left() <= 0):
                left.append(lead)
                lead = replace(lead, is_kept=True)
            seen.append(self._without_repeats(await self._sight(lead)))
            onward = [further for further in _onward(seen[-1]) if further.url not in met]
            met.update(further.url for further in onward)
            leads.extend(onward)
        return Walk(tuple(seen), *self._left_out(left))

    def _without_repeats(self, sight: Seen) -> Seen:
        if sight.page is None or sight.fate not in {Fate.FETCHED, Fate.UNCHANGED}:
            return sight
        return replace(sight, page=self._repeats.less(sight.page, is_declared=sight.lead.depth == 0))

    async def _sight(self, lead: Lead) -> Seen:
        known = self._before.get(lead.url)
        if lead.is_kept:
            return Seen(lead, Fate.KEPT, known)
        if known and self._may_wait(lead, known):
            return Seen(lead, Fate.UNCHANGED, known, says_the_same=True)
        try:
            return await self._asked(lead, known)
        except Unfetched as trouble:
            fate = Fate.REFUSED if trouble.failure is Failure.BLOCKED else Fate.FAILED
            # Said anew: the frames that its traceback holds on to hold bodies and trees of many megabytes.
            return Seen(lead, fate, known, Unfetched(trouble.failure, trouble.detail))

    async def _asked(self, lead: Lead, known: StagedPage | None) -> Seen:
        usable = known if known and is_read_as_now(known) else None
        answer = await self._ask(lead.url, usable, self._seconds_left())
        if answer:
            refuse(answer.wish, answer)
        if usable and (answer is None or body_hash(answer.body) == usable.body_hash):
            return Seen(lead, Fate.UNCHANGED, self._asked_again(lead, usable, answer), says_the_same=True)
        if answer is None:
            raise Unfetched(Failure.UNREADABLE, f"{lead.url}: 304 where nothing was known of the page")
        page = read_page(answer, self._source, known=known, now=self._now)
        return Seen(lead, Fate.FETCHED, page, says_the_same=known is not None and _gist(page) == _gist(known))

    def _asked_again(self, lead: Lead, known: StagedPage, answer: Answer | None) -> StagedPage:
        """`known` with today's validators; a page that may wait tells when it was last asked."""
        page = msgspec.structs.replace(known, fetched_at=self._now) if self._is_vouched_for(lead, known) else known
        if answer is None:
            return page
        validators = {"etag": answer.etag, "last_modified": answer.last_modified}
        return msgspec.structs.replace(page, **validators, moved_to=moved_to(answer))

    def _may_wait(self, lead: Lead, page: StagedPage) -> bool:
        """Whether `page` need not be asked this time, because another page tells when it changes."""
        is_young = timedelta(0) <= self._now - page.fetched_at < YOUNG
        has_voucher = lead.depth == 0 or lead.under_unchanged
        return is_young and has_voucher and self._is_vouched_for(lead, page) and is_read_as_now(page)

    def _is_vouched_for(self, lead: Lead, page: StagedPage) -> bool:
        """Whether other pages of its source tell when `page` changes.

        An unchanged list vouches for the pages it leads to; but for a calendar no page does, it changes on its own.
        The calendars vouch for a declared page that only shows the way to them.
        """
        if lead.depth:
            return page.reader != CALENDAR_READER
        led_to = [self._before.get(link) for link in page.links]
        is_signpost = bool(led_to) and not page.listings
        return is_signpost and all(further and further.reader == CALENDAR_READER for further in led_to)

    def _seconds_left(self) -> float:
        return self._ends_at - time.monotonic()

    def _left_out(self, left: list[Lead]) -> tuple[tuple[Problem, ...], Unfetched | None]:
        """What to say of leads that were not followed: too many is the source's way, too slow is a failure."""
        limits, where = self._politeness, self._source.url
        if left and self._seconds_left() <= 0:
            return (), Unfetched(Failure.TIMEOUT, f"{where}: the {limits.max_source_s:g} s for one source were over")
        if left:
            what = f"{len(left)} pages more than the {limits.max_pages} that we read of one source"
            return (Problem(what=what, where=left[0].url),), None
        return (), None


def _onward(sight: Seen) -> Iterable[Lead]:
    """Where a page leads. Under a page that was not had, what we know of further pages is kept."""
    lead, page = sight.lead, sight.page
    if page and lead.depth < DEEPEST:
        is_kept = sight.fate in {Fate.KEPT, Fate.FAILED, Fate.REFUSED}
        for url in page.links:
            yield Lead(url, lead.depth + 1, sight.says_the_same, is_kept)


def _gist(page: StagedPage) -> tuple[object, ...]:
    """What a page says, apart from how it says it: many sites print a new token into every answer."""
    return page.links, tuple(listing.fingerprint for listing in page.listings)
