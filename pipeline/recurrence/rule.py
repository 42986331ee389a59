"""Recurrence rules as records; RFC 5545 §3.3.10."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import IntEnum
from typing import Any

from schemas.errors import UnreadableText


class Frequency(IntEnum):
    """The length of a period, longest first."""

    YEARLY = 0
    MONTHLY = 1
    WEEKLY = 2
    DAILY = 3
    HOURLY = 4
    MINUTELY = 5
    SECONDLY = 6


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as written, each part under its plain name; empty: the part is absent. Parts are sorted and unique.

    `weekdays` are pairs of ordinal and weekday, Monday is 0; ordinal 0 means every such day. `until` is inclusive: a
    date, a naive local time, or an aware instant.
    """

    frequency: Frequency
    interval: int = 1
    count: int | None = None
    until: date | datetime | None = None
    week_start: int = 0
    months: tuple[int, ...] = ()
    week_numbers: tuple[int, ...] = ()
    year_days: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    weekdays: tuple[tuple[int, int], ...] = ()
    hours: tuple[int, ...] = ()
    minutes: tuple[int, ...] = ()
    seconds: tuple[int, ...] = ()
    positions: tuple[int, ...] = ()


def rule(text: str) -> Rule:
    """The rule that `text` states; case, white space, empty parts, `RRULE:` and parts named X-… do not matter.

    Raises UnreadableText for what RFC 5545 does not allow, except that COUNT and UNTIL may both stand (both hold).

    >>> rule("freq=weekly; byday=TU,-1FR;").weekdays
    ((-1, 4), (0, 1))
    """
    if len(text) > _LONGEST:
        raise UnreadableText(f"rule of {len(text)} characters, expected at most {_LONGEST}")
    stated = _parts(text)
    if "FREQ" not in stated:
        raise UnreadableText(f"rule without FREQ: {text[:80]!r}")
    return Rule(**{_PARTS[name][0]: _value(name, value) for name, value in stated.items() if name in _PARTS})


def _parts(text: str) -> dict[str, str]:
    bare = re.sub(r"\s+", "", text).upper().removeprefix("RRULE:")
    stated: dict[str, str] = {}
    for part in filter(None, bare.split(";")):
        name, _, value = part.partition("=")
        if name not in _PARTS and name not in _IGNORED and not name.startswith("X-"):
            raise UnreadableText(f"unknown part of a rule: {part[:40]!r}")
        if stated.setdefault(name, value) != value:
            raise UnreadableText(f"part of a rule stated twice: {part[:40]!r}")
    if stated.get("RSCALE", "GREGORIAN") != "GREGORIAN" or stated.get("SKIP", "OMIT") != "OMIT":
        raise UnreadableText(f"rule for another calendar (RFC 7529): {bare[:80]!r}")
    return stated


def _value(name: str, value: str) -> Any:  # noqa: ANN401 what the parts hold differs; Rule says it
    try:
        return _PARTS[name][1](value)
    except (ValueError, KeyError) as error:
        raise UnreadableText(f"part of a rule: {name}={value[:40]}") from error


def _numbers(lowest: int, highest: int, *, signed: bool = False) -> Callable[[str], tuple[int, ...]]:
    def read(value: str) -> tuple[int, ...]:
        numbers = {int(n) for n in value.split(",") if n}
        if not numbers or not all(lowest <= (abs(n) if signed else n) <= highest for n in numbers):
            raise ValueError(value)
        return tuple(sorted(numbers))

    return read


def _positive(value: str) -> int:
    number = int(value)
    if number < 1:
        raise ValueError(value)
    return min(number, _ENDLESS)


def _seconds(value: str) -> tuple[int, ...]:
    """A leap second is the second before it; RFC 5545 §3.3.12 for systems without leap seconds."""
    return tuple(sorted({min(second, 59) for second in _numbers(0, 60)(value)}))


def _weekdays(value: str) -> tuple[tuple[int, int], ...]:
    return tuple(sorted({_weekday(word) for word in value.split(",") if word} or {_weekday("")}))


def _weekday(word: str) -> tuple[int, int]:
    found = _WEEKDAY.fullmatch(word)
    ordinal = int(found[1] or 0) if found else -1
    if not found or (found[1] and not 1 <= abs(ordinal) <= 53):
        raise ValueError(word)
    return ordinal, _WEEKDAYS[found[2]]


def _until(value: str) -> date | datetime:
    found = _UNTIL.fullmatch(value)
    if not found:
        raise ValueError(value)
    day, clock, zulu = found.groups()
    if clock is None:
        return date.fromisoformat(day)
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=UTC if zulu else None)


_LONGEST = 10_000
_ENDLESS = 10**12  # keeps arithmetic on dates within what they can hold
_IGNORED = {"RSCALE", "SKIP"}
_WEEKDAYS = {name: number for number, name in enumerate(("MO", "TU", "WE", "TH", "FR", "SA", "SU"))}
_WEEKDAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_UNTIL = re.compile(r"(\d{8})(?:T(\d{6})(Z)?)?")
_PARTS: dict[str, tuple[str, Callable[[str], object]]] = {
    "FREQ": ("frequency", Frequency.__getitem__),
    "INTERVAL": ("interval", _positive),
    "COUNT": ("count", _positive),
    "UNTIL": ("until", _until),
    "WKST": ("week_start", _WEEKDAYS.__getitem__),
    "BYMONTH": ("months", _numbers(1, 12)),
    "BYWEEKNO": ("week_numbers", _numbers(1, 53, signed=True)),
    "BYYEARDAY": ("year_days", _numbers(1, 366, signed=True)),
    "BYMONTHDAY": ("month_days", _numbers(1, 31, signed=True)),
    "BYDAY": ("weekdays", _weekdays),
    "BYHOUR": ("hours", _numbers(0, 23)),
    "BYMINUTE": ("minutes", _numbers(0, 59)),
    "BYSECOND": ("seconds", _seconds),
    "BYSETPOS": ("positions", _numbers(1, 366, signed=True)),
}
