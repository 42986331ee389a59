"""The open dataset `data/v1/`."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any
from urllib.parse import urljoin

from output.dataset import changes, formats, run_report, schema_org
from output.dataset.catalogue import catalogue
from output.dataset.data_package import data_package
from output.dataset.dictionary import dictionary
from output.dataset.stretches import OCCURRENCES, SCHEMA_ORG, Lengths, Stretch, shown, stretches
from output.dataset.sums import File, with_sums
from output.dataset.tables import Rows, tables
from output.dataset.vocabularies import vocabularies
from output.feeds.index import HeldFeed
from schemas.activity import Activity
from schemas.change import Edition
from schemas.dataset import VERSION, Publisher, Table
from schemas.json_schema import PUBLISHED
from schemas.record import CalendarDay

__all__ = ["FOLDER", "Lengths", "Stretch", "files", "shown", "stretches"]

FOLDER = f"data/{VERSION}"
_BLOCK = 5_000


def files(
    edition: Edition,
    stretches: Mapping[str, Stretch],
    *,
    base_url: str | None = None,
    publisher: Publisher | None = None,
    held: Iterable[HeldFeed] = (),
) -> Iterator[File]:
    """Path and bytes, in pieces, of every file of the dataset.

    `base_url`: where the release is served; `held`: feeds that keep their last bytes, for the report.
    """
    base = urljoin(f"{base_url.rstrip('/')}/", f"{FOLDER}/") if base_url else ""
    about = _about(edition, base, publisher or Publisher())
    return with_sums(chain(_files(edition, stretches, base, held), about), FOLDER)


def _files(edition: Edition, stretches: Mapping[str, Stretch], base: str, held: Iterable[HeldFeed]) -> Iterator[File]:
    found: dict[str, Sequence[Any]] = {}
    with formats.parquet_writer() as parquet:
        for rows in tables(edition):
            found[rows.table.name] = rows.records
            yield from _table(_written(rows), edition.as_of, parquet)
        yield from _table(_occurrences(stretches.values()), edition.as_of, parquet)
    yield f"{FOLDER}/{SCHEMA_ORG}", schema_org.graph(one.event for one in stretches.values())
    activities: Sequence[Activity] = found["activities"]
    yield from _changes(edition, activities, base)
    report = run_report.run_report(edition, held)
    yield f"{FOLDER}/run_report.json", [run_report.as_json(report)]
    yield f"{FOLDER}/run_report.html", [run_report.as_page(report, run_report.noticed(edition), activities)]


def _about(edition: Edition, base: str, publisher: Publisher) -> Iterator[File]:
    """What tells what the dataset is."""
    as_turtle, as_json_ld = catalogue(edition.as_of, base, publisher)
    yield f"{FOLDER}/catalog.ttl", [as_turtle]
    yield f"{FOLDER}/catalog.jsonld", [as_json_ld]
    yield f"{FOLDER}/datapackage.json", [data_package(publisher)]
    yield f"{FOLDER}/dictionary.html", [dictionary()]
    yield f"{FOLDER}/vocabularies.jsonld", [vocabularies()]
    for path in sorted(PUBLISHED.glob("*.schema.json")):
        yield f"{FOLDER}/schema/{path.name}", [path.read_bytes()]


def _written(rows: Rows) -> formats.Written:
    cells = chain.from_iterable(formats.cells(rows.table, [block]) for block in formats.blocks(rows.records, _BLOCK))
    return formats.Written(rows.table, len(rows.lines), rows.lines, list(cells))


def _occurrences(stretches: Iterable[Stretch]) -> formats.Written:
    some = [one for one in stretches if one.count]
    lines, cells = [one.lines for one in some], [one.cells for one in some]
    return formats.Written(OCCURRENCES, sum(one.count for one in some), lines, cells)


def _table(
    written: formats.Written, as_of: CalendarDay, parquet: Callable[[Table, bytes], list[bytes]]
) -> Iterator[File]:
    """A table in its four formats. Records stand in the order of their ids, one a line."""
    name, text = f"{FOLDER}/{written.table.name}", formats.ndjson(written)
    yield f"{name}.json", formats.json_file(written, as_of)
    yield f"{name}.ndjson.gz", formats.gzipped(text)
    yield f"{name}.csv", formats.csv_file(written)
    yield f"{name}.parquet", parquet(written.table, text)


def _changes(edition: Edition, activities: Iterable[Activity], base: str) -> Iterator[File]:
    folder = "changes/"
    times = {int(one.at.timestamp()) for one in edition.changes}
    address = (lambda after: f"{base}{folder}{changes.file_name(after)}") if base else changes.file_name
    pages = changes.pages(changes.items(edition, activities), times, address)
    return ((f"{FOLDER}/{folder}{changes.file_name(after)}", [page]) for after, page in pages)
