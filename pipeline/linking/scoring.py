"""Candidates scored: per comparison the level that holds, and what they weigh together. SQL made from the table."""

import re
from collections.abc import Iterable

from pipeline.linking.comparisons import COMPARISONS, MEASURES, Comparison, Weights
from pipeline.store import Store

# What outweighs all comparisons: the word of a person.
_JUDGED_BITS = 1_000.0
# Of two that were one until now a title, a place, a page or times in common are enough; that nothing differs is not.
_KEPT_PRIOR = -2.0
# Comparisons that may rule a pair out go first; of pairs ruled out nothing else is compared.
_DECISIVE = tuple(one for one in COMPARISONS if any(level.contradicts for level in one.levels))
_OTHERS = tuple(one for one in COMPARISONS if one not in _DECISIVE)


def score(store: Store, pairs: str, *, weights: Weights) -> None:
    """Fills `scored` with one, other, bits, contradicts, is_judged and levels, for the pairs in the table of that name.

    Two units that were one activity until now are so still, unless something contradicts it or nothing speaks for it:
    one was moved, renamed or found another venue, and the other site does not know it yet. What a person judged (in
    `verdicts`) goes before all.
    """
    _take_part(store, pairs, COMPARISONS)
    store.query(
        f"""
        CREATE OR REPLACE TEMP TABLE scored AS
        WITH decided AS MATERIALIZED ({_decided(pairs)}), others AS (
            SELECT p.*, {_sides(_OTHERS)} FROM decided p {_UNITS} WHERE NOT contradicts
        ), levelled AS (
            SELECT *, {_levels(_OTHERS)} FROM others
        )
        SELECT one, other,
            CASE verdict WHEN 'same' THEN {_JUDGED_BITS}
                ELSE if(were_one, {_KEPT_PRIOR}, {weights.prior}) + {_bits(weights)} END AS bits,
            contradicts, verdict = 'same' AS is_judged, [{", ".join(map(_name, COMPARISONS))}] AS levels
        FROM levelled
        UNION ALL SELECT one, other, -{_JUDGED_BITS}, contradicts, false, [] FROM decided WHERE contradicts
        """  # noqa: S608 conditions and numbers of ours
    )


def contradicting(store: Store, pairs: str) -> list[tuple[int, int]]:
    """Those of the pairs in the table of that name that cannot be one activity, in order."""
    _take_part(store, pairs, _DECISIVE)
    rows = store.query(f"SELECT one, other FROM ({_decided(pairs)}) WHERE contradicts ORDER BY one, other")  # noqa: S608
    return [(one, other) for one, other in rows]


def _take_part(store: Store, pairs: str, comparisons: Iterable[Comparison]) -> None:
    """Fills `compared` with what these comparisons ask for of the units in these pairs: all others are read once."""
    conditions = " ".join(level.condition for one in comparisons for level in one.levels)
    measures = " ".join(sql for name, sql in MEASURES.items() if f"m.{name}" in conditions)
    columns = {name for side, name in _NAMED.findall(f"{conditions} {measures}") if side != "m"}
    named = f"SELECT one FROM {pairs} UNION SELECT other FROM {pairs}"  # noqa: S608 our own names
    asked = ", ".join(sorted(columns | {"unit", "activity_id"}))
    store.query(f"CREATE OR REPLACE TEMP TABLE compared AS SELECT {asked} FROM units WHERE unit IN ({named})")  # noqa: S608


def _decided(pairs: str) -> str:
    """The SQL for these pairs with their verdict, the levels of what is decisive, and whether something contradicts."""
    return f"""
        SELECT one, other, verdict, were_one, {_levels(_DECISIVE)}, {_contradicts()} AS contradicts
        FROM (
            SELECT p.one, p.other, coalesce(v.verdict, '') AS verdict,
                coalesce(l.activity_id = r.activity_id AND v.verdict IS DISTINCT FROM 'unsaid', false) AS were_one,
                {_sides(_DECISIVE)}
            FROM {pairs} p {_UNITS} LEFT JOIN verdicts v ON v.one = p.one AND v.other = p.other
        )
        """  # noqa: S608 conditions of ours


_UNITS = "JOIN compared l ON l.unit = p.one JOIN compared r ON r.unit = p.other"
# A column of a side, or a measure, as conditions name it; in one row of both sides it is called l_…, r_… or m_….
_NAMED = re.compile(r"\b([lrm])\.(\w+)")
# For these DuckDB fills a table of hashes per row: looking each value up takes a third of the time, for lists of ours.
_LISTS = re.compile(r"list_(intersect|has_any)\(([\w.]+), ([\w.]+)\)")


def level_of(comparison: Comparison) -> str:
    """The SQL that gives the number of the first level that holds, over a row of both sides with their measures."""
    conditions = (_looked_up(_NAMED.sub(r"\1_\2", level.condition)) for level in comparison.levels)
    cases = " ".join(f"WHEN {condition} THEN {number}" for number, condition in enumerate(conditions))
    return f"(CASE {cases} END)::UTINYINT"


def _sides(comparisons: Iterable[Comparison]) -> str:
    """What these comparisons ask for of `l` and `r`: columns and measures."""
    asked = {named for one in comparisons for level in one.levels for named in _NAMED.findall(level.condition)}
    return ", ".join(
        f"{_looked_up(MEASURES[name]) if side == 'm' else f'{side}.{name}'} AS {side}_{name}"
        for side, name in sorted(asked)
    )


def _looked_up(sql: str) -> str:
    """The same SQL for lists without duplicates, as those of units are."""

    def spelled(match: re.Match[str]) -> str:
        shared = f"list_filter({match[2]}, lambda value: list_contains({match[3]}, value))"
        return shared if match[1] == "intersect" else f"(len({shared}) > 0)"

    return _LISTS.sub(spelled, sql)


def _levels(comparisons: Iterable[Comparison]) -> str:
    return ", ".join(f"{level_of(one)} AS {_name(one)}" for one in comparisons)


def _name(comparison: Comparison) -> str:
    return f'"{comparison.name}"'


def _bits(weights: Weights) -> str:
    return " + ".join(_bits_of(one, weights) for one in COMPARISONS)


def _bits_of(comparison: Comparison, weights: Weights) -> str:
    by_level = [round(weights.of(comparison, level), 3) for level in comparison.levels]
    looked_up = f"{by_level}[{_name(comparison)} + 1]"
    return f"if(were_one, greatest(0, {looked_up}), {looked_up})"


def _contradicts() -> str:
    """Whether a decisive level holds, unless a person said the contrary."""
    ruled_out = " OR ".join(
        f"{_name(one)} = {number}" + (" AND NOT were_one" if one.may_lag else "")
        for one in _DECISIVE
        for number, level in enumerate(one.levels)
        if level.contradicts
    )
    return f"(verdict = 'different' OR (verdict <> 'same' AND ({ruled_out})))"
