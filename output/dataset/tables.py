"""The tables of the dataset as lines of JSON, in the order of what identifies their records.

All but the occurrences, which are many: see `stretches.py`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from output.dataset.lines import published
from schemas.activity import Activity
from schemas.change import Edition, SourceReport
from schemas.dataset import LICENSE, TABLES, PublishedPlace, PublishedSource, Table
from schemas.place import AreaCode, KnownPlace
from schemas.record import Record
from schemas.vocabulary import Rights

_AREA_NAMES = {"gm_name": "gm_code", "wk_name": "wk_code", "bu_name": "bu_code"}
_PLACE_FIELDS = tuple(name for name in PublishedPlace.__struct_fields__ if name not in _AREA_NAMES)


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
        "places": _places(edition),
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


def _places(edition: Edition) -> list[PublishedPlace]:
    """Each venue once, as the first of its activities has it."""
    found: dict[str, PublishedPlace] = {}
    for one in sorted((one for one in edition.activities if one.place), key=lambda one: one.id):
        if one.place and one.place.id not in found:
            found[one.place.id] = _published_place(one.place, edition.areas)
    return [found[key] for key in sorted(found)]


def _published_place(place: KnownPlace, areas: Mapping[AreaCode, str]) -> PublishedPlace:
    fields: dict[str, Any] = {name: getattr(place, name) for name in _PLACE_FIELDS}
    fields |= {name: areas.get(fields[code] or "") for name, code in _AREA_NAMES.items()}
    return PublishedPlace(**fields)


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
