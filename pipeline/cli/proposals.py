"""From a look through a site to a source file that a person may keep, and how good it is, in parts that explain it."""

import json
from urllib.parse import urlsplit

from pipeline.cli.quality import Part, quality, sights_along
from pipeline.places.address import written_place
from pipeline.places.names import slug
from schemas.discovery import Found
from schemas.place import Place
from schemas.record import Record
from spiders.discovery.exploration import Exploration
from spiders.discovery.identity import address_lines, site_name
from spiders.discovery.ways import mark

_FEWEST_FROM = 4  # activities; below that one may vanish any week
_LONGEST_SLUG = 50
_MOST_TOLD = 3  # pages
_LONGEST_VENUE = 4  # words


class Proposal(Record):
    """A source as it may be declared. `path` stands under the folder of sources; its municipality is to be filled in
    where no address tells the town. `text` is the whole file.
    """

    path: str
    text: str
    organisation: str
    url: str
    pages: tuple[str, ...]
    place: Place | None
    fewest: int
    browser: bool
    quality: int
    parts: tuple[Part, ...]


def proposal(seen: Exploration, way: tuple[Found, ...], *, municipality: str | None = None) -> Proposal:
    """The source file for reading the site along `way`; of the address given where nothing was found."""
    organisation = next(filter(None, (site_name(sight.page) for sight in seen.sights)), None) or _host(seen.start)
    place = _place(seen, organisation)
    url, *pages = [found.url for found in way] or [_front_door(seen)]
    listings = [listing for sight in sights_along(way, seen) for listing in sight.announced]
    parts = quality(seen, way, has_default_place=place is not None)
    activities = len({mark(listing) for listing in listings})
    fewest = activities // 2 if activities >= _FEWEST_FROM else 0
    browser = seen.in_browser or (any(sight.is_shell for sight in seen.sights) and not listings)
    declared = {
        "organisation": organisation,
        "url": url,
        "pages": pages,
        "fewest": fewest,
        "browser": browser,
    }
    town = municipality or (slug(place.city) if place and place.city else "municipality")
    return Proposal(
        path=f"nl/{town}/{(slug(organisation) or slug(_host(url)))[:_LONGEST_SLUG].strip('-')}.toml",
        text=_toml(declared, place, _note(seen, way)),
        organisation=organisation,
        url=url,
        pages=tuple(pages),
        place=place,
        fewest=fewest,
        browser=browser,
        quality=sum(part.points for part in parts),
        parts=parts,
    )


def _place(seen: Exploration, organisation: str) -> Place | None:
    """The one address that the site prints, as the venue where a listing states none; None: none, or several."""
    found: dict[tuple[str, str], Place] = {}
    for sight in seen.sights:
        if sight.lead.listed_by is None:
            for line in address_lines(sight.page):
                written = written_place(line)
                if written.postcode and written.street_name and written.number:
                    place = Place(
                        name=_venue(written.name) or organisation,
                        street=written.street,
                        postcode=written.postcode,
                        city=written.city,
                    )
                    found.setdefault((written.postcode, written.number), place)
    return next(iter(found.values())) if len(found) == 1 else None


def _venue(name: str | None) -> str | None:
    """A venue's name as it stands before its address; None: what stands there is a sentence."""
    return name if name and len(name.split()) <= _LONGEST_VENUE else None


def _note(seen: Exploration, way: tuple[Found, ...]) -> str:
    how = "; ".join(f"{found.url} by {found.reader} ({found.why})" for found in way[:_MOST_TOLD])
    how += f"; and {len(way) - _MOST_TOLD} pages more" if len(way) > _MOST_TOLD else ""
    reserved = f" Rights are reserved ({seen.facts.tdm_reservation}): ask first." if seen.facts.tdm_reservation else ""
    return (f"Found by probing: {how}." if how else "Nothing was found by probing.") + reserved


def _toml(declared: dict[str, object], place: Place | None, note: str) -> str:
    """The source file, keys without a value left out."""
    lines = [f"{key} = {_value(value)}" for key, value in declared.items() if value]
    lines.append(f"note = {_value(note)}")
    if place:
        parts = ((name, getattr(place, name)) for name in ("name", "street", "postcode", "city"))
        lines += ["", "[place]", *(f"{name} = {_value(part)}" for name, part in parts if part)]
    return "\n".join(lines) + "\n"


def _value(value: object) -> str:
    """A TOML value: its texts, numbers, lists and truths are spelt as in JSON (TOML 1.0), but for DEL."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _front_door(seen: Exploration) -> str:
    return seen.sights[0].page.url if seen.sights else seen.start


def _host(url: str) -> str:
    return (urlsplit(url).hostname or url).removeprefix("www.")
