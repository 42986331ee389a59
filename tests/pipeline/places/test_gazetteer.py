"""What is known of a place: the best evidence wins, and nothing is invented."""

import pytest

from pipeline.places.aliases import Alias, aliases, declared, named
from pipeline.places.gazetteer import Gazetteer, gazetteer
from pipeline.store import Store
from schemas.errors import BruggenError
from schemas.place import Place, Precision
from tests.makers import a_source

HALL = Place(name="Buurthuis De Wilg", street="Wilgenlaan 12", postcode="7276 AB", city="Wilgenmonde")


@pytest.fixture
def known(loaded: Store) -> Gazetteer:
    return gazetteer(loaded, [Alias(municipality="wilgenmonde", names=("De Wilg",), place=HALL, why="its own site")])


# place, municipality of the source, and the codes that are expected
CODES: tuple[tuple[Place, str | None, tuple[str | None, str | None, str | None]], ...] = (
    (Place(lat=52.03, lon=6.02), None, ("GM9001", "WK900101", "BU90010101")),
    (Place(lat=52.06, lon=6.05), None, ("GM9001", "WK900101", "BU90010102")),
    (Place(lat=53.9, lon=6.05), None, (None, None, None)),
    (Place(postcode="7276 AB"), None, ("GM9001", "WK900101", None)),
    (Place(postcode="7277 AB"), None, ("GM9001", None, None)),
    (Place(postcode="8100 AB"), None, ("GM9002", "WK900201", "BU90020101")),
    (Place(postcode="9999 AB"), None, (None, None, None)),
    (Place(city="WILGENMONDE"), None, ("GM9001", None, None)),
    (Place(city="Wilgemond"), None, ("GM9001", None, None)),
    (Place(city="Den Om"), None, ("GM9002", None, None)),
    (Place(city="Elst"), None, (None, None, None)),
    (Place(city="Elst"), "wilgenmonde", ("GM9001", None, None)),
    (Place(city="Elst"), "s-ommerdam", ("GM9002", None, None)),
    (Place(city="Elst"), "elders", (None, None, None)),
    (Place(city="Elst (Gld)"), None, ("GM9001", None, None)),
    (Place(city="Elst OV"), None, ("GM9002", None, None)),
    (Place(city="Elst", lat=52.05, lon=6.15), None, ("GM9002", "WK900201", "BU90020101")),
    (Place(postcode="8100 AB", city="Wilgenmonde"), None, (None, None, None)),
    (Place(name="De Wilg"), "wilgenmonde", ("GM9001", "WK900101", None)),
    (Place(name="De Wilg"), "s-ommerdam", (None, None, None)),
    (Place(name="Buurthuis"), "wilgenmonde", (None, None, None)),
)  # fmt: skip


@pytest.mark.parametrize(("place", "municipality", "codes"), CODES)
def test_codes_come_from_the_best_evidence_or_stay_unknown(
    known: Gazetteer, place: Place, municipality: str | None, codes: tuple[str | None, ...]
) -> None:
    found = known.locate(place, municipality=municipality)
    assert (found.gm_code, found.wk_code, found.bu_code) == codes


def test_a_written_postcode_goes_before_a_marker_elsewhere(known: Gazetteer) -> None:
    found = known.explained(Place(postcode="8100 AB", lat=52.03, lon=6.02), municipality=None)
    assert (found.place.gm_code, found.place.lat, found.place.precision) == ("GM9002", 52.05, Precision.POSTCODE)
    assert found.because == "postcode, against its coordinates"


def test_the_precision_says_how_the_point_was_found(known: Gazetteer) -> None:
    places = (Place(lat=52.03, lon=6.02), Place(postcode="7276 AB"), Place(city="Wilgenmonde"), Place(name="Hal"))
    found = [known.locate(place, municipality=None).precision for place in places]
    assert found == [Precision.VENUE, Precision.POSTCODE, Precision.CITY, None]


def test_the_town_is_filled_only_where_the_postcode_has_one(known: Gazetteer) -> None:
    assert known.locate(Place(postcode="7276 AB"), municipality=None).city == "Wilgenmonde"
    assert known.locate(Place(postcode="7277 AB"), municipality=None).city is None


@pytest.mark.parametrize(
    ("slug", "code"),
    [("wilgenmonde", "GM9001"), ("ommerdam", "GM9002"), ("den-om", "GM9002"), ("wilgenmonde-gld", "GM9001"),
     ("oudwilg", "GM9001"), ("tussendorp", None), ("nergens", None)],
)  # fmt: skip
def test_a_slug_names_a_municipality_of_today_or_nothing(known: Gazetteer, slug: str, code: str | None) -> None:
    assert known.municipality(slug) == code


def test_without_geodata_a_place_keeps_what_is_printed(store: Store) -> None:
    found = gazetteer(store).locate(HALL, municipality="wilgenmonde")
    assert (found.street, found.gm_code, found.lat) == ("Wilgenlaan 12", None, None)


def test_one_name_cannot_mean_two_places_in_a_municipality() -> None:
    rows = [Alias(municipality="x", names=("Hal",), place=Place(name=name), why="test") for name in ("A", "B")]
    with pytest.raises(BruggenError, match="means two places"):
        named(rows)


def test_our_own_table_of_venues_is_sound() -> None:
    assert len(named(aliases())) >= 3


def test_a_room_in_a_known_venue_keeps_its_name_and_gets_the_address(known: Gazetteer) -> None:
    found = known.locate(Place(name="De Wilg", room="zaal 2"), municipality="wilgenmonde")
    assert (found.room, found.street) == ("zaal 2", "Wilgenlaan 12")


def test_a_venue_that_one_source_declares_is_known_to_the_others_of_its_municipality() -> None:
    eik = Place(name="De Eik", address="De Eik (zaal 2), Dorpsplein 1, Wilgenmonde")
    sources = [
        a_source("nl.wilgenmonde.de-wilg", place=HALL),
        a_source("nl.wilgenmonde.koor", place=HALL),
        a_source("nl.wilgenmonde.schaakclub", place=eik),
        a_source("nl.wilgenmonde.zonder"),
        a_source("nl.wilgenmonde.naam", place=Place(name="De Beuk")),
    ]
    found = declared(sources, ())
    assert {(one.municipality, one.place.name, one.place.street) for one in found} == {
        ("wilgenmonde", "Buurthuis De Wilg", "Wilgenlaan 12"),
        ("wilgenmonde", "De Eik", "Dorpsplein 1"),
    }


def test_a_name_that_two_sources_give_to_two_places_is_no_alias() -> None:
    other = Place(name="buurthuis de wilg", street="Elders 1")
    sources = [a_source("nl.wilgenmonde.a", place=HALL), a_source("nl.wilgenmonde.b", place=other)]
    assert declared(sources, ()) == ()
    assert len(declared([*sources, a_source("nl.ommerdam.c", place=other)], ())) == 1


def test_what_a_person_judged_goes_before_what_a_source_declares() -> None:
    judged = Alias(municipality="wilgenmonde", names=("Buurthuis De Wilg",), place=Place(name="De Wilg"), why="test")
    assert declared([a_source("nl.wilgenmonde.a", place=HALL)], [judged]) == ()
