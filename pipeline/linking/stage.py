"""The stage: changed listings into units, candidates, links, clusters, ids. Its cost follows what changed."""

from collections.abc import Callable
from datetime import datetime

from pipeline.linking.candidates import find_candidates, index_blocks
from pipeline.linking.clusters import Link, clusters, components
from pipeline.linking.comparisons import Weights, weights
from pipeline.linking.identity import Holder, Naming, minted, name, outlived
from pipeline.linking.scoring import contradicting, score
from pipeline.linking.units import renew_units
from pipeline.store import AliasRow, Row, Store, table_time


class _Hanging(Row, frozen=True, kw_only=True):
    TABLE = "hanging"
    IS_KEYED = False
    number: int
    unit: int


class _Named(Row, frozen=True, kw_only=True):
    TABLE = "named"
    IS_KEYED = False
    unit: int
    id: str


def link(store: Store, *, now: datetime, using: Weights | None = None) -> set[str]:
    """Gives every listing in the table `relink`, and all whom this touches, its activity.

    `relink` holds source_id and key of the listings whose traits or judgements changed. Returns the ids of activities
    that gained or lost a listing, or whose listings are in `relink`.
    """
    known = using or weights()
    renew_units(store)
    index_blocks(store)
    find_verdicts(store)
    find_candidates(store)
    score(store, "candidates", weights=known)
    store.query(f"INSERT INTO links SELECT {_LINK} FROM scored WHERE bits >= ?", [known.ask_from])  # noqa: S608
    links = _concerned(store, known.link_from)
    holders = _holders(store)
    heirs = outlived(holders.values())
    living = {unit: holder for unit, holder in holders.items() if unit not in heirs}
    groups = _grouped(store, [one for one in links if not {one.one, one.other} & heirs.keys()], living)
    naming = name(
        groups, is_taken=_taken(store, living), aliases={one for (one,) in store.query("SELECT id FROM aliases")}
    )
    naming.ids |= {unit: naming.ids[heir] for unit, heir in heirs.items()}
    return _write(store, naming, now=now)


_LINK = "one, other, bits, contradicts, is_judged, levels"


def find_verdicts(store: Store) -> None:
    """Fills `verdicts` with what persons judged of two units, one < other; "unsaid": what they took back just now."""
    store.query(
        """
        CREATE OR REPLACE TEMP TABLE verdicts AS
        SELECT least(a.unit, b.unit) AS one, greatest(a.unit, b.unit) AS other, min(verdict) AS verdict
        FROM (FROM judged UNION ALL FROM unsaid) j
        JOIN members a ON a.source_id = j.one_source_id AND a.key = j.one_key
        JOIN members b ON b.source_id = j.other_source_id AND b.key = j.other_key
        WHERE a.unit <> b.unit AND verdict <> 'unsure'
        GROUP BY ALL
        """
    )


def _concerned(store: Store, link_from: float) -> list[Link]:
    """Fills `concerned` with the units whose activity may be another now; the links among them.

    Those are the renewed ones, those that shared an activity with an old one, and all that hang together with them.
    """
    store.query(
        "CREATE OR REPLACE TEMP TABLE concerned AS "
        "SELECT unit FROM renewed UNION SELECT unit FROM units SEMI JOIN left_behind USING (activity_id)"
    )
    store.query(
        "CREATE OR REPLACE TEMP TABLE strong AS SELECT one, other, bits, contradicts, is_judged FROM links "
        "WHERE bits >= ? AND NOT contradicts",
        [link_from],
    )
    while store.query(
        """
        INSERT INTO concerned
        SELECT DISTINCT unit FROM (
            SELECT other AS unit FROM strong SEMI JOIN concerned ON unit = one
            UNION ALL SELECT one FROM strong SEMI JOIN concerned ON unit = other
        ) ANTI JOIN concerned USING (unit)
        """
    ) != [(0,)]:
        pass
    rows = store.query("SELECT s.* FROM strong s SEMI JOIN concerned ON unit = one ORDER BY one, other")
    return [Link(*row) for row in rows]


def _holders(store: Store) -> dict[int, Holder]:
    """The concerned units with the ids that their listings bear until now; fills `bearing` with those listings."""
    store.query(
        """
        CREATE OR REPLACE TEMP TABLE bearing AS
        SELECT m.unit, l.source_id, l.key, l.first_seen_at, l.absent_runs, l.activity_id
        FROM (FROM members SEMI JOIN concerned USING (unit)) m
        JOIN listings l ON l.source_id = m.source_id AND l.key = m.key
        """
    )
    rows = store.query(
        """
        SELECT unit, any_value(source_id), arg_min(key, (first_seen_at, key)), min(first_seen_at)::VARCHAR,
            min(absent_runs),
            coalesce(list(activity_id ORDER BY first_seen_at, key) FILTER (activity_id IS NOT NULL), [])
        FROM bearing GROUP BY unit ORDER BY 2, 3, 1
        """
    )
    return {
        unit: Holder(unit, source_id, lead, since, held=tuple(dict.fromkeys(held)), absent_runs=absent_runs)
        for unit, source_id, lead, since, absent_runs, held in rows
    }


