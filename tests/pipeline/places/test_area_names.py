"""The names of areas, on their way from geodata to what is published."""

from pathlib import Path

from pipeline.build import build
from pipeline.edition import edition, edition_mark
from pipeline.places.loading import load
from pipeline.store import Store
from schemas.place import Place
from tests.makers import MONDAY, a_listing, a_source, staged

TODAY = MONDAY.date()


def test_an_edition_names_the_areas_in_which_something_is_and_no_others(store: Store, geodata: Path) -> None:
    load(store, geodata)
    source = a_source("nl.wilgenmonde.de-wilg")
    listing = a_listing("1", source.id, place=Place(name="De Wilg", lat=52.03, lon=6.02))
    build(store, [staged(listing, source=source)], run_id="run-1", now=MONDAY)
    names = {"GM9001": "Wilgenmonde", "WK900101": "Noord", "BU90010101": "De Wilg"}
    assert edition(store, as_of=TODAY).areas == names


def test_names_that_are_loaded_later_are_published(store: Store, geodata: Path) -> None:
    build(store, [staged(a_listing())], run_id="run-1", now=MONDAY)
    before = edition_mark(store, as_of=TODAY)
    assert edition(store, as_of=TODAY).areas == {}
    load(store, geodata)
    assert edition_mark(store, as_of=TODAY) != before
