"""schema.org Schedule (https://schema.org/Schedule, read 24 November 2026) as a slot with an RFC 5545 rule."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from dateutil.rrule import rrulestr

from schemas.schedule import Slot, local_time
from schemas.zones import aware
from spiders.readers.schema_org.printed_time import PrintedTime, clock, duration, printed_time
from spiders.readers.schema_org.thing import Thing, local_name
from spiders.readers.schema_org.zoning import is_zone, zone_of

_WEEKDAYS = {
    name: short
    for short, names in {
        "MO": "mo monday maandag",
        "TU": "tu tuesday dinsdag",
        "WE": "we wednesday woensdag",
        "TH": "th thursday donderdag",
        "FR": "fr friday vrijdag",
        "SA": "sa saturday zaterdag",
        "SU": "su sunday zondag",
    }.items()
    for name in names.split()
}
_FREQUENCIES = {
    "daily": ("DAILY", 1),
    "weekly": ("WEEKLY", 1),
    "biweekly": ("WEEKLY", 2),
    "fortnightly": ("WEEKLY", 2),
    "monthly": ("MONTHLY", 1),
    "yearly": ("YEARLY", 1),
    "annually": ("YEARLY", 1),
}
_PERIODS = {"D": "DAILY", "W": "WEEKLY", "M": "MONTHLY", "Y": "YEARLY"}
_PERIOD = re.compile(r"^P(\d{1,3})([DWMY])$", re.IGNORECASE)
_DAY_OF_MONTH = re.compile(r"^(-?[1-5])?([a-z]+)$")
# A rule that has not happened within eight years of its start (a leap day that 2100 skips) is taken to be wrong.
_PATIENCE = timedelta(days=8 * 366)


class UnreadableRule(ValueError):
    """A schedule that says how it repeats in a way that we cannot read: better no rule than a wrong one."""


@dataclass(frozen=True, slots=True)
class Repetition:
    """One slot, and the zone it is local to; None: the schedule does not say."""

    slot: Slot
    tzid: str | None


def repetition(schedule: Thing, first: PrintedTime | None, page_tzid: str) -> Repetition | None:
    """The slot of `schedule`; `first` is the start of its event, used where the schedule has no start of its own.

    None where neither says when it starts. Its `startDate` opens the period: the slot starts on the first day from
    then on that the rule allows. Raises UnreadableRule.
    """
    start = _start(schedule, first)
    if start is None:
        return None
    tzid = _zone(schedule, first, page_tzid)
    rule = _rule(schedule)
    excepted = _exceptions(schedule, start)
    if rule is None:
        return Repetition(Slot(dtstart=local_time(start), dtend=_end(schedule, start), exdate=excepted), tzid)
    start = _first(rule, start)
    rrule = ";".join((rule, *_limit(schedule, start, tzid)))
    return Repetition(
        Slot(dtstart=local_time(start), dtend=_end(schedule, start), rrule=rrule, exdate=excepted),
        tzid,
    )


def _zone(schedule: Thing, first: PrintedTime | None, page_tzid: str) -> str | None:
    stated = [name for name in schedule.texts("scheduleTimezone") if is_zone(name)]
    printed = [*filter(None, map(printed_time, schedule.texts("startDate"))), *filter(None, [first])]
    return next((name for name in (*stated, *(zone_of(start, page_tzid) for start in printed)) if name), None)


def in_words(schedule: Thing) -> str:
    """What `schedule` states, name by name, for one that has a rule and no start."""
    stated = {name: ", ".join(map(_bare, schedule.texts(name))) for name in schedule.properties}
    return "; ".join(f"{name} {texts}" for name, texts in stated.items() if texts)


def _bare(text: str) -> str:
    return local_name(text) if "schema.org/" in text else text


def _start(schedule: Thing, first: PrintedTime | None) -> date | datetime | None:
    printed = next((day for text in schedule.texts("startDate") if (day := printed_time(text))), None) or first
    if printed is None:
        return None
    at = next((found for text in schedule.texts("startTime") if (found := clock(text)) is not None), None)
    if at is not None:
        return _on(printed.day, at)
    if not printed.has_time and first is not None and isinstance(first.local, datetime):
        return datetime.combine(printed.day, first.local.time())
    return printed.local


def _end(schedule: Thing, start: date | datetime) -> str | None:
    """The end of one occurrence. An end time before the start time lies on the next day."""
    for text in schedule.texts("endTime"):
        at = clock(text)
        if at is not None and isinstance(start, datetime):
            end = _on(start.date(), at)
            return local_time(end if end > start else end + timedelta(days=1)) if end != start else None
    for text in schedule.texts("duration"):
        length = duration(text)
        if length:
            return local_time(start + length) if isinstance(start, datetime) or not length.seconds else None
    return None


def _rule(schedule: Thing) -> str | None:
    """The rule without its limit; None where the schedule does not repeat."""
    weekdays, days, months, weeks = (
        schedule.texts("byDay"),
        _numbers(schedule, "byMonthDay", 31),
        _numbers(schedule, "byMonth", 12),
        _numbers(schedule, "byMonthWeek", 5),
    )
    frequency, interval = _frequency(schedule, by_month=bool(days or weeks), by_day=bool(weekdays))
    if frequency is None:
        return None
    by_day = [_weekday(text) for text in weekdays]
    if weeks:
        by_day = [f"{week}{day}" for week in weeks for day in by_day]
    parts = {
        "FREQ": frequency,
        "INTERVAL": str(interval) if interval > 1 else "",
        "BYMONTH": ",".join(months),
        "BYMONTHDAY": ",".join(days),
        "BYDAY": ",".join(dict.fromkeys(by_day)),
    }
    if frequency == "WEEKLY" and (days or any(day[0] in "-123456789" for day in by_day)):
        raise UnreadableRule("a weekly schedule cannot go by days of the month")
    return ";".join(f"{name}={value}" for name, value in parts.items() if value)


def _frequency(schedule: Thing, *, by_month: bool, by_day: bool) -> tuple[str | None, int]:
    text = next(iter(schedule.texts("repeatFrequency")), None)
    if text is None:
        return ("MONTHLY", 1) if by_month else ("WEEKLY", 1) if by_day else (None, 1)
    word = local_name(text)
    period = _PERIOD.match(word)
    if period and int(period[1]):
        number, unit = int(period[1]), period[2].upper()
        if unit == "D" and number % 7 == 0:
            return "WEEKLY", number // 7
        return _PERIODS[unit], number
    if word.casefold() not in _FREQUENCIES:
        raise UnreadableRule(f"repeatFrequency {text[:40]!r}")
    return _FREQUENCIES[word.casefold()]


def _weekday(text: str) -> str:
    form = _DAY_OF_MONTH.match(local_name(text).casefold())
    if form is None or form[2] not in _WEEKDAYS:
        raise UnreadableRule(f"byDay {text[:40]!r}")
    return (form[1] or "") + _WEEKDAYS[form[2]]


def _numbers(schedule: Thing, name: str, largest: int) -> list[str]:
    texts = schedule.texts(name)
    for text in texts:
        if not re.fullmatch(r"-?\d{1,2}", text) or not 1 <= abs(int(text)) <= largest:
            raise UnreadableRule(f"{name} {text[:40]!r}")
    return texts


def _first(rule: str, start: date | datetime) -> date | datetime:
    """The first time from `start` on that `rule` allows. Raises UnreadableRule when there is none for years."""
    begin = start if isinstance(start, datetime) else datetime.combine(start, time())
    until = (begin + _PATIENCE).strftime("%Y%m%dT%H%M%S")
    try:
        found = next(iter(rrulestr(f"{rule};UNTIL={until}", dtstart=begin)), None)
    except (ValueError, OverflowError) as error:
        raise UnreadableRule(rule) from error
    if found is None:
        raise UnreadableRule(f"{rule} never happens")
    return found if isinstance(start, datetime) else found.date()


def _limit(schedule: Thing, start: date | datetime, tzid: str | None) -> list[str]:
    """UNTIL, the end of the schedule's last day, or COUNT.

    RFC 5545 §3.3.10 has UNTIL in UTC for times in a zone, and local for times without.
    """
    until = next((last for text in schedule.texts("endDate") if (last := printed_time(text))), None)
    if until is not None:
        if not isinstance(start, datetime):
            return [f"UNTIL={until.day:%Y%m%d}"]
        local = until.local if isinstance(until.local, datetime) else datetime.combine(until.day, time(23, 59, 59))
        if tzid is None:
            return [f"UNTIL={local:%Y%m%dT%H%M%S}"]
        return [f"UNTIL={aware(local, tzid).astimezone(UTC):%Y%m%dT%H%M%SZ}"]
    count = next((text for text in schedule.texts("repeatCount") if re.fullmatch(r"[1-9]\d{0,4}", text)), None)
    return [f"COUNT={count}"] if count else []


def _exceptions(schedule: Thing, start: date | datetime) -> tuple[str, ...]:
    printed = [day for text in schedule.texts("exceptDate") if (day := printed_time(text))]
    if not isinstance(start, datetime):
        return tuple(local_time(day.day) for day in printed)
    return tuple(
        local_time(day.local if isinstance(day.local, datetime) else datetime.combine(day.day, start.time()))
        for day in printed
    )


def _on(day: date, at: timedelta) -> datetime:
    return datetime.combine(day, time()) + at
