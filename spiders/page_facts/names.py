"""The name of the organisation that a page belongs to."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from spiders.page_facts.described import Described
from spiders.page_facts.tags import Tags, named
from spiders.text import one_line

LONGEST_NAME = 80

_SEPARATOR = re.compile(r"\s+[|–—\-·•»«:/]\s+|\s*[|»«•·]\s*")
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©\s*)?(?:\d{4}\s*(?:[-–]\s*(?:\d{4}|heden))?)?\s*(?:by |door )?", re.IGNORECASE
)
# What stands in the place of a name and is none.
_NO_NAME = re.compile(
    r"home(?:page)?|welkom|start(?:pagina)?|agenda|website|my site|mysite|just another wordpress site|untitled|index|"
    r"http.*|.*@.*",
    re.IGNORECASE,
)


def own_name(tree: LexborHTMLParser, stated: Tags, known: Described, *, url: str) -> str | None:
    """The name of website or organisation, as stated; else the part of the title that the host bears too."""
    candidates = (
        named(stated, "og:site_name"),
        *(thing.line("name") for thing in known.organisations),
        *(thing.line("name") for thing in known.websites),
        named(stated, "application-name", "apple-mobile-web-app-title"),
        *_from_title(tree, url),
    )
    return next((name for name in candidates if name and _is_name(name)), None)


def _is_name(text: str) -> bool:
    return 2 <= len(text) <= LONGEST_NAME and not _NO_NAME.fullmatch(text)


def _from_title(tree: LexborHTMLParser, url: str) -> Iterator[str]:
    """The parts of the title that host or copyright line bear too, the last one first."""
    node = tree.css_first("title")
    parts = _SEPARATOR.split(one_line(node.text())) if node is not None else []
    host, owner = _letters(urlsplit(url).hostname or ""), _letters(_copyright(tree))
    for part in reversed(parts):
        letters = _letters(part)
        if len(letters) >= 4 and (letters in host or letters in owner):
            yield part.strip()


def _copyright(tree: LexborHTMLParser) -> str:
    """What stands behind the copyright sign at the foot of the page."""
    for foot in tree.css("footer, #footer, .footer, #colophon, .site-footer, .copyright")[:10]:
        text = one_line(foot.text(separator=" ")[:5000].replace("<", " "))
        if sign := _COPYRIGHT.search(text):
            return text[sign.end() : sign.end() + LONGEST_NAME]
    return ""


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())
