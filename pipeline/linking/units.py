"""Units: the listings of one source that are one activity, as linking compares them. Kept up as listings change."""

from collections import defaultdict
from collections.abc import Iterator

from pipeline.linking.folding import Printed, folds
from pipeline.linking.traits import Traits
from pipeline.store import MemberRow, Store

_COMPARED = [name for name in Traits.__struct_fields__ if name not in {"key", "source_id"}]
# Columns that join what the listings of a fold say; of the others all say the same, or the first is taken.
_JOINED = {
    "starts": "list_sort(list_distinct(flatten(list(starts))))[:200]",
    "days": "list_sort(list_distinct(flatten(list(days))))[:200]",
    "minute": "CASE WHEN min(minute) = max(minute) AND count(minute) = count(*) THEN min(minute) END",
    "weekdays": "bit_or(weekdays)",
    "first_day": "min(first_day)",
    "last_day": "CASE WHEN count(last_day) = count(*) THEN max(last_day) END",
    "is_rule": "bool_or(is_rule)",
    "has_clock": "bool_or(has_clock)",
    "url": "CASE WHEN min(url) = max(url) THEN min(url) END",
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
        CREATE OR REPLACE TEMP TABLE changed AS
        SELECT fold FROM traits SEMI JOIN relink USING (source_id, key)
        UNION SELECT fold FROM units SEMI JOIN (FROM members SEMI JOIN relink USING (source_id, key)) USING (unit)
        """
    )
    store.query(
        "CREATE OR REPLACE TEMP TABLE affected AS SELECT t.*, l.first_seen_at, l.activity_id "
        "FROM (FROM traits SEMI JOIN changed USING (fold)) t JOIN listings l USING (source_id, key)"
    )
    store.query("CREATE OR REPLACE TEMP TABLE folded AS SELECT fold FROM affected GROUP BY fold HAVING count(*) > 1")
    _drop_units(store)
    ((last,),) = store.query("SELECT coalesce(max(unit), 0) FROM units")
    store.query(
        "INSERT INTO members SELECT ? + row_number() OVER (ORDER BY source_id, key), source_id, key "
        "FROM affected ANTI JOIN folded USING (fold)",
        [last],
    )
    ((last_single,),) = store.query("SELECT coalesce(max(unit), 0) FROM members")
    store.put(list(_folded(store, after=max(last, last_single))))
    _describe(store, after=last)
    store.query("CREATE OR REPLACE TEMP TABLE renewed AS SELECT unit FROM units WHERE unit > ?", [last])


def _drop_units(store: Store) -> None:
    """Forgets the units of the changed folds."""
    store.query(
        "CREATE OR REPLACE TEMP TABLE stale AS SELECT unit, activity_id FROM units SEMI JOIN changed USING (fold)"
    )
    store.query(
        "CREATE OR REPLACE TEMP TABLE left_behind AS "
        "SELECT DISTINCT activity_id FROM stale WHERE activity_id IS NOT NULL"
    )
    for table in ("members", "units", "blocks"):
        store.query(f"DELETE FROM {table} WHERE unit IN (SELECT unit FROM stale)")  # noqa: S608 our own names
    store.query("DELETE FROM links WHERE one IN (SELECT unit FROM stale) OR other IN (SELECT unit FROM stale)")


def _folded(store: Store, *, after: int) -> Iterator[MemberRow]:
    """The members of units that folding makes, with numbers beyond `after`."""
    rows = store.query(
        "SELECT fold, source_id, key, is_rule, starts, has_clock, last_day "
        "FROM affected SEMI JOIN folded USING (fold) ORDER BY fold, key"
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
    """Rows of `units` for the members with numbers beyond `after`: the row of the first listing, and what is joined."""
    names = ", ".join(["unit", "source_id", "lead", "activity_id", *_COMPARED])
    told = ", ".join(
        f"if(j.unit IS NULL, t.{name}, j.{name})" if name in _JOINED else f"t.{name}" for name in _COMPARED
    )
    joined = ", ".join(f"{sql} AS {name}" for name, sql in _JOINED.items())
    store.query(
        f"""
        INSERT INTO units ({names}, calendar)
        WITH fresh AS (
            SELECT *, count(*) OVER of_unit AS together, row_number() OVER (of_unit ORDER BY key) AS number
            FROM members WHERE unit > ? WINDOW of_unit AS (PARTITION BY unit)
        ), joined AS (
            SELECT unit, arg_min(key, (first_seen_at, key)) AS lead,
                arg_min(activity_id, (first_seen_at, key)) AS activity_id, {joined}
            FROM (FROM fresh WHERE together > 1) JOIN affected USING (source_id, key) GROUP BY unit
        ), calendars AS (
            SELECT unit, bitstring_agg(day % {CALENDAR_DAYS}, 0, {CALENDAR_DAYS - 1}) AS calendar
            FROM fresh JOIN affected USING (source_id, key), unnest(days) AS d(day) GROUP BY unit
        )
        SELECT f.unit, f.source_id, coalesce(j.lead, t.key), if(j.unit IS NULL, t.activity_id, j.activity_id),
            {told}, calendar
        FROM (FROM fresh WHERE number = 1) f JOIN affected t USING (source_id, key)
        JOIN calendars USING (unit) LEFT JOIN joined j ON j.unit = f.unit
        """,  # noqa: S608 our own names
        [after],
    )
