"""An announcement with the schedule that it dates."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache

import msgspec
from msgspec.structs import replace

from pipeline.normalise.schedules.announcement import Announcement, SaidSlot
from pipeline.normalise.schedules.sentence import Sentence
from pipeline.normalise.schedules.years import LAST_DAY
from pipeline.recurrence import Budget, Series, rule, starts
from schemas.schedule import Daypart, Schedule, Slot, local_time

# A rule that gives no day within five years gives none that matters.
_HORIZON = timedelta(days=5 * 366)
# Even and odd weeks are written out this far ahead; the next reading of the page, long before, writes them further.
EVERY_WEEK_UNTIL = timedelta(days=400)


def schedule_of(announcement: Announcement, sentence: Sentence) -> Announcement:
    """`announcement` with a schedule, where its days can be dated and its rule says all that is needed."""
    if announcement.underspecified or announcement.unanchored or announcement.contradiction:
        return announcement
    reference = sentence.reference
    slots = _ruled(announcement, reference) if announcement.slots[0].rrule else _of_dates(announcement)
    if not slots:
        return announcement
    start, end = announcement.span
    return replace(
        announcement,
        schedule=Schedule(
            slots=slots,
            text=sentence.text[start:end],
            page_date=reference.isoformat() if reference else None,
            year_basis=announcement.year_basis,
            daypart=Daypart(announcement.daypart) if announcement.daypart else None,
        ),
    )


def _of_dates(announcement: Announcement) -> tuple[Slot, ...]:
    if announcement.kind != "range":
        pairs = zip(announcement.dates, announcement.slots, strict=True)
        return tuple(_slot(day, said) for day, said in pairs if day)
    first, last = announcement.dates[0], announcement.dates[-1]
    if first is None:
        return ()
    last = last if last and last >= first else None
    if not announcement.day_and_night:
        return (Slot(dtstart=first.isoformat(), dtend=(last + timedelta(days=1)).isoformat() if last else None),)
    start, end = announcement.slots[0].start_time, announcement.slots[0].end_time
    return (Slot(dtstart=_moment(first, start), dtend=_moment(last, end) if last and end else None),)


def _moment(day: date, clock: str | None) -> str:
    return local_time(datetime.combine(day, time.fromisoformat(clock))) if clock else day.isoformat()


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
    if first is None or not all(said.rrule for said in announcement.slots):
        return ()
    if announcement.parity is not None:
        return tuple(slot for said in announcement.slots for slot in _in_weeks(said, first, announcement.parity))
    # The rule starts on a day that it gives itself, as RFC 5545 §3.8.5.3 wants.
    given = ((said, _first_day(said.rrule or "", first)) for said in announcement.slots)
    return tuple(_slot(day, said, said.rrule) for said, day in given if day)


@lru_cache(maxsize=4_000)  # the rules of a page share its date, and few rules are common
def _first_day(rrule: str, since: date) -> date | None:
    return next(_days(rrule, since, _HORIZON), None)


def _days(rrule: str, first: date, length: timedelta) -> Iterator[date]:
    last = min(first, LAST_DAY - length) + length
    begin = datetime.combine(first, time())
    series = Series(rule(rrule), begin, whole_days=True)
    found = starts(series, since=begin, before=datetime.combine(last, time()), budget=Budget())
    return (moment.date() for moment in found)


def _in_weeks(said: SaidSlot, first: date, parity: int) -> Iterator[Slot]:
    """The days in even or odd weeks one by one: no RRULE says it, for after week 53 comes week 1."""
    weekly = (said.rrule or "").replace("INTERVAL=2;", "")
    days = [day for day in _days(weekly, first, EVERY_WEEK_UNTIL) if day.isocalendar().week % 2 == parity]
    if days:
        slot = _slot(days[0], said)
        later = tuple(day.isoformat() + slot.dtstart[10:] for day in days[1:])
        yield msgspec.structs.replace(slot, rdate=later)
