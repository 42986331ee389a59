"""A series in stretches: from its beginning, and from each override that holds for this and all future instances."""

from bisect import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from pipeline.occurrences.placing import length
from pipeline.occurrences.window import EARLIEST, midnight
from pipeline.recurrence import LATEST
from schemas.schedule import Override, Slot, moment


@dataclass(frozen=True, slots=True)
class Stretch:
    """From `since`, inclusive, to `before`, exclusive, both as recurrence_id: where `change` holds (None: none yet).

    `shift` is what to add to the start that the rule gives, on the wall clock.
    """

    since: datetime
    before: datetime
    change: Override | None = None
    shift: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class Manner:
    """How the instances of one slot are in one stretch; `lasting` None: no end is stated."""

    stretch: Stretch
    whole_days: bool
    lasting: timedelta | None


def stretches(overrides: Iterable[Override]) -> tuple[Stretch, ...]:
    """The stretches that the overrides make, in order, without gap; RFC 5545 §3.2.13."""
    changes = sorted((o for o in overrides if o.this_and_future), key=_named)
    ends = [_named(change) for change in changes] + [LATEST]
    later = (
        Stretch(
            _named(change), before, change, midnight(moment(change.dtstart or change.recurrence_id)) - _named(change)
        )
        for change, before in zip(changes, ends[1:], strict=True)
    )
    return (Stretch(EARLIEST, ends[0]), *later)


def stretch_at(ordered: Sequence[Stretch], given: datetime) -> Stretch:
    """The stretch that an instance belongs to by the start that the rule gives."""
    return ordered[max(0, bisect(ordered, given, key=lambda stretch: stretch.since) - 1)]


def manner(slot: Slot, stretch: Stretch, zone: tzinfo | None) -> Manner:
    """What the change of a stretch leaves open is as the slot has it; a change with a start has its own end or none."""
    start = moment(slot.dtstart)
    change = stretch.change
    end = moment(slot.dtend) if slot.dtend else None
    as_slot = Manner(stretch, not isinstance(start, datetime), length(start, end, zone))
    if change is None or not (change.dtstart or change.dtend):
        return as_slot
    changed_start = moment(change.dtstart or change.recurrence_id)
    whole_days = not isinstance(changed_start, datetime) if change.dtstart else as_slot.whole_days
    changed_end = moment(change.dtend) if change.dtend else None
    return Manner(stretch, whole_days, length(changed_start, changed_end, zone))


def _named(override: Override) -> datetime:
    return midnight(moment(override.recurrence_id))
