"""A nightly visit that finds its own way: along what was found before, along the next best when that breaks."""

from collections.abc import Awaitable, Callable, Iterator
from datetime import datetime, timedelta
from typing import Protocol
from urllib.parse import urljoin

import msgspec

from schemas.discovery import Discovery, Found
from schemas.health import Failure, Outcome, Problem
from schemas.listing import Listing
from schemas.source import Source
from schemas.staged import StagedSource
from spiders.crawl.fetch import Answer
from spiders.discovery.candidates import STRONG, candidates, is_homepage
from spiders.discovery.exploration import Exploration
from spiders.discovery.ways import trust_in, ways
from spiders.page import Page

FRESH = timedelta(days=30)
FRUITLESS = timedelta(days=7)
NIGHT = timedelta(hours=20)
"""How long a look holds; how long before a site where nothing was found is looked through again, and one that broke."""

# What another address on the same site may cure. A site that is slow, down or without a name is so everywhere.
_CURABLE = frozenset({Failure.REDIRECTS, Failure.MOVED, Failure.UNREADABLE, Failure.EMPTY, Failure.REDESIGNED})
_GONE = (": 404 ", ": 410 ")
_MOST_JUDGED = 300


class Errands(Protocol):
    """What a visit can do: read a source along its pages, look through a site, and tell what a page was."""

    async def visit(self, source: Source) -> StagedSource: ...

    async def explore(self, source: Source) -> Exploration: ...

    def announces(self, listing: Listing) -> bool:
        """Whether it announces something still to come."""

    def answered(self, url: str) -> Answer | None:
        """The answer of `url` in this visit, where it was asked and is still held."""


async def guided(source: Source, before: StagedSource | None, *, errands: Errands, now: datetime) -> StagedSource:
    """The visit to `source`, staged with what is known of the ways through its site.

    A source file that names its reader, its pages or selectors is read as it says.
    """
    if source.reader or source.pages or source.selectors:
        return await errands.visit(source)
    known = before.discovery if before and before.source.url == source.url else None
    staged = await errands.visit(along(source, known.way if known else ()))
    if known and _is_broken(staged):
        staged, known = await _by_another_way(source, staged, known, visit=errands.visit)
    if _needs_a_look(source, staged, known, errands=errands, now=now):
        staged, known = await _looked_through(source, staged, known, errands=errands, now=now)
    return _told(staged, known)


def along(source: Source, way: tuple[Found, ...]) -> Source:
    """`source` as it is read along `way`."""
    if not way:
        return source
    return msgspec.structs.replace(source, url=way[0].url, pages=tuple(found.url for found in way[1:]))


async def _by_another_way(
    source: Source, failed: StagedSource, known: Discovery, *, visit: Callable[[Source], Awaitable[StagedSource]]
) -> tuple[StagedSource, Discovery]:
    """The visit along the next way that works; where none does, the failed one."""
    for place, way in enumerate(known.ways):
        if place == known.in_use:
            continue
        staged = await visit(along(source, way))
        if staged.health.outcome is not Outcome.FAILED:
            return staged, msgspec.structs.replace(known, in_use=place, switched=_switch(failed, known.way, way))
    return failed, known


async def _looked_through(
    source: Source, staged: StagedSource, known: Discovery | None, *, errands: Errands, now: datetime
) -> tuple[StagedSource, Discovery]:
    """The visit along the best way of a fresh look, where that is another one and better than what we have."""
    front = source if errands.answered(source.url) else msgspec.structs.replace(source, url=urljoin(source.url, "/"))
    seen = await errands.explore(front)
    found = Discovery(found_at=now, ways=ways(seen), looked_at=len(seen.sights) + len(seen.missed))
    now_read = known.way if known else ()
    if not found.ways or _addresses(found.way) == (_addresses(now_read) or {source.url}):
        return staged, found
    better = await errands.visit(along(source, found.way))
    if better.health.outcome is Outcome.FAILED and staged.health.outcome is not Outcome.FAILED:
        return staged, Discovery(found_at=now, looked_at=found.looked_at)
    if now_read and _is_broken(staged):
        found = msgspec.structs.replace(found, switched=_switch(staged, now_read, found.way))
    return better, found


def _needs_a_look(
    source: Source, staged: StagedSource, known: Discovery | None, *, errands: Errands, now: datetime
) -> bool:
    is_failed = staged.health.outcome is Outcome.FAILED
    if is_failed and not _is_broken(staged):
        return False
    if known:
        return now - known.found_at >= (FRESH if not is_failed else NIGHT if known.ways else FRUITLESS)
    if is_failed:
        return errands.answered(source.url) is not None or bool(staged.pages)
    return is_homepage(source.url) and (_is_hollow(staged, errands) or _points_elsewhere(source, staged, errands))


def _is_hollow(staged: StagedSource, errands: Errands) -> bool:
    """Whether nothing of what was read announces anything: opening hours, news, the past."""
    listings = list(staged.listings().values())[:_MOST_JUDGED]
    return bool(listings) and not any(errands.announces(listing) for listing in listings)


def _points_elsewhere(source: Source, staged: StagedSource, errands: Errands) -> bool:
    """Whether the front door, though it announces something itself, points to an agenda that was not read."""
    answer = errands.answered(source.url)
    if answer is None or not any(page.listings for page in staged.pages if page.url == source.url):
        return False
    page = Page(source.id, answer.url, answer.body, staged.health.visited_at, answer.content_type)
    read = {one.url for one in staged.pages}
    return any(one.score >= STRONG and one.url not in read for one in candidates(page))


def _is_broken(staged: StagedSource) -> bool:
    """Whether the visit failed in a way that another address may cure; of refusals (4xx) only that a page is gone."""
    health = staged.health
    if health.failure is Failure.CLIENT_ERROR:
        return any(word in (health.detail or "") for word in _GONE)
    return health.outcome is Outcome.FAILED and health.failure in _CURABLE


def _addresses(way: tuple[Found, ...]) -> set[str]:
    return {found.url for found in way}


def _switch(failed: StagedSource, old: tuple[Found, ...], new: tuple[Found, ...]) -> str:
    return f"{_named(old)} no longer works ({failed.health.detail}): now read from {_named(new)}"


def _named(way: tuple[Found, ...]) -> str:
    return " and ".join(f"{found.url} ({found.reader})" for found in way) or "the declared page"


def _told(staged: StagedSource, known: Discovery | None) -> StagedSource:
    """`staged` with what is known of its site; the operator sees each switch as long as it lasts."""
    if known is None:
        return staged
    problems = (*_switches(staged, known), *staged.health.problems)
    return msgspec.structs.replace(
        staged, discovery=known, health=msgspec.structs.replace(staged.health, problems=problems)
    )


def _switches(staged: StagedSource, known: Discovery) -> Iterator[Problem]:
    if known.switched:
        yield Problem(what=known.switched)
    readers = {page.url: page.reader for page in staged.pages if page.listings}
    for found in known.way:
        reader = readers.get(found.url)
        if reader and trust_in(reader) < trust_in(found.reader):
            yield Problem(what=f"read by {found.reader} before, by {reader} now", where=found.url)
