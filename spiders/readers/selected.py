"""The reader of pages whose activities a source file names by CSS selectors. What a selector leaves out is found by
the shape of the record, as on pages without a format.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import msgspec
from selectolax.lexbor import LexborNode, SelectolaxError

from schemas.errors import UnreadableText
from schemas.health import Problem
from schemas.place import Place
from schemas.source import Selectors
from spiders.page import Page, Reading
from spiders.readers.html.listings import LONGEST_DESCRIPTION, own_url, unkeyed
from spiders.readers.html.moments import moments, years
from spiders.readers.html.naming import LONGEST, is_place
from spiders.readers.html.outline import outline_of
from spiders.readers.html.page_days import month_first
from spiders.readers.html.paging import further_pages
from spiders.readers.html.reading import Found
from spiders.readers.html.records import Record
from spiders.readers.html.titles import own_title
from spiders.readers.html.view import View
from spiders.readers.html.when import when_of
from spiders.readers.schema_org.keys import Unkeyed, keyed
from spiders.text import canonical_url, node_text

MOST_RECORDS = 2_000
_LONGEST_WHEN = 1_500
_STAMPED = re.compile(r"20\d\d")


@dataclass(frozen=True)
class Selected:
    """The reader of what the selectors of a source file match."""

    name: str = "selectors"
    version: int = 1

    def recognises(self, page: Page) -> bool:
        return page.selectors is not None

    def read(self, page: Page) -> Reading:
        if page.selectors is None:
            return Reading()
        try:
            nodes = page.tree.css(page.selectors.record)
        except (UnreadableText, SelectolaxError) as error:
            return Reading(problems=(Problem(what=str(error), where=page.url),))
        views = [View(outline_of(node), url=page.url) for node in nodes[:MOST_RECORDS]]
        is_first = month_first((line.text for view in views for line in view.outline.lines), page.tzid)
        found = [
            _listing(node, view, page.selectors, page=page, is_month_first=is_first)
            for node, view in zip(nodes, views, strict=False)
        ]
        listings = [one for one in found if not isinstance(one, str)]
        own = (one.listing.url for one in listings if one.identity and one.listing.url)
        links = dict.fromkeys((*further_pages(page, [one.listing.when_text or "" for one in listings]), *own))
        problems = _problems(page.selectors, len(nodes), [one for one in found if isinstance(one, str)], page.url)
        return Reading(tuple(keyed(listings, page_key=canonical_url(page.url))), tuple(links), problems)


READER = Selected()


def _listing(
    node: LexborNode, view: View, selectors: Selectors, *, page: Page, is_month_first: bool | None
) -> Unkeyed | str:
    """The record as a listing; the name of the selector by which nothing was found, where that is needed."""
    days = [number for number, said in enumerate(view.said) if said.days and view.days(number)]
    record = Record(0, len(view.outline.lines), days[0] if days else 0)
    title = _title(node, view, record, selectors.title)
    when = _when(node, view, record, selectors.when)
    if not title or not when:
        return "when" if title else "title"
    today = page.fetched_at.date()
    found = Found(title, when, _href(node, selectors.link, page), record)
    one = unkeyed(found, view, page, url=own_url(found.href, page), month_first=is_month_first, page_date=today)
    return replace(one, listing=msgspec.structs.replace(one.listing, reader=READER.name, **_told(node, selectors)))


def _title(node: LexborNode, view: View, record: Record, selector: str | None) -> str:
    if selector:
        return _first_line(node, selector)[:LONGEST]
    named = own_title(view, record)
    return named.text if named else ""


def _when(node: LexborNode, view: View, record: Record, selector: str | None) -> str:
    """All that the selector matches, with a year that only machines are told; else the lines with words of time."""
    if selector:
        return _printed(node.css(selector))[:_LONGEST_WHEN]
    if view.said and view.said[record.anchor].days:
        return when_of(view, record)
    lines = (line.text for line, said in zip(view.outline.lines, view.said, strict=True) if any(said))
    return "\n".join(lines)[:_LONGEST_WHEN]


def _printed(matches: Sequence[LexborNode]) -> str:
    texts = [" ".join(node_text(match).split()) for match in matches]
    together = " ".join(filter(None, texts))
    if years(together) or any(day.has_year for day in moments(together).days):
        return together
    return " ".join(f"{text} {_stamped_year(match)}".strip() for text, match in zip(texts, matches, strict=True))


def _stamped_year(match: LexborNode) -> str:
    """The year that a time element tells to machines beside the day that it prints; empty where there is none."""
    for time in match.css("time[datetime]"):
        stamped = _STAMPED.match(time.attributes.get("datetime") or "")
        if stamped and moments(node_text(time)).days:
            return stamped[0]
    return ""


def _href(node: LexborNode, selector: str | None, page: Page) -> str | None:
    """The first link in what the selector matches, else the first in the record that is a page of this site."""
    links = [link for match in node.css(selector or "a") for link in match.css("a[href]")]
    hrefs = [link.attributes.get("href") for link in links]
    return next((href for href in hrefs if own_url(href, page)), None)


def _told(node: LexborNode, selectors: Selectors) -> dict[str, Place | str | None]:
    """Place and description, where selectors find them."""
    told: dict[str, Place | str | None] = {}
    if selectors.place:
        text = _first_line(node, selectors.place)
        told["place"] = (Place(address=text) if is_place(text) else Place(name=text)) if text else None
    if selectors.description:
        text = "\n\n".join(map(node_text, node.css(selectors.description)))
        told["description"] = text[:LONGEST_DESCRIPTION] or None
    return told


def _first_line(node: LexborNode, selector: str) -> str:
    """What the first match prints, on one line."""
    match = node.css_first(selector)
    return " ".join(node_text(match).split()) if match is not None else ""


def _problems(selectors: Selectors, count: int, lacking: list[str], url: str) -> tuple[Problem, ...]:
    texts = []
    if not count:
        texts.append(f"the selector record = {selectors.record!r} matches nothing")
    if count > MOST_RECORDS:
        texts.append(f"more than {MOST_RECORDS} records: {count - MOST_RECORDS} left out")
    for name in dict.fromkeys(lacking):
        selector = getattr(selectors, name)
        by = f"the selector {name} = {selector!r} finds nothing" if selector else f"no {name} is found"
        texts.append(f"{by} in {lacking.count(name)} of {count} records")
    return tuple(Problem(what=text, where=url) for text in texts)
