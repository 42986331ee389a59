"""Towns that several places are called: the one of the source's own area, or none."""

import csv
from pathlib import Path

import pytest

from pipeline.places.rows import Town
from pipeline.places.towns import Towns

SHARED = Path(__file__).parents[4] / "shared" / "geo" / "woonplaatsen.csv"


def a_town(name: str, gm_code: str, lat: float, lon: float) -> Town:
    return Town(
        name=name, base_name=name, kind="woonplaats", gm_code=gm_code, province="X", lat=lat, lon=lon, ambiguous=True
    )


# Two towns called Elst, 0.9 degrees apart; one degree of latitude is 111 km.
ELST = (a_town("Elst", "GM1", 52.0, 6.0), a_town("Elst", "GM2", 52.9, 6.0))


@pytest.mark.parametrize(
    ("lat", "gm_code"),
    [(52.1, "GM1"), (52.75, "GM2"), (52.45, None), (52.3, None), (50.9, None)],
)
def test_the_town_nearby_is_meant_where_the_other_is_much_farther(lat: float, gm_code: str | None) -> None:
    towns = Towns((*ELST, a_town("Wilgenmonde", "GM3", lat, 6.0)))
    near = towns.near(towns.called("Elst"), "GM3")
    assert (near.gm_code if near else None) == gm_code


def test_nothing_is_near_a_municipality_of_which_no_town_is_known() -> None:
    assert Towns(ELST).near(ELST, "GM9") is None


@pytest.mark.parametrize(
    ("name", "municipality", "meant"),
    [
        ("Hengelo", "Enschede", "Hengelo"),
        ("Hengelo", "Doetinchem", "Bronckhorst"),
        ("Hengelo", "Lochem", None),
        ("Hengelo", "Utrecht", None),
        ("Bergen", "Alkmaar", "Bergen"),
        ("Rijswijk", "Delft", "Rijswijk"),
        ("Noordwijk", "Leiden", "Noordwijk"),
        ("Beek", "Nijmegen", "Berg en Dal"),
        ("Beek", "Eindhoven", None),
    ],
)
def test_the_ambiguous_towns_of_the_netherlands_are_those_of_the_area(
    name: str, municipality: str, meant: str | None
) -> None:
    if not SHARED.exists():
        pytest.skip("../shared/geo is not here")
    with SHARED.open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["kind"] == "woonplaats"]
    towns = Towns(
        Town(
            name=row["name"],
            base_name=row["base_name"],
            kind=row["kind"],
            gm_code=row["gm_code"],
            province=row["province"],
            lat=float(row["lat"]),
            lon=float(row["lon"]),
            ambiguous=row["ambiguous"] == "1",
        )
        for row in rows
    )
    names = {row["gm_code"]: row["gm_name"] for row in rows}
    own = next(code for code, called in names.items() if called == municipality)
    near = towns.near(towns.called(name), own)
    assert (names[near.gm_code] if near else None) == meant
