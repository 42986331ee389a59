"""Recurrence rules as text, in the one spelling of RFC 5545 §3.3.10, and the repairs of those written otherwise."""

import re
from datetime import datetime, time
from typing import NamedTuple

from schemas.errors import UnreadableText
from spiders.readers.ical.repair import Repair, mended
from spiders.readers.ical.times import Moment, in_zone, moment

_WEEKDAY = "MO|TU|WE|TH|FR|SA|SU"
_NUMBERS = r"[+-]?\d{1,3}(?:,[+-]?\d{1,3})*"
_POSITIVE = r"0*[1-9]\d{0,8}"
_PARTS = {
    "FREQ": r"SECONDLY|MINUTELY|HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY",
    "INTERVAL": _POSITIVE,
    "COUNT": _POSITIVE,
    "WKST": _WEEKDAY,
    "BYDAY": rf"[+-]?\d{{0,2}}(?:{_WEEKDAY})(?:,[+-]?\d{{0,2}}(?:{_WEEKDAY}))*",
} | dict.fromkeys(
    ("BYSECOND", "BYMINUTE", "BYHOUR", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYMONTH", "BYSETPOS"), _NUMBERS
)
_SHAPES = {name: re.compile(shape) for name, shape in _PARTS.items()}
_DUTCH_DAYS = {"MA": "MO", "DI": "TU", "WO": "WE", "DO": "TH", "VR": "FR", "ZA": "SA", "ZO": "SU"}
_FRENCH_DAYS = re.compile(r"\b(?:LU|ME|JE|VE)\b")
_FULL_DAYS = {
    "MONDAY": "MO",
    "TUESDAY": "TU",
    "WEDNESDAY": "WE",
    "THURSDAY": "TH",
    "FRIDAY": "FR",
    "SATURDAY": "SA",
    "SUNDAY": "SU",
}


class Rule(NamedTuple):
    """A rule with `UNTIL` apart, because its form hangs on the start of the event."""

    text: str
    until: str | None = None


def _tidy(rule: str) -> str:
    """Without repeated name, spaces, empty parts and stray commas."""
    bare = re.sub(r"\s+", "", rule).removeprefix("RRULE:")
    parts = (re.sub(r",+", ",", part).rstrip(",").replace("=,", "=") for part in bare.split(";"))
    return ";".join(part for part in parts if part)


def _without_escapes(rule: str) -> str:
    return rule.replace("\\;", ";").replace("\\,", ",").rstrip("\\")


def _each(rule: str, name: str, change: "dict[str, str]") -> str:
    """The words of one part of a rule, replaced."""
    parts = rule.split(";")
    pattern = re.compile("|".join(rf"(?<![A-Z]){word}(?![A-Z])" for word in change))
    return ";".join(pattern.sub(lambda w: change[w[0]], part) if part.startswith(name) else part for part in parts)


def _dutch_days(rule: str) -> str:
    return rule if _FRENCH_DAYS.search(rule) else _each(_each(rule, "BYDAY=", _DUTCH_DAYS), "WKST=", _DUTCH_DAYS)


def _full_days(rule: str) -> str:
    return _each(rule, "BYDAY=", _FULL_DAYS)


def _without_empty_parts(rule: str) -> str:
    return ";".join(part for part in rule.split(";") if not part.endswith("="))


def _with_first_of_repeated(rule: str) -> str:
    firsts: dict[str, str] = {}
    for part in rule.split(";"):
        firsts.setdefault(part.partition("=")[0], part)
    return ";".join(firsts.values())


def _without_foreign_parts(rule: str) -> str:
    return ";".join(p for p in rule.split(";") if not p.startswith("X-") and p not in {"RSCALE=GREGORIAN", "SKIP=OMIT"})


def _without_idle_numbers(rule: str) -> str:
    return re.sub(r";(?:COUNT=(?:-\d+|0+)|INTERVAL=(?:-\d+|0+))(?=;|\Z)", "", f";{rule}")[1:]


def _without_weekly_ordinals(rule: str) -> str:
    if "FREQ=WEEKLY" not in rule and "FREQ=DAILY" not in rule:
        return rule
    return re.sub(r"(?<=BYDAY=)[^;]*", lambda days: re.sub(r"[+-]?\d+", "", days[0]), rule)


RULE_REPAIRS = (
    Repair("escaped_rule", "RFC 5545 §3.3.10", "exports that escape rules as if they were text", _without_escapes),
    Repair("lower_case_rule", "RFC 5545 §3.3.10", "JavaScript libraries", str.upper),
    Repair("untidy_rule", "RFC 5545 §3.3.10", "Lotus Notes, templates (trailing `;`, spaces, `RRULE:` twice)", _tidy),
    Repair("full_weekday_names", "RFC 5545 §3.3.10", "hand-written templates", _full_days),
    Repair("dutch_weekdays", "RFC 5545 §3.3.10", "Dutch plugins that translate weekdays (BYDAY=DI)", _dutch_days),
    Repair("empty_rule_part", "RFC 5545 §3.3.10", "forms that print `UNTIL=` without a date", _without_empty_parts),
    Repair("repeated_rule_part", "RFC 5545 §3.3.10", "templates that append to a rule", _with_first_of_repeated),
    Repair("foreign_rule_part", "RFC 5545 §3.3.10", "vendors' own parts; RFC 7529 defaults", _without_foreign_parts),
    Repair(
        "count_or_interval_not_positive",
        "RFC 5545 §3.3.10",
        "exports with COUNT=-1 for `no end`",
        _without_idle_numbers,
    ),
    Repair(
        "ordinal_in_weekly_rule",
        "RFC 5545 §3.3.10",
        "forms that keep the ordinal of a monthly rule",
        _without_weekly_ordinals,
    ),
)


def rule(text: str, start: Moment, noted: set[str], *, home: str = "UTC") -> str:
    """The rule in capitals, one spelling; `UNTIL` is a day for whole days, local for floating starts, else UTC.

    `home` is the zone of the calendar, in which its whole days begin. Raises UnreadableText.
    """
    parts = [part.partition("=") for part in mended(text, RULE_REPAIRS, noted).split(";")]
    wrong = next(
        (f"{name}={value}" for name, _, value in parts if name != "UNTIL" and not _is_right(name, value)), None
    )
    if wrong is not None or "FREQ" not in {name for name, _, _ in parts}:
        raise UnreadableText(f"not a recurrence rule: {wrong or text[:60]!r}")
    return ";".join(
        f"{name}={_until(value, start, noted, home) if name == 'UNTIL' else value}" for name, _, value in parts
    )


def _is_right(name: str, value: str) -> bool:
    return name in _SHAPES and _SHAPES[name].fullmatch(value) is not None


class _Until(NamedTuple):
    when: Moment
    start: Moment
    home: str


def _until_as_day(until: _Until) -> _Until:
    """The day that an event of whole days ends on: the one that begins then at home, else the one in the words."""
    if not until.start.is_day or until.when.is_day:
        return until
    at_home = in_zone(until.when, until.home)
    if isinstance(at_home, datetime) and at_home.time() == time():
        return until._replace(when=Moment(at_home.date()))
    return until._replace(when=Moment(until.when.local.date())) if isinstance(until.when.local, datetime) else until


def _until_as_end_of_day(until: _Until) -> _Until:
    """A day without time includes what starts on that day."""
    if until.start.is_day or not until.when.is_day:
        return until
    last = datetime.combine(until.when.local, time(23, 59, 59))
    return until._replace(when=Moment(last, until.start.tzid))


def _until_in_zone(until: _Until) -> _Until:
    """A local time is meant in the zone of the start, an instant of a floating event as its wall clock."""
    if until.when.is_day or (until.when.tzid is None) == (until.start.tzid is None):
        return until
    return until._replace(when=Moment(until.when.local, until.start.tzid))


UNTIL_REPAIRS = (
    Repair("until_with_time", "RFC 5545 §3.3.10", "Outlook, Exchange: UNTIL as time for whole days", _until_as_day),
    Repair("until_without_time", "RFC 5545 §3.3.10", "WordPress plugins; older Google exports", _until_as_end_of_day),
    Repair("until_in_local_time", "RFC 5545 §3.3.10", "Outlook; ai1ec; most hand-written exports", _until_in_zone),
)


def _until(text: str, start: Moment, noted: set[str], home: str) -> str:
    until = mended(_Until(moment(text, None, noted), start, home), UNTIL_REPAIRS, noted).when
    if until.is_day:
        return f"{until.local:%Y%m%d}".rjust(8, "0")
    if until.tzid is None:
        return f"{until.local:%Y%m%dT%H%M%S}".rjust(15, "0")
    return f"{in_zone(until, 'UTC'):%Y%m%dT%H%M%SZ}".rjust(16, "0")
