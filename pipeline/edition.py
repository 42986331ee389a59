"""What is to be published: the edition, out of the database."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from hashlib import blake2b

import msgspec

from pipeline.merge import organisation
from pipeline.report import change
from pipeline.store import AliasRow, ChangeRow, Store
from schemas.activity import Activity, Contribution, Occurrence, Organisation
from schemas.change import Alias, Change, Edition, SourceReport
from schemas.health import Health
from schemas.place import AreaCode
from schemas.source import Source

# Whoever follows the changes may be away for a month; tombstones stay for two.
_CHANGES_KEPT = timedelta(days=60)


def edition(store: Store, *, as_of: date) -> Edition:
    """All that is to be published: every activity still to come or within the window, in the order of their ids."""
    sources = [
        msgspec.json.decode(text, type=Source)
        for (text,) in store.query("SELECT source FROM sources ORDER BY source_id")
    ]
    seen = _LastSeen(store)
    activities = tuple(
        seen.dated(msgspec.json.decode(text, type=Activity))
        for (text,) in store.query(
            "SELECT activity FROM activities WHERE status NOT IN ('past', 'gone') "
            "OR (status = 'past' AND id IN (SELECT activity_id FROM occurrences)) ORDER BY id"
        )
    )
    published = {activity.id for activity in activities}
    occurrences = (
        msgspec.json.decode(text, type=Occurrence)
        for (text,) in store.query("SELECT occurrence FROM occurrences ORDER BY activity_id, start_at, recurrence_id")
    )
    organisations = _organisations(sources)
    return Edition(
        as_of=as_of.isoformat(),
        activities=activities,
        occurrences=tuple(one for one in occurrences if one.activity_id in published),
        organisations=organisations,
        sources=_reports(store, sources),
        left=_left(store, organisations),
        changes=_changes(store, as_of=as_of),
        aliases=_aliases(store),
        areas=_areas(store, activities),
    )


def _areas(store: Store, activities: Iterable[Activity]) -> dict[AreaCode, str]:
    places = {one.place for one in activities if one.place}
    codes = {code for one in places for code in (one.gm_code, one.wk_code, one.bu_code) if code}
    return dict(
        store.query("SELECT code, name FROM areas WHERE code IN (SELECT unnest(?)) ORDER BY code", [sorted(codes)])
    )


def _aliases(store: Store) -> tuple[Alias, ...]:
    rows = store.rows(AliasRow, order="id")
    return tuple(
        Alias(id=row.id, activity_id=row.activity_id, at=row.at.replace(tzinfo=UTC), reason=row.reason) for row in rows
    )


def _changes(store: Store, *, as_of: date) -> tuple[Change, ...]:
    since = datetime.combine(as_of - _CHANGES_KEPT, time.min)
    sources = dict(
        store.query(
            "SELECT id, activity->>'$.sources[0].source_id' FROM activities "
            'WHERE id IN (SELECT activity_id FROM changes WHERE "at" >= ?)',
            [since],
        )
    )
    return tuple(
        msgspec.structs.replace(change(row), source_id=sources.get(row.activity_id))
        for row in store.rows(ChangeRow, '"at" >= ?', [since], "number")
    )


def _left(store: Store, declared: Sequence[Organisation]) -> tuple[str, ...]:
    departed = {organisation_id for (organisation_id,) in store.query("SELECT organisation_id FROM departures")}
    return tuple(sorted(departed - {one.id for one in declared}))


def edition_mark(store: Store, *, as_of: date) -> str:
    """Equal for two editions that are equal; much cheaper than either."""
    marks = store.query(
        """
        SELECT 'activities', count(*), bit_xor(hash(activity)) FROM activities
        UNION ALL SELECT 'occurrences', count(*), bit_xor(hash(occurrence)) FROM occurrences
        UNION ALL SELECT 'aliases', count(*), bit_xor(hash(id, activity_id)) FROM aliases
        UNION ALL SELECT 'areas', count(*), bit_xor(hash(code, name)) FROM areas
        UNION ALL SELECT 'sources', count(*), bit_xor(hash(source_id, source, last_complete_at::DATE)) FROM sources
        UNION ALL SELECT 'listings', count(*), bit_xor(hash(source_id, key, activity_id, last_seen_at)) FROM listings
        """
    )
    health = sorted((one.source_id, one.outcome, one.failure, one.listings) for one in last_health(store).values())
    return blake2b(repr((as_of, marks, health)).encode(), digest_size=16).hexdigest()


class _LastSeen:
    """When listings were last seen, to the day: the source's last complete visit for those that still stand there."""

    def __init__(self, store: Store) -> None:
        self._visits = dict(store.query("SELECT source_id, last_complete_at FROM sources"))
        self._absent = {
            (source_id, key): at
            for source_id, key, at in store.query(
                "SELECT source_id, key, last_seen_at FROM listings WHERE absent_runs > 0"
            )
        }

    def dated(self, activity: Activity) -> Activity:
        sources = tuple(msgspec.structs.replace(one, last_seen_at=self._day(one)) for one in activity.sources)
        last_seen_at = max(one.last_seen_at for one in sources)
        return msgspec.structs.replace(activity, sources=sources, last_seen_at=last_seen_at)

    def _day(self, one: Contribution) -> datetime:
        at = self._absent.get((one.source_id, one.listing_key)) or self._visits.get(one.source_id)
        day = (at or one.last_seen_at).date()
        return datetime.combine(day, time.min, tzinfo=UTC)


def _organisations(sources: Sequence[Source]) -> tuple[Organisation, ...]:
    found: dict[str, Organisation] = {}
    for source in sources:
        one = organisation(source)
        found.setdefault(one.id, one)
    return tuple(found[key] for key in sorted(found))


def _reports(store: Store, sources: Sequence[Source]) -> tuple[SourceReport, ...]:
    health = last_health(store)
    listings = dict(store.query("SELECT source_id, count(*) FROM listings WHERE absent_runs = 0 GROUP BY source_id"))
    return tuple(
        SourceReport(source=source, health=health.get(source.id), listings=listings.get(source.id, 0))
        for source in sources
    )


def last_health(store: Store) -> dict[str, Health]:
    """How the last visit to each source went, by source id."""
    rows = store.query(
        "SELECT health FROM health QUALIFY row_number() OVER (PARTITION BY source_id ORDER BY run_id DESC) = 1"
    )
    found = [msgspec.json.decode(text, type=Health) for (text,) in rows]
    return {health.source_id: health for health in found}
