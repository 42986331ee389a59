"""The one spider for all declared sources: it fetches politely and lets the readers read."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import scrapy

from schemas.health import Failure, Health, Outcome, Problem
from schemas.source import Source
from schemas.staged import StagedPage, StagedSource
from spiders.crawl.archive import Archive
from spiders.crawl.errand import Errand
from spiders.crawl.failures import Unfetched, one_line
from spiders.crawl.fetch import Answer, answer, filled_in
from spiders.crawl.pages import known_pages
from spiders.crawl.replay import Records
from spiders.crawl.slots import slot_of
from spiders.crawl.staging import stage, staged_before
from spiders.discovery.guidance import guided
from spiders.discovery.guide import Guide
from spiders.registry import DEFAULT_DIRECTORY, load_sources

logger = logging.getLogger(__name__)

_NO_REQUESTS: tuple[scrapy.Request, ...] = ()


class SourcesSpider(scrapy.Spider):
    """Visits the sources host by host. `scrapy crawl sources -a sources=DIR -a var=DIR` runs it by hand."""

    name = "sources"

    def __init__(
        self,
        errand: Errand | None = None,
        sources: str | Path = DEFAULT_DIRECTORY,
        var: str = "var",
        **more: Any,  # noqa: ANN401 - Scrapy's signature
    ) -> None:
        super().__init__(**more)
        self.health: dict[str, Health] = {}
        self.trouble: Exception | None = None
        self._by_hand = None if errand else (load_sources(Path(sources)), Path(var))
        if errand:
            self._prepare(errand)

    def _prepare(self, errand: Errand) -> None:
        self.errand = errand
        self.archive = Archive(errand.var, errand.run_id, errand.now)
        self.records = Records(errand.replay) if errand.replay else None

    async def start(self) -> AsyncIterator[scrapy.Request]:
        """Makes all visits; no request is left for Scrapy to schedule."""
        if self._by_hand:
            self._prepare(_errand_by_hand(*self._by_hand, started_at_s=self.crawler.engine.start_time or 0))
        at_once = asyncio.Semaphore(self.errand.politeness.hosts_at_once)
        try:
            async with asyncio.TaskGroup() as visits:
                for sources in _by_host(self.errand.sources):
                    visits.create_task(self._visit_in_turn(sources, at_once))
        except ExceptionGroup as troubles:  # e.g. a full disk: crawl() tells, Scrapy would only log it
            self.trouble = troubles.exceptions[0]
        for request in _NO_REQUESTS:
            yield request

    def closed(self, _reason: str) -> None:
        self.archive.close()

    async def _visit_in_turn(self, sources: Iterable[Source], at_once: asyncio.Semaphore) -> None:
        """Sources on one host share its time: each is visited when the one before is done and staged."""
        async with at_once:
            for source in sources:
                health = await self._visited(source)
                self.health[source.id] = health
                self.errand.progress(health)

    async def _visited(self, source: Source) -> Health:
        errand = self.errand
        before, problem = staged_before(errand.var, source.id)
        if skipped := _skipped(source, before, errand):
            _stage_skipped(skipped, source, before, errand)
            return skipped
        try:
            staged = await guided(source, before, errands=self._guide(source, before), now=errand.now)
        except Exception as error:
            logger.debug("visit to %s failed", source.id, exc_info=True)
            staged = _staged_fault(error, source, before, errand)
        if problem:
            health = msgspec.structs.replace(staged.health, problems=(problem, *staged.health.problems))
            staged = msgspec.structs.replace(staged, health=health)
        stage(errand.var, staged)
        return staged.health

    def _guide(self, source: Source, before: StagedSource | None) -> Guide:
        async def ask(url: str, known: StagedPage | None, patience_s: float) -> Answer | None:
            patience_s = 0 if self.errand.replay else patience_s
            if source.browser:
                return await filled_in(self.crawler, url, patience_s=patience_s)
            return await answer(self.crawler, url, known=known, patience_s=patience_s)

        return Guide(source, before, known_pages(before, source), self.errand, ask)


def _by_host(sources: Iterable[Source]) -> list[list[Source]]:
    groups: dict[str, list[Source]] = {}
    for source in sources:
        groups.setdefault(slot_of(source.url), []).append(source)
    return list(groups.values())


def _skipped(source: Source, before: StagedSource | None, errand: Errand) -> Health | None:
    """The health of a source that is not to be visited now; None for one that is."""
    said = None
    if source.opted_out:
        said = "the organiser asked to be left out"
    elif source.every and before and (errand.now - before.health.visited_at).total_seconds() < source.every * 3600:
        said = f"visited less than {source.every} hours ago"
    if said is None:
        return None
    return Health(
        source_id=source.id, run_id=errand.run_id, outcome=Outcome.SKIPPED, visited_at=errand.now, detail=said
    )


def _stage_skipped(health: Health, source: Source, before: StagedSource | None, errand: Errand) -> None:
    """Of an organiser who left nothing is kept; else the last visit stays, under the source as declared today."""
    if source.opted_out:
        stage(errand.var, StagedSource(source=source, health=health))
    elif before:
        stage(errand.var, msgspec.structs.replace(before, source=source))


def _staged_fault(error: Exception, source: Source, before: StagedSource | None, errand: Errand) -> StagedSource:
    trouble = Unfetched(Failure.UNREADABLE, f"{source.url}: our fault: {one_line(error)}")
    health = Health(
        source_id=source.id,
        run_id=errand.run_id,
        outcome=Outcome.FAILED,
        visited_at=errand.now,
        failure=trouble.failure,
        detail=trouble.detail,
        problems=(Problem(what=trouble.detail),),
    )
    if before is None:
        return StagedSource(source=source, health=health)
    return msgspec.structs.replace(before, source=source, health=health)


def _errand_by_hand(sources: tuple[Source, ...], var: Path, *, started_at_s: float) -> Errand:
    """What `scrapy crawl` is sent out to do; it is the time at which Scrapy's engine started."""
    now = datetime.fromtimestamp(int(started_at_s), UTC)
    return Errand(sources, var=var, run_id=f"{now:%Y%m%dT%H%M%SZ}", now=now)
