"""The geodata of a folder as rows: which file holds what. docs/places.md describes the folder."""

import gzip
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from pipeline.places.cells import CODES, Cells, csv_rows
from pipeline.places.polygons import packed
from pipeline.places.rows import Area, Merger, Outline, Postcode, PostcodeNeighbourhood, TableRow, Town
from schemas.errors import BruggenError

MUNICIPALITY, DISTRICT, NEIGHBOURHOOD = "municipality", "district", "neighbourhood"
_NETHERLANDS = {"lat": (50.5, 54.0), "lon": (3.0, 7.5)}


class _Table(NamedTuple):
    """A CSV file: its columns that are read, how a row is made of one, and which fields are unique together."""

    columns: tuple[str, ...]
    row: Callable[[Cells], TableRow]
    unique: tuple[str, ...]


class _Polygon(msgspec.Struct, tag_field="type", tag="Polygon"):
    coordinates: list[list[list[float]]]


class _MultiPolygon(msgspec.Struct, tag_field="type", tag="MultiPolygon"):
    coordinates: list[list[list[list[float]]]]


class _Feature(msgspec.Struct):
    properties: dict[str, str | float | None]
    geometry: _Polygon | _MultiPolygon | None


class _Features(msgspec.Struct):
    features: list[_Feature]


def tables(directory: Path) -> Iterator[tuple[str, list[TableRow]]]:
    """The name of each file that stands in `directory`, with its rows. Raises BruggenError on the first fault."""
    for name, table in _TABLES.items():
        if (path := directory / name).exists():
            yield (
                name,
                _unique(name, [(cells.where, table.row(cells)) for cells in csv_rows(path, table.columns)], table),
            )
    for name, code in _POLYGONS.items():
        if (path := directory / name).exists():
            yield name, list(_outlines(path, code))


def _unique(name: str, rows: list[tuple[str, TableRow]], table: _Table) -> list[TableRow]:
    seen: set[tuple[object, ...]] = set()
    for where, row in rows:
        key = tuple(getattr(row, field) for field in table.unique)
        if key in seen:
            raise BruggenError(f"{where}: a second row for {' '.join(map(str, key))}, expected one")
        seen.add(key)
    if not rows:
        raise BruggenError(f"{name}: no rows")
    return [row for _, row in rows]


