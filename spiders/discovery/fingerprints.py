"""Which software made a page, where it answers for machines, and whether a browser has to fill the page in. Pure."""

import re
from urllib.parse import urlsplit

from schemas.errors import UnreadableText
from spiders.crawl.links import holds_calendar, looks_like_html
from spiders.discovery.candidates import Candidate
from spiders.discovery.tables import Kind, Platform, platforms, shell_marks
from spiders.page import Page
from spiders.text import decoded, node_text

RUNG, GUESS = 80, 10
_MOST_BYTES = 2_000_000
_WORDPRESS_FOLDER = re.compile(rb"https?://([\w.:-]{1,100})((?:/[\w.~-]{1,60}){0,3})/wp-(?:content|includes)/")
_FEW_WORDS = 60
_XML = re.compile(rb"\s*(?:<\?xml|<rss|<feed|<rdf:|<urlset|<sitemapindex)", re.IGNORECASE)


def platforms_of(page: Page) -> tuple[Platform, ...]:
    """The platforms of which a signal stands in the source of an HTML page, in the order of the table."""
    if not looks_like_html(page.body):
        return ()
    source = decoded(page.body[:_MOST_BYTES], page.content_type).lower()
    return tuple(one for one in platforms() if any(signal in source for signal in one.signals))


def rungs(page: Page) -> tuple[Candidate, ...]:
    """The addresses at which the platforms of `page` may answer; those for machines before guesses at pages."""
    root, here = _root(page), page.url.partition("?")[0].partition("#")[0]
    return tuple(
        Candidate(
            _address(rung.at, root=root, here=here),
            (GUESS if rung.is_ == "html" else RUNG) - place,
            f"where {platform.name} answers",
            rung.is_,
        )
        for platform in platforms_of(page)
        for place, rung in enumerate(platform.rungs)
    )


def _address(at: str, *, root: str, here: str) -> str:
    """The address of a rung on this site; no slash stands twice."""
    behind = at.removeprefix("{page}")
    if behind == at:
        return root + at
    return (here.rstrip("/") if behind.startswith("/") else here) + behind


def kind_of(body: bytes) -> Kind | None:
    """What `body` is by its first bytes, whatever the server calls it; None: something else."""
    if holds_calendar(body[:4096]):
        return "ical"
    start = body[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start[:1] in {b"{", b"["}:
        return "json"
    if _XML.match(start) and b"<html" not in body[:1024].lower():
        return "xml"
    return "html" if looks_like_html(body) else None


def is_empty_shell(page: Page) -> bool:
    """Whether an HTML page says next to nothing until a browser has run its scripts."""
    if kind_of(page.body) != "html" or b"<script" not in page.body.lower():
        return False
    lowered = page.body[:_MOST_BYTES].lower()
    if not any(mark in lowered for mark in shell_marks()):
        return False
    return len(_visible(page).split()) < _FEW_WORDS


def _visible(page: Page) -> str:
    try:
        body = page.tree.body
    except UnreadableText:
        return ""
    return node_text(body) if body is not None else ""


def _root(page: Page) -> str:
    """Scheme and host of `page`, and the folder in which WordPress lives where it does not live at the root."""
    parts = urlsplit(page.url)
    for host, folder in _WORDPRESS_FOLDER.findall(page.body[:_MOST_BYTES]):
        if host.decode().removeprefix("www.") == parts.netloc.removeprefix("www."):
            return f"{parts.scheme}://{parts.netloc}{folder.decode()}"
    return f"{parts.scheme}://{parts.netloc}"
