"""The single times at which the listings of one fold say that it takes place. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta, tzinfo

from msgspec.structs import replace

from pipeline.occurrences import Instance, expand
from pipeline.occurrences.placing import ended, length, placed
from pipeline.occurrences.window import instant
from schemas.record import Instant, LocalTime, Record, Url
from schemas.schedule import Schedule, Slot, Status, local_time, moment
from schemas.zones import DEFAULT_TZID, aware, zone

_FIRST, _LAST = date(1900, 1, 1), date(9999, 12, 30)
# What one listing says of an evening goes before what another leaves open or thinks less serious.
_GRAVITY = (Status.CANCELLED, Status.POSTPONED, Status.GONE, Status.MISSING, Status.TENTATIVE, Status.PAST)
_SAID = {Status.CANCELLED, Status.POSTPONED}


class Single(Record):
    """One listing of a fold, as normalised.

    `absent_since`: the first complete visit that no longer saw it, once it counts as missing; None: it is still there.
    """

    key: str
    title: str
    schedule: Schedule
    status: Status | None = None
    absent_since: Instant | None = None
    url: Url | None = None

    @property
    def has_rule(self) -> bool:
        return any(slot.rrule is not None for slot in self.schedule.slots)


class Evening(Record):
    """One time that it takes place: `start` on the wall clock of the series, a date where no hour is stated.

    `lasting` is exact time, None where no end is stated. `status` is None for what simply takes place. `is_absent`: it
    was still to come when its listing was no longer seen. `url` is its own page.
    """

    start: LocalTime
    title: str
    lasting: timedelta | None = None
    status: Status | None = None
    is_absent: bool = False
    url: Url | None = None

    @property
    def day(self) -> str:
        return self.start[:10]

    @property
    def clock(self) -> str:
        """Such as `T19:30:00`; empty for a whole day."""
        return self.start[10:]


def zone_of(singles: Iterable[Single]) -> str:
    """The zone for single dates: that of most listings, told in Dutch time where these are programs' moments.

    UTC and fixed offsets are how programs write moments; nobody meets by them, and no series keeps to them all year.
    """
    zones = Counter(one.schedule.tzid or DEFAULT_TZID for one in singles)
    named = [tzid for tzid in zones if not tzid.startswith("UTC")]
    return min(named, key=lambda tzid: (-zones[tzid], tzid), default=DEFAULT_TZID)


def evenings(singles: Iterable[Single], *, tzid: str) -> list[Evening]:
    """One per start, in order. A whole day on which an hour is known tells no more than whether it takes place."""
    by_start: dict[str, list[Evening]] = defaultdict(list)
    for one in singles:
        for evening in _evenings_of(one, tzid):
            by_start[evening.start].append(evening)
    found = [agreed(some) for _, some in sorted(by_start.items())]
    whole = {one.day: one for one in found if not one.clock}
    with_hour = {one.day for one in found if one.clock}
    return [
        agreed([one, replace(whole[one.day], lasting=None)]) if one.clock and one.day in whole else one
        for one in found
        if one.clock or one.day not in with_hour
    ]


def agreed(some: Sequence[Evening]) -> Evening:
    """The first of several that tell of one, with what they say together.

    That is the first end and page that are stated, and of those still on their pages the first title and the gravest
    status.
    """
    if len(some) == 1:
        return some[0]
    seen = [one for one in some if not one.is_absent] or some
    return replace(
        some[0],
        title=seen[0].title,
        lasting=next((one.lasting for one in (*seen, *some) if one.lasting is not None), None),
        status=gravest(one.status for one in seen),
        is_absent=all(one.is_absent for one in seen),
        url=next((one.url for one in (*seen, *some) if one.url), None),
    )


def gravest(statuses: Iterable[Status | None]) -> Status | None:
    """What goes before; None where nobody says that it does not simply take place."""
    said = set(statuses)
    return next((status for status in _GRAVITY if status in said), None)


def _evenings_of(single: Single, tzid: str) -> Iterator[Evening]:
    own, home = zone(single.schedule.tzid or DEFAULT_TZID), zone(tzid)
    for instance in _instances(single.schedule, own):
        start = instance.start
        name = local_time(start.astimezone(home) if own is not home and isinstance(start, datetime) else start)
        is_absent = single.absent_since is not None and aware(moment(name), tzid) > single.absent_since
        yield Evening(
            start=name,
            title=instance.title or single.title,
            lasting=lasting(instance),
            status=_status(instance.status or single.status, is_absent=is_absent),
            is_absent=is_absent,
            url=instance.url or single.url,
        )


def _instances(schedule: Schedule, own: tzinfo) -> Sequence[Instance]:
    if len(schedule.slots) == 1 and not schedule.overrides:
        (slot,) = schedule.slots
        if not slot.rdate and not slot.exdate:
            return [_only_instance(slot, own)]  # what expanding gives, ten times faster: most listings are such
    stated = schedule if schedule.tzid else replace(schedule, tzid=DEFAULT_TZID)
    return expand(stated, start=_FIRST, end=_LAST).instances


def _only_instance(slot: Slot, own: tzinfo) -> Instance:
    first = moment(slot.dtstart)
    span = length(first, moment(slot.dtend) if slot.dtend else None, own)
    start = placed(first, own) if isinstance(first, datetime) else first
    return Instance(start=start, end=ended(start, span), recurrence_id=slot.dtstart)


def _status(status: Status | None, *, is_absent: bool) -> Status | None:
    """What somebody said of an evening stays said when its listing is gone."""
    if is_absent and status not in _SAID:
        return Status.MISSING
    return None if status is Status.SCHEDULED else status


def lasting(instance: Instance) -> timedelta | None:
    """How long it takes, as exact time; whole days for whole days."""
    start, end = instance.start, instance.end
    if end is None:
        return None
    if isinstance(start, datetime) and isinstance(end, datetime):
        return instant(end) - instant(start)
    return end - start
