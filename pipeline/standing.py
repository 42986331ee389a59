"""Whether an activity takes place, all of it or one evening, as its sources say together. Pure.

The source that is believed goes first. What another one, on whose page it still stands, calls off counts as well,
unless a better source prints that very evening as taking place: a rule prints no evening. Absence calls nothing off.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from msgspec.structs import replace

from pipeline.occurrences import Budget, Instance, expand
from pipeline.voices import Voice, named_by
from schemas.listing import Listing
from schemas.record import LocalTime
from schemas.schedule import Override, Schedule, Status
from schemas.source import SourceId

_OFF = {Status.CANCELLED, Status.POSTPONED}
_STEPS = 20_000
# More evenings than this are called off together, by a status of the whole.
_MOST_EVENINGS = 200


@dataclass(frozen=True)
class Standing:
    """The status of the whole, the schedule with the evenings that are off, and who said so; None: nobody did."""

    status: Status
    schedule: Schedule
    source_id: SourceId | None = None


def standing_of(voices: Sequence[Voice], schedule: Schedule, *, believed: SourceId) -> Standing:
    """What `voices` say of `schedule`, which is that of the source `believed`."""
    by_source: dict[SourceId, list[Voice]] = defaultdict(list)
    for voice in voices:
        by_source[voice.source.id].append(voice)
    own = by_source.pop(believed)
    status = _status_of_all(own)
    standing = Standing(status or Status.SCHEDULED, schedule, believed if status else None)
    if status in _OFF:
        return standing
    named = named_by(voices)
    for source_id, others in by_source.items():
        there = [voice for voice in others if not voice.absent_runs]
        if not there:
            continue
        is_better = _authority(own, named) < _authority(there, named)
        printed = _days_printed(own) if is_better else frozenset()
        all_off = _status_of_all(there)
        if all_off in _OFF and _covers(there, own) and not printed and not (is_better and status):
            return Standing(all_off, schedule, source_id)
        standing = _with_evenings_off(standing, there, printed, source_id)
    return standing


def _authority(voices: Sequence[Voice], named: frozenset[str]) -> int:
    return min(voice.authority(named) for voice in voices)


def _status_of_all(voices: Sequence[Voice]) -> Status | None:
    """What the listings of one source say alike, of those still on their pages; None: nothing, or not alike."""
    there = [voice for voice in voices if not voice.absent_runs] or voices
    statuses = {voice.listing.status for voice in there}
    return statuses.pop() if len(statuses) == 1 else None


def _covers(there: Sequence[Voice], own: Sequence[Voice]) -> bool:
    """Whether a source that calls off all that it prints tells of the whole: of a rule, or of the only evening."""
    return any(voice.is_rule for voice in there) or (
        len(own) == 1 and not own[0].is_rule and len(_starts(own[0].listing)) == 1
    )


def _starts(listing: Listing) -> list[LocalTime]:
    """The single starts that a listing prints."""
    slots = listing.schedule.slots if listing.schedule else ()
    return [start for slot in slots if not slot.rrule for start in (slot.dtstart, *slot.rdate)]


def _days_printed(voices: Sequence[Voice]) -> frozenset[str]:
    """The days that the present listings of a source print one by one, and not as off."""
    there = [voice.listing for voice in voices if not voice.absent_runs]
    return frozenset(start[:10] for listing in there if listing.status not in _OFF for start in _starts(listing))


def _evenings_off(voices: Sequence[Voice]) -> Iterator[tuple[str, Status]]:
    """The days of which a source says that they are off."""
    for voice in voices:
        listing = voice.listing
        if listing.status in _OFF and not voice.is_rule:
            yield from ((start[:10], listing.status) for start in _starts(listing))
        for one in listing.schedule.overrides if listing.schedule else ():
            if one.status in _OFF and not one.this_and_future:
                yield (one.dtstart or one.recurrence_id)[:10], one.status


def _with_evenings_off(
    standing: Standing, there: Sequence[Voice], printed: frozenset[str], source_id: SourceId
) -> Standing:
    """`standing` with the evenings off that `there` call off, where there is one occurrence on that day."""
    schedule, said = standing.schedule, standing.source_id
    for day, status in sorted(set(_evenings_off(there)))[:_MOST_EVENINGS]:
        if day in printed:
            continue
        instance = _only_one_on(date.fromisoformat(day), schedule)
        if instance and instance.status not in _OFF:
            schedule, said = _off(schedule, instance.recurrence_id, status), source_id
    return Standing(standing.status, schedule, said)


def _only_one_on(day: date, schedule: Schedule) -> Instance | None:
    found = expand(schedule, start=day, end=day + timedelta(days=1), most=8, budget=Budget(_STEPS)).instances
    on_day = [one for one in found if one.start.isoformat()[:10] == day.isoformat()]
    return on_day[0] if len(on_day) == 1 else None


def _off(schedule: Schedule, name: LocalTime, status: Status) -> Schedule:
    """`schedule` with one occurrence off; what else is said of it stays."""
    known = next((one for one in schedule.overrides if one.recurrence_id == name and not one.this_and_future), None)
    others = tuple(one for one in schedule.overrides if one is not known)
    off = replace(known or Override(recurrence_id=name), status=status)
    return replace(schedule, overrides=tuple(sorted((*others, off), key=lambda one: one.recurrence_id)))
