"""A schedule with evenings told one by one fitted into it: as overrides, exceptions, dates and slots. Pure."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from typing import Any

from msgspec.structs import replace

from pipeline.linking.evenings import Evening, gravest, lasting
from pipeline.occurrences import Budget, Instance, expand
from pipeline.occurrences.placing import ended, length, placed
from schemas.record import LocalTime, Url
from schemas.schedule import Override, Schedule, Slot, Status, local_time, moment
from schemas.zones import DEFAULT_TZID, zone

_DAY = timedelta(days=1)
_STEPS = 10_000_000  # no bound of its own: what is looked at follows the number of evenings


@dataclass(frozen=True, slots=True)
class Base:
    """What evenings are fitted into: rules in a zone, with the overrides that are printed with them.

    `is_printed`: a listing states it, so that an occurrence stands without being told again; else it follows from the
    evenings alone. `title` and `url` are those of all. `of_all` holds for every occurrence that no evening tells of.
    """

    schedule: Schedule
    title: str
    is_printed: bool = False
    of_all: Override | None = None
    url: Url | None = None

    @property
    def zone(self) -> tzinfo:
        return zone(self.schedule.tzid or DEFAULT_TZID)


@dataclass(frozen=True, slots=True)
class _Place:
    """An evening with the occurrence of the base that it tells of."""

    evening: Evening
    instance: Instance

    @property
    def name(self) -> LocalTime:
        return self.instance.recurrence_id

    @property
    def is_there(self) -> bool:
        return local_time(self.instance.start) == self.evening.start

    @property
    def lacks_end(self) -> bool:
        """Whether the evening does not state the end that its occurrence has."""
        is_alike = isinstance(self.instance.start, datetime) is bool(self.evening.clock)
        return is_alike and self.evening.lasting is None and self.instance.end is not None


def fitted(base: Base, told: Sequence[Evening]) -> Schedule:
    """The base with every evening in it and, unless it is printed, without what no evening tells of.

    `told` is in order of start, and unique in it.
    """
    given = _instances(base, told)
    places, beside = _places(told, given, is_printed=base.is_printed)
    # An override can change an end, but not take it away.
    endless = {place.name for place in places if place.lacks_end and not (base.is_printed and place.is_there)}
    beside += [place.evening for place in places if place.name in endless]
    gone = endless if base.is_printed else endless | ({one.recurrence_id for one in given} - {p.name for p in places})
    slots = _with_dates(_without(base.schedule.slots, gone), beside, base.zone)
    found = {o.recurrence_id: o for o in base.schedule.overrides if not o.this_and_future}
    found = {name: override for name, override in found.items() if name not in gone}
    _tell(found, [(place.name, _change(place, base)) for place in places if place.name not in endless])
    spans = _spans(slots, base.zone)
    _tell(found, [(one.start, _change_beside(one, base, spans=spans, named=found)) for one in beside])
    if base.of_all:
        _stand(found, (*(place.name for place in places), *(one.start for one in beside)), base.of_all)
    overrides = (*_of_more(base), *(found[name] for name in sorted(found)))
    return replace(base.schedule, slots=slots, overrides=overrides)


def _instances(base: Base, told: Sequence[Evening]) -> tuple[Instance, ...]:
    """The occurrences of the base on the days of the evenings and between them."""
    if not told or not base.schedule.slots:
        return ()
    first, last = date.fromisoformat(told[0].day), date.fromisoformat(told[-1].day)
    budget = Budget(_STEPS, of_one=_STEPS)
    return expand(base.schedule, start=first - _DAY, end=last + 2 * _DAY, budget=budget).instances


def _places(
    told: Sequence[Evening], given: Iterable[Instance], *, is_printed: bool
) -> tuple[list[_Place], list[Evening]]:
    """The evenings on the occurrence of their start, else on one of their day that has none; and those beside them.

    A printed rule knows the hour of a day on which an evening tells none.
    """
    by_start = {local_time(one.start): one for one in given}
    by_day: dict[str, list[Instance]] = defaultdict(list)
    for start, one in by_start.items():
        for day in {start[:10], one.recurrence_id[:10]}:
            by_day[day].append(one)
    places = [_Place(one, by_start[one.start]) for one in told if one.start in by_start]
    taken = {place.name for place in places}
    beside = []
    for evening in told:
        if evening.start in by_start:
            continue
        if is_printed and not evening.clock and evening.day in by_day:
            places += (_at_its_hour(evening, one) for one in by_day[evening.day])
            continue
        free = next((one for one in by_day.get(evening.day, ()) if one.recurrence_id not in taken), None)
        if free is None:
            beside.append(evening)
        else:
            places.append(_Place(evening, free))
            taken.add(free.recurrence_id)
    return places, beside


def _at_its_hour(evening: Evening, instance: Instance) -> _Place:
    known = replace(evening, start=local_time(instance.start), lasting=lasting(instance))
    return _Place(known, instance)


def _change(place: _Place, base: Base) -> dict[str, Any]:
    """What an override of the occurrence has to say, by field; empty: it takes place as the base has it."""
    evening, instance = place.evening, place.instance
    usual = lasting(instance)
    span = usual if place.lacks_end else evening.lasting
    change: dict[str, Any] = {}
    if not place.is_there or span != usual:
        change["dtend"] = end_of(evening.start, span, base.zone)
    if not place.is_there or (change and evening.start != place.name):
        change["dtstart"] = evening.start
    status = gravest((evening.status, instance.status))
    if status is not instance.status:
        change["status"] = status
    return change | _own(evening, base, known=instance)


def _own(evening: Evening, base: Base, known: Instance | None = None) -> dict[str, Any]:
    """The title and the page that are its own."""
    own: dict[str, Any] = {}
    if evening.title not in {base.title, known and known.title}:
        own["title"] = evening.title
    if evening.url not in {None, base.url, known and known.url}:
        own["url"] = evening.url
    return own


def _change_beside(
    evening: Evening, base: Base, *, spans: Mapping[LocalTime, timedelta | None], named: Collection[LocalTime]
) -> dict[str, Any]:
    """As `_change`, for an evening that has a date of its own in one of the slots.

    It states its start where an override of its day, or of all that follows, would move it too.
    """
    change = _own(evening, base)
    if evening.status:
        change["status"] = evening.status
    is_pinned = evening.day in named or any(o.dtstart or o.dtend for o in base.schedule.overrides if o.this_and_future)
    if is_pinned:
        change["dtstart"] = evening.start
    if is_pinned or spans[evening.start] != evening.lasting:
        change["dtend"] = end_of(evening.start, evening.lasting, base.zone)
    return change


def _tell(overrides: dict[LocalTime, Override], changes: Sequence[tuple[LocalTime, dict[str, Any]]]) -> None:
    """Adds the changes to the overrides."""
    for name, change in changes:
        if change:
            overrides[name] = replace(overrides.get(name) or Override(recurrence_id=name), **change)


def _of_more(base: Base) -> list[Override]:
    """The overrides for all that follows."""
    of_all = base.of_all
    printed = [o for o in base.schedule.overrides if o.this_and_future]
    if of_all is None:
        return printed
    since = of_all.recurrence_id
    return [of_all, *(replace(o, status=o.status or of_all.status) if o.recurrence_id > since else o for o in printed)]


def _stand(overrides: dict[LocalTime, Override], told: Iterable[LocalTime], of_all: Override) -> None:
    """Evenings that are told take place afterwards, unless they say otherwise, whatever holds for all others."""
    _tell(
        overrides,
        [
            (name, {"status": Status.SCHEDULED})
            for name in told
            if name >= of_all.recurrence_id and (name not in overrides or overrides[name].status is None)
        ],
    )


def _without(slots: Iterable[Slot], gone: Collection[LocalTime]) -> list[Slot]:
    """The slots with exceptions for the starts that are gone."""
    by_clock: dict[str, list[LocalTime]] = defaultdict(list)
    for name in sorted(gone):
        by_clock[name[10:]].append(name)
    return [replace(slot, exdate=(*slot.exdate, *by_clock[slot.dtstart[10:]])) for slot in slots]


def _with_dates(slots: Sequence[Slot], beside: Sequence[Evening], where: tzinfo) -> tuple[Slot, ...]:
    """The slots with the evenings as dates of the only one, as far as it can hold them, else in slots of their own.

    One rule with dates is one event in a calendar program; with slots beside it, each date becomes an event.
    """
    home = slots[0] if len(slots) == 1 else None
    ordered = sorted(beside, key=lambda one: one.start)
    added = {one.start for one in ordered if home and _can_hold(home, one)}
    if home and added:
        slots = [replace(home, rdate=tuple(sorted({*home.rdate, *added})))]
    return (*slots, *_dates([one for one in ordered if one.start not in added], where))


def _can_hold(slot: Slot, evening: Evening) -> bool:
    is_alike = len(slot.dtstart) == len(evening.start)
    is_excluded = evening.start in slot.exdate or evening.day in slot.exdate
    return is_alike and not is_excluded and (evening.lasting is not None or slot.dtend is None)


def _dates(some: Iterable[Evening], where: tzinfo) -> list[Slot]:
    """One slot for each time of day and length, with all its dates."""
    alike: dict[tuple[str, timedelta | None], list[LocalTime]] = defaultdict(list)
    for one in some:
        alike[one.clock, one.lasting].append(one.start)
    return [
        Slot(dtstart=first, dtend=end_of(first, span, where), rdate=tuple(later))
        for (_, span), (first, *later) in alike.items()
    ]


def _spans(slots: Iterable[Slot], where: tzinfo) -> dict[LocalTime, timedelta | None]:
    """How long the dates of the slots last."""
    return {
        start: length(moment(slot.dtstart), moment(slot.dtend) if slot.dtend else None, where)
        for slot in slots
        for start in (slot.dtstart, *slot.rdate)
    }


def end_of(start: LocalTime, span: timedelta | None, where: tzinfo) -> LocalTime | None:
    """When what starts at `start` and takes so much exact time ends."""
    first = moment(start)
    end = ended(placed(first, where) if isinstance(first, datetime) else first, span)
    return local_time(end) if end else None
