"""A source taken out of the database, by the word of a person."""

from datetime import datetime

import msgspec

from pipeline.linking import changed
from pipeline.linking.stage import link
from pipeline.merge import organisation
from pipeline.places.geocoder import Geocoder
from pipeline.settle import Means, settle
from pipeline.store import DepartureRow, SourceRow, Store, table_time
from schemas.change import Intent
from schemas.errors import SourceError
from schemas.source import Source

_TABLES = ("listings", "health", "sources")


def forget(store: Store, source_id: str, *, run_id: str, now: datetime) -> int:
    """Remove all that a source said; how many activities lose their last listing by it. Raises SourceError.

    Its organisation counts as left, so that its feed may end; declaring it again takes that back.
    """
    known = store.rows(SourceRow, "source_id = ?", [source_id])
    if not known:
        raise SourceError(f"the database knows no source {source_id!r}")
    mine = store.query(
        "SELECT DISTINCT activity_id FROM listings WHERE source_id = ? AND activity_id IS NOT NULL", [source_id]
    )
    changed.begin(store)
    gone = store.query("SELECT source_id, key FROM listings WHERE source_id = ?", [source_id])
    changed.mark(store, gone)
    for table in _TABLES:
        store.query(f"DELETE FROM {table} WHERE source_id = ?", [source_id])  # noqa: S608 our own names
    means = Means(store, Geocoder(store, None, now=now))
    changed.describe(store, means.recognise)
    touched = {one for (one,) in mine} | link(store, now=now)
    settled = settle(store, touched, run_id=run_id, now=now, means=means)
    departed = organisation(msgspec.json.decode(known[0].source, type=Source)).id
    store.put([DepartureRow(organisation_id=departed, left_at=table_time(now))])
    return sum(decision.intent is Intent.GONE for _, decision in settled.changes)
