"""Dates, times, durations and periods of RFC 5545 §3.3, and the repairs of those that are written wrongly."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from schemas.errors import UnreadableText
from schemas.zones import zone
from spiders.readers.ical.repair import Repair, mended

_ISO = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ]?(\d\d):(\d\d)(?::(\d\d))?(?:[.,]\d+)?)?(.*)")
_OFFSET = re.compile(r"(\d{8}T\d{6})([+-])(\d\d):?(\d\d)")
_DURATION = re.compile(r"([+-]?)P(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})S)?)?")


class Moment(NamedTuple):
    """A date (whole day), or a naive time with its zone: an IANA name, `UTC`, `UTC+hh:mm`, or None for floating."""

    local: date | datetime
    tzid: str | None = None

    @property
    def is_day(self) -> bool:
        return not isinstance(self.local, datetime)


class Length(NamedTuple):
    """A duration: `days` follow the calendar, `exact` the clock; RFC 5545 §3.3.6."""

    days: timedelta
    exact: timedelta


def _spaces_gone(text: str) -> str:
    return "".join(text.split())


def _iso_without_marks(text: str) -> str:
    """2026-11-24T19:30:00.000+01:00 → 20261124T193000+01:00."""
    if "-" not in text[:5] and ":" not in text[:14]:
        return text
    found = _ISO.fullmatch(text)
    if not found:
        return text
    year, month, day, hour, minute, second, rest = found.groups()
    return f"{year}{month}{day}" + (f"T{hour}{minute}{second or '00'}{rest}" if hour else rest)


def _offset_as_utc(text: str) -> str:
    found = _OFFSET.fullmatch(text)
    if not found:
        return text
    away = timedelta(hours=int(found[3]), minutes=int(found[4]))
    try:
        local = datetime.strptime(found[1], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
        return f"{local - away if found[2] == '+' else local + away:%Y%m%dT%H%M%SZ}"
    except (ValueError, OverflowError):
        return text


def _with_separator(text: str) -> str:
    return re.sub(r"\A(\d{8})(\d{6}Z?)\Z", r"\1T\2", text)


def _with_seconds(text: str) -> str:
    return re.sub(r"\A(\d{8}T\d{4})(Z?)\Z", r"\g<1>00\2", re.sub(r"\A(\d{8}T\d\d)(Z?)\Z", r"\g<1>00\2", text))


def _with_two_digits(text: str) -> str:
    return re.sub(r"\A(\d{8}T)(\d{5}Z?)\Z", r"\g<1>0\2", text)


def _end_of_day_as_next(text: str) -> str:
    found = re.fullmatch(r"(\d{8})T240000(Z?)", text)
    if not found:
        return text
    try:
        return f"{date.fromisoformat(found[1]) + timedelta(days=1):%Y%m%d}T000000{found[2]}"
    except (ValueError, OverflowError):
        return text


def _leap_second_as_59(text: str) -> str:
    return re.sub(r"\A(\d{8}T\d{4})60(Z?)\Z", r"\g<1>59\2", text)


def _with_t(text: str) -> str:
    return re.sub(r"\A([+-]?P(?:\d+W)?(?:\d+D)?)(\d+[HMS])", r"\1T\2", text)


def _date_only(text: str) -> str:
    return re.sub(r"\A(\d{8})[TZ]+\Z", r"\1", text)


TIME_REPAIRS = (
    Repair("lower_case_time", "RFC 5545 §3.3.5", "hand-written templates (`t`, `z`)", str.upper),
    Repair("iso_8601_time", "RFC 5545 §3.3.5", "plugins that print ISO 8601 with - and :", _iso_without_marks),
    Repair("spaces_in_time", "RFC 5545 §3.3.5", "hand-written templates", _spaces_gone),
    Repair("time_without_separator", "RFC 5545 §3.3.5", "PHP date('YmdHis')", _with_separator),
    Repair("one_digit_hour", "RFC 5545 §3.3.12", "exports without a leading zero", _with_two_digits),
    Repair("time_without_seconds", "RFC 5545 §3.3.12", "PHP date('Ymd\\THi')", _with_seconds),
    Repair("time_with_offset", "RFC 5545 §3.3.5", "exports of ISO 8601 with +01:00", _offset_as_utc),
    Repair("hour_24", "RFC 5545 §3.3.12", "ends at midnight written as 24:00", _end_of_day_as_next),
    Repair("leap_second", "RFC 5545 §3.3.12 allows it, our clocks do not", "test calendars", _leap_second_as_59),
    Repair("date_with_mark", "RFC 5545 §3.3.4", "dates written as 20261124Z or 20261124T", _date_only),
)
DURATION_REPAIRS: tuple[Repair[str], ...] = (
    Repair("lower_case_duration", "RFC 5545 §3.3.6", "hand-written templates", str.upper),
    Repair("spaces_in_duration", "RFC 5545 §3.3.6", "hand-written templates", _spaces_gone),
    Repair(
        "duration_without_t",
        "RFC 5545 §3.3.6",
        "exports that print P1H30M",
        _with_t,
    ),
)


def moment(text: str, tzid: str | None, noted: set[str]) -> Moment:
    """The date or time that `text` prints; `tzid` is the zone of a time without Z. Raises UnreadableText."""
    read = _strict(text, tzid) or _strict(mended(text.strip(), TIME_REPAIRS, noted), tzid)
    if not read:
        raise UnreadableText(f"not a date or time: {text[:40]!r}")
    return read


def _strict(text: str, tzid: str | None) -> Moment | None:
    try:
        if len(text) == 8 and text.isdecimal():
            return Moment(date.fromisoformat(text))
        if len(text) in {15, 16} and text[8] == "T" and text[:8].isdecimal() and text[9:15].isdecimal():
            local = datetime.fromisoformat(text[:15])
            if len(text) == 15:
                return Moment(local, tzid)
            return Moment(local, "UTC") if text[15] == "Z" else None
    except ValueError:
        return None
    return None


def length(text: str, noted: set[str]) -> Length:
    """The duration that `text` prints. Raises UnreadableText."""
    found = _DURATION.fullmatch(text) or _DURATION.fullmatch(mended(text, DURATION_REPAIRS, noted))
    if not found:
        raise UnreadableText(f"not a duration: {text[:40]!r}")
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups()[1:])
    sign = -1 if found[1] == "-" else 1
    return Length(
        sign * timedelta(days=days + 7 * weeks), sign * timedelta(hours=hours, minutes=minutes, seconds=seconds)
    )


def in_zone(when: Moment, tzid: str | None) -> date | datetime:
    """The wall clock in `tzid` at `when`; a day, a floating time and a zone of None keep theirs.

    Raises UnreadableText.
    """
    local = when.local
    if when.tzid == tzid or tzid is None or when.tzid is None or not isinstance(local, datetime):
        return local
    try:
        return local.replace(tzinfo=zone(when.tzid)).astimezone(zone(tzid)).replace(tzinfo=None, fold=0)
    except (OverflowError, ValueError) as error:
        raise UnreadableText(f"outside the calendar: {local}") from error


def later(start: Moment, by: Length) -> Moment:
    """`start` plus a duration: first its days on the calendar, then its hours on the clock. Raises UnreadableText."""
    try:
        local = start.local + by.days
        if not isinstance(local, datetime):
            return Moment(local + by.exact)
        if start.tzid is None or not by.exact:
            return Moment(local + by.exact, start.tzid)
        end = local.replace(tzinfo=zone(start.tzid)).astimezone(UTC) + by.exact
        return Moment(end.astimezone(zone(start.tzid)).replace(tzinfo=None, fold=0), start.tzid)
    except (OverflowError, ValueError) as error:
        raise UnreadableText(f"outside the calendar: {start.local} plus {by.days + by.exact}") from error
