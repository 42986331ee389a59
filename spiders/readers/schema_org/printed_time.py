"""Dates and times as sites print them for machines: ISO 8601, and what they take for it."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from schemas.errors import UnknownZone
from schemas.zones import zone

_FORM = re.compile(
    r"\s*(?P<year>\d{4})(?:[-/](?P<month>\d{1,2})[-/](?P<day>\d{1,2})(?!\d)|(?P<tight_month>\d\d)(?P<tight_day>\d\d)(?!\d))"
    r"(?:(?:\s*T\s*|\s*,?\s+|-(?=\d\d:\d\d:\d\d))"
    r"(?:(?P<twice>\d\d?)-(?P<twice_hour>\d\d?)-(?P<twice_minute>\d\d)-\d\d"
    r"|(?P<tight>\d\d)(?P<tight_minute>\d\d)(?P<tight_second>\d\d)?(?!\d)"
    r"|(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?::(?P<second>\d\d)(?::\d\d)?)?(?:[.,]\d+)?(?!\d))"
    r"(?:\s*(?P<half>[ap])\.?m\b\.?)?"
    r"(?:\s*(?P<offset>Z|(?:UTC|GMT)?\s*[+-]{1,2}\d{1,2}(?:\.\d{1,2})?(?::?\d\d){0,2}|UTC|GMT)(?![\w.:]))?"
    r"(?:\s*\[(?P<zone>[A-Za-z_]+(?:/[A-Za-z_+-]+)*)\])?"
    r")?(?P<rest>\D*)$",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"(?:UTC|GMT)?\s*(?P<sign>[+-]{1,2})(?P<hours>\d\d?)(?:\.(?P<part>\d{1,2})|:?(?P<minutes>\d\d))?")
_DURATION = re.compile(
    r"^P(?:(?P<weeks>\d{1,4})W)?(?:(?P<days>\d{1,4})D)?"
    r"(?:T(?:(?P<hours>\d{1,5})H)?(?:(?P<minutes>\d{1,5})M)?(?:(?P<seconds>\d{1,6})S)?)?$",
    re.IGNORECASE,
)
# A range printed as one start: by ISO 8601 §5.5 with a slash, else with a dash between blanks.
_RANGE = re.compile(r"\s+[-–—]\s+|\s*/(?=\d{4})")
# Seconds since 1970 within 2001 to 2096, and the same in milliseconds.
_EPOCH = re.compile(r"^([1-3]\d{9})(000|\d{3})?$")


# EventON (WordPress) prints single digits, and half hours as decimals; how it comes to its offset see zoning.
EVENTON = "eventon-time"

LONGEST = 200  # characters of a printed time, with the words after it


@dataclass(frozen=True, slots=True)
class PrintedTime:
    """A day, or a day with its wall-clock time; the offset and zone where they are printed with it."""

    local: date | datetime
    offset: timedelta | None = None
    tzid: str | None = None
    repair: str | None = None

    @property
    def has_time(self) -> bool:
        return isinstance(self.local, datetime)

    @property
    def day(self) -> date:
        return self.local.date() if isinstance(self.local, datetime) else self.local


def printed_time(text: str) -> PrintedTime | None:
    """The day or moment that `text` prints, or None where it prints none, several, or only a part of one.

    Only orders that leave no doubt are read (year, month, day); words after it are let be, further digits are not.

    >>> printed_time("2026-11-24T19:30").local, printed_time("2026-11-24 19:30 uur").local
    (datetime.datetime(2026, 11, 24, 19, 30), datetime.datetime(2026, 11, 24, 19, 30))
    >>> printed_time("24-11-2026") is None
    True
    """
    if len(text) > LONGEST:
        return None
    if epoch := _EPOCH.match(text.strip()):
        at = datetime.fromtimestamp(int(epoch[1]), UTC)
        return PrintedTime(at.replace(tzinfo=None), timedelta(0), repair="epoch")
    form = _FORM.match(text)
    if form is None or "/" in form["rest"]:
        return None
    try:
        return _read(form)
    except (ValueError, OverflowError, UnknownZone):
        return None


def printed_range(text: str) -> tuple[str, str] | None:
    """The two ends of a range printed where one time should stand.

    >>> printed_range("2026-11-24/2026-11-26"), printed_range("2026-11-24") is None
    (('2026-11-24', '2026-11-26'), True)
    """
    ends = _RANGE.split(text.strip()) if len(text) <= LONGEST else []
    return (ends[0], ends[1]) if len(ends) == 2 and printed_time(ends[0]) else None


def duration(text: str) -> timedelta | None:
    """The length that `text` prints by ISO 8601, without months and years; None where it prints none.

    >>> duration("PT1H30M")
    datetime.timedelta(seconds=5400)
    """
    form = _DURATION.match(text.strip())
    parts = {name: int(number) for name, number in form.groupdict().items() if number} if form else {}
    return timedelta(**parts) if any(parts.values()) else None


def clock(text: str) -> timedelta | None:
    """A time of day as the time since midnight, of `19:30`, `19:30:00+01:00` or `7:30 pm`.

    >>> clock("19:30:00")
    datetime.timedelta(seconds=70200)
    """
    moment = printed_time(text if re.match(r"\s*\d{4}-", text) else f"2000-01-01T{text.strip().lstrip('Tt')}")
    if moment is None or not isinstance(moment.local, datetime):
        return None
    return timedelta(hours=moment.local.hour, minutes=moment.local.minute, seconds=moment.local.second)


def _read(form: re.Match[str]) -> PrintedTime:
    day = date(int(form["year"]), int(form["month"] or form["tight_month"]), int(form["day"] or form["tight_day"]))
    if not 1900 <= day.year <= 2200:
        raise ValueError(day)  # the zero dates of databases, and 9999 for "endless"
    if form["twice"] is not None:
        return _eventon_2(day, form)
    hour = form["hour"] or form["tight"]
    if hour is None:
        return PrintedTime(day)
    minute = form["minute"] or form["tight_minute"]
    second = form["second"] or form["tight_second"] or "0"
    since_midnight = _since_midnight(int(hour), int(minute), second=int(second), half=form["half"])
    offset, repair = _offset(form["offset"])
    if form["zone"]:
        zone(form["zone"])
    local = datetime(day.year, day.month, day.day) + since_midnight  # noqa: DTZ001
    return PrintedTime(local, offset, form["zone"], repair)


def _eventon_2(day: date, form: re.Match[str]) -> PrintedTime:
    """EventON 2 (WordPress) prints the hour twice and dashes for colons: 2019-9-20T08-08-30-00 is half past eight."""
    if form["twice"] != form["twice_hour"]:
        raise ValueError(form[0])
    since_midnight = _since_midnight(int(form["twice"]), int(form["twice_minute"]))
    return PrintedTime(datetime(day.year, day.month, day.day) + since_midnight, repair=EVENTON)  # noqa: DTZ001


def _since_midnight(hour: int, minute: int, *, second: int = 0, half: str | None = None) -> timedelta:
    """Raises ValueError where a clock cannot show it; 24:00 is the end of the day (ISO 8601)."""
    if half is not None:
        if not 1 <= hour <= 12:
            raise ValueError(hour)
        hour = hour % 12 + (12 if half in "pP" else 0)
    if minute > 59 or second > 60 or hour > 24 or (hour == 24 and (minute or second)):
        raise ValueError(hour, minute)
    return timedelta(hours=hour, minutes=minute, seconds=min(second, 59))


def _offset(text: str | None) -> tuple[timedelta | None, str | None]:
    """The offset that `text` prints, with the repair: EventON 4 prints +1:00, +5.5:00 and +-4:00."""
    if not text:
        return None, None
    form = _OFFSET.match(text)
    if form is None:
        return timedelta(0), None
    part, hours = form["part"], int(form["hours"])
    minutes = round(float(f"0.{part}") * 60) if part else int(form["minutes"] or 0)
    span = timedelta(hours=hours, minutes=minutes)
    if span > timedelta(hours=14) or minutes > 59:
        raise ValueError(text)
    is_eventon = part or len(form["sign"]) == 2 or re.search(r"[+-]\d:", text)
    return (-span if form["sign"].endswith("-") else span), EVENTON if is_eventon else None
