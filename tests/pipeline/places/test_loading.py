"""Geodata into the database: whole or not at all, and again as once."""

from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner

from pipeline.cli.places import places
from pipeline.places.loading import load, summary
from pipeline.places.polygons import PolygonIndex, packed, unpacked
from pipeline.store import Store, opened
from schemas.errors import BruggenError

SHARED = Path(__file__).parents[4] / "shared" / "geo"
ROWS = {"areas": 9, "polygons": 4, "postcodes": 3, "postcode_neighbourhoods": 5, "towns": 4, "mergers": 2}


def test_loading_twice_is_as_loading_once(store: Store, geodata: Path) -> None:
    assert load(store, geodata) == load(store, geodata)
    assert summary(store) == ROWS


FAULTS = (
    ("gemeenten.csv", "GM9001,", "9001,", r"gemeenten\.csv:2: '9001' in column gm_code, expected a code as GM"),
    ("gemeenten.csv", "name_cbs", "naam", r"gemeenten\.csv: no column name_cbs"),
    ("gemeenten.csv", "GM9002", "GM9001", r"gemeenten\.csv:3: a second row for GM9001"),
    ("wijken.csv", "Zuid,GM9001,2024", "Zuid,GM9001", r"wijken\.csv:3: 3 cells, expected 4"),
    ("wijken.csv", "GM9002", "GM9003", r"areas: 1 rows with a gm_code that no table of areas has, as GM9003"),
    ("woonplaatsen.csv", "52.05,6.05", "193000,450000", r"woonplaatsen\.csv:2: '193000' in column lat, expected 50"),
    ("buurten.csv", ",2024", ",soon", r"buurten\.csv:2: 'soon' in column year"),
    ("buurten.geojson.gz", "", "", r"buurten\.geojson\.gz: no GeoJSON"),
)  # fmt: skip


@pytest.mark.parametrize(("name", "seen", "wrong", "message"), FAULTS)
def test_a_fault_is_named_and_changes_nothing(
    store: Store, geodata: Path, name: str, seen: str, wrong: str, message: str
) -> None:
    load(store, geodata)
    faulty = geodata / name
    faulty.write_text("" if not seen else faulty.read_text(encoding="utf-8").replace(seen, wrong), encoding="utf-8")
    with pytest.raises(BruggenError, match=message):
        load(store, geodata)
    assert summary(store) == ROWS


def test_a_folder_without_geodata_is_refused(store: Store, tmp_path: Path) -> None:
    with pytest.raises(BruggenError, match=r"no gemeenten\.csv"):
        load(store, tmp_path)


def test_a_database_of_the_first_migration_gets_the_tables_of_places(tmp_path: Path) -> None:
    path = tmp_path / "bruggen.duckdb"
    with opened(path) as store:
        store.query("INSERT INTO runs VALUES ('1', TIMESTAMP '2026-11-24 06:00:00', '2026-11-24')")
    old = duckdb.connect(str(path))
    for table in (*ROWS, "geocodings"):
        old.execute(f"DROP TABLE {table}")
    old.execute("DELETE FROM migrations WHERE number = 2")
    old.close()
    with opened(path) as store:
        assert set(summary(store).values()) == {0}
        assert store.query("SELECT run_id FROM runs") == [("1",)]


def test_the_command_loads_a_folder(geodata: Path, tmp_path: Path) -> None:
    answer = CliRunner().invoke(places, ["load", str(geodata), "--var", str(tmp_path / "var")])
    assert answer.exit_code == 0, answer.output
    assert "woonplaatsen.csv                   4 rows" in answer.output


def test_rings_come_back_as_they_were_packed() -> None:
    ring = [[6.0, 52.0], [6.1, 52.0], [6.1, 52.1], [6.0, 52.0]]
    assert [list(one) for one in unpacked(packed([ring]))] == [
        [6_000_000, 52_000_000, 6_100_000, 52_000_000, 6_100_000, 52_100_000, 6_000_000, 52_000_000]
    ]


def test_a_point_in_a_hole_lies_in_no_area() -> None:
    outer = [[6.0, 52.0], [6.3, 52.0], [6.3, 52.3], [6.0, 52.3], [6.0, 52.0]]
    hole = [[6.1, 52.1], [6.2, 52.1], [6.2, 52.2], [6.1, 52.2], [6.1, 52.1]]
    index = PolygonIndex([("BU1", packed([outer, hole]))])
    assert (index.area_at(52.05, 6.05), index.area_at(52.15, 6.15)) == ("BU1", None)


@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared/geo is not here")
def test_the_whole_country_loads_and_its_ambiguous_towns_stay_so(store: Store) -> None:
    from pipeline.places.gazetteer import gazetteer  # noqa: PLC0415
    from schemas.place import Place  # noqa: PLC0415

    assert load(store, SHARED)["buurten.geojson.gz"] == 14_570
    known = gazetteer(store)
    assert known.locate(Place(lat=52.373, lon=4.8932), municipality=None).gm_code == "GM0363"
    assert known.locate(Place(city="Hengelo"), municipality=None).gm_code is None
    assert known.locate(Place(city="Hengelo"), municipality="bronckhorst").gm_code == "GM1876"
    assert known.locate(Place(postcode="1381 AB"), municipality=None).gm_code == "GM0363"
    assert {known.municipality(slug) for slug in ("s-gravenhage", "den-haag")} == {"GM0518"}
