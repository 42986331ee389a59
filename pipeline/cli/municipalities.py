"""In which municipality an address lies, for the path of a source file."""

from pathlib import Path

from pipeline.places.gazetteer import gazetteer
from pipeline.places.names import slug
from pipeline.places.rows import Area, table_rows
from pipeline.store import opened
from schemas.place import Place


def municipality_of(place: Place, var: Path) -> str | None:
    """The slug of the municipality of `place`, by the geodata in `var`; None: none is loaded, or it is unclear."""
    database = var / "bruggen.duckdb"
    if not database.exists():
        return None
    with opened(database, read_only=True) as store:
        code = gazetteer(store).locate(place, municipality=None).gm_code
        names = {area.code: area.name for area in table_rows(store, Area)}
    return slug(names[code]) if code in names else None
