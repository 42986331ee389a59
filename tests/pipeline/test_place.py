"""Printed addresses in their parts."""

import pytest

from pipeline.normalise.place import known_place, place_key, split_address
from schemas.place import Place, Precision

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