def _grouped(store: Store, links: list[Link], holders: dict[int, Holder]) -> list[list[Holder]]:
    """The activities among `holders`, as far as links and contradictions tell."""
    hanging = components(links)
    among = links + _contradictions(store, [group for group in hanging if len(group) > 2])
    sources = {unit: holder.source_id for unit, holder in holders.items()}
    together = clusters([unit for group in hanging for unit in group], among, sources)
    alone = holders.keys() - {unit for group in together for unit in group}
    return [[holders[unit] for unit in group] for group in [*together, *([unit] for unit in sorted(alone))]]


def _contradictions(store: Store, groups: list[list[int]]) -> list[Link]:
    """What contradicts within groups of three and more units: pairs that nothing made candidates are compared too."""
    if not groups:
        return []
    store.query("CREATE OR REPLACE TEMP TABLE hanging (number BIGINT, unit BIGINT)")
    store.put([_Hanging(number=number, unit=unit) for number, group in enumerate(groups) for unit in group])
    store.query(
        "CREATE OR REPLACE TEMP TABLE among AS SELECT a.unit AS one, b.unit AS other "
        "FROM hanging a JOIN hanging b USING (number) WHERE a.unit < b.unit"
    )
    found = store.query("SELECT one, other FROM scored SEMI JOIN among USING (one, other) WHERE contradicts")
    store.query("CREATE OR REPLACE TEMP TABLE unscored AS FROM among ANTI JOIN scored USING (one, other)")
    found += contradicting(store, "unscored")
    return [Link(one, other, 0, contradicts=True) for one, other in found]


def _taken(store: Store, holders: dict[int, Holder]) -> Callable[[str], bool]:
    """Whether an activity bears an id; those that the holders would get are looked up at once."""
    likely = {minted(holder.source_id, holder.lead) for holder in holders.values() if not holder.held}
    known = {one for (one,) in store.query("SELECT id FROM activities WHERE id IN (SELECT unnest(?))", [list(likely)])}

    def is_taken(one: str) -> bool:
        return one in known if one in likely else bool(store.query("SELECT 1 FROM activities WHERE id = ?", [one]))

    return is_taken


def _write(store: Store, naming: Naming, *, now: datetime) -> set[str]:
    """Puts the ids where they belong; the ids of all activities that this concerns, of before and after."""
    store.query("CREATE OR REPLACE TEMP TABLE named (unit BIGINT, id VARCHAR)")
    store.put([_Named(unit=unit, id=one) for unit, one in naming.ids.items()])
    store.query(
        """
        CREATE OR REPLACE TEMP TABLE moving AS
        SELECT source_id, key, activity_id AS before, id AS after
        FROM bearing JOIN named USING (unit) WHERE activity_id IS DISTINCT FROM id
        """
    )
    store.query(
        "UPDATE listings SET activity_id = after FROM moving "
        "WHERE listings.source_id = moving.source_id AND listings.key = moving.key"
    )
    store.query(
        "UPDATE units SET activity_id = named.id FROM named "
        "WHERE units.unit = named.unit AND units.activity_id IS DISTINCT FROM named.id"
    )
    _write_aliases(store, naming, now=now)
    concerned = store.query(
        """
        SELECT before FROM moving WHERE before IS NOT NULL UNION SELECT after FROM moving
        UNION SELECT id FROM named JOIN bearing USING (unit) SEMI JOIN relink USING (source_id, key)
        UNION SELECT activity_id FROM listings SEMI JOIN (FROM relink ANTI JOIN bearing USING (source_id, key))
            USING (source_id, key) WHERE activity_id IS NOT NULL
        """
    )
    return {one for (one,) in concerned}


def _write_aliases(store: Store, naming: Naming, *, now: datetime) -> None:
    if naming.revived:
        store.query("DELETE FROM aliases WHERE id IN (SELECT unnest(?))", [naming.revived])
    for old, new in naming.merged.items():
        store.query("UPDATE aliases SET activity_id = ? WHERE activity_id = ?", [new, old])
    at = table_time(now)
    store.put(
        [
            AliasRow(id=old, activity_id=new, at=at, reason=f"its listings announce the same activity as {new}")
            for old, new in naming.merged.items()
        ]
    )
