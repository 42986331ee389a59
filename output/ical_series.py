"""Which schedules may be handed to a calendar program as rules, and with which words.

A rule saves room and shows the future, but programs disagree about everything unusual: rules on which the first moment
does not lie, THISANDFUTURE, RDATE without a rule, slots that coincide. Such schedules are written date by date.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import lru_cache
from itertools import combinations

from schemas.schedule import Override, Schedule, Slot, moment
from schemas.zones import DEFAULT_TZID, zone

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_EVERY_DAY = frozenset(range(7))
_BY_DAY = re.compile(r"([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)")
_PARTS = {
    "FREQ": re.compile(r"DAILY|WEEKLY|MONTHLY|YEARLY"),
    "INTERVAL": re.compile(r"[1-9]\d{0,3}"),
    "COUNT": re.compile(r"[1-9]\d{0,4}"),
    "UNTIL": re.compile(r"\d{8}(T\d{6}Z?)?"),
    "BYDAY": re.compile(rf"{_BY_DAY.pattern}(,{_BY_DAY.pattern})*"),
    "BYMONTHDAY": re.compile(r"-?([1-9]|[12]\d|3[01])(,-?([1-9]|[12]\d|3[01]))*"),
    "BYMONTH": re.compile(r"([1-9]|1[0-2])(,([1-9]|1[0-2]))*"),
    "WKST": re.compile("|".join(_DAYS)),
}
"""The parts of a rule that calendar programs agree about (tried in icalendar, ical.js and khal), with their values."""


@dataclass(frozen=True)
class Series:
    """A slot as one VEVENT: with a rule, or one moment. `overrides` are those of its occurrences."""

    slot: Slot
    rule: str | None
    overrides: tuple[Override, ...]


def series(schedule: Schedule, *, since: str) -> tuple[Series, ...] | None:
    """The slots in the order of their starts, with overrides from the day `since` on; None: write it date by date."""
    if (schedule.tzid or DEFAULT_TZID) != DEFAULT_TZID or not schedule.slots:
        return None
    slots = sorted(schedule.slots, key=lambda slot: (slot.dtstart, slot.rrule or ""))
    rules = [slot.rrule and rule(slot.rrule, slot.dtstart) for slot in slots]
    if not _is_plain(slots, rules):
        return None
    if not schedule.overrides:
        return tuple(Series(slot, text, ()) for slot, text in zip(slots, rules, strict=True))
    homes = _homes(schedule.overrides, slots)
    if homes is None:
        return None
    return tuple(
        Series(slot, text, tuple(one for home, one in homes if home is slot and _reaches(one, since)))
        for slot, text in zip(slots, rules, strict=True)
    )


def _is_plain(slots: Sequence[Slot], rules: Sequence[str | None]) -> bool:
    if len(slots) == 1:
        (slot,) = slots
        if slot.rrule is None:
            return not slot.rdate and not slot.exdate
        return rules[0] is not None and all(_is_day(one) == _is_day(slot.dtstart) for one in slot.rdate)
    if not all(rules) or any(slot.rdate for slot in slots):
        return False
    return not any(_may_coincide(one, other) for one, other in combinations(slots, 2))


def _may_coincide(one: Slot, other: Slot) -> bool:
    return _clock(one.dtstart) == _clock(other.dtstart) and bool(_weekdays(one) & _weekdays(other))


def _homes(overrides: Sequence[Override], slots: Sequence[Slot]) -> list[tuple[Slot, Override]] | None:
    """Each override with the one slot that it can belong to; None where that is not certain."""
    found = []
    for override in overrides:
        candidates = [slot for slot in slots if _may_give(slot, override.recurrence_id)]
        if override.this_and_future or len(candidates) != 1:
            return None
        found.append((candidates[0], override))
    return found


def _may_give(slot: Slot, recurrence_id: str) -> bool:
    if recurrence_id in slot.exdate:
        return False
    if recurrence_id == slot.dtstart or recurrence_id in slot.rdate:
        return True
    return (
        slot.rrule is not None
        and recurrence_id > slot.dtstart
        and _clock(recurrence_id) == _clock(slot.dtstart)
        and moment(recurrence_id).weekday() in _weekdays(slot)
    )


def _reaches(override: Override, since: str) -> bool:
    return max(override.recurrence_id, override.dtstart or "") >= since


def _is_day(when: str) -> bool:
    return "T" not in when


def _clock(when: str) -> str:
    return when[10:]


def _weekdays(slot: Slot) -> frozenset[int]:
    """The weekdays (Monday is 0) on which `slot` may happen; all where its rule does not tell."""
    start = moment(slot.dtstart).weekday()
    if slot.rrule is None:
        return frozenset({start})
    parts = _parts(slot.rrule.upper())
    if "BYDAY" in parts:
        return frozenset(_DAYS.index(token[-2:]) for token in parts["BYDAY"].split(","))
    return frozenset({start}) if parts.get("FREQ") == "WEEKLY" else _EVERY_DAY


@lru_cache(maxsize=8192)
def rule(text: str, dtstart: str) -> str | None:
    """The RRULE value for a slot that starts at `dtstart`, UNTIL as RFC 5545 §3.3.10 wants it; None: not plain.

    >>> rule("FREQ=WEEKLY;UNTIL=20261231", "2026-11-24T19:30:00")
    'FREQ=WEEKLY;UNTIL=20261231T225959Z'
    """
    parts = _parts(text.upper())
    if not _is_known(parts) or not _lies_on(moment(dtstart), parts):
        return None
    if "UNTIL" in parts:
        parts = parts | {"UNTIL": _until(parts["UNTIL"], dtstart)}
        if parts["UNTIL"] < _until(dtstart.replace("-", "").replace(":", ""), dtstart):
            return None  # the rule is over before it begins
    return ";".join(f"{name}={value}" for name, value in parts.items())


def _parts(text: str) -> dict[str, str]:
    return dict(part.split("=", 1) for part in text.split(";") if "=" in part)


def _is_known(parts: dict[str, str]) -> bool:
    if "FREQ" not in parts or {"COUNT", "UNTIL"} <= parts.keys():
        return False
    return all(name in _PARTS and _PARTS[name].fullmatch(value) for name, value in parts.items())


def _lies_on(start: date, parts: dict[str, str]) -> bool:
    """Whether `start` is itself a moment of the rule: if it is not, programs disagree whether it counts."""
    if "BYMONTH" in parts and str(start.month) not in parts["BYMONTH"].split(","):
        return False
    if "BYMONTHDAY" in parts:
        days = {str(start.day), str(start.day - _days_in_month(start) - 1)}
        return "BYDAY" not in parts and not days.isdisjoint(parts["BYMONTHDAY"].split(","))
    if "BYDAY" not in parts:
        return parts["FREQ"] in {"DAILY", "WEEKLY"} or start.day <= 28
    return any(_is_day_of(start, token, parts) for token in parts["BYDAY"].split(","))


def _is_day_of(start: date, token: str, parts: dict[str, str]) -> bool:
    found = _BY_DAY.fullmatch(token)
    if not found or _DAYS[start.weekday()] != found[2]:
        return False
    if not found[1]:
        return parts["FREQ"] != "YEARLY" or "BYMONTH" in parts
    if parts["FREQ"] != "MONTHLY" and not (parts["FREQ"] == "YEARLY" and "BYMONTH" in parts):
        return False
    from_end = (start.day - _days_in_month(start) - 1) // 7 if found[1].startswith("-") else None
    return int(found[1]) == (from_end if from_end is not None else (start.day + 6) // 7)


def _days_in_month(when: date) -> int:
    following = date(when.year + when.month // 12, when.month % 12 + 1, 1)
    return (following - date(when.year, when.month, 1)).days


def _until(until: str, dtstart: str) -> str:
    if _is_day(dtstart):
        return until[:8]
    if until.endswith("Z"):
        return until
    last = datetime.fromisoformat(until) if "T" in until else datetime.combine(date.fromisoformat(until), time.max)
    return f"{last.replace(tzinfo=zone(DEFAULT_TZID)).astimezone(UTC):%Y%m%dT%H%M%SZ}"
