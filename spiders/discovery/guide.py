"""One source's visit tonight: reading it along some pages, looking through its site, remembering what was answered."""

import time
from dataclasses import dataclass, field

import msgspec

from schemas.health import Failure
from schemas.listing import Listing
from schemas.source import Source
from schemas.staged import StagedPage, StagedSource
from spiders.crawl.errand import Errand
from spiders.crawl.failures import Unfetched
from spiders.crawl.fetch import Answer
from spiders.crawl.politeness import Politeness
from spiders.crawl.site_files import kept_file
from spiders.crawl.verdict import staged_after
from spiders.crawl.visit import Ask, Visit
from spiders.discovery.expedition import Expedition
from spiders.discovery.exploration import Bounds, Exploration

_MOST_HELD_BYTES = 20_000_000
_NO_PATIENCE_S = 0.0  # who only looks around waits for nobody
_SITE_FILES = ("/robots.txt", "/.well-known/tdmrep.json")


@dataclass
class Guide:
    """What `guided` needs done. No address is asked twice in one visit, as long as its answer is held."""

    source: Source
    before: StagedSource | None
    known_pages: tuple[StagedPage, ...]
    errand: Errand
    ask: Ask
    _held: dict[str, Answer] = field(default_factory=dict)
    _held_bytes: int = 0
    _ends_at_s: float | None = None

    async def visit(self, source: Source) -> StagedSource:
        """What is to be staged when the source is read along the pages that `source` names."""
        visit = Visit(source, self.known_pages, now=self.errand.now, politeness=self._politeness(), ask=self._asked)
        return staged_after(await visit.walk(), self.source, self.before, self.errand)

    async def explore(self, source: Source) -> Exploration:
        """A look through the site, from the declared page."""
        return await Expedition(
            source.url,
            source_id=source.id,
            now=self.errand.now,
            ask=self._answer,
            announces=self.announces,
            bounds=Bounds(seconds=self._politeness().max_source_s / 4),
        ).explore()

    def announces(self, listing: Listing) -> bool:
        return self.errand.announces(listing, self.source, self.errand.now)

    def answered(self, url: str) -> Answer | None:
        return self._held.get(url)

    def _politeness(self) -> Politeness:
        """The limits of what comes next: a source has its seconds once, however many ways it is read along."""
        politeness, now_s = self.errand.politeness, time.monotonic()
        if self._ends_at_s is None:
            self._ends_at_s = now_s + politeness.max_source_s
            return politeness
        return msgspec.structs.replace(politeness, max_source_s=max(0.0, self._ends_at_s - now_s))

    async def _answer(self, url: str) -> Answer:
        if file := kept_answer(self.errand, url):
            return file
        answer = await self._asked(url, None, _NO_PATIENCE_S)
        if answer is None:
            raise Unfetched(Failure.UNREADABLE, f"{url}: 304 where nothing was known of the page")
        return answer

    async def _asked(self, url: str, known: StagedPage | None, patience_s: float) -> Answer | None:
        if held := self._held.get(url):
            return held
        answer = await self.ask(url, known, patience_s)
        if answer and self._held_bytes + len(answer.body) <= _MOST_HELD_BYTES:
            self._held[url] = answer
            self._held_bytes += len(answer.body)
        return answer


def kept_answer(errand: Errand, url: str) -> Answer | None:
    """robots.txt or tdmrep.json as the crawl has just had it; None: `url` is none of these, or a replay is to tell."""
    file = kept_file(errand.var, url) if url.endswith(_SITE_FILES) and not errand.replay else None
    return Answer(url, url, file.status, file.text.encode(), "text/plain", None, None) if file else None
