"""The starts that one slot gives, before exceptions and overrides: naive local times, midnight for whole days."""

from collections.abc import Iterator
from datetime import datetime, time, tzinfo

from pipeline.occurrences.window import midnight
from pipeline.recurrence import Budget, Rule, Series, starts
from schemas.record import LocalTime
from schemas.schedule import Slot, moment

STEPS_OF_SLOT = 15  # reading a rule and finding its first period
STEPS_OF_INSTANCE = 4  # making an instance costs about as much as finding four starts


def printed_starts(slot: Slot, *, with_first: bool) -> list[datetime]:
    """The starts in RDATE, and DTSTART if wanted: in order, unique. RDATE as a day means its usual time on that day."""
    clock = midnight(moment(slot.dtstart)).time()
    texts = (slot.dtstart, *slot.rdate) if with_first else slot.rdate
    return sorted({_of_kind(slot, text, clock) for text in texts})


def _of_kind(slot: Slot, text: LocalTime, clock: time) -> datetime:
    when = moment(text)
    if not isinstance(when, datetime) or "T" not in slot.dtstart:
        return datetime.combine(when, clock)
    return when


def series_of(slot: Slot, of_slot: Rule, zone: tzinfo | None) -> Series:
    """The series that the rule of `slot` makes."""
    first = moment(slot.dtstart)
    return Series(of_slot, midnight(first), zone, whole_days=not isinstance(first, datetime))


def rule_starts(
    slot: Slot, of_slot: Rule, *, since: datetime, before: datetime, zone: tzinfo | None, budget: Budget
) -> Iterator[datetime]:
    """The starts from `since` to `before` that the rule of `slot` gives: in order, unique.

    Raises OutOfSteps, and UnreadableText for a rule that does not fit the slot.
    """
    for start in starts(series_of(slot, of_slot, zone), since=since, before=before, budget=budget):
        budget.spend(STEPS_OF_INSTANCE)
        yield start
