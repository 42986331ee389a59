"""Places: a printed address in its parts, and the id of a place."""

import re
from hashlib import blake2b

import msgspec

from schemas.place import KnownPlace, Place, Precision

# "Kerkstraat 12a, 1234 AB Ons Dorp": Dutch postcodes have no leading zero; the separators vary in the wild.
_DUTCH_ADDRESS = re.compile(
    r"^(?:(?P<street>[^,\n]+?)[,\n\s]+)?(?P<postcode>[1-9]\d{3}\s?[A-Z]{2})\b[,\s]*(?P<city>[^,\n]+)?", re.MULTILINE
)


def split_address(place: Place) -> Place:
    """`place` with street, postcode and city filled from its one-line address, where they are not stated already.

    >>> split_address(Place(address="Kerkstraat 12a, 1234AB Ons Dorp")).postcode
    '1234 AB'
    """
    found = _DUTCH_ADDRESS.search(place.address or "")
    if not found:
        return place
    parts = {name: text.strip() for name, text in found.groupdict().items() if text and text.strip()}
    parts["postcode"] = f"{parts['postcode'][:4]} {parts['postcode'][-2:]}"
    return msgspec.structs.replace(place, **{name: getattr(place, name) or text for name, text in parts.items()})


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
