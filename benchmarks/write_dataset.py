"""All files of the dataset, in memory; `python -m benchmarks.write_dataset`.

Method: 4,000 activities, each with 13 weekly occurrences, place, cost, registration, audience and provenance, a fifth
with Arabic in the title; then four times as many. `write_dataset` is our time for all 40-odd files (JSON, gzip, CSV,
Parquet, schema.org, changes, sums) over the time that the standard library takes to write two of them, JSON and CSV, of
the same two tables. `write_dataset_growth` is what four times the records cost: 4 where it is linear.
`write_dataset_changed` is what all costs again, as a share, when every hundredth activity has another title and the
files of before lie on disk. Processor time of this process, the better of three turns.
"""

import csv
import gc
import io
import json
import tempfile
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from time import process_time
from typing import Any

import msgspec
from msgspec.structs import replace

from benchmarks.write_feed import AS_OF, offer
from output.dataset import FOLDER, Stretch, files, shown, stretches
from output.release import without_collecting
from output.selection import Offer
from schemas.activity import Occurrence, Trust
from schemas.change import Edition
from schemas.schedule import Status

ACTIVITIES = 4_000
TURNS = 3
CHANGED = 100
AIM, GROWTH_AIM, CHANGED_AIM = 1.0, 5.0, 0.5
_DAYS = tuple((AS_OF + timedelta(weeks=week)).isoformat() for week in range(13))


def offers(count: int) -> tuple[Offer, ...]:
    return tuple(Offer(one.activity, _occurrences(one.activity.id)) for one in map(offer, range(count)))


def _occurrences(activity_id: str) -> tuple[Occurrence, ...]:
    return tuple(
        Occurrence(
            activity_id=activity_id,
            start=f"{day}T19:30:00+01:00",
            end=f"{day}T21:00:00+01:00",
            recurrence_id=f"{day}T19:30:00+01:00",
            all_day=False,
            status=Status.SCHEDULED,
            trust=Trust.RULE,
        )
        for day in _DAYS
    )


def ours(found: Sequence[Offer]) -> int:
    """Write all of it; how many bytes."""
    return written(found, known={})


def written(found: Sequence[Offer], *, known: Mapping[str, Stretch]) -> int:
    made = stretches(found, as_of=AS_OF, known=known)
    return sum(len(piece) for _, pieces in files(edition(found), made) for piece in pieces)


def edition(found: Sequence[Offer]) -> Edition:
    return Edition(
        as_of=AS_OF.isoformat(),
        activities=tuple(one.activity for one in found),
        occurrences=(),
        organisations=(),
        sources=(),
    )


def again(found: Sequence[Offer], folder: Path) -> Callable[[Sequence[Offer]], int]:
    """Writes all of it once `found` lies in `folder`."""
    made = stretches(found, as_of=AS_OF, known={})
    for path, pieces in files(edition(found), made):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(b"".join(pieces))
    lengths = {key: one.lengths for key, one in made.items()}
    return lambda changed: written(changed, known=shown(folder / FOLDER, lengths))


def renamed(number: int, one: Offer) -> Offer:
    if number % CHANGED:
        return one
    return Offer(replace(one.activity, title=f"{one.activity.title}, nieuw"), one.occurrences)


def plain(found: Sequence[Offer]) -> int:
    """Activities and occurrences as JSON and CSV, as one would at first."""
    tables = ([one.activity for one in found], [each for one in found for each in one.occurrences])
    return sum(_plain([msgspec.to_builtins(one) for one in table]) for table in tables)


def _plain(records: list[dict[str, Any]]) -> int:
    text = io.StringIO()
    writer = csv.DictWriter(text, sorted({name for one in records for name in one}))
    writer.writeheader()
    writer.writerows({name: json.dumps(value) for name, value in one.items()} for one in records)
    return len(text.getvalue()) + len(json.dumps(records, indent=1))


def seconds(write: Callable[[Sequence[Offer]], int], found: Sequence[Offer]) -> float:
    turns = []
    for _ in range(TURNS):
        gc.collect()
        with without_collecting():  # as publish does
            started = process_time()
            assert write(found) > 0  # noqa: S101 a benchmark of nothing is none
            turns.append(process_time() - started)
    return min(turns)


def main() -> None:
    few, many = offers(ACTIVITIES), offers(4 * ACTIVITIES)
    mine = seconds(ours, few)
    with tempfile.TemporaryDirectory() as folder:
        changed = seconds(again(few, Path(folder)), [renamed(number, one) for number, one in enumerate(few)])
    for name, ratio, aim in (
        ("write_dataset", mine / seconds(plain, few), AIM),
        ("write_dataset_growth", seconds(ours, many) / mine, GROWTH_AIM),
        ("write_dataset_changed", changed / mine, CHANGED_AIM),
    ):
        print(json.dumps({"name": name, "ratio": round(ratio, 3), "aim": aim, "seconds": round(mine, 2)}), flush=True)


if __name__ == "__main__":
    main()
