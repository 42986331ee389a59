"""What microdata and RDFa have in common: which elements hold an address, which properties are words."""

import re

from selectolax.lexbor import LexborNode

# Nodes looked at on one page. A page of 5 MB has 200,000; by itemref, items may claim the same nodes again and again.
MOST_NODES = 500_000
LONGEST_VALUE = 50_000
# An event of real pages nests up to 4 things and 6 properties deep. Each property repeats the text of those within:
# the limit keeps reading linear.
DEEPEST = 32

EVENT_WORDS = ("event", "festival", "hackathon", "courseinstance", "scheduledsession", "sessionseries")
# Elements whose value is an address (HTML Standard §5.2.4), by the attribute that holds it.
ADDRESSES = {
    "a": "href",
    "area": "href",
    "link": "href",
    "audio": "src",
    "embed": "src",
    "iframe": "src",
    "img": "src",
    "source": "src",
    "track": "src",
    "video": "src",
    "object": "data",
}
# Properties that are words: `<a itemprop="name" href="…">` gives its text, whatever the standard says.
_WORDY_PROPERTIES = (
    "name summary headline description startDate endDate duration address streetAddress postalCode addressLocality "
    "price lowPrice highPrice priceCurrency typicalAgeRange"
)
WORDS = frozenset(_WORDY_PROPERTIES.split())
ADDRESS = re.compile(r"^(?:https?:|www\.|/)\S*$", re.IGNORECASE)


def children(node: LexborNode) -> list[LexborNode]:
    """The element children of `node`, the last one first: the order in which a stack gives them back."""
    found: list[LexborNode] = []
    child = node.last_child
    while child is not None:
        if not (child.tag or "-").startswith("-"):
            found.append(child)
        child = child.prev
    return found
