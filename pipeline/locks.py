"""Fields that persons settled: which activities they concern now, and which they no longer do."""

from collections.abc import Mapping

import msgspec

from pipeline.store import LockedRow, Store
from schemas.judgement import Lock

Locks = Mapping[str, tuple[Lock, ...]]
"""By the id of an activity."""


def current(store: Store, locks: Locks) -> dict[str, tuple[Lock, ...]]:
    """`locks` under the ids that activities bear by now: an id that stands for another leads there."""
    led = dict(store.query("SELECT id, activity_id FROM aliases WHERE id IN (SELECT unnest(?))", [list(locks)]))
    found: dict[str, tuple[Lock, ...]] = {}
    for activity_id, some in sorted(locks.items()):
        now = led.get(activity_id, activity_id)
        found[now] = found.get(now, ()) + some
    return found


def remember(store: Store, locks: Locks) -> set[str]:
    """Writes which locks hold; the ids of the activities of which others held at the last build."""
    before = dict(store.query("SELECT activity_id, locks FROM locked"))
    now = {activity_id: msgspec.json.encode(some).decode() for activity_id, some in locks.items()}
    store.query("DELETE FROM locked")
    store.put([LockedRow(activity_id=activity_id, locks=some) for activity_id, some in sorted(now.items())])
    return {
        activity_id for activity_id in before.keys() | now.keys() if before.get(activity_id) != now.get(activity_id)
    }
