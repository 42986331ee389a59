"""What an operator asks of the database: how the sources are, and why an activity is as it is."""

import itertools
from datetime import UTC, datetime

import msgspec

from pipeline.conflicts import Conflict
from pipeline.linking.doubts import Compared, evidence_within
from pipeline.normalise.facets import Finding, facets
from pipeline.store import ActivityRow, AliasRow, ChangeRow, ListingRow, LockedRow, Store
from schemas.activity import Activity
from schemas.change import Change, Intent
from schemas.errors import UnreadableText
from schemas.health import Failure, Health, Outcome, Problem
from schemas.judgement import Lock
from schemas.listing import Listing
from schemas.record import Instant, Record


class SourceStatus(Record):
    """How a source is: the outcome of its last visit, since when it is so, and what an operator can do."""

    source_id: str
    outcome: Outcome
    since: Instant
    listings: int
    unread_schedules: int = 0
    failure: Failure | None = None
    detail: str | None = None
    problems: tuple[Problem, ...] = ()


class Witness(Record):
    """A listing that an activity rests on, with the words in it that gave facets."""

    listing: Listing
    findings: tuple[Finding, ...]


class Explanation(Record):
    """An activity with the listings that it rests on and its history, oldest first.

    `evidence` tells why listings of several sources count as one, `conflicts` where they contradict each other,
    `locks` what a person settled; `former_ids` lead to this activity.
    """

    activity: Activity
    witnesses: tuple[Witness, ...]
    changes: tuple[Change, ...]
    evidence: tuple[Compared, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    locks: tuple[Lock, ...] = ()
    former_ids: tuple[str, ...] = ()


def source_statuses(store: Store) -> list[SourceStatus]:
    """The state of every source, in the order of their ids."""
    rows = store.query("SELECT health FROM health ORDER BY source_id, run_id DESC")
    visits = [msgspec.json.decode(text, type=Health) for (text,) in rows]
    grouped = itertools.groupby(visits, key=lambda health: health.source_id)
    return [_status(list(newest_first)) for _, newest_first in grouped]


def _status(newest_first: list[Health]) -> SourceStatus:
    last = newest_first[0]
    alike = itertools.takewhile(lambda health: health.failure is last.failure, newest_first)
    return SourceStatus(
        source_id=last.source_id,
        outcome=last.outcome,
        since=[health.visited_at for health in alike][-1],
        listings=last.listings,
        unread_schedules=last.unread_schedules,
        failure=last.failure,
        detail=last.detail,
        problems=last.problems,
    )


def explanation(store: Store, activity_id: str) -> Explanation:
    """All that stands behind one activity, also by an id that it bore before.

    Raises UnreadableText when there is none of that id.
    """
    for alias in store.rows(AliasRow, "id = ?", [activity_id]):
        activity_id = alias.activity_id
    rows = store.rows(ActivityRow, "id = ?", [activity_id])
    if not rows:
        raise UnreadableText(f"no activity has the id {activity_id!r}")
    listings = store.rows(ListingRow, "activity_id = ?", [activity_id], "source_id, key")
    changes = store.rows(ChangeRow, "activity_id = ?", [activity_id], "number")
    return Explanation(
        activity=msgspec.json.decode(rows[0].activity, type=Activity),
        witnesses=tuple(_witness(msgspec.json.decode(row.listing, type=Listing)) for row in listings),
        changes=tuple(change(row) for row in changes),
        evidence=evidence_within(store, activity_id),
        conflicts=msgspec.json.decode(rows[0].conflicts or "[]", type=tuple[Conflict, ...]),
        locks=_locks(store, activity_id),
        former_ids=tuple(row.id for row in store.rows(AliasRow, "activity_id = ?", [activity_id], "id")),
    )


def _locks(store: Store, activity_id: str) -> tuple[Lock, ...]:
    rows = store.rows(LockedRow, "activity_id = ?", [activity_id])
    return tuple(lock for row in rows for lock in msgspec.json.decode(row.locks, type=tuple[Lock, ...]))


def _witness(listing: Listing) -> Witness:
    return Witness(listing=listing, findings=facets(listing.title, listing.description or "").findings)


def change(row: ChangeRow) -> Change:
    """The line of the change log in `row`."""
    at: datetime = row.at.replace(tzinfo=UTC)
    return Change(
        activity_id=row.activity_id,
        run_id=row.run_id,
        at=at,
        intent=Intent(row.intent),
        reason=row.reason,
        fields=tuple(row.fields),
    )
