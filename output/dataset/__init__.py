"""The open dataset `data/v1/`."""

from collections.abc import Iterable, Iterator

from output.dataset import formats
from output.dataset.tables import tables
from output.selection import Offer
from schemas.change import Edition
from schemas.dataset import VERSION
from schemas.json_schema import PUBLISHED

FOLDER = f"data/{VERSION}"
File = tuple[str, list[bytes]]


def files(edition: Edition, offers: Iterable[Offer]) -> Iterator[File]:
    """Path and bytes, in pieces, of every file of the dataset. Records stand in the order of their ids, one a line."""
    for rows in tables(edition, offers):
        name, text = f"{FOLDER}/{rows.table.name}", formats.ndjson(rows)
        yield f"{name}.json", formats.json_file(rows, edition.as_of)
        yield f"{name}.ndjson.gz", formats.gzipped(text)
        yield f"{name}.csv", formats.csv_file(rows)
        yield f"{name}.parquet", formats.parquet(rows.table, text)
    for path in sorted(PUBLISHED.glob("*.schema.json")):
        yield f"{FOLDER}/schema/{path.name}", [path.read_bytes()]
