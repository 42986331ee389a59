"""A look through one website from its front door: bounded, one page after another, the likeliest first."""

import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace
from datetime import datetime
from urllib.parse import urldefrag, urljoin, urlsplit

import msgspec

from schemas.health import Failure
from schemas.listing import Listing
from spiders import readers
from spiders.crawl.failures import Unfetched, one_line
from spiders.crawl.fetch import Answer
from spiders.crawl.robots import TOKEN
from spiders.discovery.candidates import NEWS_FEED, STRONG, Candidate, candidates, is_homepage
from spiders.discovery.exploration import Bounds, Exploration, Lead, Missed, Sight
from spiders.discovery.fingerprints import is_empty_shell, kind_of, platforms_of, rungs
from spiders.discovery.site_facts import SiteFacts, robots_facts, with_page, with_tdmrep
from spiders.discovery.sitemap import sitemap_entries
from spiders.discovery.traps import is_closed, is_trap, shape
from spiders.page import Page
from spiders.text import same_host

GIVEN, LISTED, SITEMAP = 1_000, 60, 14
_SAMPLES = 3  # pages of one kind, or led to by one list, that are looked at
_ENOUGH = 3  # activities after which guesses are left
_MOST_JUDGED = 300
_ONE_DEEPER = 3  # what a link is worth less for each page between it and the front door

AskPage = Callable[[str], Awaitable[Answer]]
"""From an address to its answer. Raises Unfetched where there is none."""
Announces = Callable[[Listing], bool]
"""Whether a listing announces something that is still to come."""


class Expedition:
    """One look through the site of `start`. `asks`: the requests that were made."""

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
        self._shapes: Counter[str] = Counter()
        self._platforms: dict[str, None] = {}
        self._sights: list[Sight] = []
        self._missed: list[Missed] = []
        self._facts = SiteFacts()

    async def explore(self) -> Exploration:
        """What is to be seen. Raises nothing: a site that cannot be had is an exploration with its trouble."""
        await self._look(Lead(Candidate(self._start, GIVEN, "the address given")))
        if not self._sights:
            trouble = self._missed[0] if self._missed else None
            return Exploration(self._start, missed=tuple(self._missed), facts=self._facts, trouble=trouble)
        await self._ask_the_site()
        while lead := self._next():
            await self._look(lead)
        return Exploration(
            self._start,
            sights=tuple(self._sights),
            missed=tuple(self._missed),
            facts=self._facts,
            platforms=tuple(self._platforms),
            unvisited=len(self._leads),
        )

    async def _ask_the_site(self) -> None:
        """robots.txt with its sitemaps, and what the site reserves; a site that is closed to us was refused before."""
        home = self._sights[0].page.url
        robots = await self._text(urljoin(home, "/robots.txt"))
        self._facts = _merged(robots_facts(robots.decode(errors="replace"), home, TOKEN), self._facts)
        self._facts = with_tdmrep(self._facts, await self._text(urljoin(home, "/.well-known/tdmrep.json")))
        for sitemap in self._facts.sitemaps or (urljoin(home, "/sitemap.xml"),):
            if same_host(sitemap, home):
                self._follow((Candidate(sitemap, SITEMAP, "robots.txt" if self._facts.sitemaps else "a guess", "xml"),))

    async def _text(self, url: str) -> bytes:
        try:
            return (await self._ask(url)).body
        except Unfetched:
            return b""

    def _next(self) -> Lead | None:
        """The likeliest lead that is left; None when that is not worth a request, or the bounds are reached."""
        is_over = len(self._sights) + len(self._missed) >= self._bounds.pages or time.monotonic() > self._ends_at
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
        return STRONG if sum(len(s.announced) for s in self._sights) >= _ENOUGH else 1

    async def _look(self, lead: Lead) -> None:
        url = lead.candidate.url
        self._met.add(url)
        try:
            answer = await self._ask(url)
            sight = self._read(lead, answer)
        except Unfetched as trouble:
            self._missed.append(Missed(lead, trouble.failure, trouble.detail))
            return
        if sight is None:
            return
        self._met.add(sight.page.url)
        self._sights.append(sight)
        self._facts = with_page(self._facts, sight.page, {})
        self._follow_from(sight)

    def _read(self, lead: Lead, answer: Answer) -> Sight | None:
        """What was seen; None where an address of a site's machinery held nothing of what was looked for there."""
        page = Page(self._source_id, answer.url, answer.body, self._now, answer.content_type)
        wanted, kind = lead.candidate.kind, kind_of(answer.body)
        if (wanted and wanted != kind) or is_closed(answer.url):
            raise Unfetched(Failure.UNREADABLE, f"{answer.url}: {kind or 'something else'} where {wanted} was expected")
        if kind == "xml" and b"<loc>" in answer.body[:100_000]:
            self._follow(sitemap_entries(answer.body, answer.url), lead.depth)
            return None
        try:
            reading, reader, _ = readers.read(page)
        except Exception as error:  # a reader's fault costs this page only
            raise Unfetched(Failure.UNREADABLE, f"{answer.url}: reading failed: {one_line(error)}") from error
        judged = reading.listings[:_MOST_JUDGED]
        announced = tuple(listing for listing in judged if self._announces(listing))
        return Sight(lead, page, reading, reader, announced, is_shell=is_empty_shell(page))

    def _follow_from(self, sight: Sight) -> None:
        depth, page = sight.lead.depth, sight.page
        if not sight.reading.listings and sight.reading.links:
            self._follow_list(sight)
        if depth >= self._bounds.depth:
            return
        self._follow(candidates(page), depth + 1)
        self._platforms.update(dict.fromkeys(platform.name for platform in platforms_of(page)))
        if depth == 0 or sight.lead.candidate.score >= STRONG:
            self._follow((rung for rung in rungs(page) if depth == 0 or rung.url.startswith(page.url)), depth + 1)

    def _follow_list(self, sight: Sight) -> None:
        """A few of the pages that a list leads to stand for all of them."""
        here = [url for url in sight.reading.links if same_host(url, sight.page.url)]
        for url in here[:_SAMPLES]:
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


def _merged(robots: SiteFacts, pages: SiteFacts) -> SiteFacts:
    return msgspec.structs.replace(
        robots,
        tdm_reservation=pages.tdm_reservation,
        tdm_policy=pages.tdm_policy,
        robots_meta=pages.robots_meta,
    )
