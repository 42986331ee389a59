"""A look through one website from its front door: bounded, one page after another, the likeliest first."""

import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from urllib.parse import urldefrag, urljoin, urlsplit

from schemas.health import Failure
from schemas.listing import Listing
from spiders import readers
from spiders.crawl.failures import Unfetched, one_line
from spiders.crawl.fetch import Answer
from spiders.crawl.pages import refuse
from spiders.crawl.reading_time import ReadingTooSlow, limited
from spiders.crawl.reservations import Wish, wish_in_page
from spiders.crawl.robots_rules import text_of
from spiders.discovery.candidates import NAMED_TWICE, NEWS_FEED, STRONG, Candidate, candidates, entries, is_homepage
from spiders.discovery.exploration import Bounds, Exploration, Lead, Missed, Sight
from spiders.discovery.fingerprints import is_empty_shell, kind_of, platforms_of, rungs
from spiders.discovery.site_facts import SiteFacts, site_facts
from spiders.discovery.sitemap import sitemap_entries
from spiders.discovery.traps import is_closed, is_trap, shape
from spiders.page import Page
from spiders.text import same_host

GIVEN, LISTED, SITEMAP, GUESSED_SITEMAP = 1_000, 60, 15, 9
_SAMPLES = 3  # pages of one kind, or led to by one list, that are looked at
_ENOUGH = 3  # activities after which guesses are left
_MOST_JUDGED = 300
_HEAD = 100_000  # bytes
_ONE_DEEPER = 3  # what a link is worth less for each page between it and the front door

AskPage = Callable[[str], Awaitable[Answer]]
"""From an address to its answer. Raises Unfetched where there is none."""
Announces = Callable[[Listing], bool]
"""Whether a listing announces something that is still to come."""


