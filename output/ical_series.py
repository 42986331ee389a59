"""Which schedules may be handed to a calendar program as rules.

A rule saves room and shows the future, but programs disagree about everything unusual: rules on which the first moment
does not lie, THISANDFUTURE, RDATE without a rule, slots that coincide. Such schedules are written date by date.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from output.ical_rule import rule, surely_gives, weekdays
from schemas.record import LocalTime
from schemas.schedule import Override, Schedule, Slot
from schemas.zones import DEFAULT_TZID


@dataclass(frozen=True)
class Series:
    """A slot as one VEVENT: with a rule, or one moment. `overrides` are those of its occurrences."""

    slot: Slot
    rule: str | None
    overrides: tuple[Override, ...]


def series(schedule: Schedule, *, since: str) -> tuple[Series, ...] | None:
    """The slots in the order of dtstart, with the overrides from the day `since` on; None: write it date by date.

    An occurrence that differs in its page only stays with its rule: a calendar full of exceptions is none that programs
    read alike. Where it is written apart, it has its page.
    """
    if (schedule.tzid or DEFAULT_TZID) != DEFAULT_TZID or not schedule.slots:
        return None
    slots = sorted(schedule.slots, key=lambda slot: (slot.dtstart, slot.rrule or ""))
    rules = [rule(slot.rrule, slot.dtstart) if slot.rrule else None for slot in slots]
    if not _is_plain(slots, rules):
        return None
    told = overrides_told(schedule)
    if not told:
        return tuple(Series(slot, text, ()) for slot, text in zip(slots, rules, strict=True))
    homes = _homes(told, slots)
    if homes is None:
        return None
    return tuple(
        Series(slot, text, tuple(one for home, one in homes if home is slot and _reaches(one, since)))
        for slot, text in zip(slots, rules, strict=True)
    )


def overrides_told(schedule: Schedule) -> tuple[Override, ...]:
    """Those that say when, whether, or under which title."""
    return tuple(
        one for one in schedule.overrides if one.this_and_future or one.dtstart or one.dtend or one.status or one.title
    )


def _is_plain(slots: Sequence[Slot], rules: Sequence[str | None]) -> bool:
    if len(slots) == 1:
        (slot,) = slots
        if slot.rrule is None:
            return not slot.rdate and not slot.exdate
        return rules[0] is not None and all(len(one) == len(slot.dtstart) for one in slot.rdate)
    if not all(rules) or any(slot.rdate for slot in slots):
        return False
    return not any(_may_coincide(one, other) for one, other in combinations(slots, 2))


def _may_coincide(one: Slot, other: Slot) -> bool:
    return one.dtstart[10:] == other.dtstart[10:] and not _weekdays(one).isdisjoint(_weekdays(other))


def _weekdays(slot: Slot) -> frozenset[int]:
    return weekdays(slot.rrule or "", slot.dtstart)


def _homes(overrides: Sequence[Override], slots: Sequence[Slot]) -> list[tuple[Slot, Override]] | None:
    """Each override with the one slot that it belongs to; None where that is not certain."""
    found = []
    for override in overrides:
        candidates = [slot for slot in slots if _gives(slot, override.recurrence_id)]
        if override.this_and_future or len(candidates) != 1:
            return None
        found.append((candidates[0], override))
    return found


def _gives(slot: Slot, recurrence_id: LocalTime) -> bool:
    if any(recurrence_id.startswith(when[:10]) for when in slot.exdate):
        return False
    if recurrence_id == slot.dtstart or recurrence_id in slot.rdate:
        return True
    return slot.rrule is not None and surely_gives(slot.rrule, slot.dtstart, recurrence_id)


def _reaches(override: Override, since: str) -> bool:
    return max(override.recurrence_id, override.dtstart or "") >= since
