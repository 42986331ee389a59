"""Rows as they stand in the tables: a record with the columns that are searched."""

from datetime import UTC, datetime
from typing import ClassVar

import msgspec


def table_time(moment: datetime) -> datetime:
    """`moment`, aware, as the tables hold it: UTC without zone."""
    return moment.astimezone(UTC).replace(tzinfo=None)


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A row of `TABLE`, whose columns have the names of its fields; in a keyed table it replaces that of its key."""

    TABLE: ClassVar[str]
    IS_KEYED: ClassVar[bool] = True


class ListingRow(Row, frozen=True, kw_only=True):
    """A row of `listings`; moments are naive UTC, `listing` is its JSON."""

    TABLE = "listings"
    source_id: str
    key: str
    activity_id: str | None
    fingerprint: str
    first_seen_at: datetime
    absent_runs: int = 0
    absent_since: datetime | None = None
    last_seen_at: datetime | None = None
    listing: str


class ActivityRow(Row, frozen=True, kw_only=True):
    """A row of `activities`."""

    TABLE = "activities"
    id: str
    status: str
    last_changed_at: datetime
    activity: str
    conflicts: str | None = None


class OccurrenceRow(Row, frozen=True, kw_only=True):
    """A row of `occurrences`."""

    TABLE = "occurrences"
    IS_KEYED = False
    activity_id: str
    recurrence_id: str
    start_at: datetime
    occurrence: str


class SourceRow(Row, frozen=True, kw_only=True):
    """A row of `sources`."""

    TABLE = "sources"
    source_id: str
    source: str
    digest: str
    last_complete_at: datetime | None


class ChangeRow(Row, frozen=True, kw_only=True):
    """A row of `changes`; `number` counts from 1 over all runs."""

    TABLE = "changes"
    number: int
    activity_id: str
    run_id: str
    at: datetime
    intent: str
    reason: str
    fields: tuple[str, ...]


class HealthRow(Row, frozen=True, kw_only=True):
    """A row of `health`."""

    TABLE = "health"
    run_id: str
    source_id: str
    health: str


class RunRow(Row, frozen=True, kw_only=True):
    """A row of `runs`."""

    TABLE = "runs"
    run_id: str
    started_at: datetime
    as_of: str


class DepartureRow(Row, frozen=True, kw_only=True):
    """A row of `departures`."""

    TABLE = "departures"
    organisation_id: str
    left_at: datetime


class AliasRow(Row, frozen=True, kw_only=True):
    """A row of `aliases`."""

    TABLE = "aliases"
    id: str
    activity_id: str
    at: datetime
    reason: str


class MemberRow(Row, frozen=True, kw_only=True):
    """A row of `members`."""

    TABLE = "members"
    IS_KEYED = False
    unit: int
    source_id: str
    key: str


class LockedRow(Row, frozen=True, kw_only=True):
    """A row of `locked`."""

    TABLE = "locked"
    activity_id: str
    locks: str
