"""What holds for every schedule, and recurring-ical-events as a second opinion on generated ones."""

from datetime import date, datetime, timedelta

import icalendar
import recurring_ical_events
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.occurrences import Instance, expand
from schemas.schedule import Override, Schedule, Slot

LAWS = settings(max_examples=60, deadline=None, derandomize=True)
FIRST = datetime(2026, 9, 1, 19, 30)  # noqa: DTZ001 a Tuesday on the wall clock
RULES = (
    "FREQ=WEEKLY",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH",
    "FREQ=WEEKLY;COUNT=9",
    "FREQ=DAILY;BYDAY=TU,WE,TH",
    "FREQ=MONTHLY;BYDAY=1TU",
    "FREQ=MONTHLY;BYMONTHDAY=1",
    "FREQ=YEARLY",
)


@st.composite
def schedules(draw: st.DrawFn) -> Schedule:
    """Evenings by a rule that gives their first, with exceptions, printed dates and instances moved or named."""
    rrule = draw(st.sampled_from(RULES))
    weeks = st.lists(st.integers(0, 30), max_size=2, unique=True)
    slot = Slot(
        dtstart=FIRST.isoformat(),
        dtend=(FIRST + timedelta(minutes=draw(st.integers(15, 300)))).isoformat(),
        rrule=rrule,
        rdate=tuple((FIRST + timedelta(days=7 * n + 3)).isoformat() for n in draw(weeks)),
        exdate=tuple((FIRST + timedelta(weeks=n)).isoformat() for n in draw(weeks)),
    )
    whole = expand(Schedule(slots=(slot,)), start=FIRST, end=FIRST + timedelta(days=400)).instances
    chosen = draw(st.lists(st.sampled_from(whole[1:]), max_size=2, unique=True)) if whole[1:] else []
    overrides = tuple(override(draw, instance) for instance in chosen)
    return Schedule(slots=(slot,), tzid="Europe/Amsterdam", overrides=overrides)


def override(draw: st.DrawFn, instance: Instance) -> Override:
    start = datetime.fromisoformat(instance.recurrence_id) + timedelta(hours=draw(st.integers(-60, 60)))
    end = start + timedelta(minutes=draw(st.integers(15, 300)))
    return Override(
        recurrence_id=instance.recurrence_id, dtstart=start.isoformat(), dtend=end.isoformat(), title="Film"
    )


def calendar(schedule: Schedule) -> icalendar.Calendar:
    """The schedule as an iCalendar file of one event and its overrides."""
    (slot,) = schedule.slots
    lines = ["BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:1", _line("DTSTART", slot.dtstart), f"RRULE:{slot.rrule}"]
    lines += [_line("DTEND", slot.dtend or "")]
    lines += [_line("RDATE", day) for day in slot.rdate] + [_line("EXDATE", day) for day in slot.exdate]
    for change in schedule.overrides:
        lines += ["END:VEVENT", "BEGIN:VEVENT", "UID:1", _line("RECURRENCE-ID", change.recurrence_id)]
        lines += [_line("DTSTART", change.dtstart or ""), _line("DTEND", change.dtend or "")]
    return icalendar.Calendar.from_ical("\r\n".join([*lines, "END:VEVENT", "END:VCALENDAR", ""]))


def _line(name: str, local: str) -> str:
    return f"{name};TZID=Europe/Amsterdam:{local.replace('-', '').replace(':', '')}"


@LAWS
@given(schedules(), st.integers(0, 300), st.integers(1, 90))
def test_recurring_ical_events_gives_the_same_times(schedule: Schedule, from_day: int, length: int) -> None:
    start = FIRST.replace(hour=0, minute=0) + timedelta(days=from_day)
    end = start + timedelta(days=length)
    theirs = recurring_ical_events.of(calendar(schedule)).between(start, end)
    ours = expand(schedule, start=start, end=end).instances
    assert sorted((one.start, one.end) for one in ours) == sorted((event.start, event.end) for event in theirs)


@LAWS
@given(schedules(), st.integers(-5, 300), st.integers(1, 90), st.integers(0, 86_400))
def test_a_window_cut_in_two_gives_the_same(schedule: Schedule, from_day: int, days: int, second: int) -> None:
    start = FIRST + timedelta(days=from_day)
    middle, end = start + timedelta(days=days, seconds=second), start + timedelta(days=2 * days + 1)
    whole = expand(schedule, start=start, end=end).instances
    halves = expand(schedule, start=start, end=middle).instances + expand(schedule, start=middle, end=end).instances
    assert {one.recurrence_id: one for one in halves} == {one.recurrence_id: one for one in whole}


@LAWS
@given(schedules())
def test_instances_are_in_order_and_named_once(schedule: Schedule) -> None:
    found = expand(schedule, start=date(2026, 9, 1), end=date(2027, 9, 1)).instances
    assert [one.start.isoformat() for one in found] == sorted(one.start.isoformat() for one in found)
    assert len({one.recurrence_id for one in found}) == len(found)
