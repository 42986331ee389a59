"""How a visit went, decided from what was seen and what was known; pure."""

from collections.abc import Iterable
from datetime import date

from schemas.health import Failure, Health, Outcome, Problem
from schemas.listing import Listing
from schemas.schedule import moment
from schemas.source import Source
from schemas.staged import StagedPage, StagedSource
from spiders.crawl.errand import Errand
from spiders.crawl.failures import Unfetched
from spiders.crawl.pages import is_declared, is_empty_calendar, known_pages
from spiders.crawl.visit import Fate, Seen, Walk
from spiders.readers import SELECTORS

_SIZEABLE = 4  # fewer listings than this may halve by chance
_MOST_PROBLEMS = 100
_IS_HAD = {Fate.FETCHED, Fate.UNCHANGED}
_GONE = (": 404 ", ": 410 ")


def staged_after(walk: Walk, source: Source, before: StagedSource | None, errand: Errand) -> StagedSource:
    """What to stage: the pages as seen now; those of the last good visit where now something is wrong with them."""
    pages = tuple(sight.page for sight in walk.seen if sight.page and not _is_gone(sight))
    now_seen = StagedSource(source=source, health=_unjudged(source, errand), pages=_had(walk.seen))
    underway = _trouble_underway(walk)
    trouble = (
        underway
        or _trouble_with_selectors(now_seen, before, errand)
        or _trouble_with_listings(walk, now_seen, before, errand)
    )
    if trouble and before and not underway:
        pages = known_pages(before, source)
    outcome = Outcome.FAILED if trouble else _outcome(walk, now_seen)
    return StagedSource(
        source=source,
        health=_health(walk, now_seen, outcome=outcome, trouble=trouble),
        pages=pages,
    )


def _unjudged(source: Source, errand: Errand) -> Health:
    return Health(source_id=source.id, run_id=errand.run_id, outcome=Outcome.FAILED, visited_at=errand.now)


def _had(seen: Iterable[Seen]) -> tuple[StagedPage, ...]:
    """The pages that this visit really had."""
    return tuple(sight.page for sight in seen if sight.page and sight.fate in _IS_HAD)


def _trouble_underway(walk: Walk) -> Unfetched | None:
    """The first page that failed and matters: each that is declared, and each linked one that may still be there."""
    for sight in walk.seen:
        if sight.trouble and (sight.lead.depth == 0 or not (sight.fate is Fate.REFUSED or _is_aside(sight))):
            return sight.trouble
    return walk.trouble


def _is_gone(sight: Seen) -> bool:
    """Whether a linked page is no more, by the word of its server."""
    trouble = sight.trouble
    return bool(trouble and sight.lead.depth and any(word in trouble.detail for word in _GONE))


def _is_aside(sight: Seen) -> bool:
    """A linked page that is no more, or that never was what its address promises."""
    never_read = sight.page is None and sight.trouble is not None and sight.trouble.failure is Failure.UNREADABLE
    return _is_gone(sight) or never_read


def _trouble_with_listings(
    walk: Walk, now_seen: StagedSource, before: StagedSource | None, errand: Errand
) -> Unfetched | None:
    source, count = now_seen.source, len(now_seen.listings())
    if not count:
        if _is_silence(now_seen, before, errand):
            return None
        return next((sight.trouble for sight in walk.seen if sight.trouble), None) or Unfetched(
            Failure.EMPTY, f"{source.url}: no listing, expected {max(1, source.fewest)} or more"
        )
    if _may_shrink(source, errand):
        return None
    if count < source.fewest:
        return Unfetched(Failure.REDESIGNED, f"{source.url}: {count} listings, expected {source.fewest} or more")
    expected = len(_still_due(before, errand.now.date())) if before and _is_same_place(before.source, source) else 0
    if expected >= _SIZEABLE and count * 2 < expected:
        return Unfetched(
            Failure.REDESIGNED, f"{source.url}: {count} listings, where {expected} of before are still due"
        )
    return None


def _may_shrink(source: Source, errand: Errand) -> bool:
    return errand.now.month in source.silent or source.id in errand.politeness.may_shrink


