"""The open dataset `data/v1/`."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, groupby
from typing import Any
from urllib.parse import urljoin

from output.dataset import changes, formats, run_report, schema_org
from output.dataset.catalogue import catalogue
from output.dataset.data_package import data_package
from output.dataset.dictionary import dictionary
from output.dataset.sums import File, with_sums
from output.dataset.tables import Rows, tables
from output.dataset.vocabularies import vocabularies
from output.selection import Offer
from schemas.activity import Activity, Occurrence
from schemas.change import Edition
from schemas.dataset import VERSION, Publisher, Table
from schemas.json_schema import PUBLISHED
from schemas.record import CalendarDay

FOLDER = f"data/{VERSION}"


def files(
    edition: Edition, offers: Sequence[Offer], *, base_url: str | None = None, publisher: Publisher | None = None
) -> Iterator[File]:
    """Path and bytes, in pieces, of every file of the dataset. `base_url`: where the release is served."""
    base = urljoin(f"{base_url.rstrip('/')}/", f"{FOLDER}/") if base_url else ""
    return with_sums(chain(_files(edition, offers, base), _about(edition, base, publisher or Publisher())), FOLDER)


def _files(edition: Edition, offers: Sequence[Offer], base: str) -> Iterator[File]:
    found: dict[str, Sequence[Any]] = {}
    with formats.parquet_writer() as parquet:
        for rows in tables(edition, offers):
            found[rows.table.name] = rows.records
            yield from _table(rows, edition.as_of, parquet)
    activities: Sequence[Activity] = found["activities"]
    on_offer = {one.activity.id for one in offers}
    pairs = _with_occurrences((one for one in activities if one.id in on_offer), found["occurrences"])
    yield f"{FOLDER}/schema_org.jsonld", schema_org.graph(pairs)
    yield from _changes(edition, activities, base)
    report = run_report.run_report(edition)
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


def _table(rows: Rows, as_of: CalendarDay, parquet: Callable[[Table, bytes], list[bytes]]) -> Iterator[File]:
    """A table in its four formats. Records stand in the order of their ids, one a line."""
    name, text = f"{FOLDER}/{rows.table.name}", formats.ndjson(rows)
    yield f"{name}.json", formats.json_file(rows, as_of)
    yield f"{name}.ndjson.gz", formats.gzipped(text)
    yield f"{name}.csv", formats.csv_file(rows)
    yield f"{name}.parquet", parquet(rows.table, text)


def _with_occurrences(
    activities: Iterable[Activity], occurrences: Iterable[Occurrence]
) -> Iterator[tuple[Activity, Sequence[Occurrence]]]:
    """Both in the order of the activities' ids."""
    coming = {key: tuple(group) for key, group in groupby(occurrences, key=lambda one: one.activity_id)}
    return ((one, coming.get(one.id, ())) for one in activities)


def _changes(edition: Edition, activities: Iterable[Activity], base: str) -> Iterator[File]:
    folder = "changes/"
    times = {int(one.at.timestamp()) for one in edition.changes}
    address = (lambda after: f"{base}{folder}{changes.file_name(after)}") if base else changes.file_name
    pages = changes.pages(changes.items(edition, activities), times, address)
    return ((f"{FOLDER}/{folder}{changes.file_name(after)}", [page]) for after, page in pages)
