"""Several announcements in the text of one listing, as the one schedule that they are; or none where they are not."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

import msgspec

from pipeline.normalise.schedules.announcement import Announcement
from pipeline.occurrences import expand
from schemas.schedule import Override, Schedule, Slot, Status

_STATUSES = {"cancelled": Status.CANCELLED, "postponed": Status.POSTPONED}
_WORD = re.compile(r"[^\W\d_]{2,}")
# Between the moments of one activity stand an "en" and a comma; between two activities their names.
_WORDS_BETWEEN = 3


def together(found: Sequence[Announcement], text: str) -> tuple[Schedule, Status | None] | None:
    """The schedule and status that `found` in `text` tell of one activity; None where a person has to look.

    Dates that are called off stay as cancelled occurrences. A date beside a rule that gives it adds nothing.
    """
    if not found or not all(is_clear(one) for one in found):
        return None
    off = [one for one in found if _status(one)]
    held = [one for one in found if not _status(one)]
    if not held:
        statuses = {_status(one) for one in off}
        return (_union(off), statuses.pop()) if len(statuses) == 1 and _are_one(off, text) else None
    held = _without_examples(held)
    if not _are_one(held, text) or not all(one.kind in {"single", "list"} for one in off):
        return None
    schedule = _union(held)
    for one in off:
        called_off = _with_called_off(schedule, one)
        if called_off is None:
            return None
        schedule = called_off
    return schedule, None


def is_clear(one: Announcement) -> bool:
    """Whether its days can be dated, and are neither more than was said nor contradicted."""
    return bool(one.schedule) and not (one.underspecified or one.unanchored or one.contradiction)


def _status(one: Announcement) -> Status | None:
    return next((_STATUSES[word] for word in one.status if word in _STATUSES), None)


def _union(found: Sequence[Announcement]) -> Schedule:
    schedules = [one.schedule for one in found if one.schedule]
    slots = tuple(dict.fromkeys(slot for schedule in schedules for slot in schedule.slots))
    timed = {slot.dtstart[:10] for slot in slots if "T" in slot.dtstart}
    slots = tuple(slot for slot in slots if "T" in slot.dtstart or slot.rrule or slot.dtstart not in timed)
    text = " / ".join(dict.fromkeys(schedule.text for schedule in schedules if schedule.text))
    return msgspec.structs.replace(schedules[0], slots=slots, text=text or None)


def _without_examples(found: list[Announcement]) -> list[Announcement]:
    """`found` without the single days that a rule among them gives anyway: "de volgende keer is op 12 mei"."""
    rules = [one for one in found if one.kind == "recurring"]
    if len(rules) != 1:
        return found
    return [one for one in found if one is rules[0] or not _is_example(one, rules[0])]


def _is_example(one: Announcement, rule: Announcement) -> bool:
    if one.kind not in {"single", "list"} or not one.schedule or not rule.schedule:
        return False
    hours = {(said.start_time, said.end_time) for said in rule.slots}
    days = [day for day in one.dates if day]
    return all(_occurrence(rule.schedule, day) for day in days) and all(
        said.start_time is None or (said.start_time, said.end_time) in hours or (said.start_time, None) in hours
        for said in one.slots
    )


def _are_one(found: Sequence[Announcement], text: str) -> bool:
    """Whether `found` are moments of one activity: of one kind, and at the same hours or one right after the other."""
    if len(found) == 1:
        return True
    kinds = {"single" if one.kind == "list" else one.kind for one in found}
    if len(kinds) > 1 or kinds == {"range"}:
        return False
    hours = {tuple((said.start_time, said.end_time) for said in one.slots[:1]) for one in found}
    gaps = (text[before.span[1] : after.span[0]] for before, after in pairwise(found))
    return len(hours) == 1 or all(len(_WORD.findall(gap)) <= _WORDS_BETWEEN for gap in gaps)


def _with_called_off(schedule: Schedule, off: Announcement) -> Schedule | None:
    """`schedule` with the days of `off` called off, as occurrences of its own where it has them not."""
    overrides = list(schedule.overrides)
    for day in off.dates:
        start = _occurrence(schedule, day) if day else None
        if start is None and (any(slot.rrule for slot in schedule.slots) or off.schedule is None):
            return None
        if start is None and off.schedule:
            schedule = msgspec.structs.replace(schedule, slots=(*schedule.slots, *off.schedule.slots))
            start = _occurrence(schedule, day) if day else None
        if start:
            overrides.append(Override(recurrence_id=start, status=_status(off)))
    return msgspec.structs.replace(schedule, overrides=tuple(dict.fromkeys(overrides)))


def _occurrence(schedule: Schedule, day: date) -> str | None:
    """The start that `schedule` gives on `day`, or None."""
    for slot in schedule.slots:
        for start in _starts_on(slot, day):
            return start
    return None


def _starts_on(slot: Slot, day: date) -> list[str]:
    found = expand(Schedule(slots=(slot,)), start=day, end=day + timedelta(days=1), most=10).instances
    return [one.start.isoformat() for one in found if one.start.isoformat()[:10] == day.isoformat()]
