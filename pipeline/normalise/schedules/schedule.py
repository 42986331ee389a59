"""An announcement with the schedule that it dates."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import islice

from pipeline.normalise.schedules.announcement import Announcement, SaidSlot
from pipeline.recurrence import Budget, Series, rule, starts
from schemas.schedule import Daypart, Schedule, Slot, local_time

# A rule that gives no day within five years gives none that matters.
_HORIZON = timedelta(days=5 * 366)


def schedule_of(announcement: Announcement, text: str, reference: date | None) -> Announcement:
    """`announcement` with a schedule, where its days can be dated and its rule says all that is needed."""
    slots = _ruled(announcement, reference) if announcement.slots[0].rrule else _of_dates(announcement)
    if not slots or announcement.underspecified or announcement.unanchored or announcement.contradiction:
        return announcement
    start, end = announcement.span
    return replace(
        announcement,
        schedule=Schedule(
            slots=slots,
            text=text[start:end],
            page_date=reference.isoformat() if reference else None,
            year_basis=announcement.year_basis,
            daypart=Daypart(announcement.daypart) if announcement.daypart else None,
        ),
    )


def _of_dates(announcement: Announcement) -> tuple[Slot, ...]:
    if announcement.kind == "range":
        first, last = announcement.dates[0], announcement.dates[-1]
        if first is None:
            return ()
        end = (last + timedelta(days=1)).isoformat() if last and last >= first else None
        return (Slot(dtstart=first.isoformat(), dtend=end),)
    said = announcement.slots if len(announcement.slots) == len(announcement.dates) else announcement.slots[:1] * 400
    return tuple(_slot(day, slot) for day, slot in zip(announcement.dates, said, strict=False) if day)


def _slot(day: date, said: SaidSlot, rrule: str | None = None) -> Slot:
    if said.start_time is None:
        return Slot(dtstart=day.isoformat(), rrule=rrule)
    start = datetime.combine(day, time.fromisoformat(said.start_time))
    end = datetime.combine(day, time.fromisoformat(said.end_time)) if said.end_time else None
    if end is not None and end <= start:
        end += timedelta(days=1)
    return Slot(dtstart=local_time(start), dtend=local_time(end) if end else None, rrule=rrule)


def _ruled(announcement: Announcement, reference: date | None) -> tuple[Slot, ...]:
    first = announcement.since or reference
    if first is None:
        return ()
    slots = []
    for said in announcement.slots:
        if said.rrule is None:
            return ()
        # The rule starts on a day that it gives itself, as RFC 5545 §3.8.5.3 wants.
        begin = datetime.combine(first, time())
        series = Series(rule(said.rrule), begin, whole_days=True)
        given = starts(series, since=begin, before=begin + _HORIZON, budget=Budget())
        slots += [_slot(moment.date(), said, said.rrule) for moment in islice(given, 1)]
    return tuple(slots)
