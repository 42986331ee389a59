"""Where the listings of one activity contradict each other: for the operator, never published. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from pipeline.occurrences import Budget, expand
from pipeline.voices import Voice
from schemas.activity import Activity
from schemas.listing import Listing
from schemas.record import Record
from schemas.schedule import Schedule, Status, local_time
from schemas.source import SourceId

_AHEAD = timedelta(days=60)
_STEPS = 20_000
_TOLD = 3
_OFF = {Status.CANCELLED, Status.POSTPONED}


class Conflict(Record):
    """A field of which two sources say different things. `published` is what the believed one says."""

    field: str
    source_id: SourceId
    says: str
    believed_source_id: SourceId
    published: str


def conflicts(activity: Activity, voices: Sequence[Voice], *, now: datetime) -> tuple[Conflict, ...]:
    """What `voices` say against `activity`, which was made of them: times of the next two months, addresses, status."""
    believed = activity.provenance.get("schedule", activity.sources[0].source_id)
    others = [voice for voice in voices if voice.source.id != believed and not voice.absent_runs]
    return tuple(conflict for voice in others for conflict in _of(voice, activity, believed, now=now))


def _of(voice: Voice, activity: Activity, believed: SourceId, *, now: datetime) -> Iterator[Conflict]:
    for field, published, says in _compared(voice, activity, now=now):
        yield Conflict(
            field=field, source_id=voice.source.id, says=says, believed_source_id=believed, published=published
        )


def _compared(voice: Voice, activity: Activity, *, now: datetime) -> Iterator[tuple[str, str, str]]:
    """Field, what is published, what this voice says; only where both say something, and not the same."""
    listing = voice.listing
    if listing.schedule:
        published, said = _starts(activity.schedule, now), _starts(listing.schedule, now)
        if said and not said <= published:
            yield "schedule", _told(published), _told(said)
    if activity.place and listing.place and activity.place.street and listing.place.street:
        ours, theirs = activity.place.street, listing.place.street
        if ours.casefold() != theirs.casefold():
            yield "place", ours, theirs
    status = listing.status or Status.SCHEDULED
    if status is not activity.status and {status, activity.status} & _OFF and not _is_told(listing, activity):
        yield "status", activity.status, status


def _is_told(listing: Listing, activity: Activity) -> bool:
    """Whether a listing of single evenings is off, and the activity is off on those very days."""
    off = {(one.dtstart or one.recurrence_id)[:10] for one in activity.schedule.overrides if one.status in _OFF}
    slots = listing.schedule.slots if listing.schedule else ()
    return listing.status in _OFF and all(not slot.rrule and slot.dtstart[:10] in off for slot in slots)


def _starts(schedule: Schedule, now: datetime) -> set[str]:
    expansion = expand(schedule, start=now, end=now + _AHEAD, budget=Budget(_STEPS))
    return {local_time(instance.start) for instance in expansion.instances}


def _told(starts: Iterable[str]) -> str:
    ordered = sorted(starts)
    return ", ".join(ordered[:_TOLD]) + (f" and {len(ordered) - _TOLD} more" if len(ordered) > _TOLD else "") or "none"
