"""Which IANA zone a calendar's own VTIMEZONE is: found by comparing offsets, not names; RFC 5545 §3.6.5."""

import re
from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple
from zoneinfo import available_timezones

from schemas.errors import UnreadableText
from schemas.zones import DEFAULT_TZID, zone
from spiders.readers.ical.lines import Property, properties
from spiders.readers.ical.times import moment

_MOST_OBSERVANCES = 60
_OFFSET = re.compile(r"([+-]?)(\d\d):?(\d\d)(?::?\d\d)?")
_RULE_PARTS = {"FREQ", "BYMONTH", "BYDAY", "BYMONTHDAY", "INTERVAL", "UNTIL", "WKST"}
_LAST = datetime(2037, 12, 31)  # noqa: DTZ001 - wall clock of the zone itself
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WEEKDAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)?")
# Where several zones keep the same clock, these names win.
_PREFERRED = (
    DEFAULT_TZID,
    "Europe/London",
    "Europe/Helsinki",
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "Australia/Sydney",
)
# Long enough to tell most zones apart; only the last years, for calendars that state no more; and the years before
# some zones gave up summer time, for calendars that did not hear of it.
_YEARS = ((2012, 2026), (2024, 2026), (2010, 2016))


class _Change(NamedTuple):
    at: datetime
    before: timedelta
    after: timedelta


@lru_cache(maxsize=64)
def zone_defined(definition: bytes) -> str | None:
    """The IANA zone with the offsets of a VTIMEZONE, or its one offset as `UTC+hh:mm`; None: no zone is like it."""
    try:
        changes = _changes(definition)
    except (UnreadableText, ValueError, OverflowError, TypeError, KeyError):
        return None
    if not changes:
        return None
    if len(offsets := {change.after for change in changes}) == 1:
        return _fixed(offsets.pop())
    return next((found for years in _YEARS if (found := _zones_by_offsets(years).get(_offsets(changes, years)))), None)


def _changes(definition: bytes) -> list[_Change]:
    """All changes of the clock from 1990 on and one per observance before that, in order. Raises UnreadableText."""
    observances = [part for part in re.split(rb"\nBEGIN:", definition, flags=re.IGNORECASE)[2:] if b"\n" in part]
    if len(observances) > _MOST_OBSERVANCES:
        raise UnreadableText(f"more than {_MOST_OBSERVANCES} observances")
    by_kind: dict[bytes, list[_Observance]] = {}
    for kind, _, text in (part.partition(b"\n") for part in observances):
        by_kind.setdefault(kind.strip().upper(), []).append(_observance(properties(b"\n" + text, set())))
    eras = (era for same in by_kind.values() for era in pairwise([*sorted(same, key=lambda one: one.start), None]))
    return sorted(change for this, following in eras if this for change in _changes_of(this, following))


class _Observance(NamedTuple):
    start: datetime
    before: timedelta
    after: timedelta
    dates: tuple[datetime, ...]
    rule: str | None


def _observance(lines: list[Property]) -> _Observance:
    values = {line.name: line.value for line in lines}
    dates = [
        _time(text) for line in lines if line.name == "RDATE" for text in line.value.split(",")[:_MOST_OBSERVANCES]
    ]
    before, after = _offset(values["TZOFFSETFROM"]), _offset(values["TZOFFSETTO"])
    return _Observance(_time(values["DTSTART"]), before, after, tuple(dates), values.get("RRULE"))


def _changes_of(this: _Observance, following: _Observance | None) -> Iterator[_Change]:
    """The changes of an observance. Its rule ends where the next of its kind begins, even if it does not say so."""
    starts = [this.start, *this.dates]
    if this.rule:
        starts += _yearly(this.rule.upper().rstrip(";"), this.start)
    for start in starts:
        if following is None or following.start <= this.start or start < following.start:
            yield _Change(start - this.before, this.before, this.after)


def _yearly(rule: str, start: datetime) -> Iterator[datetime]:
    """The starts from 1990 to 2037 of a rule that happens once a year. Raises UnreadableText for any other."""
    parts = dict(part.split("=", 1) for part in rule.split(";"))
    weekday = _WEEKDAY.fullmatch(parts.get("BYDAY", ""))
    month = parts.get("BYMONTH", str(start.month))
    is_yearly = parts.get("FREQ") == "YEARLY" and parts.get("INTERVAL", "1") == "1" and parts.keys() <= _RULE_PARTS
    if not is_yearly or not weekday or not month.isdecimal():
        raise UnreadableText(f"not a yearly rule: {rule[:60]}")
    days = {int(day) for day in parts["BYMONTHDAY"].split(",")} if "BYMONTHDAY" in parts else set[int]()
    if not weekday[2] and not days:
        days = {start.day}
    until = _time(parts["UNTIL"]) if "UNTIL" in parts else _LAST
    for year in range(max(start.year, 1990), 2038):
        if day := _day(date(year, int(month), 1), weekday[2], int(weekday[1] or 0), days):
            change = datetime.combine(day, start.time())
            if start <= change and day <= until.date():
                yield change


def _day(first: date, weekday: str | None, ordinal: int, days: set[int]) -> date | None:
    """The day of a month that a rule means: of those with that weekday and number the one at `ordinal` (0: first)."""
    month = (first + timedelta(days=n) for n in range(monthrange(first.year, first.month)[1]))
    found = [
        day for day in month if (not weekday or _WEEKDAYS[day.weekday()] == weekday) and (not days or day.day in days)
    ]
    place = ordinal - 1 if ordinal > 0 else ordinal
    return found[place] if found and -len(found) <= place < len(found) else None


def _time(text: str) -> datetime:
    local = moment(text, None, set()).local
    return local if isinstance(local, datetime) else datetime(local.year, local.month, local.day)  # noqa: DTZ001


def _offset(text: str) -> timedelta:
    found = _OFFSET.fullmatch(text.strip())
    if not found:
        raise UnreadableText(f"not an offset: {text[:20]!r}")
    away = timedelta(hours=int(found[2]), minutes=int(found[3]))
    return -away if found[1] == "-" else away


def _fixed(offset: timedelta) -> str:
    minutes = int(offset.total_seconds() // 60)
    if not minutes:
        return "UTC"
    return f"UTC{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


@cache
def _probes(years: tuple[int, int]) -> tuple[datetime, ...]:
    """Twice a month at noon UTC: between them no zone changes its clock twice."""
    return tuple(
        datetime(year, month, day, 12, tzinfo=UTC).replace(tzinfo=None)
        for year in range(years[0], years[1] + 1)
        for month in range(1, 13)
        for day in (1, 15)
    )


def _offsets(changes: list[_Change], years: tuple[int, int]) -> tuple[timedelta, ...]:
    instants = [change.at for change in changes]
    found = (bisect_right(instants, probe) for probe in _probes(years))
    return tuple(changes[place - 1].after if place else changes[0].before for place in found)


@cache
def _zones_by_offsets(years: tuple[int, int]) -> dict[tuple[timedelta, ...], str]:
    zones: dict[tuple[timedelta, ...], str] = {}
    names = (name for name in sorted(available_timezones()) if "/" in name and not name.startswith("Etc/"))
    for name in (*_PREFERRED, *names):
        aware = [probe.replace(tzinfo=UTC).astimezone(zone(name)) for probe in _probes(years)]
        zones.setdefault(tuple(moment.utcoffset() or timedelta() for moment in aware), name)
    return zones
