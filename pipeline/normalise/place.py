"""Places: a printed address in its parts, and the id of a place."""

import re
from hashlib import blake2b

import msgspec

from schemas.place import KnownPlace, Place, Precision

# "Buurthuis De Brug, Kerkstraat 12a, 1234 AB Ons Dorp": a street has a number, a Dutch postcode no leading zero.
_DUTCH_ADDRESS = re.compile(
    r"(?:(?P<name>[^\n]+?)[,\n]\s*)??(?:(?P<street>[^,\n]*\d[^,\n]*?)[,\s]+)?"
    r"(?P<postcode>[1-9]\d{3}\s?[A-Z]{2})\b[,\s]*(?P<city>[^,\n]+)?"
)
_LONGEST = 300


def split_address(place: Place) -> Place:
    """`place` with name, street, postcode and city filled from its one line, where they are not stated already.

    >>> split_address(Place(address="De Brug, Kerkstraat 12a, 1234AB Ons Dorp")).street
    'Kerkstraat 12a'
    """
    found = _DUTCH_ADDRESS.match((place.address or place.name or "").strip()[:_LONGEST])
    if not found:
        return place
    parts = {part: text.strip(" ,") for part, text in found.groupdict().items() if text and text.strip(" ,")}
    parts["postcode"] = f"{parts['postcode'][:4]} {parts['postcode'][-2:]}"
    stated = place if place.address else msgspec.structs.replace(place, name=None, address=place.name)
    return msgspec.structs.replace(stated, **{part: getattr(stated, part) or text for part, text in parts.items()})


def known_place(place: Place) -> KnownPlace:
    """`place` under an id of ours; the codes of its area are not known yet."""
    return KnownPlace(
        id=place_key(place),
        name=place.name,
        street=place.street or (place.address if not place.postcode else None),
        postcode=place.postcode,
        city=place.city,
        lat=place.lat,
        lon=place.lon,
        precision=None if place.lat is None else Precision.VENUE,
    )


def place_key(place: Place) -> str:
    """Equal for places that print the same postcode and street, or else the same words."""
    parts = (
        (place.postcode, place.street) if place.postcode and place.street else (place.name, place.address, place.city)
    )
    words = "|".join("".join(re.findall(r"\w+", part.casefold())) for part in parts if part)
    return blake2b(words.encode(), digest_size=6).hexdigest()
