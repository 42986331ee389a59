"""Where an event takes place, as printed."""

import re

from schemas.place import Place
from spiders.readers.schema_org.thing import Thing
from spiders.text import absolute_url, one_line

_NUMBER = re.compile(r"-?\d{1,3}(?:[.,]\d+)?")


def place(event: Thing) -> Place | None:
    """The first of its locations that says where to go; a virtual one does not."""
    found = [_place(location) for location in event.things("location") if not location.is_a("VirtualLocation")]
    found += [_address(address) for address in event.things("address")]
    found += [_from_text(text) for text in event.texts("location") if not _is_address(text)]
    return next((one for one in found if one != Place()), None)


def join_url(event: Thing, base: str) -> str | None:
    """The address of its virtual location, or one that stands where the name of a place should."""
    addresses = [text for text in event.texts("location") if _is_address(text)]
    for location in event.things("location"):
        if location.is_a("VirtualLocation"):
            addresses += location.texts("url")
        addresses += [text for text in location.texts("name", "address") if _is_address(text)]
    return next((url for address in addresses if (url := absolute_url(address, base))), None)


def _place(location: Thing) -> Place:
    lines = [line for text in location.texts("address") if (line := one_line(text)) and not _is_address(line)]
    postal = next(iter(location.things("address")), location)
    split = _address(postal)
    name = next((line for text in location.texts("name") if not _is_address(line := one_line(text))), None)
    if split == Place() and postal is not location:
        lines += [line for line in (postal.line("name"), postal.line("description")) if line]
    lat, lon = _coordinates(location)
    address = lines[0] if lines else None
    if address is not None and address == name:
        whole = _from_text(address)
        name, address = whole.name, whole.address
    return Place(
        name=name or None,
        address=address,
        street=split.street,
        postcode=split.postcode,
        city=split.city,
        lat=lat,
        lon=lon,
    )


def _address(address: Thing) -> Place:
    street = ", ".join(dict.fromkeys(filter(None, map(one_line, address.texts("streetAddress")))))
    return Place(street=street or None, postcode=address.line("postalCode"), city=address.line("addressLocality"))


def _from_text(text: str) -> Place:
    """A location in words: a house number or postcode makes it an address, else it is a name."""
    line = one_line(text) or None
    return Place(address=line) if line and any(letter.isdigit() for letter in line) else Place(name=line)


def _is_address(text: str) -> bool:
    return text.strip().lower().startswith(("http:", "https:"))


def _coordinates(location: Thing) -> tuple[float | None, float | None]:
    """Latitude and longitude; none where either is missing, off the globe, or both are the 0 of an empty field."""
    for source in (*location.things("geo"), location):
        lat = _degrees(source, "latitude", 90)
        lon = _degrees(source, "longitude", 180)
        if lat is not None and lon is not None and (lat, lon) != (0, 0):
            return lat, lon
    return None, None


def _degrees(source: Thing, name: str, largest: int) -> float | None:
    for text in source.texts(name):
        if _NUMBER.fullmatch(text) and abs(number := float(text.replace(",", "."))) <= largest:
            return number
    return None
