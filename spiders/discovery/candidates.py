"""Where a page says that activities may stand: its links, scored by their words. Pure."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import parse_qs, unquote, urldefrag, urlsplit

from selectolax.lexbor import LexborNode

from schemas.errors import UnreadableText
from spiders.crawl.links import calendar_links, looks_like_html
from spiders.discovery.tables import Kind, words
from spiders.discovery.traps import is_of_a_month, is_trap
from spiders.page import Page
from spiders.text import absolute_url, base_url, same_host

# A link whose text and address both name what people do together is worth NAMED_TWICE, also two pages from the door.
FEED, NEWS_FEED, STRONG, NAMED_TWICE, WORTHWHILE = 90, 30, 16, 11, 5
MOST_LINKS = 3_000
MOST_ENTRIES = 40
_LONGEST_TEXT = 200
_FEEDS = {"application/rss+xml", "application/atom+xml"}
_A_SENTENCE = 5  # words: a link text longer than this is a headline, not the name of a part of the site
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Candidate:
    """An address that may announce activities. `why`: what points to it; `kind`: what must stand there, if known."""

    url: str
    score: int
    why: str
    kind: Kind | None = None


def candidates(page: Page) -> tuple[Candidate, ...]:
    """The addresses that an HTML page points to, best first, each once; traps and unfitting links left out."""
    if not looks_like_html(page.body):
        return ()
    try:
        found = (*_calendars(page), *_feeds(page), *_links(page))
    except UnreadableText:
        return ()
    return best_first(found, apart_from=page.url)


def entries(page: Page, menu: frozenset[str]) -> tuple[str, ...]:
    """Where the content of a page leads to on its site, in order, each once: what stands in no menu of the site.

    `menu` holds the addresses that the front door links to; they count as menu where the page does not say which part
    of it is its content.
    """
    try:
        content = page.tree.css_first("main, [role=main], article, #content, #main")
        root = content if content is not None else page.tree.body
        nodes = root.css("a[href]")[:MOST_LINKS] if root is not None else []
    except UnreadableText:
        return ()
    base = base_url(page.tree, page.url)
    found = (absolute_url(node.attributes.get("href") or "", base) for node in nodes)
    there = dict.fromkeys(urldefrag(url)[0] for url in found if url and same_host(url, page.url) and not is_trap(url))
    left_out = {page.url} | (set() if content is not None else menu)
    return tuple(url for url in there if url not in left_out and not is_homepage(url))[:MOST_ENTRIES]


def best_first(found: Iterable[Candidate], *, apart_from: str = "") -> tuple[Candidate, ...]:
    """Each address once, with its best score; `apart_from` left out. Of equals the first found stands first."""
    best: dict[str, Candidate] = {}
    for one in found:
        if one.url != apart_from and (one.url not in best or best[one.url].score < one.score):
            best[one.url] = one
    return tuple(sorted(best.values(), key=lambda candidate: -candidate.score))


def is_homepage(url: str) -> bool:
    """Whether `url` is the front door of a site, and not a page in it.

    >>> is_homepage("https://debrug.example/nl/"), is_homepage("https://debrug.example/agenda")
    (True, False)
    """
    parts = urlsplit(url)
    return not parts.query and bool(
        re.fullmatch(r"/?(?:[a-z]{2}/?)?(?:(?:index|home|default)(?:\.\w+)?/?)?", parts.path)
    )


@lru_cache(maxsize=4096)
def score_of(text: str, path: str) -> int:
    """How surely activities stand behind a link with this text and path; 0 or less: no word says so.

    >>> score_of("Agenda", "/agenda/") > score_of("Nieuws", "/nieuws/") > score_of("Contact", "/contact")
    True
    """
    said = _words(text)
    stands = [word for segment in path.split("/") for word in _words(unquote(segment))]
    length = max(0, len(said) - _A_SENTENCE) * 3
    depth = max(0, path.strip("/").count("/") - 1) * 2
    score = _weight(said) + _weight(stands) - length - depth
    return score - 20 if is_of_a_month(f"http://page.invalid{path}") else score


def _calendars(page: Page) -> Iterator[Candidate]:
    for url in calendar_links(page):
        yield Candidate(url, FEED, "a calendar that the page names", "ical")
    for frame in page.tree.css("iframe[src]"):
        parts = urlsplit(absolute_url(frame.attributes.get("src") or "", page.url) or "")
        key = parts.path.strip("/")
        if (parts.hostname or "").removeprefix("www.") == "teamup.com" and re.fullmatch(r"ks\w{10,40}", key):
            yield Candidate(f"https://ics.teamup.com/feed/{key}/0.ics", FEED, "an embedded Teamup calendar", "ical")


def _feeds(page: Page) -> Iterator[Candidate]:
    """RSS and Atom: of an agenda as good as a calendar; of news only when nothing better is found."""
    base = base_url(page.tree, page.url)
    for link in page.tree.css("link[rel~=alternate][href]"):
        url = absolute_url(link.attributes.get("href") or "", base)
        if url is None or (link.attributes.get("type") or "").lower() not in _FEEDS or "comment" in url.lower():
            continue
        title = " ".join((link.attributes.get("title") or "").split())[:_LONGEST_TEXT]
        of_agenda = score_of(title, urlsplit(url).path) >= STRONG
        yield Candidate(url, NEWS_FEED * (2 if of_agenda else 1), f"link rel=alternate {title!r}", "xml")


def _links(page: Page) -> Iterator[Candidate]:
    base = base_url(page.tree, page.url)
    for node in page.tree.css("a[href], area[href], iframe[src], frame[src]")[:MOST_LINKS]:
        url = absolute_url(node.attributes.get("href") or node.attributes.get("src") or "", base)
        if url is None or not same_host(url, page.url) or is_trap(url):
            continue
        text = _text_of(node)
        score = score_of(text, _path_of(url))
        if score >= WORTHWHILE:
            yield Candidate(urldefrag(url)[0], score, f"link {text!r}" if text else "link")


def _text_of(node: LexborNode) -> str:
    text = " ".join(node.text(deep=True, separator=" ").split())
    return (text or node.attributes.get("title") or node.attributes.get("aria-label") or "")[:_LONGEST_TEXT]


def _path_of(url: str) -> str:
    """The path, and for sites that tell their pages by a parameter its value ("?page=agenda")."""
    parts = urlsplit(url)
    values = [value for row in parse_qs(parts.query).values() for value in row if not value.isdigit()]
    return "/".join((parts.path, *values))[:_LONGEST_TEXT]


def _weight(said: Iterable[str]) -> int:
    """The best weight among the words, less the worst of those that speak against."""
    weights = [weight for word in said if (weight := _weight_of(word))]
    return max((w for w in weights if w > 0), default=0) + min((w for w in weights if w < 0), default=0)


@lru_cache(maxsize=8192)
def _weight_of(word: str) -> int:
    """A word that speaks against outweighs one that speaks for: "agenda-archief" is no agenda."""
    fitting = [row.weight for row in words() if word in row.whole or any(part in word for part in row.anywhere)]
    return min(fitting) if any(weight < 0 for weight in fitting) else max(fitting, default=0)


def _words(text: str) -> list[str]:
    """The words of `text`, without case and accents; and all of them as one, for "wat te doen"."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    found = _WORD.findall(plain)
    return [*found, "".join(found)] if 1 < len(found) <= _A_SENTENCE else found


def lowered(candidate: Candidate, by: int) -> Candidate:
    """`candidate` for one who found it further from the front door."""
    return replace(candidate, score=candidate.score - by)
