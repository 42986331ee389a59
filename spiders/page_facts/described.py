"""What JSON-LD says of the page itself and of the organisation behind it."""

from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from schemas.errors import UnreadableText
from spiders.readers.broken_json import read_json
from spiders.readers.json_ld import things
from spiders.readers.schema_org.thing import Thing, resolve_references, walk

MOST_BLOCKS = 50
LONGEST_BLOCK = 500_000

_PAGES = frozenset({"WebPage", "AboutPage", "CollectionPage", "ItemPage", "Article", "NewsArticle", "BlogPosting"})
ARTICLES = frozenset({"Article", "NewsArticle", "BlogPosting"})
_OWNERS = ("publisher", "sourceOrganization", "copyrightHolder", "isPartOf")
_ORGANISATIONS = (
    "Organization",
    "NGO",
    "LocalBusiness",
    "Library",
    "EducationalOrganization",
    "GovernmentOrganization",
    "CivicStructure",
    "CommunityCenter",
    "SportsClub",
    "SportsOrganization",
    "PlaceOfWorship",
    "Church",
    "Mosque",
    "School",
)


@dataclass(frozen=True, slots=True)
class Described:
    """The page, the website, and the organisations, each as JSON-LD describes it, in printed order."""

    pages: tuple[Thing, ...] = ()
    websites: tuple[Thing, ...] = ()
    organisations: tuple[Thing, ...] = ()


def described(tree: LexborHTMLParser) -> Described:
    """What the JSON-LD of the page describes; blocks that cannot be read describe nothing.

    Organisations that only organise an event, or that are a place of one, are not those behind the page.
    """
    roots = list(_roots(tree))
    resolve_references(roots)
    found = list(_own(roots))
    return Described(
        pages=tuple(thing for thing in found if not _PAGES.isdisjoint(thing.types)),
        websites=tuple(thing for thing in found if thing.is_a("WebSite")),
        organisations=tuple(thing for thing in found if thing.is_a(*_ORGANISATIONS)),
    )


def _roots(tree: LexborHTMLParser) -> Iterator[Thing]:
    for script in tree.css('script[type*="ld+json" i]')[:MOST_BLOCKS]:
        text = script.text()
        try:
            if text.strip() and len(text) <= LONGEST_BLOCK:
                yield from things(read_json(text).value)
        except UnreadableText:
            continue


def _own(roots: list[Thing]) -> Iterator[Thing]:
    """The things that stand by themselves or in a graph, and those that a page names as its owner."""
    for thing, name, above in walk(roots):
        is_owner = name in _OWNERS and above is not None and not above.is_event
        if above is None or name in {"graph", "@graph", "mainEntity"} or is_owner:
            yield thing
