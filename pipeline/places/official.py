"""The official municipalities, districts and neighbourhoods of CBS from PDOK, as files that `load` reads.

OGC API Features: pages of GeoJSON with a link `next` (OGC 17-069r4 §7.15); properties as in the map
"wijken en buurten" of CBS (gemeentecode, gemeentenaam, wijkcode …), looked up 2026-11-24.
"""

import csv
import gzip
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urljoin

import msgspec

from schemas.errors import PageChanged

_MOST_PAGES = 200

Fetch = Callable[[str], bytes]


class _Link(msgspec.Struct):
    rel: str
    href: str


class _Feature(msgspec.Struct):
    properties: dict[str, msgspec.Raw]
    geometry: msgspec.Raw


class _Page(msgspec.Struct):
    features: list[_Feature]
    links: list[_Link] = []


class _Level(NamedTuple):
    """A collection: the property of its polygons' code, and per column of its CSV the property that it comes from."""

    code: str
    columns: dict[str, str]


_LEVELS = {
    "gemeenten": _Level(
        "gm_code",
        {
            "gm_code": "gemeentecode",
            "name": "gemeentenaam",
            "name_cbs": "gemeentenaam",
            "alt_names": "",
            "province": "",
        },
    ),
    "wijken": _Level("wk_code", {"code": "wijkcode", "name": "wijknaam", "gm_code": "gemeentecode"}),
    "buurten": _Level(
        "bu_code", {"code": "buurtcode", "name": "buurtnaam", "gm_code": "gemeentecode", "wk_code": "wijkcode"}
    ),
}


def download(fetch: Fetch, base_url: str, directory: Path, *, year: int) -> None:
    """CSV and polygons of the three levels stand in `directory`. Raises PageChanged; nothing is written then."""
    fetched = {
        name: list(_features(fetch, f"{base_url}/collections/{name}/items?f=json&limit=1000")) for name in _LEVELS
    }
    directory.mkdir(parents=True, exist_ok=True)
    for name, features in fetched.items():
        _write(directory, name, features, year=year)


def _features(fetch: Fetch, url: str) -> Iterator[_Feature]:
    """The features on land of all pages from `url` on."""
    for _ in range(_MOST_PAGES):
        try:
            page = msgspec.json.decode(fetch(url), type=_Page)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise PageChanged(f"{url}: no page of OGC API Features: {error}") from error
        if not page.features:
            return
        yield from (feature for feature in page.features if bytes(feature.properties.get("water", b"")) != b'"JA"')
        following = next((link.href for link in page.links if link.rel == "next"), None)
        if following is None:
            return
        url = urljoin(url, following)
    raise PageChanged(f"{url}: more than {_MOST_PAGES} pages, expected an end")


def _write(directory: Path, name: str, features: list[_Feature], *, year: int) -> None:
    level = _LEVELS[name]
    rows = [[_text(feature, source, name) for source in level.columns.values()] for feature in features]
    code = next(iter(level.columns))
    place = list(level.columns).index(code)
    collection = {
        "type": "FeatureCollection",
        "features": [
            {"properties": {level.code: row[place]}, "geometry": feature.geometry}
            for row, feature in zip(rows, features, strict=True)
        ],
    }
    with (directory / f"{name}.csv").open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow([*level.columns, "year"])
        writer.writerows([*row, year] for row in rows)
    (directory / f"{name}.geojson.gz").write_bytes(gzip.compress(msgspec.json.encode(collection), mtime=0))


def _text(feature: _Feature, source: str, name: str) -> str:
    if not source:
        return ""
    try:
        return msgspec.json.decode(feature.properties[source], type=str)
    except (KeyError, msgspec.MsgspecError) as error:
        raise PageChanged(f"{name}: a feature without {source}; seen {sorted(feature.properties)}") from error
