"""Values of records as they are printed: texts in one of several languages, and days and times of the usual forms."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from schemas.words_of_time import DUTCH, ENGLISH, OTHER_LANGUAGES
from spiders.readers.records.names import table
from spiders.readers.schema_org.printed_time import LONGEST, printed_time

_MONTHS = {
    word: int(row.value)
    for row in (*DUTCH, *ENGLISH, *OTHER_LANGUAGES)
    if row.kind.endswith("month")
    for word in row.words.split("|")
}
_MONTHS |= {"sept": 9, "sep": 9, "apr": 4, "aug": 8, "dec": 12, "feb": 2, "jan": 1, "jul": 7, "jun": 6, "nov": 11}
_WEEKDAYS = frozenset(
    word
    for row in (*DUTCH, *ENGLISH, *OTHER_LANGUAGES)
    if row.kind.endswith("weekday")
    for word in row.words.split("|")
)
_CLOCK = (
    r"(?P<hour>\d{1,2})(?:[:.hu](?P<minute>\d\d))?(?::(?P<second>\d\d)(?:[.,]\d{1,7})?)?"
    r"\s*(?P<half>[ap]\.?m\b\.?)?(?:\s*(?:uur|uhr|u|h|hrs)\b\.?)?"
)
_OFFSET = r"(?:\s*(?:UTC|GMT)?(?P<offset>Z|UTC|GMT|[+-]\d\d:?\d\d)(?:\s*\([^()]{1,40}\))?)?"
_GAP = r"(?:\s*[,@T]?\s*(?:-\s+|at\s+|om\s+)?" + _CLOCK + _OFFSET + r")?\s*"
_DAY_OR_MONTH_FIRST = re.compile(r"(?P<a>\d{1,2})([/.-])(?P<b>\d{1,2})\2(?P<year>\d{4})" + _GAP, re.IGNORECASE)
_NAMED_MONTH = re.compile(
    r"(?:[^\W\d_]{2,12}\.?,?\s+)?(?:(?P<day>\d{1,2})(?:st|nd|rd|th|e|\.)?\s+(?P<month>[^\W\d_]{3,12})\.?"
    r"|(?P<first_month>[^\W\d_]{3,12})\.?\s+(?P<second_day>\d{1,2})(?:st|nd|rd|th)?),?\s+(?P<year>\d{4})" + _GAP,
    re.IGNORECASE,
)
_ONLY_CLOCK = re.compile(r"T?" + _CLOCK + _OFFSET, re.IGNORECASE)
_ASP_NET = re.compile(r"/Date\((-?\d{9,14})(?:[+-]\d{4})?\)/")
_LETTERED_CLOCK = re.compile(r"^\s*\d{1,2}\s*(?:[ap]\.?m|u\b|uur\b|h\b|uhr\b)", re.IGNORECASE)
_RANGE = re.compile(r"\s+(?:-|–|—|to|tot|t/m|until)\s+|\s*[-–](?=\d{1,2}[:.]\d\d)|\s*/\s*(?=\d{4}-)", re.IGNORECASE)
_PARTS = {"year", "month", "day", "hour", "hours", "minute", "minutes", "second", "seconds"}
_LANGUAGE_KEYS = ("@lang", "lang", "language", "langcode", "languageCode", "locale")
_MOST_LANGUAGES = 12
_LANGUAGES = table("nl en de fr fi sv es it pt pl uk ru ar tr da no nb ca eu gl cs el hu ro en-GB en-US nl-NL")


@dataclass(frozen=True, slots=True)
class Moment:
    """A printed time: a day, a day with its clock, or a clock alone; with the offset and zone printed beside it."""

    day: date | None = None
    clock: timedelta | None = None
    offset: timedelta | None = None
    tzid: str | None = None
    is_epoch: bool = False

    @property
    def local(self) -> date | datetime | None:
        if self.day is None or self.clock is None:
            return self.day
        return datetime(self.day.year, self.day.month, self.day.day) + self.clock  # noqa: DTZ001


def composed(value: dict[str, Any]) -> str | None:
    """The moment that an object prints in parts and nothing else: `{"year": 2026, "month": 12, "day": 1, ...}`."""
    if not {"year", "month", "day"} <= value.keys() <= _PARTS or len(value) > len(_PARTS):
        return None
    parts = {key.rstrip("s"): str(part) for key, part in value.items()}
    if not all(part.isdigit() for part in parts.values()):
        return None
    day = f"{parts['year']}-{parts['month']:0>2}-{parts['day']:0>2}"
    return f"{day}T{parts['hour']:0>2}:{parts.get('minute', '0'):0>2}" if "hour" in parts else day


def moment(value: Any, *, month_first: bool = False) -> Moment | None:  # noqa: ANN401
    """The day or time that `value` prints and nothing else; `month_first` decides for 02/03/2026.

    >>> moment("2026-11-24T19:30:00Z").local, moment("11/24/2026 7:30:00 PM", month_first=True).local
    (datetime.datetime(2026, 11, 24, 19, 30), datetime.datetime(2026, 11, 24, 19, 30))
    >>> moment("7:30 pm").clock, moment("Dec 1, 2026").local, moment("elke dinsdag") is None
    (datetime.timedelta(seconds=70200), datetime.date(2026, 12, 1), True)
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    if isinstance(value, float) and not value.is_integer():
        return None
    text = str(int(value)) if isinstance(value, float) else str(value).strip()
    return _moment(text, month_first) if 3 <= len(text) <= LONGEST else None


