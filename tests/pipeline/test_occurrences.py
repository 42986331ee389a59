"""When schedules happen: windows, dates, exceptions, ends."""

from datetime import UTC, date, datetime

import pytest

from pipeline.occurrences import Expansion, Instance, expand
from schemas.errors import UnknownZone
from schemas.schedule import Schedule, Slot
from schemas.zones import zone

AMSTERDAM = "Europe/Amsterdam"
NOVEMBER, DECEMBER, JANUARY = date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1)


def at(*fields: int, tzid: str | None = AMSTERDAM) -> datetime:
    moment = datetime(*fields)  # type: ignore[arg-type]  # noqa: DTZ001
    return moment.replace(tzinfo=zone(tzid)) if tzid else moment


def local_starts(expansion: Expansion) -> list[str]:
    return [one.start.isoformat()[:16] for one in expansion.instances]


def taalcafe(rrule: str | None = "FREQ=WEEKLY", **fields: object) -> Schedule:
    """Tuesdays from 24 November 2026, half past seven to nine."""
    slot = {"dtstart": "2026-11-24T19:30:00", "dtend": "2026-11-24T21:00:00", "rrule": rrule} | fields
    return Schedule(slots=(Slot(**slot),), tzid=AMSTERDAM)  # type: ignore[arg-type]


def days(dtstart: str, dtend: str | None = None, rrule: str | None = None, **fields: object) -> Schedule:
    return Schedule(slots=(Slot(dtstart=dtstart, dtend=dtend, rrule=rrule, **fields),))  # type: ignore[arg-type]


def test_a_weekly_evening_happens_each_week_of_the_window() -> None:
    expansion = expand(taalcafe(), start=DECEMBER, end=date(2026, 12, 15))
    assert expansion == Expansion(
        instances=(
            Instance(start=at(2026, 12, 1, 19, 30), end=at(2026, 12, 1, 21), recurrence_id="2026-12-01T19:30:00"),
            Instance(start=at(2026, 12, 8, 19, 30), end=at(2026, 12, 8, 21), recurrence_id="2026-12-08T19:30:00"),
        )
    )


def test_an_end_that_nobody_states_stays_unknown() -> None:
    expansion = expand(taalcafe(dtend=None), start=NOVEMBER, end=DECEMBER)
    assert [one.end for one in expansion.instances] == [None]


@pytest.mark.parametrize("dtend", ["2026-11-24T19:00:00", "2026-11-23"])
def test_an_end_before_the_start_is_no_end(dtend: str) -> None:
    assert expand(taalcafe(dtend=dtend), start=NOVEMBER, end=DECEMBER).instances[0].end is None


def test_a_floating_schedule_gives_naive_times() -> None:
    schedule = Schedule(slots=(Slot(dtstart="2026-11-24T19:30:00"),))
    (instance,) = expand(schedule, start=NOVEMBER, end=DECEMBER).instances
    assert instance.start == at(2026, 11, 24, 19, 30, tzid=None)


def test_whole_days_are_dates_with_an_exclusive_end() -> None:
    (instance,) = expand(days("2026-11-28", "2026-11-30"), start=NOVEMBER, end=DECEMBER).instances
    assert (instance.start, instance.end, instance.recurrence_id) == (
        date(2026, 11, 28),
        date(2026, 11, 30),
        "2026-11-28",
    )


def test_a_rule_of_whole_days_pays_no_heed_to_hours() -> None:
    expansion = expand(days("2026-11-24", rrule="FREQ=DAILY;BYHOUR=9,15;COUNT=2"), start=NOVEMBER, end=DECEMBER)
    assert local_starts(expansion) == ["2026-11-24", "2026-11-25"]


@pytest.mark.parametrize(
    ("tzid", "last"),
    [(None, "2026-11-25"), (AMSTERDAM, "2026-11-26"), ("America/New_York", "2026-11-25")],
)
def test_an_until_of_whole_days_in_utc_is_a_day_of_the_zone(tzid: str | None, last: str) -> None:
    slot = Slot(dtstart="2026-11-24", rrule="FREQ=DAILY;UNTIL=20261125T230000Z")
    assert local_starts(expand(Schedule(slots=(slot,), tzid=tzid), start=NOVEMBER, end=DECEMBER))[-1] == last


