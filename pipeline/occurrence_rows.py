"""Occurrences as they are published and kept: each with its status and how sure it is. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

import msgspec

from pipeline.decide import Sighting
from pipeline.occurrences import Instance
from pipeline.store import OccurrenceRow, table_time
from schemas.activity import Activity, Occurrence, Trust
from schemas.schedule import Status, local_time
from schemas.zones import aware

# What is said of a whole activity holds for each occurrence.
_OF_ALL = {Status.CANCELLED, Status.POSTPONED, Status.TENTATIVE, Status.MISSING, Status.GONE}


def occurrence_rows(
    activity: Activity, instances: Iterable[Instance], sighting: Sighting, before: Mapping[str, Status]
) -> Iterator[OccurrenceRow]:
    """A row for each instance. What was published of a day that is over (`before`) stays, unless a source says more.

    An evening that took place did so, though the series was called off later.
    """
    printed = _printed(activity)
    for instance in instances:
        is_absent = sighting.absent_runs or instance.status is Status.MISSING
        seen = Trust.SEEN if local_time(instance.start) in printed else Trust.RULE
        if instance.recurrence_id in before:
            status = instance.status or before[instance.recurrence_id]
        else:
            status = activity.status if activity.status in _OF_ALL else instance.status or Status.SCHEDULED
        yield _row(activity, instance, status=status, trust=Trust.NOT_RESEEN if is_absent else seen)


def _printed(activity: Activity) -> set[str]:
    """The starts that a source prints one by one; the others follow from a rule."""
    printed = {slot.dtstart for slot in activity.schedule.slots if not slot.rrule}
    printed.update(start for slot in activity.schedule.slots for start in slot.rdate)
    printed.update(one.dtstart or one.recurrence_id for one in activity.schedule.overrides)
    return printed


def _row(activity: Activity, instance: Instance, *, status: Status, trust: Trust) -> OccurrenceRow:
    start = instance.start if isinstance(instance.start, datetime) else aware(instance.start, activity.schedule.tzid)
    occurrence = Occurrence(
        activity_id=activity.id,
        start=instance.start.isoformat(),
        end=instance.end.isoformat() if instance.end else None,
        recurrence_id=instance.recurrence_id,
        all_day=not isinstance(instance.start, datetime),
        status=status,
        trust=trust,
        title=instance.title if instance.title != activity.title else None,
        url=instance.url if instance.url != activity.url else None,
    )
    return OccurrenceRow(
        activity_id=activity.id,
        recurrence_id=instance.recurrence_id,
        start_at=table_time(start),
        occurrence=msgspec.json.encode(occurrence).decode(),
    )
