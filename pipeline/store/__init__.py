"""The database: one DuckDB file, one writer."""

from pipeline.store.database import Store, opened
from pipeline.store.rows import (
    ActivityRow,
    ChangeRow,
    DepartureRow,
    HealthRow,
    ListingRow,
    OccurrenceRow,
    RunRow,
    SourceRow,
    table_time,
)

__all__ = [
    "ActivityRow",
    "ChangeRow",
    "DepartureRow",
    "HealthRow",
    "ListingRow",
    "OccurrenceRow",
    "RunRow",
    "SourceRow",
    "Store",
    "opened",
    "table_time",
]
