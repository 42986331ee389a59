"""Splink's plain pipeline over what linking compares of listings: what its documentation shows, on its own comparisons.

Blocking, u by random sampling, m by expectation maximisation, prediction and clustering, on DuckDB in memory. A listing
is a row: Splink compares no sets of days, so a series shows its first day, its weekdays and its hour.
"""

import json
import logging
import sys
import time
from pathlib import Path

import duckdb
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

BLOCKS = (
    block_on("town", "weekdays", "minute"),
    block_on("town", "title"),
    block_on("venue", "minute"),
    block_on("address", "weekdays"),
)
SETTINGS = SettingsCreator(
    link_type="dedupe_only",
    blocking_rules_to_generate_predictions=list(BLOCKS),
    comparisons=[
        cl.JaroWinklerAtThresholds("title", [0.92, 0.8]).configure(term_frequency_adjustments=True),
        cl.JaroWinklerAtThresholds("organiser", [0.9]),
        cl.JaroWinklerAtThresholds("venue", [0.9]),
        *(
            cl.ExactMatch(column)
            for column in ("town", "address", "postcode", "minute", "weekdays", "first_day", "url")
        ),
    ],
)
# "often adequate whilst testing different model specifications"; a hundred times more is advised for the final model.
_PAIRS_FOR_U = 1e7
_FOUND = 0.5


def pipeline(path: Path, *, threshold: float = 0.99) -> tuple[float, float, dict[tuple[str, str], str]]:
    """CPU seconds of training, CPU seconds of prediction and clustering, and the cluster of each listing in `path`."""
    logging.disable(logging.WARNING)  # Splink tells every step
    connection = duckdb.connect(config={"threads": 2, "memory_limit": "1GB"})
    connection.execute(f"ATTACH '{path}' AS told (READ_ONLY)")
    connection.execute(
        "CREATE TABLE listings AS SELECT row_number() OVER (ORDER BY source_id, key) AS unique_id, "
        "source_id, key, title, organiser, town, venue, address, postcode, minute, weekdays, first_day, url "
        "FROM told.traits"
    )
    connection.execute("DETACH told")
    started = time.process_time()
    linker = Linker(DuckDBAPI(connection=connection).register(connection.table("listings")), SETTINGS)
    training = linker.training
    training.estimate_probability_two_random_records_match(
        [block_on("town", "title", "minute", "weekdays")], recall=0.7
    )
    training.estimate_u_using_random_sampling(max_pairs=_PAIRS_FOR_U, seed=1)
    training.estimate_parameters_using_expectation_maximisation(block_on("town", "minute", "weekdays"))
    training.estimate_parameters_using_expectation_maximisation(block_on("title", "town"))
    trained = time.process_time()
    predicted = linker.inference.predict(threshold_match_probability=_FOUND)
    found = linker.clustering.cluster_pairwise_predictions_at_threshold(
        predicted, threshold_match_probability=threshold
    )
    done = time.process_time()
    query = f"SELECT source_id, key, cluster_id FROM {found.physical_name}"  # noqa: S608 # nosec B608
    rows = connection.execute(query).fetchall()
    return trained - started, done - trained, {(source_id, key): str(one) for source_id, key, one in rows}


if __name__ == "__main__":
    print(json.dumps(pipeline(Path(sys.argv[1]))[:2]))
