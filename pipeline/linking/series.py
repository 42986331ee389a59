"""The one schedule of a fold: the rule that its listings print or follow, with every evening as it was told. Pure.

Nothing is added: a rule made of single dates ends with the last of them. Where dates follow no rule, they stay dates.
"""

import dataclasses
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from msgspec.structs import replace

from pipeline.linking.evenings import Evening, Single, evenings, zone_of
from pipeline.linking.fitting import Base, end_of, fitted
from pipeline.linking.rhythm import FEWEST, rhythm
from pipeline.occurrences import Instance, expand
from schemas.record import Instant, LocalTime, Url
from schemas.schedule import Override, Schedule, Slot, Status
from schemas.zones import DEFAULT_TZID, aware, zone

# How far ahead a rule that is no longer seen is followed to its next occurrence, past those that have begun.
_AHEAD = timedelta(days=2 * 366)
_BEGUN = 10


def series(singles: Iterable[Single], *, title: str, url: Url | None = None) -> Schedule:
    """When the fold takes place: the occurrences of its listings with their own starts, ends, statuses, titles, pages.

    A listing alone keeps its schedule; its status and its absence are those of the whole. Else both are told evening by
    evening: what is no longer seen is missing, never cancelled. Listings of one start are one evening. A rule goes
    before single dates on its days, which say what deviates. The zone is that of the rule, else of most listings; a
    second rule in another zone, which in a fold says what the first says, is left out. Raises UnknownZone.
    """
    ordered = sorted(singles, key=lambda one: one.key)
    if len(ordered) == 1:
        return ordered[0].schedule
    dated = [one for one in ordered if not one.has_rule]
    rules = _believed([one for one in ordered if one.has_rule])
    tzid = rules[0].schedule.tzid or DEFAULT_TZID if rules else zone_of(dated)
    told = evenings(dated, tzid=tzid)
    printed = _union(rules, tzid)
    base = _printed(printed, title, rules) if rules else _patterns(told, title, tzid)
    return replace(
        fitted(dataclasses.replace(base, url=url), told), **_in_common([one.schedule for one in rules or dated])
    )


def _printed(printed: Schedule, title: str, rules: Sequence[Single]) -> Base:
    return Base(printed, title, is_printed=True, of_all=_of_all(printed, rules))


def _believed(rules: Sequence[Single]) -> list[Single]:
    """Those still on their pages, else all; of one zone."""
    seen = [one for one in rules if one.absent_since is None] or rules
    return [one for one in seen if one.schedule.tzid == seen[0].schedule.tzid]


def _union(rules: Sequence[Single], tzid: str) -> Schedule:
    slots = dict.fromkeys(slot for one in rules for slot in one.schedule.slots)
    overrides = {(o.recurrence_id, o.this_and_future): o for one in reversed(rules) for o in one.schedule.overrides}
    return Schedule(slots=tuple(slots), tzid=tzid, overrides=tuple(overrides.values()))


def _of_all(printed: Schedule, rules: Sequence[Single]) -> Override | None:
    """What holds for every occurrence of the rules that no evening tells of; None: it takes place."""
    statuses = {one.status for one in rules}
    absences = [one.absent_since for one in rules if one.absent_since]
    since: LocalTime | None = None
    status = statuses.pop() if len(statuses) == 1 else None
    if status and status is not Status.SCHEDULED:
        since = min(slot.dtstart for slot in printed.slots)
    elif absences and len(absences) == len(rules):
        since, status = _first_after(max(absences), printed), Status.MISSING
    return Override(recurrence_id=since, this_and_future=True, status=status) if since else None


def _first_after(since: Instant, printed: Schedule) -> LocalTime | None:
    """The name of the first occurrence that begins after `since`."""
    ahead = expand(printed, start=since, end=since + _AHEAD, most=_BEGUN).instances
    return next((one.recurrence_id for one in ahead if _begins(one, printed.tzid) > since), None)


def _begins(instance: Instance, tzid: str | None) -> datetime:
    start = instance.start
    return start if isinstance(start, datetime) else aware(start, tzid)


def _patterns(told: Sequence[Evening], title: str, tzid: str) -> Base:
    """A rule for each time of day of which the days follow one; no slots where there is none."""
    clocks = Counter(one.clock for one in told)
    recurring = sorted(clock for clock, times in clocks.items() if times >= FEWEST)
    slots = []
    for clock in recurring:
        some = [one for one in told if one.clock == clock]
        # One evening at another hour is no day that the rule skips.
        is_of_all = len(recurring) == 1 and 3 * len(some) >= 2 * len(told)
        days = sorted({date.fromisoformat(one.day) for one in (told if is_of_all else some)})
        if found := rhythm(days):
            start = f"{found.days[0]}{clock}"
            slots.append(Slot(dtstart=start, dtend=end_of(start, _usual(some), zone(tzid)), rrule=found.rrule))
    return Base(Schedule(slots=tuple(slots), tzid=tzid), title)


def _usual(some: Sequence[Evening]) -> timedelta | None:
    """How long most of them last, as far as they say; of equals the shortest."""
    times = Counter(one.lasting for one in some)
    return min(times, key=lambda span: (-times[span], span is None, span or timedelta()))


def _in_common(schedules: Sequence[Schedule]) -> dict[str, Any]:
    """What all of them say besides when, by field."""
    names = ("text", "year_basis", "page_date", "daypart")
    said = {name: {getattr(one, name) for one in schedules} for name in names}
    return {name: values.pop() if len(values) == 1 else None for name, values in said.items()}
