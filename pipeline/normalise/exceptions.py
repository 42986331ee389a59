"""Days that a rule in words takes out again: "m.u.v. juli en augustus", "niet op feestdagen", "behalve 24 december"."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import msgspec

from pipeline.normalise.holidays import Region, known_until, public_holidays, school_holidays
from pipeline.normalise.schedules.values import Days, Months, Node
from pipeline.normalise.schedules.years import dated
from schemas.errors import UnreadableText
from schemas.schedule import Schedule, Slot, local_time, moment

# Exceptions are written out this far ahead; the next reading of the page, long before, writes them further.
HORIZON = timedelta(days=400)


@dataclass(frozen=True)
class Taken:
    """What exceptions take out: whole months of every year, and days."""

    months: frozenset[int] = frozenset()
    days: frozenset[date] = frozenset()


def without_exceptions(schedule: Schedule, nodes: tuple[Node, ...], *, on: date, region: Region | None) -> Schedule:
    """`schedule` without the months and days of `nodes`, as read on the day `on`.

    Raises UnreadableText where an exception cannot be dated: then nobody can say on which days it takes place.
    """
    taken = [_TAKEN[node.kind](node.value, on, region) for node in nodes if node.kind in _TAKEN]
    if not nodes or len(taken) < len(nodes):
        raise UnreadableText("an exception that is not understood")
    months = frozenset(month for one in taken for month in one.months)
    days = frozenset(day for one in taken for day in one.days)
    slots = tuple(_without(slot, months, days) for slot in schedule.slots)
    return msgspec.structs.replace(schedule, slots=slots)


def _without(slot: Slot, months: frozenset[int], days: frozenset[date]) -> Slot:
    rrule, clock = slot.rrule, slot.dtstart[10:]
    if slot.rdate:
        kept = [start for start in (slot.dtstart, *slot.rdate) if not _is_taken(start, months, days)]
        if not kept:
            raise UnreadableText("all days are excepted")
        return _moved(slot, kept[0], tuple(kept[1:]))
    if rrule is None:
        raise UnreadableText("an exception to something that is no rule")
    if months:
        if "BYMONTH=" in rrule or "FREQ=YEARLY" in rrule:
            raise UnreadableText("months taken out of a rule that names months")
        rrule += ";BYMONTH=" + ",".join(str(month) for month in range(1, 13) if month not in months)
    first = str(moment(slot.dtstart))[:10]
    exdate = tuple(f"{day.isoformat()}{clock}" for day in sorted(days) if day.isoformat() >= first)
    return msgspec.structs.replace(slot, rrule=rrule, exdate=(*slot.exdate, *exdate))


def _is_taken(start: str, months: frozenset[int], days: frozenset[date]) -> bool:
    day = date.fromisoformat(start[:10])
    return day in days or day.month in months


def _moved(slot: Slot, start: str, later: tuple[str, ...]) -> Slot:
    """`slot` from another of its days on, as long as before."""
    length = moment(slot.dtend) - moment(slot.dtstart) if slot.dtend else None
    end = local_time(moment(start) + length) if length is not None else None
    return msgspec.structs.replace(slot, dtstart=start, dtend=end, rdate=later)


def _months(value: Months, _on: date, _region: Region | None) -> Taken:
    if value.edge or value.year:
        raise UnreadableText("only a part of the months is excepted")
    return Taken(months=frozenset(value.months))


def _dates(value: Days, on: date, _region: Region | None) -> Taken:
    found = [dated(day, on).date for day in value.days]
    known = [day for day in found if day is not None]
    if len(known) < len(found):
        raise UnreadableText("an exception whose year is not known")
    return Taken(days=frozenset(_through(known[0], known[-1])) if value.through else frozenset(known))


def _through(first: date, last: date) -> Iterator[date]:
    if last < first or last - first > HORIZON:
        raise UnreadableText("an exception that ends before it begins, or never")
    return (first + timedelta(days=number) for number in range((last - first).days + 1))


def _public_holidays(_value: object, on: date, _region: Region | None) -> Taken:
    return Taken(days=frozenset(day for day, _ in public_holidays(on, on + HORIZON)))


def _school_holidays(name: str, on: date, region: Region | None) -> Taken:
    if region is None or known_until(region) < on + timedelta(days=120):
        raise UnreadableText("school holidays of a region that is not known")
    holidays = school_holidays(region, on, on + HORIZON)
    return Taken(days=frozenset(day for one in holidays if name in one.name for day in _through(one.start, one.end)))


_TAKEN: dict[str, Callable[..., Taken]] = {
    "months": _months,
    "dates": _dates,
    "days_through": _dates,
    "public_holidays": _public_holidays,
    "school_holidays": _school_holidays,
}
