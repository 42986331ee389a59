"""One event as a listing, and what names it."""

from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from schemas.errors import UnreadableText
from schemas.listing import Listing
from spiders.page import Page
from spiders.readers.schema_org.keys import mark
from spiders.readers.schema_org.stated import attendance_mode, facets, status
from spiders.readers.schema_org.thing import Thing
from spiders.readers.schema_org.timing import timing
from spiders.readers.schema_org.whereabouts import join_url, place
from spiders.text import absolute_url, canonical_url, plain_text, same_host

IGNORE = "#bruggen-ignore"
LONGEST_TITLE = 500
LONGEST_DESCRIPTION = 20_000

_NAMES = ("name", "summary", "headline", "title", "alternateName")
# What an event without a name of its own shows, plays or broadcasts: that is how its page calls it.
_CONTENTS = ("broadcastOfEvent", "workPresented", "workPerformed", "workFeatured", "about")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What an event stands in: its page, the reader's name, and the base of relative urls."""

    page: Page
    reader: str
    base: str


def listing(event: Thing, above: Thing | None, surroundings: Surroundings, *, problems: list[str]) -> Listing:
    """`event` as a listing without key; what it does not state of name and place holds from the thing `above`.

    Raises UnreadableText where nothing is announced: no name, no time, or the organiser asks to be left out.
    """
    page, base = surroundings.page, surroundings.base
    if is_withdrawn(event):
        raise UnreadableText(f"left out: marked {IGNORE} by the organiser")
    bearers = (event, *filter(None, [above]), *event.things(*_CONTENTS))
    title = next((name for bearer in bearers if (name := bearer.line(*_NAMES))), None)
    if title is None:
        raise UnreadableText("event without a name")
    when = timing(event, page.tzid)
    problems += when.problems
    if when.schedule is None and when.when_text is None:
        raise UnreadableText("event without a start")
    described = event.texts("description") or event.texts("abstract", "disambiguatingDescription")
    return Listing(
        source_id=page.source_id,
        key="?",
        title=title[:LONGEST_TITLE],
        reader=surroundings.reader,
        fingerprint="",
        fetched_at=page.fetched_at,
        url=own_url(event, base) or (own_url(above, base) if above else None) or page.url,
        description=(plain_text(described[0][:LONGEST_DESCRIPTION]) or None) if described else None,
        schedule=when.schedule,
        when_text=when.when_text,
        place=place(event) or (place(above) if above else None),
        attendance_mode=attendance_mode(event),
        join_url=join_url(event, base),
        organiser=_organiser(event) or (_organiser(above) if above else None),
        status=status(event),
        facets=facets(event),
        repairs=tuple(dict.fromkeys((*event.repairs, *when.repairs))),
    )


def own_url(event: Thing, base: str) -> str | None:
    """The page that `event` says is its own."""
    addresses = event.texts("url", "mainEntityOfPage")
    addresses += [page.id for page in event.things("url", "mainEntityOfPage") if page.id]
    return next((url for address in addresses if (url := absolute_url(address, base))), None)


def identity(event: Thing, found: Listing, surroundings: Surroundings) -> str | None:
    """What names `event` from one visit to the next: an absolute id, else its own page, else an id on this page.

    Addresses that a site prints with all its events (its front page, a shop, a video channel) name none of them:
    they get the mark of the event behind them.
    """
    page_url, native = surroundings.page.url, event.id or ""
    if native.startswith(("urn:", "tag:")):
        return native
    url = own_url(event, surroundings.base)
    for address in (native if native.startswith(("http:", "https:")) else None, url and canonical_url(url)):
        if address:
            return address if _is_particular(address, page_url) else f"{address}#{mark(found)}"
    if native and not native.startswith("_:"):
        return _on_page(native, page_url)
    return None


def _is_particular(address: str, page_url: str) -> bool:
    """Whether `address` is a page of this site, other than its front page."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return same_host(address, page_url) and bool(parts.path.strip("/") or parts.query)


def _on_page(native: str, page_url: str) -> str:
    try:
        return urljoin(page_url, native)
    except ValueError:
        return f"{page_url}#{native}"


def is_withdrawn(event: Thing) -> bool:
    return any(IGNORE in text.casefold() for text in event.texts("name", "description", "keywords"))


def _organiser(event: Thing) -> str | None:
    """The organisation that organises; a person's name, and a name that may be a person's, is left out."""
    for organiser in event.things("organizer", "organiser"):
        name = organiser.line("name")
        if name and organiser.types and not organiser.is_a("Person") and "@" not in name:
            return name
    return None