class Expedition:
    """One look through the site of `start`."""

    def __init__(
        self, start: str, *, source_id: str, now: datetime, ask: AskPage, announces: Announces, bounds: Bounds
    ) -> None:
        self._start = start
        self._source_id = source_id
        self._now = now
        self._ask = ask
        self._announces = announces
        self._bounds = bounds
        self._ends_at = time.monotonic() + bounds.seconds
        self._leads: dict[str, Lead] = {}
        self._met: set[str] = set()
        self._looks = 0
        self._shapes: Counter[str] = Counter()
        self._platforms: dict[str, None] = {}
        self._sights: list[Sight] = []
        self._missed: list[Missed] = []
        self._directories: dict[str, tuple[str, ...]] = {}
        self._menu: tuple[str, ...] = ()
        self._facts = SiteFacts()
        self._front: tuple[Page, Wish] | None = None

    async def explore(self) -> Exploration:
        """What is to be seen. Raises nothing: a site that cannot be had is an exploration with its trouble."""
        await self._look(Lead(Candidate(self._start, GIVEN, "the address given")))
        if self._front:
            await self._ask_the_site(*self._front)
        if not self._sights:
            trouble = self._missed[0] if self._missed else None
            return Exploration(self._start, missed=tuple(self._missed), facts=self._facts, trouble=trouble)
        while lead := self._next():
            await self._look(lead)
        return Exploration(
            self._start,
            sights=tuple(self._sights),
            missed=tuple(self._missed),
            facts=self._facts,
            platforms=tuple(self._platforms),
            directories=self._directories,
            unvisited=len(self._leads),
        )

    async def _ask_the_site(self, home: Page, wish: Wish) -> None:
        """robots.txt with its sitemaps, and what the site reserves."""
        texts = [await self._text(urljoin(home.url, path)) for path in ("/robots.txt", "/.well-known/tdmrep.json")]
        self._facts = site_facts(home, wish, robots=text_of(texts[0]), tdmrep=text_of(texts[1]))
        maps = [
            Candidate(url, SITEMAP, "robots.txt", "xml") for url in self._facts.sitemaps if same_host(url, home.url)
        ]
        self._follow(maps or [Candidate(urljoin(home.url, "/sitemap.xml"), GUESSED_SITEMAP, "a guess", "xml")])

    async def _text(self, url: str) -> bytes:
        try:
            return (await self._ask(url)).body
        except Unfetched:
            return b""

    def _next(self) -> Lead | None:
        """The likeliest lead that is left; None when that is not worth a request, or the bounds are reached."""
        is_over = self._looks >= self._bounds.pages or time.monotonic() > self._ends_at
        if is_over or not self._leads:
            return None
        lead = max(self._leads.values(), key=lambda one: (one.candidate.score, -one.depth))
        if lead.candidate.score < self._least_score():
            return None
        return self._leads.pop(lead.candidate.url)

    def _least_score(self) -> int:
        """What a lead must be worth now: the more was found, and the surer, the more."""
        if any(s.reader == "ical" and len(s.announced) >= _ENOUGH for s in self._sights):
            return NEWS_FEED + 1
        most = max((len(s.announced) for s in self._sights), default=0)
        return STRONG if most >= _ENOUGH else NAMED_TWICE if most else 1

    async def _look(self, lead: Lead) -> None:
        self._looks += 1
        self._met.add(lead.candidate.url)
        try:
            answer = await self._ask(lead.candidate.url)
            page = Page(self._source_id, answer.url, answer.body, self._now, answer.content_type)
            self._front = self._front or (page, answer.wish)
            follows = _is_open(page, answer, lead.candidate)
            self._met.add(page.url)
            if b"<loc>" in page.body[:_HEAD] and kind_of(page.body) == "xml":
                self._follow(sitemap_entries(page.body, page.url), lead.depth)
            else:
                self._see(self._sight(lead, page), follows=follows)
        except Unfetched as trouble:
            self._missed.append(Missed(lead, trouble.failure, trouble.detail))

    def _sight(self, lead: Lead, page: Page) -> Sight:
        """What is read there. Raises Unfetched: a reader's fault costs this page only."""
        try:
            with limited():
                reading, reader, _ = readers.read(page)
                announced = tuple(listing for listing in reading.listings[:_MOST_JUDGED] if self._announces(listing))
        except (Exception, ReadingTooSlow) as error:
            raise Unfetched(Failure.UNREADABLE, f"{page.url}: reading failed: {one_line(error)}") from error
        return Sight(lead, page, reading, reader, announced, is_shell=is_empty_shell(page))

    def _see(self, sight: Sight, *, follows: bool) -> None:
        if not self._sights:
            self._menu = entries(sight.page, frozenset()) if kind_of(sight.page.body) == "html" else ()
        self._sights.append(sight)
        if sight.announced and sight.lead.candidate.kind:  # one answer of a platform is as good as its others
            why = sight.lead.candidate.why
            self._leads = {url: lead for url, lead in self._leads.items() if lead.candidate.why != why}
        if follows:
            self._follow_from(sight)

    def _follow_from(self, sight: Sight) -> None:
        depth, page = sight.lead.depth, sight.page
        if not sight.reading.listings and sight.reading.links:
            self._follow_list(sight)
        if depth >= self._bounds.depth:
            return
        if depth and sight.lead.candidate.score >= STRONG - _ONE_DEEPER and not sight.reading.listings:
            self._follow_directory(sight)
        listed = {url for directory in self._directories.values() for url in directory}
        self._follow((one for one in candidates(page) if one.url not in listed), depth + 1)
        self._platforms.update(dict.fromkeys(platform.name for platform in platforms_of(page)))
        if depth == 0 or sight.lead.candidate.score >= STRONG:
            self._follow((rung for rung in rungs(page) if depth == 0 or rung.url.startswith(page.url)), depth + 1)

    def _follow_directory(self, sight: Sight) -> None:
        """What stands on a page that is called "activities" and names none of their times leads to each of them."""
        menu = frozenset(self._menu)
        if sight.reading.links or len(found := entries(sight.page, menu)) < _SAMPLES:
            return
        self._directories[sight.page.url] = found
        self._sample(found, sight)

    def _follow_list(self, sight: Sight) -> None:
        """A few of the pages that a list leads to stand for all of them."""
        self._sample([url for url in sight.reading.links if same_host(url, sight.page.url)], sight)

    def _sample(self, urls: Sequence[str], sight: Sight) -> None:
        for url in urls[:_SAMPLES]:
            if url not in self._met:
                lead = Lead(Candidate(url, LISTED, f"listed by {sight.page.url}"), self._bounds.depth, sight.page.url)
                self._leads[url] = lead

    def _follow(self, found: Iterable[Candidate], depth: int = 1) -> None:
        """Takes up what is new; of pages of one kind only a few, so that calendars without end end here."""
        for candidate in found:
            url = urldefrag(candidate.url)[0]
            known = self._leads.get(url)
            worth = candidate.score - _ONE_DEEPER * (depth - 1)
            if url in self._met or (known and known.candidate.score >= worth) or (not candidate.kind and is_trap(url)):
                continue
            if known is None and not self._is_new_kind(url):
                continue
            self._leads[url] = Lead(replace(candidate, url=url, score=worth), depth)

    def _is_new_kind(self, url: str) -> bool:
        if is_homepage(url) and same_host(url, self._start) and urlsplit(url).path in {"", "/"}:
            return False
        self._shapes[shape(url)] += 1
        return self._shapes[shape(url)] <= _SAMPLES


def _is_open(page: Page, answer: Answer, candidate: Candidate) -> bool:
    """Whether we may go on from a page that may be read. Raises Unfetched where it may not, or is not what we want."""
    kind = kind_of(page.body)
    wish = wish_in_page(page) if kind == "html" else Wish()
    refuse(answer.wish, answer)
    refuse(wish, answer)
    if is_closed(page.url) or (candidate.kind and candidate.kind != kind):
        wanted = candidate.kind or "a site that we visit"
        raise Unfetched(Failure.UNREADABLE, f"{page.url}: {kind or 'something else'} where {wanted} was expected")
    return wish.follows and answer.wish.follows
