"""The database: one DuckDB file, one writer."""

from pipeline.store.database import Store, opened
from pipeline.store.rows import (
    ActivityRow,
    AliasRow,
    ChangeRow,
    DepartureRow,
    HealthRow,
    ListingRow,
    LockedRow,
    MemberRow,
    OccurrenceRow,
    Row,
    RunRow,
    SourceRow,
    table_time,
)

__all__ = [
    "ActivityRow",
    "AliasRow",
    "ChangeRow",
    "DepartureRow",
    "HealthRow",
    "ListingRow",
    "LockedRow",
    "MemberRow",
    "OccurrenceRow",
    "Row",
    "RunRow",
    "SourceRow",
    "Store",
    "opened",
    "table_time",
]
