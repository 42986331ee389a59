"""Recurrence rules that calendar programs agree about, and a close look at which days they can give."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from functools import lru_cache

from schemas.record import LocalTime
from schemas.schedule import moment
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

_PERIOD: dict[str, Callable[[date], int]] = {
    "DAILY": lambda day: day.toordinal(),
    "WEEKLY": lambda day: (day.toordinal() - 1) // 7,  # 1 January of year 1 was a Monday
    "MONTHLY": lambda day: 12 * day.year + day.month,
    "YEARLY": lambda day: day.year,
}
"""The number of the period that a day lies in, by frequency."""


@lru_cache(maxsize=8192)
def rule(text: str, dtstart: LocalTime) -> str | None:
    """The RRULE value for a slot that starts at `dtstart`, UNTIL as RFC 5545 §3.3.10 wants it; None: not plain.

    >>> rule("FREQ=WEEKLY;UNTIL=20261231", "2026-11-24T19:30:00")
    'FREQ=WEEKLY;UNTIL=20261231T225959Z'
    """
    parts = _parts(text)
    if not _is_known(parts) or not _has_day(moment(dtstart), parts, first=moment(dtstart)):
        return None
    if "UNTIL" in parts:
        if _is_over(parts, dtstart, dtstart):
            return None
        parts["UNTIL"] = _until(parts["UNTIL"], dtstart)
    return ";".join(f"{name}={value}" for name, value in parts.items())


def weekdays(text: str, dtstart: LocalTime) -> frozenset[int]:
    """The weekdays (Monday is 0) that the rule `text` may give; all where it does not tell."""
    parts = _parts(text)
    if "BYDAY" in parts:
        return frozenset(_DAYS.index(token[-2:]) for token in parts["BYDAY"].split(","))
    return frozenset({moment(dtstart).weekday()}) if parts["FREQ"] == "WEEKLY" else _EVERY_DAY


def surely_gives(text: str, dtstart: LocalTime, when: LocalTime) -> bool:
    """Whether the plain rule `text` of a slot gives `when`; False also where that takes counting to find out."""
    parts = _parts(text)
    first, day = moment(dtstart), moment(when)
    if when < dtstart or when[10:] != dtstart[10:] or "COUNT" in parts or parts.get("WKST", "MO") != "MO":
        return False
    period = _PERIOD[parts["FREQ"]]
    in_turn = (period(day) - period(first)) % int(parts.get("INTERVAL", "1")) == 0
    return in_turn and _has_day(day, parts, first=first) and not _is_over(parts, dtstart, when)


def _parts(text: str) -> dict[str, str]:
    return dict(part.split("=", 1) for part in text.upper().split(";") if "=" in part)


def _is_known(parts: dict[str, str]) -> bool:
    if "FREQ" not in parts or {"COUNT", "UNTIL"} <= parts.keys():
        return False
    return all(name in _PARTS and _PARTS[name].fullmatch(value) for name, value in parts.items())


def _has_day(day: date, parts: dict[str, str], *, first: date) -> bool:
    """Whether `day` is one of the days that the rule names, or that follow from the `first`.

    A first day that the rule does not name counts for some programs and not for others; nor do they agree about months
    that are too short for it. Then False.
    """
    if "BYMONTH" in parts and str(day.month) not in parts["BYMONTH"].split(","):
        return False
    if "BYMONTHDAY" in parts:
        days = {str(day.day), str(day.day - _days_in_month(day) - 1)}
        return "BYDAY" not in parts and not days.isdisjoint(parts["BYMONTHDAY"].split(","))
    if "BYDAY" in parts:
        return any(_is_day_of(day, token, parts) for token in parts["BYDAY"].split(","))
    follows = {
        "DAILY": True,
        "WEEKLY": day.weekday() == first.weekday(),
        "MONTHLY": day.day == first.day <= 28,
        "YEARLY": day.day == first.day <= 28 and ("BYMONTH" in parts or day.month == first.month),
    }
    return follows[parts["FREQ"]]


def _is_day_of(day: date, token: str, parts: dict[str, str]) -> bool:
    found = _BY_DAY.fullmatch(token)
    if not found or _DAYS[day.weekday()] != found[2]:
        return False
    is_of_month = parts["FREQ"] == "MONTHLY" or (parts["FREQ"] == "YEARLY" and "BYMONTH" in parts)
    if not found[1]:
        return is_of_month or parts["FREQ"] != "YEARLY"
    ordinals = {(day.day + 6) // 7, (day.day - _days_in_month(day) - 1) // 7}
    return is_of_month and int(found[1]) in ordinals


def _days_in_month(day: date) -> int:
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return (following - date(day.year, day.month, 1)).days


def _is_over(parts: dict[str, str], dtstart: LocalTime, when: LocalTime) -> bool:
    """Whether UNTIL lies before `when`."""
    digits = when.replace("-", "").replace(":", "")
    return "UNTIL" in parts and _until(parts["UNTIL"], dtstart) < _until(digits, dtstart)


def _until(text: str, dtstart: LocalTime) -> str:
    """The value of UNTIL in the kind of `dtstart`: a day, or UTC. A day, as bound of times, is meant to its end."""
    local = datetime.fromisoformat(text) if "T" in text else datetime.combine(date.fromisoformat(text), time.max)
    instant = local.astimezone(UTC) if local.tzinfo else local.replace(tzinfo=zone(DEFAULT_TZID)).astimezone(UTC)
    if "T" in dtstart:
        return f"{instant:%Y%m%dT%H%M%SZ}"
    return f"{instant.astimezone(zone(DEFAULT_TZID)):%Y%m%d}"