# The weekly evening is on 24 November from 19:30 to 21:00.
WINDOWS = {
    "dates around it": (date(2026, 11, 24), date(2026, 11, 25), True),
    "the day after": (date(2026, 11, 25), date(2026, 11, 26), False),
    "the day before": (date(2026, 11, 23), date(2026, 11, 24), False),
    "local times around it": (at(2026, 11, 24, 19, tzid=None), at(2026, 11, 24, 22, tzid=None), True),
    "from its middle": (at(2026, 11, 24, 20, tzid=None), at(2026, 11, 24, 22, tzid=None), True),
    "to its middle": (at(2026, 11, 24, 19, tzid=None), at(2026, 11, 24, 20, tzid=None), True),
    "from its end": (at(2026, 11, 24, 21, tzid=None), at(2026, 11, 24, 22, tzid=None), False),
    "to its start": (at(2026, 11, 24, 19, tzid=None), at(2026, 11, 24, 19, 30, tzid=None), False),
    "the moment it starts": (at(2026, 11, 24, 19, 30, tzid=None), at(2026, 11, 24, 19, 30, tzid=None), True),
    "a moment in it": (at(2026, 11, 24, 20, tzid=None), at(2026, 11, 24, 20, tzid=None), True),
    "the moment it ends": (at(2026, 11, 24, 21, tzid=None), at(2026, 11, 24, 21, tzid=None), False),
    "instants around it": (
        datetime(2026, 11, 24, 18, 30, tzinfo=UTC),
        datetime(2026, 11, 24, 18, 31, tzinfo=UTC),
        True,
    ),
    "instants after it": (datetime(2026, 11, 24, 20, tzinfo=UTC), datetime(2026, 11, 24, 21, tzinfo=UTC), False),
    "instants before it": (datetime(2026, 11, 24, 17, tzinfo=UTC), datetime(2026, 11, 24, 18, 30, tzinfo=UTC), False),
    "a date and an instant": (date(2026, 11, 24), datetime(2026, 11, 24, 18, 31, tzinfo=UTC), True),
}


@pytest.mark.parametrize(("start", "end", "is_in"), WINDOWS.values(), ids=WINDOWS.keys())
def test_what_overlaps_a_window_is_in_it(start: date | datetime, end: date | datetime, is_in: bool) -> None:
    found = local_starts(expand(taalcafe(), start=start, end=end))
    assert found == (["2026-11-24T19:30"] if is_in else [])


DAY_WINDOWS = {
    "its first midnight": (at(2026, 11, 28, tzid=None), at(2026, 11, 28, 1, tzid=None), True),
    "its last evening": (at(2026, 11, 29, 23, tzid=None), at(2026, 11, 30, tzid=None), True),
    "after its last day": (date(2026, 11, 30), date(2026, 12, 5), False),
    "its last day": (date(2026, 11, 29), date(2026, 11, 30), True),
    "instants of another zone": (at(2026, 11, 27, 23, tzid="UTC"), at(2026, 11, 28, tzid="UTC"), False),
}


@pytest.mark.parametrize(("start", "end", "is_in"), DAY_WINDOWS.values(), ids=DAY_WINDOWS.keys())
def test_whole_days_reach_to_the_midnight_that_ends_them(
    start: date | datetime, end: date | datetime, is_in: bool
) -> None:
    found = local_starts(expand(days("2026-11-28", "2026-11-30"), start=start, end=end))
    assert found == (["2026-11-28"] if is_in else [])


def test_without_end_only_the_start_counts() -> None:
    schedule = taalcafe(rrule=None, dtend=None)
    assert local_starts(expand(schedule, start=at(2026, 11, 24, 19, 30), end=DECEMBER)) == ["2026-11-24T19:30"]
    assert local_starts(expand(schedule, start=at(2026, 11, 24, 19, 31), end=DECEMBER)) == []


def test_a_day_without_end_is_that_day() -> None:
    schedule = days("2026-11-24")
    assert local_starts(expand(schedule, start=at(2026, 11, 24, 15, tzid=None), end=DECEMBER)) == ["2026-11-24"]
    assert local_starts(expand(schedule, start=date(2026, 11, 25), end=DECEMBER)) == []


def test_what_began_long_before_the_window_is_found() -> None:
    schedule = days("2026-06-01", "2026-09-01", "FREQ=YEARLY")
    assert local_starts(expand(schedule, start=date(2030, 8, 31), end=date(2030, 9, 5))) == ["2030-06-01"]


def test_printed_dates_join_the_rule_without_doubles() -> None:
    schedule = taalcafe(rdate=("2026-12-01T19:30:00", "2026-12-03T15:00:00", "2026-12-04"))
    expansion = expand(schedule, start=DECEMBER, end=date(2026, 12, 9))
    assert local_starts(expansion) == [
        "2026-12-01T19:30",
        "2026-12-03T15:00",
        "2026-12-04T19:30",
        "2026-12-08T19:30",
    ]