def ends(text: str) -> tuple[str, str] | None:
    """The two ends of a range that stands in one field."""
    parts = _RANGE.split(text.strip()) if 5 <= len(text) <= LONGEST else []
    return (parts[0], parts[1]) if len(parts) == 2 else None


def day_order(text: str) -> str | None:
    """`day` or `month` where digits leave no doubt which stands first, `am` where a clock of the US does not say."""
    form = _DAY_OR_MONTH_FIRST.fullmatch(text.strip()) if len(text) <= LONGEST else None
    if form is None or not int(form["b"]) or not int(form["a"]):
        return None
    if int(form["a"]) > 12:
        return "day"
    return "month" if int(form["b"]) > 12 else "am" if form["half"] else "doubt"


def speaks_of_time(text: str) -> bool:
    """Whether words of `text` name a weekday or month beside a digit: a time in words."""
    found = re.findall(r"[^\W\d_]+", text[:LONGEST].casefold())
    return any(word in _WEEKDAYS or word in _MONTHS for word in found)


def names_a_day(text: str) -> bool:
    """Whether `text` names a month with a number beside it.

    >>> names_a_day("Koor, dinsdag 1 december"), names_a_day("Koor, elke dinsdag om 20.00 uur")
    (True, False)
    """
    line = text[:LONGEST].casefold()
    beside = re.findall(r"\d\s+([^\W\d_]{3,12})", line) + re.findall(r"([^\W\d_]{3,12})\.?\s+(?=\d)", line)
    return not _MONTHS.keys().isdisjoint(beside)


@lru_cache(maxsize=12)
def month_names(month: int) -> tuple[str, ...]:
    """The names of a month, in all languages, longest first; ready to stand in a pattern."""
    return tuple(
        sorted((re.escape(name) for name, number in _MONTHS.items() if number == month), key=len, reverse=True)
    )


def in_one_language(value: Any) -> Any:  # noqa: ANN401
    """Of values in several languages the Dutch one, else the English, else the first; any other value as it is."""
    if isinstance(value, list) and 1 < len(value) <= _MOST_LANGUAGES and isinstance(value[0], dict):
        tag = next((key for key in _LANGUAGE_KEYS if key in value[0]), None)
        by_language = {str(one[tag])[:2].lower(): one for one in value if isinstance(one, dict) and tag in one}
        if len(by_language) == len(value):
            return by_language.get("nl") or by_language.get("en") or value[0]
    if isinstance(value, dict) and value and all(key in _LANGUAGES for key in value):
        kept = {key: said for key, said in value.items() if said}
        return next((kept[tag] for tag in ("nl", "nl-NL", "en", "en-GB", "en-US") if tag in kept), None) or next(
            iter(kept.values()), None
        )
    return value


@lru_cache(maxsize=8192)
def _moment(text: str, month_first: bool) -> Moment | None:
    try:
        if form := _ASP_NET.fullmatch(text):
            text = form[1]
        if (printed := printed_time(text)) and printed.repair != "epoch":
            local = printed.local
            clock = _since_midnight(local) if isinstance(local, datetime) else None
            return Moment(printed.day, clock, printed.offset, printed.tzid)
        if printed and isinstance(printed.local, datetime):
            return Moment(printed.day, _since_midnight(printed.local), timedelta(0), None, is_epoch=True)
        return _in_other_forms(text, month_first)
    except (ValueError, OverflowError):
        return None


def _in_other_forms(text: str, month_first: bool) -> Moment | None:
    if form := _DAY_OR_MONTH_FIRST.fullmatch(text):
        a, b = int(form["a"]), int(form["b"])
        day, month = (b, a) if (month_first and a <= 12) or b > 12 else (a, b)
        return _with_clock(date(int(form["year"]), month, day), form)
    if form := _NAMED_MONTH.fullmatch(text):
        month_name = (form["month"] or form["first_month"]).casefold()
        month = _MONTHS.get(month_name) or _MONTHS.get(month_name[:3], 0)
        return _with_clock(date(int(form["year"]), month, int(form["day"] or form["second_day"])), form)
    if (form := _ONLY_CLOCK.fullmatch(text)) and (form["minute"] or _LETTERED_CLOCK.match(text)):
        return _with_clock(None, form)
    return None


def _with_clock(day: date | None, form: re.Match[str]) -> Moment:
    if day is not None and not 1900 <= day.year <= 2200:
        raise ValueError(day)
    clock, offset = None, None
    if form["hour"]:
        clock = _clock(int(form["hour"]), int(form["minute"] or 0), form["half"])
        offset = _offset(form["offset"])
    return Moment(day, clock, offset)


def _clock(hour: int, minute: int, half: str | None) -> timedelta:
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half[0] in "pP" else 0)
    if hour > 24 or minute > 59:
        raise ValueError(hour, minute)
    return timedelta(hours=hour, minutes=minute)


def _offset(text: str | None) -> timedelta | None:
    if not text:
        return None
    if text[0] not in "+-":
        return timedelta(0)
    span = timedelta(hours=int(text[1:3]), minutes=int(text[-2:]))
    return -span if text[0] == "-" else span


def _since_midnight(local: datetime) -> timedelta:
    return timedelta(hours=local.hour, minutes=local.minute, seconds=local.second)
