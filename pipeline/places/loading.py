"""The geodata of a folder into the database: all of it, or nothing."""

from collections.abc import Callable
from pathlib import Path

from pipeline.places.rows import TABLES, append
from pipeline.places.tables import MUNICIPALITY, tables
from pipeline.store import Store
from schemas.errors import BruggenError

# What each file replaces. A folder that lacks a file leaves what was loaded before.
_REPLACES = {
    "gemeenten.csv": "DELETE FROM areas WHERE level = 'municipality'",
    "wijken.csv": "DELETE FROM areas WHERE level = 'district'",
    "buurten.csv": "DELETE FROM areas WHERE level = 'neighbourhood'",
    "postcodes.csv.gz": "DELETE FROM postcodes",
    "postcode4_buurt.csv.gz": "DELETE FROM postcode_neighbourhoods",
    "woonplaatsen.csv": "DELETE FROM towns",
    "gemeente_herindelingen.csv": "DELETE FROM mergers",
    "gemeenten.geojson.gz": "DELETE FROM polygons WHERE code LIKE 'GM%'",
    "wijken.geojson.gz": "DELETE FROM polygons WHERE code LIKE 'WK%'",
    "buurten.geojson.gz": "DELETE FROM polygons WHERE code LIKE 'BU%'",
}
# Codes that must stand among the areas: table and column.
_REFERENCES = (
    ("areas", "gm_code"),
    ("areas", "wk_code"),
    ("polygons", "code"),
    ("postcodes", "gm_code"),
    ("towns", "gm_code"),
    ("mergers", "gm_code"),
)

Told = Callable[[str, int, int], None]


def load(store: Store, directory: Path, told: Told = lambda _stage, _done, _all: None) -> dict[str, int]:
    """How many rows of each file now stand in the database. Loading twice is as loading once.

    Raises BruggenError, and leaves the database as it was, when a file is wrong or codes do not fit together.
    """
    if not (directory / "gemeenten.csv").exists():
        raise BruggenError(f"{directory}: no gemeenten.csv; expected a folder of geodata as docs/places.md describes")
    counts: dict[str, int] = {}
    with store.transaction():
        for name, rows in tables(directory):
            store.query(_REPLACES[name])
            append(store, rows)
            counts[name] = len(rows)
            told("places", len(counts), len(_REPLACES))
        _check_references(store)
    return counts


def summary(store: Store) -> dict[str, int]:
    """How many rows each table holds."""
    return {table: store.query(f"SELECT count(*) FROM {table}")[0][0] for table in TABLES.values()}  # noqa: S608


def _check_references(store: Store) -> None:
    for table, column in _REFERENCES:
        astray = store.query(
            f"SELECT min({column}), count(*) FROM {table} "  # noqa: S608 no foreign text in it
            f"WHERE {column} IS NOT NULL AND {column} NOT IN (SELECT code FROM areas)"
        )[0]
        if astray[1]:
            raise BruggenError(f"{table}: {astray[1]} rows with a {column} that no table of areas has, as {astray[0]}")
    years = store.query("SELECT DISTINCT year FROM areas WHERE level = ? ORDER BY year", [MUNICIPALITY])
    if len(years) != 1:
        raise BruggenError(f"gemeenten.csv: years {[year for (year,) in years]}, expected one")
