"""Rows as they stand in the tables: a record with the columns that are searched."""

from datetime import UTC, datetime

import msgspec


def table_time(moment: datetime) -> datetime:
    """`moment`, aware, as the tables hold it: UTC without zone."""
    return moment.astimezone(UTC).replace(tzinfo=None)


class ListingRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of `listings`; moments are naive UTC, `listing` is its JSON."""

    source_id: str
    key: str
    activity_id: str | None
    fingerprint: str
    match_key: str | None
    first_seen_at: datetime
    absent_runs: int = 0
    absent_since: datetime | None = None
    last_seen_at: datetime | None = None
    listing: str


class ActivityRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of `activities`."""

    id: str
    status: str
    last_changed_at: datetime
    activity: str


class OccurrenceRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of `occurrences`."""

    activity_id: str
    recurrence_id: str
    start_at: datetime
    occurrence: str


class SourceRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of `sources`."""

    source_id: str
    source: str
    digest: str
    last_complete_at: datetime | None


class ChangeRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of `changes`; `number` counts from 1 over all runs."""

    number: int
    activity_id: str
    run_id: str
    at: datetime
    intent: str
    reason: str
    fields: tuple[str, ...]


class HealthRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of `health`."""

    run_id: str
    source_id: str
    health: str


class RunRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of `runs`."""

    run_id: str
    started_at: datetime
    as_of: str


class DepartureRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of `departures`."""

    organisation_id: str
    left_at: datetime


TABLES: dict[type[msgspec.Struct], str] = {
    ListingRow: "listings",
    ActivityRow: "activities",
    OccurrenceRow: "occurrences",
    SourceRow: "sources",
    ChangeRow: "changes",
    HealthRow: "health",
    RunRow: "runs",
    DepartureRow: "departures",
}