def _outlines(path: Path, code_property: str) -> Iterator[Outline]:
    try:
        with gzip.open(path, "rb") as packed_json:
            features = msgspec.json.decode(packed_json.read(), type=_Features).features
    except (OSError, EOFError, msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise BruggenError(f"{path.name}: no GeoJSON of polygons packed with gzip: {error}") from error
    for number, feature in enumerate(features, 1):
        code = feature.properties.get(code_property)
        if not isinstance(code, str) or not CODES[code_property].fullmatch(code):
            raise BruggenError(f"{path.name}: feature {number}: {code!r} as {code_property}, expected a code of CBS")
        if feature.geometry is None:
            continue
        yield Outline(code=code, rings=packed(_rings(feature.geometry, f"{path.name}: {code}")))


def _rings(geometry: _Polygon | _MultiPolygon, where: str) -> list[list[list[float]]]:
    polygons = geometry.coordinates if isinstance(geometry, _MultiPolygon) else [geometry.coordinates]
    rings = [ring for polygon in polygons for ring in polygon]
    if not rings or any(len(ring) < 4 or not all(map(_near_the_netherlands, ring)) for ring in rings):
        raise BruggenError(f"{where}: no rings of points, expected longitude, latitude (WGS 84) in the Netherlands")
    return rings


def _near_the_netherlands(point: list[float]) -> bool:
    """Coordinates in metres and swapped ones are not."""
    return len(point) >= 2 and 2 < point[0] < 8 and 50 < point[1] < 55


def _municipality(cells: Cells) -> Area:
    code = cells.code("gm_code", "gm_code")
    others = dict.fromkeys((cells.text("name_cbs"), *cells.several("alt_names")))
    return Area(
        code=code,
        level=MUNICIPALITY,
        name=cells.text("name"),
        other_names=tuple(others),
        province=cells.perhaps("province"),
        gm_code=code,
        year=cells.year(),
    )


def _district(cells: Cells) -> Area:
    code, gm_code = cells.code("code", "wk_code"), cells.code("gm_code", "gm_code")
    return Area(code=code, level=DISTRICT, name=cells.text("name"), gm_code=gm_code, wk_code=code, year=cells.year())


def _neighbourhood(cells: Cells) -> Area:
    return Area(
        code=cells.code("code", "bu_code"),
        level=NEIGHBOURHOOD,
        name=cells.text("name"),
        gm_code=cells.code("gm_code", "gm_code"),
        wk_code=cells.code("wk_code", "wk_code"),
        year=cells.year(),
    )


def _postcode(cells: Cells) -> Postcode:
    return Postcode(
        pc4=cells.code("pc4", "pc4"),
        towns=tuple(dict.fromkeys((cells.text("woonplaats"), *cells.several("woonplaatsen_all")))),
        gm_code=cells.code("gm_code", "gm_code"),
        **_point(cells),
    )


def _share(cells: Cells) -> PostcodeNeighbourhood:
    return PostcodeNeighbourhood(
        pc4=cells.code("pc4", "pc4"),
        bu_code=cells.code("bu_code", "bu_code"),
        wk_code=cells.code("wk_code", "wk_code"),
        share=cells.number("share_est", 0, 1),
    )


def _town(cells: Cells) -> Town:
    return Town(
        name=cells.text("name"),
        base_name=cells.text("base_name"),
        other_names=cells.several("alt_names"),
        kind=cells.text("kind"),
        gm_code=cells.code("gm_code", "gm_code"),
        province=cells.text("province"),
        ambiguous=cells.number("ambiguous", 0, 1) == 1,
        **_point(cells),
    )


def _merger(cells: Cells) -> Merger:
    return Merger(
        old_code=cells.code("old_code", "gm_code"),
        old_name=cells.text("old_name"),
        ended_on=cells.text("end_date"),
        gm_code=cells.code("code_2024", "gm_code"),
        is_split="|" in (cells.perhaps("split_2024_est") or ""),
    )


def _point(cells: Cells) -> dict[str, float]:
    return {column: cells.number(column, *bounds) for column, bounds in _NETHERLANDS.items()}


_TABLES = {
    "gemeenten.csv": _Table(
        ("gm_code", "name", "name_cbs", "alt_names", "province", "year"), _municipality, ("code",)
    ),
    "wijken.csv": _Table(("code", "name", "gm_code", "year"), _district, ("code",)),
    "buurten.csv": _Table(("code", "name", "gm_code", "wk_code", "year"), _neighbourhood, ("code",)),
    "postcodes.csv.gz": _Table(
        ("pc4", "woonplaats", "woonplaatsen_all", "gm_code", "lat", "lon"), _postcode, ("pc4",)
    ),
    "postcode4_buurt.csv.gz": _Table(("pc4", "bu_code", "share_est", "wk_code"), _share, ("pc4", "bu_code")),
    "woonplaatsen.csv": _Table(
        ("name", "base_name", "kind", "gm_code", "province", "lat", "lon", "alt_names", "ambiguous"),
        _town,
        ("name", "kind", "gm_code", "lat", "lon"),
    ),
    "gemeente_herindelingen.csv": _Table(
        ("old_code", "old_name", "end_date", "code_2024", "split_2024_est"), _merger, ("old_code", "gm_code")
    ),
}  # fmt: skip
_POLYGONS = {
    "gemeenten.geojson.gz": "gm_code",
    "wijken.geojson.gz": "wk_code",
    "buurten.geojson.gz": "bu_code",
}
