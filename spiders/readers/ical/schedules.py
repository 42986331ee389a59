"""The versions of one event as one schedule: slots, and overrides in the zone of the first slot."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from schemas.errors import UnreadableText
from schemas.record import LocalTime
from schemas.schedule import Override, Schedule, Slot, local_time
from spiders.readers.ical.events import Event
from spiders.readers.ical.exclusions import EXRULE, excluded_by_rule
from spiders.readers.ical.lines import Property
from spiders.readers.ical.repair import Repair, mended
from spiders.readers.ical.rules import rule
from spiders.readers.ical.times import Moment, in_zone, later


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


def _several_separators(values: str) -> str:
    return values.replace(";", ",")


DAY_FOR_TIME = Repair(
    "day_for_time", "RFC 5545 §3.8.5.1, §3.8.4.4", "Outlook; WordPress plugins (EXDATE as day)", _day_as_time
)
TIME_FOR_DAY = Repair("time_for_day", "RFC 5545 §3.8.5.1, §3.8.4.4", "Outlook and iCloud for whole days", _time_as_day)
SEPARATORS = Repair("semicolons_in_list", "RFC 5545 §3.8.5.1", "hand-written templates", _several_separators)
SCHEDULE_REPAIRS = (DAY_FOR_TIME, TIME_FOR_DAY, SEPARATORS)


def schedule(master: Event | None, changed: Sequence[Event], hidden: Iterable[Event] = ()) -> Schedule:
    """When an event happens. `changed` are its overrides; without a master each of them is a slot of its own.

    What `hidden` names does not happen as far as anyone may know. Raises UnreadableText when nothing can be read.
    """
    if master is None:
        return _of_orphans(changed)
    start = master.start
    if start is None:
        raise UnreadableText("no DTSTART")
    exdate = (*_excluded(master, start), *(identity for event in hidden if (identity := _identity(event, start))))
    slots = tuple(_slots(master, start, exdate))
    overrides = tuple(_overrides(changed, start))
    return Schedule(slots=slots, tzid=start.tzid, overrides=overrides)


def _of_orphans(changed: Sequence[Event]) -> Schedule:
    """Occurrences whose series is not in the file: each is a slot at the start it had, and an override of that."""
    base = _own_start(changed[0])
    overrides = tuple(_overrides(changed, base))
    slots = tuple(Slot(dtstart=override.recurrence_id) for override in overrides)
    return Schedule(slots=slots, tzid=base.tzid, overrides=overrides)


def _own_start(event: Event) -> Moment:
    named = event.time(event.recurrence_id) if event.recurrence_id else None
    start = event.start or named
    if start is None:
        raise UnreadableText("neither DTSTART nor RECURRENCE-ID")
    return start


def _slots(master: Event, start: Moment, exdate: tuple[LocalTime, ...]) -> Iterator[Slot]:
    """One slot per rule, the first with the added dates; added periods are slots of their own."""
    end = _local(master.end, start)
    dates, periods = _added(master, start)
    rules: Sequence[str | None] = list(_rules(master, start)) or [None]
    first = local_time(start.local)
    for count, text in enumerate(rules):
        added = dates if count == 0 else ()
        yield Slot(dtstart=first, dtend=end, rrule=text, rdate=added, exdate=exdate)
    for period_start, period_end in periods:
        yield Slot(dtstart=period_start, dtend=period_end, exdate=exdate)


def _rules(master: Event, start: Moment) -> Iterator[str]:
    for line in master.several("RRULE"):
        try:
            master.context.allowance.spend("rules")
            yield rule(line.value, start, master.noted)
        except UnreadableText as trouble:
            master.unread.append(f"read without its rule: {trouble}")


def _excluded(master: Event, start: Moment) -> tuple[LocalTime, ...]:
    times = [time for line, value in _values(master, "EXDATE") if (time := _named(master, line, value, start))]
    for line in master.several("EXRULE"):
        try:
            master.context.allowance.spend("exception rules")
            master.noted.add(EXRULE.name)
            times += excluded_by_rule(rule(line.value, start, master.noted), start)
        except UnreadableText as trouble:
            master.unread.append(f"read without its exceptions: {trouble}")
    return tuple(dict.fromkeys(times))


def _added(master: Event, start: Moment) -> tuple[tuple[LocalTime, ...], list[tuple[LocalTime, LocalTime | None]]]:
    dates: list[LocalTime] = []
    periods: list[tuple[LocalTime, LocalTime | None]] = []
    for line, value in _values(master, "RDATE"):
        if "/" in value:
            periods += _period(master, line, value, start)
        elif time := _named(master, line, value, start):
            dates.append(time)
    return tuple(dict.fromkeys(dates)), periods


def _period(master: Event, line: Property, value: str, start: Moment) -> Iterator[tuple[LocalTime, LocalTime | None]]:
    """The start and end of a period; RFC 5545 §3.3.9."""
    first, _, last = value.partition("/")
    try:
        begin = master.time(line, first)
        is_length = last.strip().upper().lstrip("+-").startswith("P")
        end = later(begin, master.length(last)) if is_length else master.time(line, last)
        yield local_time(in_zone(begin, start.tzid)), _local(end, start)
    except UnreadableText as trouble:
        master.unread.append(f"read without one of its dates: {trouble}")


def _values(event: Event, name: str) -> Iterator[tuple[Property, str]]:
    """The values of all properties of that name, as far as the allowance of the file goes."""
    for line in event.several(name):
        for value in SEPARATORS(line.value, event.noted).split(","):
            if value.strip():
                if not event.context.allowance.take("dates"):
                    event.unread.append(f"read without its further {name}: too many in this file")
                    return
                yield line, value


def _named(event: Event, line: Property, value: str, start: Moment) -> LocalTime | None:
    """The occurrence that a value names, as the schedule writes it; None when it is unreadable, which is noted."""
    try:
        beside = mended(Beside(event.time(line, value), start), (DAY_FOR_TIME, TIME_FOR_DAY), event.noted)
        return _local(beside.when, start)
    except UnreadableText as trouble:
        event.unread.append(f"read without one of its {line.name}: {trouble}")
        return None


def _identity(event: Event, start: Moment) -> LocalTime | None:
    line = event.recurrence_id
    return _named(event, line, line.value, start) if line else None


def _overrides(changed: Iterable[Event], start: Moment) -> Iterator[Override]:
    """One override per occurrence named; of several versions the latest."""
    latest: dict[LocalTime, Event] = {}
    for event in sorted(changed, key=lambda event: event.age):
        if identity := _identity(event, start):
            latest[identity] = event
    for identity, event in sorted(latest.items()):
        yield _override(identity, event, start)


def _override(identity: LocalTime, event: Event, start: Moment) -> Override:
    line = event.recurrence_id
    return Override(
        recurrence_id=identity,
        this_and_future=line is not None and line.parameters.get("RANGE", "").upper() == "THISANDFUTURE",
        dtstart=_local(event.start, start),
        dtend=_local(event.end, start),
        status=event.status,
        title=event.text("SUMMARY"),
    )


def _local(when: Moment | None, start: Moment) -> LocalTime | None:
    return local_time(in_zone(when, start.tzid)) if when else None
