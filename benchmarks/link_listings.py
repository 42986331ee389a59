"""What linking 100,000 listings costs, as multiples of Splink's plain pipeline over the same listings.

Method: the listings are those of made-up towns (`tests/truth`); what linking compares of them is made beforehand, for
both, and stands in a DuckDB file. `from nothing` is one transaction of `link` on that file, to its commit; `anew` the
same after 1 % of the listings, drawn at random, got another title and text; its describing is told apart. Splink works
in memory and writes nothing (`_splink.py`). CPU seconds (user and system, all threads) of processes of their own,
interleaved, medians of ROUNDS; peak memory as the operating system accounts for it. Prints one JSON line per figure,
and the seconds on standard error.
"""

import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

import msgspec

from pipeline.linking import changed
from pipeline.linking.stage import link
from pipeline.store import ListingRow, opened
from schemas.listing import Listing
from tests.truth.linked import NOW, put, told
from tests.truth.world import world

ROUNDS = 3
SEED = 20_261_127
SMALL, LARGE = 10_000, 100_000
_ANEW = 100
"""One listing in so many is told anew."""


def stock(path: str, listings: int) -> None:
    """Makes the file of listings that nothing linked yet."""
    with opened(Path(path)) as store, store.transaction():
        changed.begin(store)
        put(store, told(world(SEED, listings)))


def from_nothing(path: str) -> tuple[float, float]:
    """CPU seconds of linking all listings in the file, and the peak of the process in megabytes."""
    with opened(Path(path)) as store:
        with store.transaction():
            changed.begin(store)
            store.query("INSERT INTO relink SELECT source_id, key FROM listings")
            started = time.process_time()
            link(store, now=NOW)
        return time.process_time() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def anew(path: str, seed: int) -> tuple[float, float]:
    """CPU seconds of describing the changed listings, and of linking them."""
    with opened(Path(path)) as store:
        rows = store.rows(ListingRow, order="source_id, key")
        some = Random(seed).sample(rows, len(rows) // _ANEW)  # noqa: S311
        with store.transaction():
            changed.begin(store)
            for row in some:
                listing = msgspec.json.decode(row.listing, type=Listing)
                other = msgspec.structs.replace(listing, title=f"{listing.title} nieuw", description="Welkom allemaal!")
                store.query(
                    "UPDATE listings SET listing = ? WHERE source_id = ? AND key = ?",
                    [msgspec.json.encode(other).decode(), row.source_id, row.key],
                )
            changed.mark(store, [(row.source_id, row.key) for row in some])
            started = time.process_time()
            changed.describe(store, lambda place, _source: place)
            described = time.process_time()
            link(store, now=NOW)
        return described - started, time.process_time() - described


def splink(path: str) -> tuple[float, float]:
    """CPU seconds of training, and of prediction and clustering."""
    command = [sys.executable, "-m", "benchmarks._splink", path]
    training, linking = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
    return training, linking


def apart(work: Callable[..., Any], *arguments: object) -> Any:  # noqa: ANN401 what `work` answers
    """The answer of `work` in a new process."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, *arguments).result()


def one_round(folder: Path, number: int) -> dict[str, float]:
    spent = {}
    for listings in (SMALL, LARGE):
        work = folder / "work.duckdb"
        shutil.copy(folder / f"{listings}.duckdb", work)
        spent[f"{listings} from nothing"], spent["peak"] = apart(from_nothing, str(work))
    spent["describing"], spent["anew"] = apart(anew, str(work), number)
    spent["training"], spent["predicting"] = splink(str(folder / f"{LARGE}.duckdb"))
    work.unlink()
    return spent


def figures(cost: dict[str, float]) -> list[tuple[str, float, float]]:
    """Name, figure, aim."""
    whole = cost["training"] + cost["predicting"]
    nothing = cost[f"{LARGE} from nothing"]
    return [
        ("link 100,000 listings from nothing: CPU over Splink's plain pipeline", nothing / whole, 1.0),
        ("link 1 % of them anew on top: the same", cost["anew"] / whole, 0.05),
        ("link 100,000 listings: CPU over that of 10,000", nothing / cost[f"{SMALL} from nothing"], 13),
        ("link 100,000 listings: peak memory in GB", cost["peak"] / 1024, 2),
    ]


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for listings in (SMALL, LARGE):
            apart(stock, str(folder / f"{listings}.duckdb"), listings)
        rounds = [one_round(folder, number) for number in range(ROUNDS)]
    cost = {name: median(one[name] for one in rounds) for name in rounds[0]}
    print("  ".join(f"{name}: {value:.2f}" for name, value in cost.items()), file=sys.stderr)
    for name, ratio, aim in figures(cost):
        print(json.dumps({"name": name, "ratio": round(ratio, 3), "aim": aim}))


if __name__ == "__main__":
    main()
