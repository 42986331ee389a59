"""The tables of the dataset as lines of JSON, in the order of what identifies their records.

All but the occurrences, which are many: see `stretches.py`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from output.dataset.lines import published
from schemas.activity import Activity
from schemas.change import Edition, SourceReport
from schemas.dataset import LICENSE, TABLES, PublishedPlace, PublishedSource, Table
from schemas.record import Record
from schemas.vocabulary import Rights

_PLACE_FIELDS = PublishedPlace.__struct_fields__


@dataclass(frozen=True)
class Rows:
    """The records of one table, harmless, and each of them as a line of JSON."""

    table: Table
    records: Sequence[Record]
    lines: Sequence[bytes]


def tables(edition: Edition) -> Iterator[Rows]:
    """Every table but the occurrences; equal editions give equal lines."""
    records: dict[str, Iterable[Any]] = {
        "activities": map(with_rights, sorted(edition.activities, key=lambda one: one.id)),
        "organisations": sorted(edition.organisations, key=lambda one: one.id),
        "places": _places(edition.activities),
        "sources": map(_source, sorted(edition.sources, key=lambda one: one.source.id)),
        "changes": sorted(edition.changes, key=lambda one: (one.at, one.activity_id)),
        "aliases": sorted(edition.aliases, key=lambda one: one.id),
    }
    for table in TABLES:
        if table.name in records:
            pairs = [published(record) for record in records[table.name]]
            yield Rows(table, [record for record, _ in pairs], [line for _, line in pairs])


def with_rights(activity: Activity) -> Activity:
    """`activity` with the organiser's own words only where the rights allow it."""
    if activity.rights is Rights.FULL or activity.description is None:
        return activity
    return msgspec.structs.replace(activity, description=None)


def _places(activities: Iterable[Activity]) -> list[PublishedPlace]:
    """Each venue once, as the first of its activities has it."""
    found: dict[str, PublishedPlace] = {}
    for one in sorted((one for one in activities if one.place), key=lambda one: one.id):
        if one.place and one.place.id not in found:
            found[one.place.id] = PublishedPlace(**{name: getattr(one.place, name) for name in _PLACE_FIELDS})
    return [found[key] for key in sorted(found)]


_TEXTS = {
    Rights.FACTS: "The texts belong to {} and are not published; we publish facts and the link.",
    Rights.FULL: "The texts belong to {} and are published by permission; ask there before you reuse them.",
}


def _source(report: SourceReport) -> PublishedSource:
    source = report.source
    return PublishedSource(
        id=source.id,
        organisation=source.organisation,
        url=source.url,
        rights=source.rights,
        license=LICENSE,
        texts=_TEXTS[source.rights].format(source.organisation),
        listings=report.listings,
        failure=report.health.failure if report.health else None,
        opted_out=source.opted_out,
    )
