"""The stage between crawling and publishing: staged listings into the database."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, time
from itertools import islice
from typing import TypeVar

from pipeline import locks
from pipeline.absorb import absorb
from pipeline.judgements import Judgements, unknown, unknown_locks
from pipeline.linking import changed
from pipeline.linking.stage import link
from pipeline.places.geocoder import Ask, Geocoder
from pipeline.settle import WINDOW_BEFORE, Means, settle
from pipeline.store import RunRow, Store, table_time
from schemas.change import Intent
from schemas.health import Health
from schemas.judgement import ListingName
from schemas.staged import StagedSource

NOTHING_JUDGED = Judgements()
_SOURCES_AT_ONCE = 100
_ACTIVITIES_AT_ONCE = 2_000


@dataclass
class Built:
    """What a build did: activities per intent, how each visit counted, and which schedules were too much to expand.

    `idle_judgements` tells of those that name what the database does not know.
    """

    intents: Counter[Intent] = field(default_factory=Counter)
    health: list[Health] = field(default_factory=list)
    truncated: dict[str, str] = field(default_factory=dict)
    idle_judgements: tuple[str, ...] = ()


def build(  # noqa: PLR0913 what persons said has no part in each other
    store: Store,
    staged: Iterable[StagedSource],
    *,
    run_id: str,
    now: datetime,
    accepted: Collection[str] = (),
    geocode: Ask | None = None,
    judgements: Judgements = NOTHING_JUDGED,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> Built:
    """Everything the staged sources (in the order of their ids) say, in the database; nothing, when interrupted.

    Sources in `accepted` may lose all; `judgements` hold, whatever listings say. `geocode` is asked for addresses that
    no earlier run asked for; None: nobody is. `progress` is told how many of how many activities are done.
    """
    built = Built()
    touched: set[str] = set()
    with store.transaction():
        means = Means(store, Geocoder(store, geocode, now=now))
        changed.begin(store)
        for some in _batched(staged, _SOURCES_AT_ONCE):
            ids, health = absorb(store, some, now=now, accepted=accepted)
            touched |= ids
            built.health += health
        changed.describe(store, means.recognise)
        changed.judge(store, {names: said.judgement.verdict for names, said in judgements.pairs.items()})
        touched |= link(store, now=now)
        means.locks = locks.current(store, judgements.locks)
        touched |= locks.remember(store, means.locks) | _due(store, now)
        done = 0
        for some_ids in _batched(sorted(touched), _ACTIVITIES_AT_ONCE):
            settled = settle(store, some_ids, run_id=run_id, now=now, means=means)
            built.intents.update(decision.intent for _, decision in settled.changes)
            built.truncated |= settled.truncated
            progress(done := done + len(some_ids), len(touched))
        built.idle_judgements = _idle(store, judgements)
        store.put([RunRow(run_id=run_id, started_at=table_time(now), as_of=now.date().isoformat())])
    return built


def _idle(store: Store, judgements: Judgements) -> tuple[str, ...]:
    named = [name for pair in judgements.pairs for name in pair]
    known = store.query(
        "SELECT source_id, key FROM listings WHERE (source_id, key) IN (SELECT (unnest(?), unnest(?)))",
        [[name.source_id for name in named], [name.key for name in named]],
    )
    listings = {ListingName(source_id=source_id, key=key) for source_id, key in known}
    ids = store.query("SELECT id FROM activities UNION SELECT id FROM aliases") if judgements.locks else []
    return unknown(judgements, listings) + unknown_locks(judgements, {one for (one,) in ids})


def _due(store: Store, now: datetime) -> set[str]:
    """On the first build of a day every activity that is still to come: its window moved."""
    last = store.query("SELECT as_of FROM runs ORDER BY started_at DESC, run_id DESC LIMIT 1")
    if last and last[0][0] == now.date().isoformat():
        return set()
    start = datetime.combine(now.date() - WINDOW_BEFORE, time.min)
    store.query(
        "DELETE FROM occurrences WHERE start_at < ? AND activity_id IN "
        "(SELECT id FROM activities WHERE status IN ('past', 'gone'))",
        [start],
    )
    return {
        activity_id for (activity_id,) in store.query("SELECT id FROM activities WHERE status NOT IN ('past', 'gone')")
    }


_T = TypeVar("_T")


def _batched(things: Iterable[_T], size: int) -> Iterator[list[_T]]:
    """`things` in lists of `size`, the last perhaps shorter; itertools has it from Python 3.12."""
    rest = iter(things)
    while some := list(islice(rest, size)):
        yield some