def _trouble_with_selectors(now_seen: StagedSource, before: StagedSource | None, errand: Errand) -> Unfetched | None:
    """The first declared page on which selectors find nothing, though the same selectors did at the last visit."""
    source = now_seen.source
    if not before or before.source.selectors != source.selectors or _may_shrink(source, errand):
        return None
    had = {page.url for page in before.pages if page.reader == SELECTORS and page.listings}
    for page in now_seen.pages:
        if page.url in had and is_declared(page.url, source) and not page.listings:
            said = page.problems[-1].what if page.problems else "no listing"
            return Unfetched(Failure.REDESIGNED, f"{page.url}: {said}, where listings were at the last visit")
    return None


def _is_silence(now_seen: StagedSource, before: StagedSource | None, errand: Errand) -> bool:
    """Whether it is normal that nothing is announced: in months said to be silent, else when nothing speaks against it.

    That is: an intact calendar without events, or a source of which all listings are over, or that was silent before.
    """
    source = now_seen.source
    if _may_shrink(source, errand):
        return True
    if source.silent or source.fewest:
        return False
    due = _still_due(before, errand.now.date()) if before else []
    if len(due) >= _SIZEABLE:
        return False
    if any(is_empty_calendar(page) for page in now_seen.pages):
        return True
    return before is not None and not due and (bool(before.listings()) or before.health.outcome is Outcome.SILENT)


def _is_same_place(old: Source, new: Source) -> bool:
    return (old.url, old.pages, old.reader, old.selectors) == (new.url, new.pages, new.reader, new.selectors)


def _still_due(before: StagedSource, today: date) -> list[Listing]:
    """The listings of before that are not over: all but those whose dates are single and lie before `today`."""
    return [listing for listing in before.listings().values() if not _is_over(listing, today)]


def _is_over(listing: Listing, today: date) -> bool:
    if not listing.schedule or not listing.schedule.slots:
        return False
    for slot in listing.schedule.slots:
        last = max(slot.dtend or slot.dtstart, *slot.rdate, slot.dtstart)
        if slot.rrule or str(moment(last))[:10] >= today.isoformat():
            return False
    return True


def _outcome(walk: Walk, now_seen: StagedSource) -> Outcome:
    if not now_seen.listings():
        return Outcome.SILENT
    return Outcome.OK if any(sight.fate is Fate.FETCHED for sight in walk.seen) else Outcome.UNCHANGED


def _with_move(trouble: Unfetched | None, walk: Walk) -> Unfetched | None:
    """What to tell of a source of which a declared page moved for good: it is read where it is now, if it can be."""
    declared = (sight.page for sight in walk.seen if sight.lead.depth == 0 and sight.fate in _IS_HAD)
    moved = next((page for page in declared if page and page.moved_to), None)
    if moved is None or (trouble and trouble.failure not in {Failure.EMPTY, Failure.REDESIGNED}):
        return trouble
    there = f", and there: {trouble.detail}" if trouble else ""
    return Unfetched(Failure.MOVED, f"{moved.url}: moved for good to {moved.moved_to}{there}")


def _health(walk: Walk, now_seen: StagedSource, *, outcome: Outcome, trouble: Unfetched | None) -> Health:
    told = _with_move(trouble, walk)
    fates = [sight.fate for sight in walk.seen]
    asides = [sight.trouble.detail for sight in walk.seen if sight.trouble and sight.trouble is not trouble]
    problems = [problem for page in now_seen.pages for problem in page.problems]
    readers = dict.fromkeys(page.reader for page in now_seen.pages if page.reader and page.listings)
    return Health(
        source_id=now_seen.source.id,
        run_id=now_seen.health.run_id,
        outcome=outcome,
        visited_at=now_seen.health.visited_at,
        failure=told.failure if told else None,
        detail=told.detail if told else None,
        reader="+".join(readers) or None,
        fetched=fates.count(Fate.FETCHED),
        unchanged=fates.count(Fate.UNCHANGED),
        refused=fates.count(Fate.REFUSED),
        failed=fates.count(Fate.FAILED),
        listings=len(now_seen.listings()),
        problems=(*(Problem(what=detail) for detail in asides), *walk.problems, *problems)[:_MOST_PROBLEMS],
    )
