"""Instances: the starts of a slot with exceptions taken out and overrides applied; RFC 5545 §3.8.4.4, §3.8.5.1."""

from collections.abc import Iterator
from datetime import datetime, timedelta, tzinfo

from pipeline.occurrences.asked import Asked
from pipeline.occurrences.instance import Instance
from pipeline.occurrences.placing import ended, length, placed
from pipeline.occurrences.slots import STEPS_OF_SLOT, printed_starts, rule_starts, series_of
from pipeline.occurrences.stretches import Manner, Stretch, manner, stretch_at
from pipeline.occurrences.window import midnight, moved
from pipeline.recurrence import LATEST, Rule, after_until, rule
from schemas.errors import UnreadableText
from schemas.record import LocalTime
from schemas.schedule import Override, Slot, moment

_DAY = timedelta(days=1)
_NO_TIME = timedelta()


def moved_instances(asked: Asked) -> Iterator[Instance]:
    """The instances in the window of overrides that state a start: they hold even where no rule gives them.

    But for those that a rule cut short by UNTIL left behind: they are no longer on.
    """
    moving = [(override, override.dtstart) for override in asked.singles.values() if override.dtstart]
    end = _end(asked) if moving else LATEST
    for override, dtstart in moving:
        if midnight(moment(override.recurrence_id)) < end:
            instance = _moved_instance(override, dtstart, asked)
            if asked.window.holds(instance.start, instance.end):
                yield instance


def _end(asked: Asked) -> datetime:
    """A moment after which no slot gives a start."""
    return max((_end_of(slot, asked.zone) for slot in asked.schedule.slots), default=LATEST)


def _end_of(slot: Slot, zone: tzinfo | None) -> datetime:
    if slot.rrule is None or slot.rdate:
        return LATEST
    try:
        return after_until(series_of(slot, rule(slot.rrule), zone))
    except UnreadableText:
        return LATEST


def _moved_instance(override: Override, dtstart: LocalTime, asked: Asked) -> Instance:
    printed = moment(dtstart)
    given = override.recurrence_id
    lasting = length(printed, moment(override.dtend) if override.dtend else None, asked.zone)
    start = placed(printed, asked.zone) if isinstance(printed, datetime) else printed
    stated = _stated(override, stretch_at(asked.stretches, midnight(moment(given))))
    return Instance(
        start=start,
        end=ended(start, lasting),
        recurrence_id=given,
        status=next((o.status for o in stated if o.status), None),
        title=next((o.title for o in stated if o.title), None),
        url=next((o.url for o in stated if o.url), None),
    )


def instances(slot: Slot, asked: Asked) -> Iterator[Instance]:
    """The instances of `slot` in the window, without those of `moved_instances`: the printed ones, then the rule's.

    Raises UnreadableText for a rule, after the printed ones with DTSTART among them; OutOfSteps.
    """
    length_of_name = len(slot.dtstart)
    excluded = frozenset(text[:length_of_name] for text in slot.exdate)
    since, before = asked.window.core()
    for given, how in _starts(slot, asked):
        name = given.isoformat()[:length_of_name]
        override = asked.override(name)
        if name in excluded or name[:10] in excluded or (override and override.dtstart):
            continue
        local = moved(given, how.stretch.shift) if how.stretch.change else given
        instance = _instance(name, local, how, override=override, zone=asked.zone)
        if since <= local < before or asked.window.holds(instance.start, instance.end):
            yield instance


def _starts(slot: Slot, asked: Asked) -> Iterator[tuple[datetime, Manner]]:
    try:
        of_slot = rule(slot.rrule) if slot.rrule is not None else None
    except UnreadableText:
        yield from _printed(slot, asked, with_first=True)
        raise
    yield from _printed(slot, asked, with_first=of_slot is None)
    if of_slot is not None:
        yield from _by_rule(slot, of_slot, asked)


def _printed(slot: Slot, asked: Asked, *, with_first: bool) -> Iterator[tuple[datetime, Manner]]:
    how: Manner | None = None
    for given in printed_starts(slot, with_first=with_first):
        stretch = stretch_at(asked.stretches, given)
        if how is None or how.stretch is not stretch:
            how = manner(slot, stretch, asked.zone)
        yield given, how


def _by_rule(slot: Slot, of_slot: Rule, asked: Asked) -> Iterator[tuple[datetime, Manner]]:
    """Starts from which an instance can reach into the window, per stretch."""
    since, before = asked.window.local()
    for stretch in asked.stretches:
        asked.budget.spend(STEPS_OF_SLOT)
        how = manner(slot, stretch, asked.zone)
        back = max(how.lasting or _NO_TIME, _DAY if how.whole_days else _NO_TIME)
        first = max(stretch.since, moved(moved(since, -back), -stretch.shift))
        last = min(stretch.before, moved(before, -stretch.shift))
        if first < last:
            for given in rule_starts(slot, of_slot, since=first, before=last, zone=asked.zone, budget=asked.budget):
                yield given, how


def _instance(
    name: LocalTime, local: datetime, how: Manner, *, override: Override | None, zone: tzinfo | None
) -> Instance:
    start = local.date() if how.whole_days else placed(local, zone)
    end = ended(start, how.lasting)
    if override and override.dtend:
        end = ended(start, length(moment(name), moment(override.dtend), zone))
    stated = _stated(override, how.stretch)
    if not stated:
        return Instance(start=start, end=end, recurrence_id=name)
    return Instance(
        start=start,
        end=end,
        recurrence_id=name,
        status=next((o.status for o in stated if o.status), None),
        title=next((o.title for o in stated if o.title), None),
        url=next((o.url for o in stated if o.url), None),
    )


def _stated(override: Override | None, stretch: Stretch) -> list[Override]:
    """What says something about an instance, the nearest first."""
    return [change for change in (override, stretch.change) if change]
