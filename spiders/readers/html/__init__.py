"""The reader of pages without a format: records found by their shape, and prose.

It looks for words of time and for the blocks around them; nothing here knows a site. What it emits is as printed; what
announces nothing is dropped where words are interpreted.
"""

import re
from dataclasses import dataclass

from schemas.errors import UnreadableText
from schemas.health import Problem
from spiders.page import Page, Reading
from spiders.readers.html.distinct import distinct, without_echoes
from spiders.readers.html.listings import own_url, unkeyed
from spiders.readers.html.outline import MOST_NODES, outline
from spiders.readers.html.page_days import days_near, month_first
from spiders.readers.html.paging import further_pages
from spiders.readers.html.reading import found_on
from spiders.readers.html.rules import ruled
from spiders.readers.html.view import View
from spiders.readers.schema_org.keys import keyed
from spiders.text import canonical_url

# A page on which nothing of this stands names no day, hour or rule.
_MAY_SAY_WHEN = re.compile(rb"\d[ :.h]|dag|day", re.IGNORECASE)
MOST_LISTINGS = 2_000


@dataclass(frozen=True)
class Html:
    """The reader of records by shape and of prose."""

    name: str = "html"
    version: int = 2

    def recognises(self, page: Page) -> bool:
        head = page.body[:2048].lstrip(b"\xef\xbb\xbf \t\r\n")
        is_page = head.startswith(b"<") and (not head.startswith(b"<?xml") or b"<html" in head.lower())
        return is_page and _MAY_SAY_WHEN.search(page.body) is not None

    def read(self, page: Page) -> Reading:
        try:
            tree = page.tree
        except UnreadableText as error:
            return Reading(problems=(Problem(what=str(error), where=page.url),))
        title = tree.css_first("title")
        lines = outline(tree)
        view = View(lines, " ".join((title.text() if title is not None else "").split()), page.url)
        dated = without_echoes(distinct(found_on(view)), view)
        announced = [*dated, *ruled(view, dated)]
        found = announced[:MOST_LISTINGS]
        is_month_first = month_first((line.text for line in lines.lines), page.tzid)
        urls = [own_url(one.href, page) for one in found]
        listings = keyed(
            [
                unkeyed(one, view, page, url=url, month_first=is_month_first, page_date=day)
                for one, url, day in zip(found, urls, days_near(found, page), strict=True)
            ],
            page_key=canonical_url(page.url),
        )
        links = dict.fromkeys((*further_pages(page, [one.when for one in found]), *filter(None, urls)))
        return Reading(tuple(listings), tuple(links), _problems(lines.is_whole, len(announced), page))


READER = Html()


def _problems(is_whole: bool, found: int, page: Page) -> tuple[Problem, ...]:
    texts = []
    if not is_whole:
        texts.append(f"more than {MOST_NODES} elements: read in part")
    if found > MOST_LISTINGS:
        texts.append(f"more than {MOST_LISTINGS} listings: {found - MOST_LISTINGS} left out")
    return tuple(Problem(what=text, where=page.url) for text in texts)
