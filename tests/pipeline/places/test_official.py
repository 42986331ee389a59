"""The official areas, page by page from a stand-in on this machine, into the database."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from click.testing import CliRunner

from pipeline.cli.places import places
from pipeline.places.gazetteer import gazetteer
from pipeline.store import opened
from schemas.errors import PageChanged
from schemas.place import Place

SQUARE = [[6.0, 52.0], [6.1, 52.0], [6.1, 52.1], [6.0, 52.1], [6.0, 52.0]]
GM = {"gemeentecode": "GM9001", "gemeentenaam": "Wilgenmonde", "water": "NEE"}
WK = GM | {"wijkcode": "WK900101", "wijknaam": "Noord"}
BU = WK | {"buurtcode": "BU90010101", "buurtnaam": "De Wilg"}
SEA = GM | {"gemeentecode": "GM9009", "gemeentenaam": "Zee", "water": "JA"}


def page(*features: dict[str, str], following: str | None = None) -> dict[str, Any]:
    shape = {"type": "MultiPolygon", "coordinates": [[SQUARE]]}
    links = [{"rel": "next", "href": following}] if following else []
    return {"links": links, "features": [{"type": "Feature", "properties": p, "geometry": shape} for p in features]}


@pytest.fixture
def pages() -> dict[str, dict[str, Any]]:
    return {
        "/collections/gemeenten/items?f=json&limit=1000": page(GM, following="items?cursor=2"),
        "/collections/gemeenten/items?cursor=2": page(SEA),
        "/collections/wijken/items?f=json&limit=1000": page(WK),
        "/collections/buurten/items?f=json&limit=1000": page(BU),
    }


@pytest.fixture
def address(pages: dict[str, dict[str, Any]]) -> Iterator[str]:
    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path in pages else 404)
            self.end_headers()
            self.wfile.write(json.dumps(pages.get(self.path)).encode())

        def log_message(self, *_: object) -> None:
            """Nothing is told."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_all_pages_but_the_water_are_loaded_with_their_year(address: str, tmp_path: Path) -> None:
    answer = CliRunner().invoke(places, ["update", "--year", "2026", "--from", address, "--var", str(tmp_path)])
    assert answer.exit_code == 0, answer.output
    with opened(tmp_path / "bruggen.duckdb") as store:
        known = gazetteer(store)
    found = known.locate(Place(lat=52.05, lon=6.05), municipality=None)
    assert (known.year, found.gm_code, found.bu_code) == (2026, "GM9001", "BU90010101")
    assert known.municipality("zee") is None


def test_a_collection_that_is_not_there_is_named(
    address: str, pages: dict[str, dict[str, Any]], tmp_path: Path
) -> None:
    pages.pop("/collections/buurten/items?f=json&limit=1000")
    answer = CliRunner().invoke(places, ["update", "--from", address, "--var", str(tmp_path)])
    assert isinstance(answer.exception, PageChanged)
    assert "buurten" in str(answer.exception)
    assert not (tmp_path / "geo").exists()
