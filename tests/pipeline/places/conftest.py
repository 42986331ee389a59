"""A small country of our own: Wilgenmonde, its neighbour Ommerdam, and two towns called Elst."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.places.loading import load
from pipeline.store import Store, opened

TABLES = {
    "gemeenten.csv": """gm_code,name,name_cbs,alt_names,province,year
GM9001,Wilgenmonde,Wilgenmonde,Willowmouth,Gelderland,2024
GM9002,'s-Ommerdam,'s-Ommerdam,Ommerdam|Den Om,Overijssel,2024
""",
    "wijken.csv": """code,name,gm_code,year
WK900101,Noord,GM9001,2024
WK900102,Zuid,GM9001,2024
WK900201,Ommerdam,GM9002,2024
""",
    "buurten.csv": """code,name,gm_code,wk_code,year
BU90010101,De Wilg,GM9001,WK900101,2024
BU90010102,Parkbuurt,GM9001,WK900101,2024
BU90010201,Zuiderhof,GM9001,WK900102,2024
BU90020101,Centrum,GM9002,WK900201,2024
""",
    "postcodes.csv.gz": """pc4,woonplaats,woonplaatsen_all,gm_code,lat,lon
7276,Wilgenmonde,Wilgenmonde,GM9001,52.05,6.05
7277,Elst,Elst|Wilgenmonde,GM9001,52.01,6.05
8100,Ommerdam,Ommerdam,GM9002,52.05,6.15
""",
    "postcode4_buurt.csv.gz": """pc4,bu_code,share_est,wk_code
7276,BU90010101,0.6,WK900101
7276,BU90010102,0.4,WK900101
7277,BU90010201,0.7,WK900102
7277,BU90010102,0.3,WK900101
8100,BU90020101,1.0,WK900201
""",
    "woonplaatsen.csv": """name,base_name,kind,gm_code,province,lat,lon,alt_names,ambiguous
Wilgenmonde,Wilgenmonde,woonplaats,GM9001,Gelderland,52.05,6.05,Wilgemond,0
Elst (Gld),Elst,woonplaats,GM9001,Gelderland,52.01,6.06,,1
Elst,Elst,woonplaats,GM9002,Overijssel,52.07,6.16,,1
Ommerdam,Ommerdam,woonplaats,GM9002,Overijssel,52.05,6.15,,0
""",
    "gemeente_herindelingen.csv": """old_code,old_name,end_date,code_2024,split_2024_est
GM8001,Oudwilg,2019-01-01,GM9001,GM9001:1.00
GM8002,Tussendorp,2019-01-01,GM9001,GM9001:0.60|GM9002:0.40
""",
}  # fmt: skip
# West, south, east, north; the second neighbourhood lies as a hole within the first.
BOXES = {
    "BU90010101": (6.00, 52.02, 6.10, 52.10),
    "BU90010102": (6.04, 52.05, 6.06, 52.07),
    "BU90010201": (6.00, 52.00, 6.10, 52.02),
    "BU90020101": (6.10, 52.00, 6.20, 52.10),
}


def ring(west: float, south: float, east: float, north: float) -> list[list[float]]:
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


@pytest.fixture
def geodata(tmp_path: Path) -> Path:
    """A folder in the layout that `bruggen places load` reads."""
    folder = tmp_path / "geo"
    folder.mkdir()
    for name, text in TABLES.items():
        content = text.encode()
        (folder / name).write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
    features = []
    for code, box in BOXES.items():
        rings = [ring(*box)] + ([ring(*BOXES["BU90010102"])] if code == "BU90010101" else [])
        shape = {"type": "Polygon", "coordinates": rings}
        features.append({"type": "Feature", "properties": {"bu_code": code}, "geometry": shape})
    collection = json.dumps({"type": "FeatureCollection", "features": features})
    (folder / "buurten.geojson.gz").write_bytes(gzip.compress(collection.encode()))
    return folder


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path / "bruggen.duckdb") as open_store:
        yield open_store


@pytest.fixture
def loaded(store: Store, geodata: Path) -> Store:
    load(store, geodata)
    return store
