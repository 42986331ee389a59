"""Printed addresses in their parts."""

import msgspec
import pytest

from pipeline.normalise import normalised
from pipeline.normalise.place import known_place, place_key, place_of, split_address
from schemas.place import Place, Precision
from schemas.vocabulary import AttendanceMode
from tests.makers import a_listing, a_source

PARTS = {
    "Wilgenlaan 12, 7276 AB Wilgenmonde": (None, "Wilgenlaan 12", "7276 AB", "Wilgenmonde"),
    "Wilgenlaan 12a, 7276AB Wilgenmonde": (None, "Wilgenlaan 12a", "7276 AB", "Wilgenmonde"),
    "De Wilg, Wilgenlaan 12, 7276 AB Wilgenmonde": ("De Wilg", "Wilgenlaan 12", "7276 AB", "Wilgenmonde"),
    "De Wilg, Wilgenlaan 12, 7276 AB Wilgenmonde, Nederland": ("De Wilg", "Wilgenlaan 12", "7276 AB", "Wilgenmonde"),
    "Wilgenlaan 12\n7276 AB Wilgenmonde": (None, "Wilgenlaan 12", "7276 AB", "Wilgenmonde"),
    "De Wilg\nWilgenlaan 12\n7276 AB": ("De Wilg", "Wilgenlaan 12", "7276 AB", None),
    "Plein 1944 nr. 3, 6511 JL Nijmegen": (None, "Plein 1944 nr. 3", "6511 JL", "Nijmegen"),
    "7276 AB Wilgenmonde": (None, None, "7276 AB", "Wilgenmonde"),
}  # fmt: skip


@pytest.mark.parametrize("address", PARTS)
def test_an_address_on_one_line_is_taken_apart(address: str) -> None:
    place = split_address(Place(address=address))
    assert (place.name, place.street, place.postcode, place.city) == PARTS[address]


@pytest.mark.parametrize("address", ["achter de kerk", "zie website", "Markt", "0123 AB is no postcode"])
def test_what_is_no_dutch_address_stays_as_printed(address: str) -> None:
    assert split_address(Place(address=address)) == Place(address=address)


def test_what_is_stated_in_parts_goes_before_what_stands_in_the_line() -> None:
    place = split_address(Place(name="De Wilg", street="Wilgenlaan 14", address="Wilgenlaan 12, 7276 AB Wilgenmonde"))
    assert (place.name, place.street, place.postcode) == ("De Wilg", "Wilgenlaan 14", "7276 AB")


def test_a_name_that_holds_the_whole_address_is_taken_apart() -> None:
    place = split_address(Place(name="De Wilg, Wilgenlaan 12, 7276 AB Wilgenmonde"))
    assert (place.name, place.street) == ("De Wilg", "Wilgenlaan 12")


def test_one_address_is_one_place_however_its_venue_is_called() -> None:
    one = split_address(Place(address="De Wilg, Wilgenlaan 12, 7276 AB Wilgenmonde"))
    other = Place(name="Buurthuis", street="Wilgenlaan 12", postcode="7276 AB", city="Wilgenmonde")
    assert place_key(one) == place_key(other) != place_key(Place(name="De Wilg"))


def test_coordinates_say_how_exact_they_are() -> None:
    assert known_place(Place(name="De Wilg", lat=52.1, lon=6.2)).precision is Precision.VENUE
    assert known_place(Place(name="De Wilg")).precision is None


VENUE = Place(name="De Wilg", street="Wilgenlaan 12", postcode="7276 AB", city="Wilgenmonde")


def within(room: str) -> Place:
    return msgspec.structs.replace(VENUE, room=room)


# what a listing prints, and where it then is
STRATEGIES = (
    (None, VENUE),
    (Place(name="Zaal 2"), within("Zaal 2")),
    (Place(address="grote zaal"), within("grote zaal")),
    (Place(address="De Wilg"), VENUE),
    (Place(address="achter de kerk"), Place(address="achter de kerk")),
    (Place(city="Ommerdam"), Place(city="Ommerdam")),
    (Place(name="De Wilg"), VENUE),
    (Place(name="de wilg (foyer)"), within("foyer")),
    (Place(name="De Wilg", city="Ommerdam"), Place(name="De Wilg", city="Ommerdam")),
    (Place(name="De Eik"), Place(name="De Eik")),
    (Place(name="De Kelder"), Place(name="De Kelder")),
    (Place(name="Theater De Tuin"), Place(name="Theater De Tuin")),
    (Place(name="De Eik, zaal 3"), Place(name="De Eik", room="zaal 3")),
    (Place(name="De Eik", street="Dorpsplein 1"), Place(name="De Eik", street="Dorpsplein 1")),
    (Place(name="Online via Zoom"), None),
)  # fmt: skip


@pytest.mark.parametrize(("printed", "expected"), STRATEGIES)
def test_a_listing_is_where_it_prints_or_within_the_venue_of_its_source(
    printed: Place | None, expected: Place | None
) -> None:
    assert place_of(printed, VENUE) == expected


def test_what_takes_place_from_afar_is_not_at_the_venue_of_its_source() -> None:
    assert place_of(None, VENUE, is_remote=True) is None
    assert place_of(Place(name="De Eik"), None, is_remote=True) == Place(name="De Eik")


@pytest.mark.parametrize(
    "address",
    [
        "123 Main Street, Springfield, IL 62701",
        "Suite 400, 121 N Lake St, Chicago, IL 60602",
        "1600 NW First St, Portland",
        "The Old Fire Station, 40 George Street, Oxford OX1 2AQ",
        "Level 3, 360 Elizabeth Street, Melbourne VIC 3000",
        "County Building, 1219 Ontario St., 4th Floor, Cleveland, OH 44113",
    ],
)
def test_an_address_abroad_stays_as_printed(address: str) -> None:
    assert split_address(Place(address=address)) == Place(address=address)
    assert split_address(Place(name=address)) == Place(name=address)


def test_a_listing_whose_place_is_a_video_call_is_online() -> None:
    listing = normalised(a_listing(place=Place(name="Zoom")), a_source(place=VENUE))
    assert listing is not None
    assert (listing.attendance_mode, listing.place) == (AttendanceMode.ONLINE, None)


def test_the_end_of_the_name_of_the_default_venue_means_that_venue() -> None:
    ark = Place(name="Kerk De Ark", street="Kerkplein 1", postcode="1234 AE")
    assert place_of(Place(name="De Ark"), ark) == ark
    assert place_of(Place(name="Kerk"), ark) == Place(name="Kerk")
