"""Candidates scored: per comparison the level that holds, and what they weigh together. SQL made from the table."""

import re
from collections.abc import Iterable

from pipeline.linking.comparisons import COMPARISONS, MEASURES, Comparison, Level, Weights
from pipeline.store import Store

# What outweighs all comparisons: the word of a person.
_JUDGED_BITS = 1_000.0
# Comparisons that may rule a pair out go first; of pairs ruled out nothing else is compared.
_DECISIVE = tuple(one for one in COMPARISONS if any(level.contradicts for level in one.levels))
_OTHERS = tuple(one for one in COMPARISONS if one not in _DECISIVE)


def score(store: Store, pairs: str, *, weights: Weights) -> None:
    """Fills `scored` with one, other, bits, contradicts, is_judged and levels, for the pairs in the table of that name.

    Two units that were one activity until now may disagree about the time: one was moved, and the other site does not
    know it yet. What a person judged (in `verdicts`) goes before all.
    """
    store.query(
        f"""
        CREATE OR REPLACE TEMP TABLE scored AS
        WITH known AS (
            SELECT p.one, p.other, coalesce(v.verdict, '') AS verdict,
                coalesce(l.activity_id = r.activity_id, false) AS were_one, {_measures(_DECISIVE)}
            FROM {pairs} p {_UNITS} LEFT JOIN verdicts v ON v.one = p.one AND v.other = p.other
        ), decided AS MATERIALIZED (
            SELECT p.one, p.other, verdict, were_one, {_levels(_DECISIVE)}, {_contradicts()} AS contradicts
            FROM known p {_UNITS}
        ), measured AS MATERIALIZED (
            SELECT p.*, {_measures(_OTHERS)} FROM decided p {_UNITS} WHERE NOT contradicts
        ), levelled AS (
            SELECT p.*, {_levels(_OTHERS)} FROM measured p {_UNITS}
        )
        SELECT one, other, if(verdict = 'same', {_JUDGED_BITS}, {weights.prior} + {_bits(weights)}) AS bits,
            contradicts, verdict = 'same' AS is_judged, [{", ".join(map(_name, COMPARISONS))}] AS levels
        FROM levelled
        UNION ALL SELECT one, other, -{_JUDGED_BITS}, contradicts, false, [] FROM decided WHERE contradicts
        """  # noqa: S608 conditions and numbers of ours
    )


_UNITS = "JOIN units l ON l.unit = p.one JOIN units r ON r.unit = p.other"


def level_of(comparison: Comparison) -> str:
    """The SQL that gives the number of the first level that holds, over `l`, `r` and a pair `p` with its measures."""
    cases = " ".join(f"WHEN {_of_pair(level)} THEN {number}" for number, level in enumerate(comparison.levels))
    return f"(CASE {cases} END)::UTINYINT"


def _of_pair(level: Level) -> str:
    return re.sub(r"\bm\.", "p.m_", level.condition)


def _measures(comparisons: Iterable[Comparison]) -> str:
    """The measures that these comparisons ask for."""
    asked = " ".join(level.condition for one in comparisons for level in one.levels)
    return ", ".join(f"{sql} AS m_{name}" for name, sql in MEASURES.items() if re.search(rf"\bm\.{name}\b", asked))


def _levels(comparisons: Iterable[Comparison]) -> str:
    return ", ".join(f"{level_of(one)} AS {_name(one)}" for one in comparisons)


def _name(comparison: Comparison) -> str:
    return f'"{comparison.name}"'


def _bits(weights: Weights) -> str:
    return " + ".join(_bits_of(one, weights) for one in COMPARISONS)


def _bits_of(comparison: Comparison, weights: Weights) -> str:
    by_level = [round(weights.of(comparison, level), 3) for level in comparison.levels]
    looked_up = f"{by_level}[{_name(comparison)} + 1]"
    return f"if(were_one, greatest(0, {looked_up}), {looked_up})" if comparison.may_lag else looked_up


def _contradicts() -> str:
    """Whether a decisive level holds, unless a person said the contrary. `known` is the pair before its levels."""
    ruled_out = " OR ".join(
        f"{_name(one)} = {number}" + (" AND NOT were_one" if one.may_lag else "")
        for one in _DECISIVE
        for number, level in enumerate(one.levels)
        if level.contradicts
    )
    return f"(verdict = 'different' OR (verdict <> 'same' AND ({ruled_out})))"