def test_without_rule_the_start_stands_among_the_printed_dates() -> None:
    schedule = taalcafe(rrule=None, rdate=("2026-12-01T19:30:00",))
    assert local_starts(expand(schedule, start=NOVEMBER, end=JANUARY)) == ["2026-11-24T19:30", "2026-12-01T19:30"]


def test_a_first_moment_that_the_rule_does_not_give_is_no_instance() -> None:
    schedule = taalcafe(rrule="FREQ=WEEKLY;BYDAY=TH;COUNT=2")
    assert local_starts(expand(schedule, start=NOVEMBER, end=JANUARY)) == ["2026-11-26T19:30", "2026-12-03T19:30"]


@pytest.mark.parametrize("exdate", ["2026-12-01T19:30:00", "2026-12-01"])
def test_an_exception_takes_out_its_time_or_its_day(exdate: str) -> None:
    expansion = expand(taalcafe(exdate=(exdate,)), start=DECEMBER, end=date(2026, 12, 9))
    assert local_starts(expansion) == ["2026-12-08T19:30"]


def test_an_exception_at_another_time_takes_nothing_out() -> None:
    expansion = expand(taalcafe(exdate=("2026-12-01T19:00:00",)), start=DECEMBER, end=date(2026, 12, 2))
    assert local_starts(expansion) == ["2026-12-01T19:30"]


def test_an_exception_with_a_time_takes_out_a_whole_day() -> None:
    schedule = days("2026-11-24", rrule="FREQ=DAILY;COUNT=3", exdate=("2026-11-25T00:00:00",))
    assert local_starts(expand(schedule, start=NOVEMBER, end=DECEMBER)) == ["2026-11-24", "2026-11-26"]


def test_exceptions_do_not_lengthen_a_count() -> None:
    schedule = taalcafe(rrule="FREQ=WEEKLY;COUNT=2", exdate=("2026-11-24T19:30:00",))
    assert local_starts(expand(schedule, start=NOVEMBER, end=JANUARY)) == ["2026-12-01T19:30"]


def test_several_slots_are_one_list_in_order() -> None:
    slots = (
        Slot(dtstart="2026-11-24T19:30:00", rrule="FREQ=WEEKLY"),
        Slot(dtstart="2026-11-26T10:00:00", rrule="FREQ=WEEKLY"),
        Slot(dtstart="2026-11-28"),
    )
    expansion = expand(Schedule(slots=slots, tzid=AMSTERDAM), start=NOVEMBER, end=date(2026, 12, 2))
    assert local_starts(expansion) == ["2026-11-24T19:30", "2026-11-26T10:00", "2026-11-28", "2026-12-01T19:30"]


def test_of_two_slots_at_one_start_the_printed_one_counts() -> None:
    slots = (
        Slot(dtstart="2026-11-24T19:30:00", dtend="2026-11-24T21:00:00", rrule="FREQ=WEEKLY"),
        Slot(dtstart="2026-12-01T19:30:00", dtend="2026-12-01T23:00:00"),
    )
    expansion = expand(Schedule(slots=slots, tzid=AMSTERDAM), start=DECEMBER, end=date(2026, 12, 2))
    assert [one.end for one in expansion.instances] == [at(2026, 12, 1, 23)]


def test_an_unreadable_rule_leaves_the_printed_dates_and_says_so() -> None:
    expansion = expand(taalcafe("FREQ=OFTEN", rdate=("2026-12-03T19:30:00",)), start=NOVEMBER, end=JANUARY)
    assert local_starts(expansion) == ["2026-11-24T19:30", "2026-12-03T19:30"]
    assert expansion.truncated is not None
    assert "FREQ=OFTEN" in expansion.truncated


def test_an_unknown_zone_is_an_error() -> None:
    with pytest.raises(UnknownZone):
        expand(Schedule(slots=(), tzid="Europe/Utrecht"), start=NOVEMBER, end=DECEMBER)


def test_at_most_so_many_are_the_first_ones() -> None:
    schedule = taalcafe(rdate=("2026-11-24T19:30:00", "2026-11-30T19:30:00"))
    expansion = expand(schedule, start=NOVEMBER, end=date.max, most=3)
    assert local_starts(expansion) == ["2026-11-24T19:30", "2026-11-30T19:30", "2026-12-01T19:30"]
    assert expansion.truncated is None
