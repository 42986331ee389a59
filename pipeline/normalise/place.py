"""Places: a printed address in its parts, and the id of a place."""

import re
from collections.abc import Callable
from functools import lru_cache
from hashlib import blake2b

import msgspec

from pipeline.places.address import WrittenPlace, written_place
from schemas.place import KnownPlace, Place, Precision

# Many listings are at one place, and taking it apart takes 0.1 ms.
_KEPT = 4096


def split_address(place: Place, is_town: Callable[[str], bool] = lambda _name: False) -> Place:
    """`place` with name, street, postcode and city filled from its one line, where they are not stated already.

    A line that is no address stays as printed. `is_town` tells which words are the name of a town.

    >>> split_address(Place(address="De Brug, Kerkstraat 12a, 1234AB Ons Dorp")).street
    'Kerkstraat 12a'
    """
    place = _with_fields_in_order(place)
    printed = place.address or place.name
    if not printed:
        return place
    written = written_place(printed, is_town)
    if not (written.postcode or written.number):
        return _with_room(place, written)
    stated = place if place.address else msgspec.structs.replace(place, name=None, address=place.name)
    return _filled(stated, written)


@lru_cache(maxsize=_KEPT)
def place_of(printed: Place | None, default: Place | None, *, is_remote: bool = False) -> Place | None:
    """Where a listing takes place: as it prints, within the source's `default` venue, or there; None: nobody says.

    A room alone, or the name of the default venue, is a place within that venue. What takes place from afar has none.

    >>> venue = Place(name="De Wilg", street="Wilgenlaan 12")
    >>> place_of(Place(name="Zaal 2"), venue).room, place_of(Place(name="Zoom"), venue)
    ('Zaal 2', None)
    """
    if printed is None:
        return split_address(default) if default and not is_remote else None
    if is_online(printed):
        return None
    found = split_address(printed)
    if default is None or found.street or found.postcode or found.lat is not None:
        return found
    venue = split_address(default)
    if (found.room and found == Place(room=found.room, city=found.city)) or _is_called(found, venue):
        city = found.city or venue.city
        return msgspec.structs.replace(venue, room=found.room or venue.room, city=city)
    return found


def _is_called(place: Place, venue: Place) -> bool:
    """Whether `place` bears the name of `venue` or the end of it, as "De Ark" of "Kerk De Ark", and no other town."""
    said, name = (re.findall(r"\w+", (text or "").casefold()) for text in (place.name or place.address, venue.name))
    return bool(said) and said == name[-len(said) :] and place.city in {None, venue.city}


@lru_cache(maxsize=_KEPT)
def is_online(place: Place) -> bool:
    """Whether all that `place` prints says that one takes part from afar: it is no place.

    >>> is_online(Place(name="Online via Zoom")), is_online(Place(name="De Wilg, ook via Zoom"))
    (True, False)
    """
    written = [written_place(text) for text in (place.name, place.address) if text]
    here = place.street or place.postcode or place.lat is not None
    return bool(written) and not here and all(one == WrittenPlace(is_online=True) for one in written)


def _with_fields_in_order(place: Place) -> Place:
    """`place` with what organisers type into the field of another thing put where it belongs."""
    for field in ("street", "city"):
        text = getattr(place, field)
        written = written_place(text) if text else WrittenPlace()
        if written.postcode:
            emptied = msgspec.structs.replace(place, **{field: None})
            place = _filled(emptied, written)
    written = written_place(place.postcode or "")
    return msgspec.structs.replace(place, postcode=written.postcode) if written.postcode else place


def _with_room(place: Place, written: WrittenPlace) -> Place:
    """`place`, whose one line is no address, with the room that its name ends or begins with, or that it is."""
    if place.room or not written.room:
        return place
    if not place.address:
        return msgspec.structs.replace(place, name=written.name, room=written.room)
    return place if written.name else msgspec.structs.replace(place, address=None, room=written.room)


def _filled(place: Place, written: WrittenPlace) -> Place:
    """`place` with the written parts where it states none."""
    parts = {field: getattr(written, field) for field in ("name", "room", "street", "postcode", "city")}
    return msgspec.structs.replace(place, **{part: getattr(place, part) or text for part, text in parts.items()})


def known_place(place: Place) -> KnownPlace:
    """`place` under an id of ours; the codes of its area are not known yet."""
    return KnownPlace(
        id=place_key(place),
        name=place.name,
        room=place.room,
        street=place.street or (place.address if not place.postcode else None),
        postcode=place.postcode,
        city=place.city,
        lat=place.lat,
        lon=place.lon,
        precision=None if place.lat is None else Precision.VENUE,
    )


def place_key(place: Place) -> str:
    """Equal for places that print the same postcode and street, or else the same words, or else the same point."""
    parts = (
        (place.postcode, place.street) if place.postcode and place.street else (place.name, place.address, place.city)
    )
    words = "|".join("".join(re.findall(r"\w+", part.casefold())) for part in parts if part)
    if not words and place.lat is not None:
        words = f"{place.lat:.5f}|{place.lon}"
    return blake2b(words.encode(), digest_size=6).hexdigest()
