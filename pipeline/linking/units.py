"""Units: the listings of one source that are one activity, as linking compares them. Kept up as listings change."""

from collections import defaultdict
from collections.abc import Iterator

from pipeline.linking.folding import Printed, folds
from pipeline.linking.traits import Traits
from pipeline.store import MemberRow, Store

_COMPARED = [name for name in Traits.__struct_fields__ if name not in {"key", "source_id"}]
# Columns that join what the listings of a fold say; of the others all say the same, or the first is taken.
_JOINED = {
    "starts": "list_sort(list_distinct(flatten(list(t.starts))))[:200]",
    "days": "list_sort(list_distinct(flatten(list(t.days))))[:200]",
    "minute": "CASE WHEN min(t.minute) = max(t.minute) AND count(t.minute) = count(*) THEN min(t.minute) END",
    "weekdays": "bit_or(t.weekdays)",
    "first_day": "min(t.first_day)",
    "last_day": "CASE WHEN count(t.last_day) = count(*) THEN max(t.last_day) END",
    "is_rule": "bool_or(t.is_rule)",
    "has_clock": "bool_or(t.has_clock)",
    "url": "CASE WHEN min(t.url) = max(t.url) THEN min(t.url) END",
}

CALENDAR_DAYS = 512
"""Length of the bit string in which a unit marks its days: no whole number of weeks, longer than what is compared."""


def renew_units(store: Store) -> None:
    """Units anew for the listings in `relink` and all that share, or shared, a fold with one of them.

    Afterwards `renewed` holds the numbers of the new units, `left_behind` the activities of the old ones, and what was
    known of those is gone.
    """
    store.query(
        """
        CREATE OR REPLACE TEMP TABLE affected AS
        WITH changed AS (
            SELECT t.fold FROM traits t SEMI JOIN relink USING (source_id, key)
            UNION SELECT fold FROM units SEMI JOIN (FROM members SEMI JOIN relink USING (source_id, key)) USING (unit)
        )
        SELECT t.source_id, t.key, t.fold, count(*) OVER (PARTITION BY t.fold) AS listings
        FROM traits t SEMI JOIN changed USING (fold)
        """
    )
    _drop_units(store)
    ((last,),) = store.query("SELECT coalesce(max(unit), 0) FROM units")
    store.query(
        "INSERT INTO members SELECT ? + row_number() OVER (ORDER BY source_id, key), source_id, key "
        "FROM affected WHERE listings = 1",
        [last],
    )
    ((last_single,),) = store.query("SELECT coalesce(max(unit), 0) FROM members")
    store.put(list(_folded(store, after=max(last, last_single))))
    _describe(store, after=last)
    store.query("CREATE OR REPLACE TEMP TABLE renewed AS SELECT unit FROM units WHERE unit > ?", [last])


def _drop_units(store: Store) -> None:
    """Forgets the units of the affected listings, and of those that have no traits any more."""
    store.query(
        """
        CREATE OR REPLACE TEMP TABLE stale AS
        SELECT unit FROM members SEMI JOIN affected USING (source_id, key)
        UNION SELECT unit FROM members SEMI JOIN relink USING (source_id, key)
        """
    )
    store.query(
        "CREATE OR REPLACE TEMP TABLE left_behind AS "
        "SELECT DISTINCT activity_id FROM units SEMI JOIN stale USING (unit) WHERE activity_id IS NOT NULL"
    )
    for table in ("members", "units", "blocks"):
        store.query(f"DELETE FROM {table} WHERE unit IN (FROM stale)")  # noqa: S608 our own names
    store.query("DELETE FROM links WHERE one IN (FROM stale) OR other IN (FROM stale)")


def _folded(store: Store, *, after: int) -> Iterator[MemberRow]:
    """The members of units that folding makes, with numbers beyond `after`."""
    rows = store.query(
        "SELECT t.fold, t.source_id, t.key, t.is_rule, t.starts, t.has_clock, t.last_day "
        "FROM traits t SEMI JOIN (FROM affected WHERE listings > 1) USING (source_id, key) ORDER BY t.fold, t.key"
    )
    by_fold: dict[tuple[str, str], list[Printed]] = defaultdict(list)
    for fold, source_id, key, is_rule, starts, has_clock, last_day in rows:
        one = Printed(key, tuple(starts), is_rule=is_rule, has_clock=has_clock, last_day=last_day)
        by_fold[fold, source_id].append(one)
    unit = after
    for (_, source_id), printed in by_fold.items():
        for group in folds(printed):
            unit += 1
            yield from (MemberRow(unit=unit, source_id=source_id, key=one.key) for one in group)


def _describe(store: Store, *, after: int) -> None:
    """Rows of `units` for the members with numbers beyond `after`."""
    store.query(
        "CREATE OR REPLACE TEMP TABLE fresh AS SELECT *, count(*) OVER (PARTITION BY unit) AS listings "
        "FROM members WHERE unit > ?",
        [after],
    )
    names = ", ".join(["unit", "lead", "activity_id", "source_id", *_COMPARED])
    alone = ", ".join(f"t.{name}" for name in _COMPARED)
    joined = ", ".join(_JOINED.get(name, f"arg_min(t.{name}, t.key)") for name in _COMPARED)
    listings = "fresh f JOIN traits t USING (source_id, key) JOIN listings l USING (source_id, key)"
    store.query(
        f"""
        INSERT INTO units ({names}, calendar)
        WITH described AS (
            SELECT f.unit, t.key, l.activity_id, t.source_id, {alone} FROM {listings} WHERE f.listings = 1
            UNION ALL
            SELECT f.unit, arg_min(t.key, (l.first_seen_at, t.key)), arg_min(l.activity_id, (l.first_seen_at, t.key)),
                any_value(t.source_id), {joined}
            FROM {listings} WHERE f.listings > 1 GROUP BY f.unit
        ), calendars AS (
            SELECT unit, bitstring_agg(day % {CALENDAR_DAYS}, 0, {CALENDAR_DAYS - 1}) AS calendar
            FROM fresh JOIN traits USING (source_id, key), unnest(days) AS d(day) GROUP BY unit
        )
        FROM described JOIN calendars USING (unit)
        """  # noqa: S608 our own names
    )
