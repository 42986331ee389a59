"""Days and times as microformats print them, in the form of ISO 8601."""

import re
from datetime import date, datetime, timedelta

_DAY = re.compile(r"^(\d{4})-?(\d\d)-?(\d\d)$")
_DAY_OF_YEAR = re.compile(r"^(\d{4})-(\d{3})$")
_CLOCK = re.compile(
    r"^T?(\d{1,2})(?::?([0-5]\d)(?::?([0-5]\d))?)?\s*(?:([ap])\.?m\b\.?)?\s*(Z|[+-]\d\d(?::?\d\d)?)?$", re.IGNORECASE
)
_ZONE = re.compile(r"^(?:Z|[+-]\d\d?(?::?\d\d)?)$", re.IGNORECASE)
# The Events Calendar 3 (WordPress) printed the hour of a clock of twelve behind the name of a zone: its day is true.
_DAY_OF_OLD_CALENDAR = re.compile(r"^(\d{4}-\d\d-\d\d)[A-Z]{3,5}\d\d:\d\d$")
# A time of day among words: 19:30, 19.30 and 7:30 pm, not the 24.11 of 24.11.2026.
_CLOCK_IN_WORDS = re.compile(
    r"(?<![\d.:/-])([01]?\d|2[0-4])(?:[:.]([0-5]\d)(?![.:/-]?\d)\s?(?:([ap])\.?m\b)?|\s?([ap])\.?m\b)", re.IGNORECASE
)
LONGEST_WORDS = 300


def start(parts: list[str], words: str) -> str:
    """The start that the `parts` of a property state, else as printed.

    Where only a day is stated and the `words` of the element show times of day, they are its times: of two, the
    second ends it, in the form of a range.
    """
    day, clocks = _joined(parts), _clocks(words)
    if not _DAY.match(day) or not 1 <= len(clocks) <= 2:
        return day
    return "/".join(f"{day}T{clock}" for clock in clocks)


def end(parts: list[str], words: str, *, is_exclusive: bool) -> str:
    """The end that the `parts` of a property state: the last day, or a moment, or only a time of day.

    A day in hCalendar is the day after the last (RFC 5545), unless the `words` of the element show its number: many
    sites print the last day itself.
    """
    day, clocks = _joined(parts), _clocks(words)
    if not _DAY.match(day):
        return day
    if clocks:
        return f"{day}T{clocks[-1]}"
    return _last_day(day, words, is_exclusive=is_exclusive)


def holds_day(text: str) -> bool:
    """Whether `text` begins with a day in the form of ISO 8601."""
    return _DAY.match(text[:10]) is not None


def on_day_of(begin: str | None, text: str) -> str:
    """`text`, with the day of `begin` before it where it is a time of day alone."""
    return f"{begin[:10]}T{text}" if begin and _CLOCK.match(text) and not _DAY.match(text) else text


def _joined(parts: list[str]) -> str:
    """A day, a time and a zone that stand apart as one; a part that is none of them is taken whole."""
    found: dict[str, str] = {}
    for part in parts:
        name, text = _sorted(part)
        found.setdefault(name, text)
    if "whole" in found and "day" not in found:
        return found["whole"]
    time = found.get("time", "") + (found.get("zone", "") if not found.get("time", "").endswith("Z") else "")
    return f"{found['day']}T{time}" if "day" in found and "time" in found else found.get("day", time)


def _sorted(part: str) -> tuple[str, str]:
    """What `part` is, and its text in the form of ISO 8601."""
    if old := _DAY_OF_OLD_CALENDAR.match(part):
        return "day", old[1]
    if day := _DAY.match(part):
        return "day", "-".join(day.groups())
    if ordinal := _DAY_OF_YEAR.match(part):
        first = date(max(1, int(ordinal[1])), 1, 1)
        return "day", (first + timedelta(days=int(ordinal[2]) - 1)).isoformat() if first.year < 9000 else part
    if clock := _CLOCK.match(part):
        return "time", _clock(clock[1], clock[2], clock[4], seconds=clock[3]) + (clock[5] or "")
    return ("zone" if _ZONE.match(part) else "whole"), part


def _clock(hour: str, minute: str | None, half: str | None, *, seconds: str | None = None) -> str:
    number = int(hour) if half is None else int(hour) % 12 + (12 if half in "pP" else 0)
    return f"{number:02}:{minute or '00'}" + (f":{seconds}" if seconds else "")


def _clocks(words: str) -> list[str]:
    found = _CLOCK_IN_WORDS.finditer(words[:LONGEST_WORDS])
    return [_clock(clock[1], clock[2], clock[3] or clock[4]) for clock in found]


def _last_day(day: str, words: str, *, is_exclusive: bool) -> str:
    try:
        stated = datetime.strptime(day.replace("-", ""), "%Y%m%d").date()  # noqa: DTZ007 a day has no zone
        before = stated - timedelta(days=1)
    except (ValueError, OverflowError):
        return day
    numbers = {int(number) for number in re.findall(r"(?<!\d)\d{1,2}(?!\d)", words[:LONGEST_WORDS])}
    if stated.day in numbers:
        return day
    return before.isoformat() if before.day in numbers or is_exclusive else day
