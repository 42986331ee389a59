"""Which entries of a sitemap may announce activities. Pure. https://www.sitemaps.org/protocol.html"""

import html
import re
from collections import Counter
from urllib.parse import urlsplit

from spiders.discovery.candidates import WORTHWHILE, Candidate, best_first, score_of
from spiders.discovery.traps import is_trap, shape
from spiders.text import decoded, same_host

ENTRY, INDEX = 8, 25
MOST_BYTES = 2_000_000
MOST_ENTRIES = 5_000
_MOST_OF_A_KIND = 2
_LOC = re.compile(r"<loc>\s{0,40}(?:<!\[CDATA\[)?\s{0,40}([^<>\s\]]{1,500})")


def sitemap_entries(body: bytes, url: str) -> tuple[Candidate, ...]:
    """The entries of the sitemap at `url` that lie on its host and hold a fitting word, best first.

    Of many pages of one kind (`/event/1`, `/event/2`) two. The parts of an index are candidates like pages.
    """
    text = decoded(body[:MOST_BYTES])
    is_index = "<sitemapindex" in text[:2000].lower()
    found = []
    for entry in _LOC.findall(text)[:MOST_ENTRIES]:
        address = html.unescape(entry)
        score = _score(address, is_index=is_index)
        if address.startswith(("http://", "https://")) and same_host(address, url) and score and not is_trap(address):
            found.append(Candidate(address, score, "the sitemap", "xml" if is_index else None))
    return tuple(_few_of_a_kind(best_first(found)))


def _score(address: str, *, is_index: bool) -> int:
    """The words of the address; a page deep in the site is one activity rather than all of them."""
    path = urlsplit(address).path
    score = score_of("", path)
    if is_index:
        return INDEX if score >= WORTHWHILE else ENTRY if "page" in path else 0
    depth = path.strip("/").count("/")
    return max(0, score - 6 * depth) if score >= WORTHWHILE else 0


def _few_of_a_kind(found: tuple[Candidate, ...]) -> list[Candidate]:
    met: Counter[str] = Counter()
    kept = []
    for one in found:
        folder = shape(one.url).rpartition("/")[0] or shape(one.url)
        met[folder] += 1
        if met[folder] <= _MOST_OF_A_KIND:
            kept.append(one)
    return kept
