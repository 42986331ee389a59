"""What a page says about itself: its address, its own day, whose it is, its language, where they are.

A pure function of the page. What it does not say is None: nothing is guessed from what is usual.
"""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from schemas.place import Place
from spiders.page import Page
from spiders.page_facts.addresses import own_address
from spiders.page_facts.dates import changed_day, is_article, own_day
from spiders.page_facts.described import described
from spiders.page_facts.names import own_name
from spiders.page_facts.tags import Tags, language, named, relation, tags
from spiders.text import absolute_url, base_url, canonical_url, same_host

__all__ = ["PageFacts", "page_facts"]


@dataclass(frozen=True, slots=True)
class PageFacts:
    """`url` is the page's canonical one. `day` is when an article was written, or when another page was last changed.

    `changed_on`: when it was last changed, article or not. `language` as it states it.
    """

    url: str
    day: date | None = None
    is_article: bool = False
    changed_on: date | None = None
    organisation: str | None = None
    language: str | None = None
    address: Place | None = None


def page_facts(page: Page, *, last_modified: date | None = None) -> PageFacts:
    """The facts of an HTML page; `last_modified` is the day by its HTTP header, which counts last.

    Raises UnreadableText where the page nests too deeply to be parsed.
    """
    tree = page.tree
    stated, known = tags(tree), described(tree)
    return PageFacts(
        url=_canonical(tree, stated, page.url),
        day=own_day(page, stated, known, last_modified=last_modified),
        is_article=is_article(stated, known),
        changed_on=changed_day(page, stated, known),
        organisation=own_name(tree, stated, known, url=page.url),
        language=language(tree),
        address=own_address(tree, known),
    )


def _canonical(tree: LexborHTMLParser, stated: Tags, url: str) -> str:
    """The address that the page gives as its own, if it is on its own host; some give their front page everywhere."""
    for given in (relation(tree, "canonical"), named(stated, "og:url")):
        address = absolute_url(given, base_url(tree, url)) if given else None
        if address and same_host(address, url) and (_is_particular(address) or not _is_particular(url)):
            return canonical_url(address)
    return canonical_url(url)


def _is_particular(address: str) -> bool:
    parts = urlsplit(address)
    return bool(parts.path.strip("/") or parts.query)
