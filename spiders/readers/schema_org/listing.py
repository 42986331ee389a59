"""One event as a listing, and what names it."""

from dataclasses import dataclass
from urllib.parse import urljoin

from schemas.errors import UnreadableText
from schemas.listing import Listing
from spiders.page import Page
from spiders.readers.schema_org.stated import attendance_mode, facets, status
from spiders.readers.schema_org.thing import Thing
from spiders.readers.schema_org.timing import timing
from spiders.readers.schema_org.whereabouts import join_url, place
from spiders.text import absolute_url, canonical_url, plain_text

IGNORE = "#bruggen-ignore"
LONGEST_TITLE = 500
LONGEST_DESCRIPTION = 20_000

_NAMES = ("name", "summary", "headline", "alternateName")


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
    if _is_withdrawn(event):
        raise UnreadableText(f"left out: marked {IGNORE} by the organiser")
    title = event.line(*_NAMES) or (above.line(*_NAMES) if above else None)
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


def identity(event: Thing, surroundings: Surroundings) -> str:
    """What names `event` from one visit to the next: an absolute id, its own page, an id on this page, this page."""
    native = event.id or ""
    if native.startswith(("http:", "https:", "urn:", "tag:")):
        return native
    if url := own_url(event, surroundings.base):
        return canonical_url(url)
    if native and not native.startswith("_:"):
        return _on_page(native, surroundings.page.url)
    return canonical_url(surroundings.page.url)


def _on_page(native: str, page_url: str) -> str:
    try:
        return urljoin(page_url, native)
    except ValueError:
        return f"{page_url}#{native}"


def _is_withdrawn(event: Thing) -> bool:
    return any(IGNORE in text.casefold() for text in event.texts("name", "description", "keywords"))


def _organiser(event: Thing) -> str | None:
    """The organisation that organises; a person's name, and a name that may be a person's, is left out."""
    for organiser in event.things("organizer", "organiser"):
        name = organiser.line("name")
        if name and organiser.types and not organiser.is_a("Person") and "@" not in name:
            return name
    return None
