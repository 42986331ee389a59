"""`make audit`: what agreement weighs as Splink learns it, and how well simpler scorers link.

Splink gets the comparisons of linking, level by level, and the same candidates: how often each level holds for one
activity it counts from labels, for two it finds by expectation maximisation. It takes comparisons as independent, where
ours are learned together: where the two differ much, look at that level. The second table compares scorers on listings
that nothing was learned from.
"""

import logging
import re
import tempfile
from collections.abc import Iterator
from itertools import groupby
from math import log2
from pathlib import Path
from typing import Any

import click
import duckdb
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from benchmarks._splink import pipeline
from pipeline.linking import changed
from pipeline.linking.candidates import find_candidates, index_blocks
from pipeline.linking.clusters import Link, components
from pipeline.linking.comparisons import COMPARISONS, MEASURES, Comparison, weights
from pipeline.linking.stage import find_verdicts, link
from pipeline.linking.units import renew_units
from pipeline.store import opened
from tests.truth.linked import NOW, clusters, put, stocked, told
from tests.truth.score import score
from tests.truth.world import Key, World, world

_LEARNED_SEED, _LEARNED_FROM = 14, 8_000
_TOLD_SEED, _TOLD = 20_261_126, 20_000
_THRESHOLDS = (0.9, 0.99, 0.999, 0.9999, 0.99999, 0.999999)
"""Probabilities from which Splink may link; the best of them, in hindsight, is shown."""
_RULE = """
    SELECT a.n, b.n FROM numbered a JOIN numbered b ON a.{where} = b.{where} AND a.minute = b.minute AND a.n < b.n
    WHERE a.weekdays & b.weekdays > 0 AND jaro_winkler_similarity(a.title, b.title) > 0.85
"""
"""What one writes without a library: titles that look alike, at one hour of one weekday in one town or venue."""


def learned() -> Iterator[tuple[str, str, float, float | None]]:
    """Comparison, level, our bits, and those that Splink learned; None: it saw none of either kind."""
    some = world(_LEARNED_SEED, _LEARNED_FROM)
    with stocked(told(some)) as store:
        renew_units(store)
        index_blocks(store)
        find_verdicts(store)
        find_candidates(store)
        units = store.query("SELECT unit, source_id, lead FROM units")
        store.query(
            "CREATE TEMP TABLE truth AS SELECT unnest(?) AS unit, unnest(?) AS activity",
            [[unit for unit, *_ in units], [some.activity_of[source_id, lead] for _, source_id, lead in units]],
        )
        store.query(_SIDES)
        model = _trained(store._connection)
    for comparison, told_by in zip(COMPARISONS, model["comparisons"], strict=True):
        for level, found in zip(comparison.levels, told_by["comparison_levels"], strict=True):
            m, u = found.get("m_probability"), found.get("u_probability")
            yield comparison.name, level.name, weights().of(comparison, level), log2(m / u) if m and u else None


_SIDES = """
    CREATE TEMP TABLE sides AS
    WITH paired AS (
        SELECT row_number() OVER () AS pair, one, other, a.activity = b.activity AS is_same
        FROM candidates JOIN truth a ON a.unit = one JOIN truth b ON b.unit = other
    ), apart AS (SELECT pair, if(is_same, pair, NULL) AS same, unnest([one, other]) AS unit FROM paired)
    SELECT row_number() OVER () AS unique_id, pair, same, u.* EXCLUDE (source_id) FROM apart JOIN units u USING (unit)
"""
"""Both sides of each candidate, under the number of their pair; `same` is that number where they are one activity."""


def _trained(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[_as_splink(one) for one in COMPARISONS],
        blocking_rules_to_generate_predictions=[block_on("pair")],
    )
    linker = Linker(DuckDBAPI(connection=connection).register(connection.table("sides")), settings)
    linker.training.estimate_m_from_label_column("same")
    linker.training.estimate_parameters_using_expectation_maximisation(
        block_on("pair"), fix_m_probabilities=True, fix_u_probabilities=False
    )
    model: dict[str, Any] = linker.misc.save_model_to_json()
    return model


def _as_splink(comparison: Comparison) -> dict[str, Any]:
    conditions = [_spelled(level.condition) for level in comparison.levels[:-1]] + ["ELSE"]
    return {
        "output_column_name": comparison.name,
        "comparison_levels": [
            {"sql_condition": condition, "label_for_charts": level.name}
            for condition, level in zip(conditions, comparison.levels, strict=True)
        ],
    }


def _spelled(condition: str) -> str:
    """A condition with measures written out, and sides as Splink calls them: `l.title` is `title_l`."""
    whole = re.sub(r"\bm\.(\w+)", lambda named: f"({MEASURES[named[1]]})", condition)
    return re.sub(r"\b([lr])\.(\w+)", r"\2_\1", whole)


def scorers() -> Iterator[tuple[str, dict[Key, str]]]:
    """What each scorer makes of the listings to tell them by."""
    some = _told_world()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bruggen.duckdb"
        with opened(path) as store, store.transaction():
            changed.begin(store)
            put(store, told(some))
        for threshold in _THRESHOLDS:
            yield f"Splink's plain pipeline, {threshold}", pipeline(path, threshold=threshold)[2]
        with duckdb.connect(path, read_only=True) as connection:
            yield "two rules in SQL", _by_rules(connection)
        with opened(path) as store, store.transaction():
            changed.begin(store)
            store.query("INSERT INTO relink SELECT source_id, key FROM listings")
            link(store, now=NOW)
            yield "linking", clusters(store)


def _told_world() -> World:
    return world(_TOLD_SEED, _TOLD)


def _by_rules(connection: duckdb.DuckDBPyConnection) -> dict[Key, str]:
    connection.execute("CREATE TEMP TABLE numbered AS SELECT row_number() OVER () AS n, * FROM traits")
    pairs = connection.execute(" UNION ".join(_RULE.format(where=where) for where in ("town", "venue"))).fetchall()
    home = {n: str(number) for number, group in enumerate(components(Link(*pair, 1) for pair in pairs)) for n in group}
    rows = connection.execute("SELECT source_id, key, n FROM numbered").fetchall()
    return {(source_id, key): home[n] for source_id, key, n in rows if n in home}


def main() -> None:
    logging.disable(logging.WARNING)
    for name, levels in groupby(learned(), key=lambda row: row[0]):
        click.echo(f"{name:<50}  ours  Splink")
        for _, level, ours, odds in levels:
            click.echo(f"  {level:<46} {ours:+6.1f}  {'   none' if odds is None else f'{odds:+6.1f}'}")
    some = _told_world()
    for name, found in scorers():
        result = score(some, found)
        merged = result.merged["all"]
        click.echo(
            f"{name:<34} precision {result.pairwise.precision:.4f}  recall {result.pairwise.recall:.4f}  "
            f"B-cubed F1 {result.b_cubed.f1:.4f}  hard negatives merged {merged.count} of {merged.of}"
        )


if __name__ == "__main__":
    main()
