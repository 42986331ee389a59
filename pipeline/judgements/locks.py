"""Locked fields of an activity: which may be locked, with what, and the activity with them. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import msgspec

from pipeline.judgements.values import one_of, trouble_with
from pipeline.occurrences import expand
from schemas.activity import Activity
from schemas.errors import UnreadableText
from schemas.judgement import Lock
from schemas.record import LocalTime
from schemas.schedule import Schedule, moment
from schemas.vocabulary import Basis

_A_YEAR = timedelta(days=366)
_NEVER_LOCKED: Mapping[str, str] = {
    "id": "it is kept for as long as the activity lives",
    "organisation": "it follows from the source file: mend it there",
    "rights": "they follow from the source file: mend it there",
    "status": "it follows from what sources say and what visits see",
    "sources": "they are the listings that are linked: judge pairs of listings instead",
    "summary": "it is made of the other fields: lock those",
    "description": "it is the organiser's own text",
    **dict.fromkeys(("first_seen_at", "last_seen_at", "last_changed_at", "sequence"), "the runs keep it"),
    **dict.fromkeys(("basis", "provenance"), "it tells where the other fields come from"),
}
_TYPES = {field.name: field.type for field in msgspec.structs.fields(Activity)}
LOCKABLE: Mapping[str, Any] = {name: kind for name, kind in _TYPES.items() if name not in _NEVER_LOCKED}
"""The type of each field that a person may settle."""


def locked(activity: Activity, locks: Sequence[Lock]) -> Activity:
    """`activity` with the values of `locks`, confirmed, whatever sources say.

    Locks of one field agree, as those of one activity in Judgements do. The summary is still that of before.
    """
    if not locks:
        return activity
    values = {lock.field: lock_value(lock) for lock in locks}
    basis = activity.basis | dict.fromkeys(values, Basis.CONFIRMED)
    provenance = {name: source for name, source in activity.provenance.items() if name not in values}
    return msgspec.structs.replace(activity, **values, basis=dict(sorted(basis.items())), provenance=provenance)


def lock_value(lock: Lock) -> Any:  # noqa: ANN401 of the field's type
    """The value of the field, in the type of the field. Raises ValidationError for a lock that has a trouble."""
    return msgspec.convert(lock.value, LOCKABLE[lock.field])


def trouble_with_lock(lock: Lock) -> str | None:
    """Why the field cannot be locked, or not with this value; None: it can."""
    if reason := _NEVER_LOCKED.get(lock.field):
        return f"field: {lock.field!r} cannot be locked: {reason}"
    if lock.field not in LOCKABLE:
        return f"field: {lock.field!r} is no field of an activity{one_of(lock.field, LOCKABLE)}"
    trouble = trouble_with(lock.value, LOCKABLE[lock.field])
    if not trouble and lock.field == "schedule":
        trouble = _trouble_with_schedule(lock_value(lock))
    return f"value of {lock.field}: {trouble}" if trouble else None


def _trouble_with_schedule(schedule: Schedule) -> str | None:
    """What would stop or silence the schedule when it is expanded."""
    if not schedule.slots:
        return "no slot; expected at least one, with a dtstart"
    try:
        for time in _times(schedule):
            moment(time)
        start = date.fromisoformat(min(slot.dtstart for slot in schedule.slots)[:10])
        return expand(schedule, start=start, end=start + _A_YEAR).truncated
    except (UnreadableText, ValueError, OverflowError) as error:
        return str(error)


def _times(schedule: Schedule) -> Iterator[LocalTime]:
    for slot in schedule.slots:
        yield from filter(None, (slot.dtstart, slot.dtend, *slot.rdate, *slot.exdate))
    for override in schedule.overrides:
        yield from filter(None, (override.recurrence_id, override.dtstart, override.dtend))
