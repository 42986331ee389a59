"""A time as sources print it: a schedule, or words in Dutch or English."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from schemas.schedule import Override, Schedule, Slot, Status
from tests.truth.when import When
from tests.truth.words import PHRASES

DAYS = PHRASES.names["days"]
MONTHS = PHRASES.names["months"]
DAYS_SHORT = tuple(name[:2] for name in DAYS)
MONTHS_SHORT = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_ZONE = "Europe/Amsterdam"


def moment(day: date, minute: int) -> str:
    """A local time as schedules hold it.

    >>> moment(date(2026, 11, 24), 570)
    '2026-11-24T09:30:00'
    """
    return (datetime.combine(day, time()) + timedelta(minutes=minute)).isoformat()


def called_off(title: str) -> str:
    """The title of what does not happen."""
    return f"AFGELAST: {title}"


def rule(when: When, *, has_end: bool, whole_day: bool, off: Mapping[date, str], title: str) -> Schedule:
    """The schedule of a structured source: one slot with a rule or dates, its exceptions as such.

    `off`: the days called off, each by "status" or in its "title".
    """
    first = when.dates[0] if when.dates else when.first
    slot = Slot(
        dtstart=_start(first, when, whole_day=whole_day),
        dtend=moment(first, when.end) if has_end and not whole_day else None,
        rrule=_rrule(when, whole_day=whole_day),
        rdate=tuple(_start(day, when, whole_day=whole_day) for day in when.dates[1:]),
        exdate=(_start(when.skipped, when, whole_day=whole_day),) if when.skipped else (),
    )
    changes = [Override(recurrence_id=moment(day, when.start), **_off(how, title)) for day, how in sorted(off.items())]
    if when.other_time and not whole_day:
        day, minute = when.other_time
        changes.append(Override(recurrence_id=moment(day, when.start), dtstart=moment(day, minute)))
    return Schedule(slots=(slot,), overrides=tuple(changes), tzid=None if whole_day else _ZONE)


def _off(how: str, title: str) -> dict[str, Any]:
    return {"title": called_off(title)} if how == "title" else {"status": Status.CANCELLED}


def one_evening(when: When, day: date, *, has_end: bool, whole_day: bool) -> Schedule:
    """The schedule of one day of it."""
    late = when.other_time[1] - when.start if when.other_time and when.other_time[0] == day else 0
    if whole_day:
        return Schedule(slots=(Slot(dtstart=day.isoformat()),))
    end = moment(day, when.end + late) if has_end else None
    return Schedule(slots=(Slot(dtstart=moment(day, when.start + late), dtend=end),), tzid=_ZONE)


def _start(day: date, when: When, *, whole_day: bool) -> str:
    return day.isoformat() if whole_day else moment(day, when.start)


def _rrule(when: When, *, whole_day: bool) -> str | None:
    code = _CODES[when.first.weekday()]
    second = f",{_CODES[(when.first.weekday() + when.second) % 7]}" if when.second else ""
    rules = {
        "weekly": f"FREQ=WEEKLY;BYDAY={code}",
        "course": f"FREQ=WEEKLY;BYDAY={code}",
        "twice": f"FREQ=WEEKLY;BYDAY={code}{second}",
        "biweekly": f"FREQ=WEEKLY;INTERVAL=2;BYDAY={code}",
        "monthly": f"FREQ=MONTHLY;BYDAY={when.nth}{code}",
        "daily": "FREQ=DAILY",
    }
    if when.run not in rules:
        return None
    until = f";UNTIL={when.until:%Y%m%d}{'' if whole_day else 'T225959Z'}" if when.until else ""
    return rules[when.run] + until


_WORDS = {"course": "weekly", "dates": "single"}
_FORMS = {"early": "_early", "whole_day": "_bare", "daypart": "_part"}


def words(rng: Random, when: When, *, form: str, has_end: bool, is_english: bool = False) -> str:
    """`when` in prose; what the language has no form for is printed in full."""
    forms = PHRASES.en if is_english else PHRASES.nl
    run = _WORDS.get(when.run, when.run)
    ending = _FORMS.get(form, "" if has_end else "_open")
    text = rng.choice(forms.get(run + ending) or forms[run])
    if when.until and run in {"weekly", "twice", "monthly"} and not is_english:
        text += rng.choice(forms["until"])
    return text.format(**_fillings(rng, when, is_english=is_english))


def on_one_day(when: When, day: date) -> When:
    """What happens on `day` alone."""
    late = when.other_time[1] - when.start if when.other_time and when.other_time[0] == day else 0
    return When(run="single", first=day, start=when.start + late, end=when.end + late, dates=(day,), until=day)


def _fillings(rng: Random, when: When, *, is_english: bool) -> dict[str, str]:
    ending = "_english" if is_english else ""
    days, months = PHRASES.names[f"days{ending}"], PHRASES.names[f"months{ending}"]
    mark = ":" if is_english else rng.choice("..:")
    day = when.first
    until = when.until or day
    return {
        "day": days[day.weekday()],
        "day2": days[(day.weekday() + when.second) % 7],
        "part": "ochtend" if when.start < 12 * 60 else "middag" if when.start < 18 * 60 else "avond",
        "from": _clock(when.start, mark),
        "to": _clock(when.end, mark),
        "nth": PHRASES.names[f"nths{ending}"][min(when.nth, 4) - 1],
        "date": f"{day.day} {months[day.month - 1]} {day.year}",
        "until": f"{until.day} {months[until.month - 1]} {until.year}",
    }


def _clock(minute: int, mark: str) -> str:
    return f"{minute // 60}{mark}{minute % 60:02}"
