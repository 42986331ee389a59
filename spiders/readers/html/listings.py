"""From what was found on a page to listings as printed."""

import re
from datetime import date
from functools import lru_cache
from urllib.parse import urlsplit

from schemas.listing import Listing
from schemas.schedule import Status
from schemas.words_of_time import CUES
from spiders.page import Page
from spiders.patterns import any_of, folded
from spiders.privacy import clean_text
from spiders.readers.html.naming import NO_PAGE
from spiders.readers.html.places import place_of
from spiders.readers.html.reading import Found
from spiders.readers.html.records import Record
from spiders.readers.html.titles import name_above
from spiders.readers.html.view import View
from spiders.readers.schema_org.keys import Unkeyed
from spiders.text import absolute_url, canonical_url, same_host

LONGEST_DESCRIPTION = 3_000
_LOOKED_AT = 12  # lines
_FEW_WORDS = 40  # characters
_CONDITION = re.compile(r"\s*(?:bij|indien|als|wanneer|if|in case|when|unless)\b")


def _cues(value: str) -> list[str]:
    return [word for row in CUES if row.value == value for word in row.words.lower().split("|")]


_STATUSES = tuple(
    (status, re.compile(rf"(?<!\w)(?:{any_of(_cues(value))})(?!\w)"))
    for value, status in (("cancelled", Status.CANCELLED), ("postponed", Status.POSTPONED))
)


def unkeyed(
    found: Found, view: View, page: Page, *, url: str | None, month_first: bool | None, page_date: date
) -> Unkeyed:
    """`found` as a listing without key, and what names it: `url`, the page of its own, if it has one."""
    record = found.record
    lines = [line.text for line in view.outline.lines[record.first : record.end] if line.text]
    listing = Listing(
        source_id=page.source_id,
        key="?",
        title=_kept(found.title, page.source_id.split(".")[0]) or name_above(view, record.first) or found.title,
        reader="html",
        fingerprint="",
        fetched_at=page.fetched_at,
        url=url or page.url,
        description=_description(lines, found.title),
        when_text=found.when,
        month_first=month_first,
        page_date=page_date.isoformat(),
        place=place_of(view, record, title=found.title),
        status=_status(view, record),
    )
    return Unkeyed(listing, canonical_url(url) if url else None)


@lru_cache(maxsize=4_096)  # the days of a list share their title
def _kept(title: str, country: str) -> str | None:
    """`title`, where more is left of it than a person's name."""
    return title if any(letter.isalpha() for letter in clean_text(title, country)[0]) else None


def own_url(href: str | None, page: Page) -> str | None:
    """The page that a title links to, where that is another page of this site and no file."""
    url = absolute_url(href, page.url) if href and not href.startswith("#") else None
    if url is None or not same_host(url, page.url) or NO_PAGE.search(url):
        return None
    return url if canonical_url(url) != canonical_url(page.url) and urlsplit(url).path.strip("/") else None


def _description(lines: list[str], title: str) -> str | None:
    text = "\n".join(lines)[:LONGEST_DESCRIPTION]
    return text if text.casefold().strip() != title.casefold() else None


def _status(view: View, record: Record) -> Status | None:
    """Cancelled or postponed, where the line of the day or a few words on their own say so, not "cancelled if …"."""
    for number in range(record.first, min(record.end, record.first + _LOOKED_AT)):
        text = view.outline.lines[number].text
        if number != record.anchor and len(text) > _FEW_WORDS:
            continue
        text = folded(text)
        for status, words in _STATUSES:
            if (said := words.search(text)) and not _CONDITION.match(text, said.end()):
                return status
    return None
