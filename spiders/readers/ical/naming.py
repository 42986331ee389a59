"""How a calendar names one occurrence of an event: EXDATE, RDATE and RECURRENCE-ID as a time of its schedule."""

from datetime import datetime
from typing import NamedTuple

from schemas.errors import UnreadableText
from schemas.record import LocalTime
from schemas.schedule import local_time
from spiders.readers.ical.events import Event
from spiders.readers.ical.lines import Property
from spiders.readers.ical.repair import Repair, mended
from spiders.readers.ical.times import Moment, in_zone


class Beside(NamedTuple):
    """A time that names an occurrence, beside the start of its event."""

    when: Moment
    start: Moment


def _day_as_time(beside: Beside) -> Beside:
    """A day that names an occurrence of a timed event: that day at the time of the event."""
    if beside.start.is_day or not beside.when.is_day or not isinstance(beside.start.local, datetime):
        return beside
    return beside._replace(
        when=Moment(datetime.combine(beside.when.local, beside.start.local.time()), beside.start.tzid)
    )


def _time_as_day(beside: Beside) -> Beside:
    if beside.start.is_day and isinstance(beside.when.local, datetime):
        return beside._replace(when=Moment(beside.when.local.date()))
    return beside


DAY_FOR_TIME = Repair(
    "day_for_time", "RFC 5545 §3.8.5.1, §3.8.4.4", "Outlook; WordPress plugins (EXDATE as day)", _day_as_time
)
TIME_FOR_DAY = Repair("time_for_day", "RFC 5545 §3.8.5.1, §3.8.4.4", "Outlook and iCloud for whole days", _time_as_day)
NAMING_REPAIRS = (DAY_FOR_TIME, TIME_FOR_DAY)


def named(event: Event, line: Property, value: str, start: Moment) -> LocalTime | None:
    """The occurrence that a value names, as the schedule writes it; None when it is unreadable, which is noted."""
    try:
        beside = mended(Beside(event.time(line, value), start), NAMING_REPAIRS, event.noted)
        return local(beside.when, start)
    except UnreadableText as trouble:
        event.unread.append(f"read without one of its {line.name}: {trouble}")
        return None


def identity(event: Event, start: Moment) -> LocalTime | None:
    line = event.recurrence_id
    return named(event, line, line.value, start) if line else None


def local(when: Moment | None, start: Moment) -> LocalTime | None:
    return local_time(in_zone(when, start.tzid)) if when else None
