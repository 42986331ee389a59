"""Staged listings into the table of listings: what is new, what differs, what is absent, what linking is to look at."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from hashlib import blake2b

import msgspec

from pipeline.heirs import heirs
from pipeline.linking import changed
from pipeline.normalise import normalised
from pipeline.store import HealthRow, ListingRow, SourceRow, Store, table_time
from schemas.health import Failure, Health, Outcome
from schemas.listing import Listing
from schemas.staged import StagedSource

# A source that would lose more than half of its future activities, and has at least so many, is held for a person; one
# that shows nothing at all, and does not say that this is normal, is held however few they are.
_HELD_SHARE = 0.5
_HELD_FROM = 4
_LONGEST_SILENCE = timedelta(days=75)
_FUTURE = ("scheduled", "tentative", "missing", "postponed")


@dataclass
class _Visit:
    """One staged source beside what the database knows of it.

    `heirs`: the rows that live on under a new key, by that key. `lost`: rows that the visit did not see.
    """

    staged: StagedSource
    health: Health
    counts_absence: bool
    digest: str
    before: SourceRow | None
    rows: dict[str, ListingRow] = field(default_factory=dict)
    seen: dict[str, Listing] = field(default_factory=dict)
    differing: list[Listing] = field(default_factory=list)
    heirs: dict[str, ListingRow] = field(default_factory=dict)
    lost: list[ListingRow] = field(default_factory=list)

    @property
    def source_id(self) -> str:
        return self.staged.source.id

    @property
    def is_quiet(self) -> bool:
        """Whether it saw exactly what the database holds already."""
        return self.before is not None and self.before.digest == self.digest


def absorb(
    store: Store,
    staged: Sequence[StagedSource],
    *,
    now: datetime,
    accepted: Collection[str] = (),
) -> tuple[set[str], list[Health]]:
    """Write what the staged sources say; the ids of activities that it touches, and how each visit counts.

    What says something else than before is marked for linking. Only a complete visit that was not counted before makes
    a listing absent. A source in `accepted` may lose all.
    """
    visits = _visits(store, staged, accepted)
    touched = _count_quiet_absence(store, [v.source_id for v in visits if v.is_quiet and v.counts_absence])
    lively = [visit for visit in visits if not visit.is_quiet]
    _compare(store, lively, accepted, now=now)
    rows = list(_changed_rows(lively, now=table_time(now)))
    for visit in lively:
        for row in visit.heirs.values():
            store.query("DELETE FROM listings WHERE source_id = ? AND key = ?", [row.source_id, row.key])
    store.put(rows)
    differing = [(listing.source_id, listing.key) for visit in lively for listing in visit.differing]
    changed.mark(store, [*differing, *((row.source_id, row.key) for visit in lively for row in visit.heirs.values())])
    store.put([_source_row(visit) for visit in visits])
    store.put([HealthRow(run_id=v.health.run_id, source_id=v.source_id, health=_json(v.health)) for v in visits])
    return touched | {row.activity_id for row in rows if row.activity_id}, [visit.health for visit in visits]


def _visits(store: Store, staged: Sequence[StagedSource], accepted: Collection[str]) -> list[_Visit]:
    ids = [one.source.id for one in staged]
    before = {row.source_id: row for row in store.rows(SourceRow, "source_id IN (SELECT unnest(?))", [ids])}
    counted = set(store.query("SELECT run_id, source_id FROM health WHERE source_id IN (SELECT unnest(?))", [ids]))
    return [
        _Visit(
            staged=one,
            health=msgspec.structs.replace(one.health, unread_schedules=_without_schedule(one)),
            counts_absence=one.source.opted_out
            or (
                (one.health.run_id, one.source.id) not in counted
                and _tells_of_absence(one, before.get(one.source.id), is_accepted=one.source.id in accepted)
            ),
            digest=_digest(one),
            before=before.get(one.source.id),
        )
        for one in staged
    ]


def _tells_of_absence(one: StagedSource, before: SourceRow | None, *, is_accepted: bool) -> bool:
    """Whether what this visit did not see is absent: not after a failure, nor while it is normal to announce little.

    A silence that nobody declared is believed to be normal for as long as a summer.
    """
    health = one.health
    if not health.is_complete:
        return is_accepted and health.failure is Failure.REDESIGNED
    if health.visited_at.month in one.source.silent:
        return is_accepted
    if health.outcome is not Outcome.SILENT or is_accepted or before is None or before.last_complete_at is None:
        return True
    return table_time(health.visited_at) - before.last_complete_at > _LONGEST_SILENCE


def _count_quiet_absence(store: Store, quiet: list[str]) -> set[str]:
    """Listings that were absent before are absent once more; the activities that this concerns."""
    store.query(
        "UPDATE listings SET absent_runs = absent_runs + 1 WHERE absent_runs > 0 AND source_id IN (SELECT unnest(?))",
        [quiet],
    )
    absent = store.query(
        "SELECT DISTINCT l.activity_id FROM listings l JOIN activities a ON a.id = l.activity_id "
        "WHERE l.absent_runs > 0 AND l.source_id IN (SELECT unnest(?)) AND a.status NOT IN ('gone', 'past')",
        [quiet],
    )
    return {activity_id for (activity_id,) in absent}


def _compare(store: Store, visits: Sequence[_Visit], accepted: Collection[str], *, now: datetime) -> None:
    """Fill each visit with the rows that the database has of it, and with what differs from them."""
    rows: dict[str, dict[str, ListingRow]] = defaultdict(dict)
    ids = [visit.source_id for visit in visits]
    for row in store.rows(ListingRow, "source_id IN (SELECT unnest(?))", [ids], '"key"'):
        rows[row.source_id][row.key] = row
    future = _future(store, ids, now=now)
    for visit in visits:
        visit.rows = rows[visit.source_id]
        visit.seen = {} if visit.staged.source.opted_out else visit.staged.listings()
        visit.differing = _differing(visit)
        lost = {key: row for key, row in visit.rows.items() if key not in visit.seen}
        pairs = heirs(visit.staged.source, visit.rows, visit.seen, now=now)
        visit.heirs = {new: lost.pop(old) for new, old in pairs.items()}
        visit.lost = list(lost.values())
        if visit.counts_absence and visit.source_id not in accepted and not visit.staged.source.opted_out:
            _hold(visit, future)


def _future(store: Store, ids: list[str], *, now: datetime) -> set[tuple[str, str]]:
    """The listings that stood on their sites and whose activities are still to come."""
    today = datetime.combine(now.date(), time.min)
    return set(
        store.query(
            "SELECT l.source_id, l.key FROM listings l JOIN activities a ON a.id = l.activity_id "
            "WHERE l.absent_runs = 0 AND l.source_id IN (SELECT unnest(?)) AND a.status IN (SELECT unnest(?)) "
            "AND a.id NOT IN (SELECT activity_id FROM occurrences GROUP BY activity_id HAVING max(start_at) < ?)",
            [ids, list(_FUTURE), today],
        )
    )


def _differing(visit: _Visit) -> list[Listing]:
    """Listings that are new or print something else; all of them when the source file itself changed."""
    declared_anew = visit.before is None or visit.before.source != _json(visit.staged.source)
    return [
        listing
        for key, listing in visit.seen.items()
        if declared_anew or key not in visit.rows or visit.rows[key].fingerprint != listing.fingerprint
    ]


def _hold(visit: _Visit, future: set[tuple[str, str]]) -> None:
    """Let the visit count nothing as absent when it would lose too much to be believed without a person."""
    still = {row.activity_id for key, row in visit.rows.items() if key in visit.seen}
    still |= {row.activity_id for row in visit.heirs.values()}
    had = {row.activity_id for key, row in visit.rows.items() if (visit.source_id, key) in future}
    loses = had - still
    sees_nothing = not visit.seen and visit.health.outcome is not Outcome.SILENT
    if loses and (sees_nothing or (len(had) >= _HELD_FROM and len(loses) > _HELD_SHARE * len(had))):
        visit.counts_absence = False
        visit.health = msgspec.structs.replace(
            visit.health,
            outcome=Outcome.FAILED,
            failure=Failure.REDESIGNED,
            detail=f"{visit.staged.source.url}: would lose {len(loses)} of {len(had)} activities; "
            "held until a person accepts it",
        )


def _changed_rows(visits: Sequence[_Visit], *, now: datetime) -> Iterator[ListingRow]:
    """The rows to write: new and differing ones, ones that came back, ones that are absent."""
    for visit in visits:
        for listing in visit.differing:
            row = visit.rows.get(listing.key) or visit.heirs.get(listing.key)
            yield ListingRow(
                source_id=listing.source_id,
                key=listing.key,
                activity_id=row.activity_id if row else None,
                fingerprint=listing.fingerprint,
                first_seen_at=row.first_seen_at if row else now,
                listing=_json(listing),
            )
        yield from _came_back(visit)
        if visit.counts_absence:
            yield from _absent(visit, now=now)


def _came_back(visit: _Visit) -> Iterator[ListingRow]:
    written = {listing.key for listing in visit.differing}
    for key, row in visit.rows.items():
        if row.absent_runs and key in visit.seen and key not in written:
            yield msgspec.structs.replace(row, absent_runs=0, absent_since=None, last_seen_at=None)


def _absent(visit: _Visit, *, now: datetime) -> Iterator[ListingRow]:
    seen_at = visit.before.last_complete_at if visit.before else None
    for row in visit.lost:
        yield msgspec.structs.replace(
            row,
            absent_runs=row.absent_runs + 1,
            absent_since=row.absent_since or now,
            last_seen_at=row.last_seen_at or seen_at,
        )


def _source_row(visit: _Visit) -> SourceRow:
    before = visit.before.last_complete_at if visit.before else None
    saw_all = visit.counts_absence and visit.health.outcome is not Outcome.SILENT
    return SourceRow(
        source_id=visit.source_id,
        source=_json(visit.staged.source),
        # A visit that could not count what is absent is compared again next time.
        digest=visit.digest if visit.counts_absence or visit.is_quiet else "",
        last_complete_at=table_time(visit.health.visited_at) if saw_all else before,
    )


def _without_schedule(staged: StagedSource) -> int:
    unstructured = (listing for listing in staged.listings().values() if listing.schedule is None)
    return sum(normalised(listing, staged.source) is None for listing in unstructured)


def _digest(staged: StagedSource) -> str:
    marks = [f"{key}\0{listing.fingerprint}" for key, listing in sorted(staged.listings().items())]
    return blake2b("\n".join([_json(staged.source), *marks]).encode(), digest_size=16).hexdigest()


def _json(record: msgspec.Struct) -> str:
    return msgspec.json.encode(record).decode()
