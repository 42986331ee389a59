"""From an answer to a staged page: read it, or say why it cannot be read."""

import hashlib
from datetime import datetime
from urllib.parse import urldefrag, urlsplit

import msgspec

from schemas.errors import BruggenError
from schemas.health import Failure, Problem
from schemas.source import Source
from schemas.staged import StagedPage, StagedSource
from spiders import readers
from spiders.crawl.failures import Unfetched, one_line
from spiders.crawl.fetch import Answer
from spiders.crawl.links import (
    calendar_links,
    holds_calendar,
    holds_no_events,
    is_calendar_address,
    looks_like_html,
)
from spiders.crawl.reading_time import MOST_S, ReadingTooSlow, limited
from spiders.crawl.reservations import NO_WISH, Wish, wish_in_page
from spiders.page import Page

CALENDAR_READER = "ical"


def read_page(answer: Answer, source: Source, *, known: StagedPage | None, now: datetime) -> StagedPage:
    """What `answer` announces. Raises Unfetched when it is not what such an address promises, or a reader fails."""
    _check_kind(answer, source)
    page = Page(
        source_id=source.id,
        url=answer.url,
        body=answer.body,
        fetched_at=now,
        content_type=answer.content_type,
        known={listing.fingerprint: listing for listing in known.listings} if known else {},
        selectors=source.selectors,
    )
    wish = wish_in_page(page) if looks_like_html(answer.body) else NO_WISH
    refuse(wish, answer)
    try:
        with limited():
            reading, reader, version = readers.read(page, _reader_of(page, source, answer.asked))
        links = [link for link in reading.links if _host(link) == _host(answer.url)]
        links += () if reading.listings else calendar_links(page)
    except ReadingTooSlow as error:
        raise Unfetched(Failure.UNREADABLE, f"{answer.url}: not read in {MOST_S:g} s, given up") from error
    except Exception as error:  # a fault in one reader, or a page that breaks it, costs this page only
        raise Unfetched(Failure.UNREADABLE, f"{answer.url}: reading failed: {one_line(error)}") from error
    if reader is None and holds_no_events(answer.body):
        reader, version = CALENDAR_READER, readers.version(CALENDAR_READER)
    return StagedPage(
        url=answer.asked,
        fetched_at=now,
        body_hash=body_hash(answer.body),
        reader=reader,
        reader_version=version if reader else _ladder_length(),
        etag=answer.etag,
        last_modified=answer.last_modified,
        moved_to=moved_to(answer),
        links=tuple(dict.fromkeys(urldefrag(link)[0] for link in links if wish.follows and answer.wish.follows)),
        listings=reading.listings,
        problems=(*_detour(answer), *reading.problems),
    )


def is_declared(url: str, source: Source) -> bool:
    return url in {source.url, *source.pages}


def _reader_of(page: Page, source: Source, asked: str) -> str | None:
    """The one reader that the source file asks for; selectors need not match on pages that declared ones lead to."""
    if source.reader or not source.selectors:
        return source.reader
    is_for_it = is_declared(asked, source) or page.tree.css_first(source.selectors.record) is not None
    return readers.SELECTORS if is_for_it else None


def known_pages(before: StagedSource | None, source: Source) -> tuple[StagedPage, ...]:
    """The pages of `before`; they count as read by nobody where the source file now asks for another reader."""
    if before is None:
        return ()
    if (before.source.reader, before.source.selectors) == (source.reader, source.selectors):
        return before.pages
    return tuple(msgspec.structs.replace(page, reader_version=-1) for page in before.pages)


def refuse(wish: Wish, answer: Answer) -> None:
    """Raises Unfetched when the page does not want to be read by us."""
    if said := wish.refusal(is_html=looks_like_html(answer.body)):
        raise Unfetched(Failure.BLOCKED, f"{answer.url}: {said}")


def moved_to(answer: Answer) -> str | None:
    """Where the page stands now, if that is another host and its own says that it is so for good."""
    return answer.url if answer.is_moved_for_good and _host(answer.url) != _host(answer.asked) else None


def body_hash(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def is_read_as_now(page: StagedPage) -> bool:
    """Whether today's readers would read an unchanged page as it was read then."""
    if page.reader is None:
        return page.reader_version == _ladder_length()
    try:
        return readers.version(page.reader) == page.reader_version
    except BruggenError:  # a reader of that name is no more
        return False


def is_empty_calendar(page: StagedPage) -> bool:
    """Whether the page is an intact calendar without events; one with events that nobody can read has no reader."""
    return page.reader == CALENDAR_READER and not page.listings


def _detour(answer: Answer) -> tuple[Problem, ...]:
    """A redirect to another host that is not for good; one that is stands in `moved_to`."""
    if _host(answer.url) == _host(answer.asked) or answer.is_moved_for_good:
        return ()
    return (Problem(what=f"led to {answer.url}", where=answer.asked),)


def _host(url: str) -> str:
    """Host and port; www. is the same house."""
    return urlsplit(url).netloc.lower().removeprefix("www.")


def _ladder_length() -> int:
    """Stands for the version where no reader found anything: a new reader is reason to look again."""
    return sum(len(rung) for rung in readers.LADDER)


def _check_kind(answer: Answer, source: Source) -> None:
    promises_calendar = is_calendar_address(answer.asked) or source.reader == CALENDAR_READER
    if not promises_calendar or holds_calendar(answer.body):
        return
    kind = "an HTML page" if looks_like_html(answer.body) else "a text" if answer.body.strip() else "an empty answer"
    seen = ", ".join(part for part in (str(answer.status), answer.content_type.partition(";")[0].strip()) if part)
    raise Unfetched(Failure.UNREADABLE, f"{answer.asked}: {kind} ({seen}) where a calendar was expected")
