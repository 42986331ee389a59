"""On which days two listings happen, beside each other; a day that was not looked at is not said to be free."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from pipeline.normalise import said
from pipeline.occurrences import Instance, expand
from schemas.errors import UnreadableText
from schemas.listing import Listing
from schemas.schedule import Schedule, Status

_MOST_OF_ONE = 5
_MOST_DAYS = 8
_HORIZON = timedelta(days=366)
NOT_THEN, NOT_LOOKED_AT = "—", "…"


def days_beside(one: Listing, other: Listing, *, today: date) -> Iterator[tuple[str, str]]:
    """For each of the next days of either what each does then; of one that is past, its first days."""
    first, second = _days(one, today), _days(other, today)
    for day in sorted(first.texts.keys() | second.texts.keys())[:_MOST_DAYS]:
        yield first.on(day), second.on(day)


@dataclass(frozen=True)
class _Days:
    """What a listing does on the days from `start` to `end`; `end` None: there are no more."""

    texts: Mapping[date, str]
    start: date
    end: date | None

    def on(self, day: date) -> str:
        if day in self.texts:
            return self.texts[day]
        is_seen = day >= self.start and (self.end is None or day <= self.end)
        return NOT_THEN if is_seen else NOT_LOOKED_AT


def _days(listing: Listing, today: date) -> _Days:
    schedule, _ = said(listing)
    if schedule is None or not schedule.slots:
        return _Days({}, date.max, date.max)
    coming = _days_from(schedule, today)
    return coming if coming.texts else _days_from(schedule, _first_day(schedule))


def _first_day(schedule: Schedule) -> date:
    """The first day that the slots print."""
    return min(date.fromisoformat(slot.dtstart[:10]) for slot in schedule.slots)


def _days_from(schedule: Schedule, start: date) -> _Days:
    start = min(start, date.max - _HORIZON)
    try:
        found = expand(schedule, start=start, end=start + _HORIZON, most=_MOST_OF_ONE).instances
    except UnreadableText:
        found = ()
    texts: dict[date, str] = {}
    for instance in found:
        day = _day(instance.start)
        texts[day] = f"{texts[day]}, {_hours(instance)}" if day in texts else f"{day:%a %-d %b %Y} {_hours(instance)}"
    return _Days(texts, start, max(texts) if len(found) == _MOST_OF_ONE else None)


def _day(when: date | datetime) -> date:
    return when.date() if isinstance(when, datetime) else when


def _hours(instance: Instance) -> str:
    """The hours of one day, and whether it is off.

    >>> _hours(Instance(start=datetime(2026, 12, 1, 9), end=datetime(2026, 12, 1, 11), recurrence_id="2026-12-01"))
    '09:00–11:00'
    """
    hours = f"{instance.start:%H:%M}" if isinstance(instance.start, datetime) else "all day"
    if isinstance(instance.end, datetime):
        hours += f"–{instance.end:%H:%M}"
    return f"{hours} ({instance.status})" if instance.status not in {None, Status.SCHEDULED} else hours
