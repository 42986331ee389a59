"""The versions of one event as one schedule: slots, and overrides in the zone of the first slot."""

from collections.abc import Iterable, Iterator, Sequence

from schemas.errors import UnreadableText
from schemas.record import LocalTime
from schemas.schedule import Schedule, Slot, local_time
from spiders.readers.ical.events import Event
from spiders.readers.ical.exclusions import EXRULE, excluded_by_rule
from spiders.readers.ical.lines import Property
from spiders.readers.ical.naming import identity, local, named
from spiders.readers.ical.overrides import changes, in_force, overrides
from spiders.readers.ical.repair import Repair
from spiders.readers.ical.rules import rule
from spiders.readers.ical.times import Moment, in_zone, later


def _several_separators(values: str) -> str:
    return values.replace(";", ",")


SEPARATORS = Repair("semicolons_in_list", "RFC 5545 §3.8.5.1", "hand-written templates", _several_separators)


def schedule(master: Event | None, changed: Sequence[Event], hidden: Iterable[Event] = ()) -> Schedule:
    """When an event happens. `changed` are its overrides; without a master each of them is a slot of its own.

    What `hidden` names does not happen as far as anyone may know. Raises UnreadableText where the start or a rule is
    unreadable: who shows a series without its rule or its exceptions tells what no source says.
    """
    if master is None:
        return _of_orphans(changed)
    start = master.start
    if start is None:
        raise UnreadableText("no DTSTART")
    exdate = (*_excluded(master, start), *filter(None, (identity(event, start) for event in hidden)))
    slots = tuple(_slots(master, start, exdate))
    held = in_force(changes(changed, start), master, start, slots)
    return Schedule(slots=slots, tzid=start.tzid, overrides=overrides(held, start, master.title))


def _of_orphans(changed: Sequence[Event]) -> Schedule:
    """Occurrences whose series is not in the file: each is a slot at the start it had, and an override of that."""
    base = _own_start(changed[0])
    held = overrides(changes(changed, base), base, changed[0].title)
    if not held:
        raise UnreadableText("none of its changes can be read")
    slots = tuple(Slot(dtstart=override.recurrence_id) for override in held)
    return Schedule(slots=slots, tzid=base.tzid, overrides=held)


def _own_start(event: Event) -> Moment:
    named = event.time(event.recurrence_id) if event.recurrence_id else None
    start = event.start or named
    if start is None:
        raise UnreadableText("neither DTSTART nor RECURRENCE-ID")
    return start


def _slots(master: Event, start: Moment, exdate: tuple[LocalTime, ...]) -> Iterator[Slot]:
    """One slot per rule, the first with the added dates; added periods are slots of their own."""
    end = local(master.end, start)
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
        master.context.allowance.spend("rules")
        yield rule(line.value, start, master.noted, home=master.context.home_zone)


def _excluded(master: Event, start: Moment) -> tuple[LocalTime, ...]:
    times = [time for line, value in _values(master, "EXDATE") if (time := named(master, line, value, start))]
    for line in master.several("EXRULE"):
        master.context.allowance.spend("exception rules")
        master.noted.add(EXRULE.name)
        times += excluded_by_rule(rule(line.value, start, master.noted, home=master.context.home_zone), start)
    return tuple(dict.fromkeys(times))


def _added(master: Event, start: Moment) -> tuple[tuple[LocalTime, ...], list[tuple[LocalTime, LocalTime | None]]]:
    dates: list[LocalTime] = []
    periods: list[tuple[LocalTime, LocalTime | None]] = []
    for line, value in _values(master, "RDATE"):
        if "/" in value:
            periods += _period(master, line, value, start)
        elif time := named(master, line, value, start):
            dates.append(time)
    return tuple(dict.fromkeys(dates)), periods


def _period(master: Event, line: Property, value: str, start: Moment) -> Iterator[tuple[LocalTime, LocalTime | None]]:
    """The start and end of a period; RFC 5545 §3.3.9."""
    first, _, last = value.partition("/")
    try:
        begin = master.time(line, first)
        is_length = last.strip().upper().lstrip("+-").startswith("P")
        end = later(begin, master.length(last)) if is_length else master.time(line, last)
        yield local_time(in_zone(begin, start.tzid)), local(end, start)
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
