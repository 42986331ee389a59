"""The open dataset `data/v1/`: one JSON file and one NDJSON file per kind of record, and their schemas."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

import msgspec

from output.selection import DATASET_DAYS, Offer, coming
from schemas.activity import Activity
from schemas.change import Edition, SourceReport
from schemas.dataset import LICENSE, VERSION, PublishedSource
from schemas.json_schema import PUBLISHED
from schemas.vocabulary import Rights

FOLDER = f"data/{VERSION}"


def files(edition: Edition, offers: Iterable[Offer]) -> Iterator[tuple[str, list[bytes]]]:
    """Path and bytes, in pieces, of every file of the dataset. Records stand in the order of their ids, one a line."""
    as_of = date.fromisoformat(edition.as_of)
    kinds: dict[str, Iterable[Any]] = {
        "activities": map(_activity, sorted(edition.activities, key=lambda one: one.id)),
        "occurrences": (one for offer in offers for one in coming(offer, as_of=as_of, days=DATASET_DAYS)),
        "organisations": sorted(edition.organisations, key=lambda one: one.id),
        "sources": map(_source, sorted(edition.sources, key=lambda one: one.source.id)),
    }
    for kind, records in kinds.items():
        lines = [msgspec.json.encode(record) for record in records]
        yield f"{FOLDER}/{kind}.json", _json(kind, lines, edition.as_of)
        yield f"{FOLDER}/{kind}.ndjson", [line + b"\n" for line in lines]
    for path in sorted(PUBLISHED.glob("*.schema.json")):
        yield f"{FOLDER}/schema/{path.name}", [path.read_bytes()]


def _json(kind: str, lines: Sequence[bytes], as_of: str) -> list[bytes]:
    head = msgspec.json.encode({"license": LICENSE, "as_of": as_of, "count": len(lines)})
    pieces = [head[:-1], f',"{kind}":[\n'.encode()]
    for number, line in enumerate(lines):
        pieces += (b",\n", line) if number else (line,)
    return [*pieces, b"\n]}\n"]


def _activity(activity: Activity) -> dict[str, Any]:
    """The record with its `rights` always said, and the organiser's own words only where those allow it."""
    if activity.rights is not Rights.FULL:
        activity = msgspec.structs.replace(activity, description=None)
    record: dict[str, Any] = msgspec.to_builtins(activity)
    return record | {"rights": activity.rights.value}


def _source(report: SourceReport) -> PublishedSource:
    source = report.source
    return PublishedSource(
        id=source.id,
        organisation=source.organisation,
        url=source.url,
        rights=source.rights,
        listings=report.listings,
        failure=report.health.failure if report.health else None,
        opted_out=source.opted_out,
    )
