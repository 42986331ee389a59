"""schema.org events, whichever syntax they were printed in, as listings.

Shared by the readers of JSON-LD and microdata: each turns a page into things, `reading_of` turns things into a reading.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urldefrag

from schemas.errors import UnreadableText
from schemas.health import Problem
from spiders.page import Page, Reading
from spiders.readers.schema_org.keys import Unkeyed, keyed
from spiders.readers.schema_org.listing import Surroundings, identity, is_withdrawn, listing, own_url
from spiders.readers.schema_org.thing import Thing, resolve_references, walk
from spiders.readers.schema_org.timing import parts
from spiders.text import absolute_url, canonical_url, same_host

__all__ = ["Thing", "reading_of"]

# Below these, an event without a name or a place of its own bears that of the thing above it.
_INHERITING = frozenset({"subEvent", "subEvents", "hasCourseInstance", "publication"})
_MOST_LINKS = 500


@dataclass(slots=True)
class _Gathered:
    listings: list[Unkeyed] = field(default_factory=list)
    links: dict[str, None] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def reading_of(roots: list[Thing], page: Page, *, reader: str, base: str) -> Reading:
    """The events among `roots` and all within them, as a reading of `page`; `base` is what relative urls stand on."""
    resolve_references(roots)
    gathered = _Gathered()
    surroundings = Surroundings(page=page, reader=reader, base=base)
    folded: set[int] = set()
    for thing, name, above in walk(roots):
        if thing.is_event and id(thing) not in folded:
            folded |= {id(part) for part in parts(thing)}
            _gather(thing, above if name in _INHERITING else None, surroundings, gathered=gathered)
        elif thing.is_a("ItemList"):
            gathered.links.update(dict.fromkeys(_listed(thing, base)))
    return Reading(
        listings=tuple(keyed(gathered.listings, page_key=canonical_url(page.url))),
        links=tuple(url for url in gathered.links if _is_elsewhere(url, page.url))[:_MOST_LINKS],
        problems=tuple(dict.fromkeys(gathered.problems)),
    )


def _gather(event: Thing, above: Thing | None, surroundings: Surroundings, *, gathered: _Gathered) -> None:
    """Adds the listing of `event`, with the problems it had; else why there is none, and where to look instead."""
    problems: list[str] = []
    try:
        found = listing(event, above, surroundings, problems=problems)
        gathered.listings.append(Unkeyed(found, identity(event, found, surroundings)))
    except UnreadableText as error:
        problems.append(str(error))
        if (url := own_url(event, surroundings.base)) and not is_withdrawn(event):
            gathered.links[url] = None
    if problems:
        where = own_url(event, surroundings.base) or event.line("name")
        gathered.problems += (Problem(what=what, where=where) for what in problems)


def _listed(items: Thing, base: str) -> Iterator[str]:
    """The pages that a list of schema.org names without describing them."""
    addresses = items.texts("itemListElement")
    for row in items.things("itemListElement"):
        if row.is_a("ListItem") and not row.things("item"):
            addresses += row.texts("url", "item")
    yield from (url for address in addresses if (url := absolute_url(address, base)))


def _is_elsewhere(url: str, page_url: str) -> bool:
    """Whether `url` is another page of the same host."""
    return same_host(url, page_url) and urldefrag(url).url != urldefrag(page_url).url
