"""Changes to single occurrences: which of them hold, and what they change; RFC 5545 §3.8.4.4."""

import re
from collections.abc import Collection, Iterable, Mapping

from schemas.record import LocalTime
from schemas.schedule import Override, Slot, local_time
from spiders.readers.ical.events import Event
from spiders.readers.ical.naming import identity, local
from spiders.readers.ical.times import Moment, in_zone, moment

_UNTIL = re.compile(r"UNTIL=([0-9TZ]+)")


def changes(changed: Iterable[Event], start: Moment) -> dict[LocalTime, Event]:
    """The changed occurrences by the start that their series gives them, in order; of several versions the latest."""
    latest: dict[LocalTime, Event] = {}
    for event in sorted(changed, key=lambda event: event.age):
        if named := identity(event, start):
            latest[named] = event
    return dict(sorted(latest.items()))


def in_force(
    changed: Mapping[LocalTime, Event], master: Event, start: Moment, slots: Collection[Slot]
) -> dict[LocalTime, Event]:
    """The changes but for those of occurrences that the series no longer has.

    That is: occurrences that it excludes, and those after its end that are named by an older SEQUENCE than its own.
    """
    excluded = {time for slot in slots for time in slot.exdate}
    last = _last(start, slots)
    return {
        named: event
        for named, event in changed.items()
        if named not in excluded and not (last and named > last and event.age[0] < master.age[0])
    }


def overrides(changed: Mapping[LocalTime, Event], start: Moment, title: str) -> tuple[Override, ...]:
    """One override per changed occurrence, in order; `title` is that of the series, which they need not repeat."""
    return tuple(_override(named, event, start, title) for named, event in changed.items())


def is_for_all_that_follow(event: Event) -> bool:
    line = event.recurrence_id
    return line is not None and line.parameters.get("RANGE", "").upper() == "THISANDFUTURE"


def _last(start: Moment, slots: Collection[Slot]) -> LocalTime | None:
    """When the series ends for certain; None: it may go on."""
    found = [_UNTIL.search(slot.rrule or "") for slot in slots if slot.rrule]
    if not found or not all(found):
        return None
    ends = [moment(until[1], None, set()) for until in found if until]
    return max(local_time(in_zone(end, start.tzid)) for end in ends)


def _override(named: LocalTime, event: Event, start: Moment, title: str) -> Override:
    return Override(
        recurrence_id=named,
        this_and_future=is_for_all_that_follow(event),
        dtstart=local(event.start, start),
        dtend=local(event.end, start),
        status=event.status,
        title=event.title if event.title not in {title, ""} else None,
    )
