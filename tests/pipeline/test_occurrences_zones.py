"""Clocks that change: in Amsterdam on 29 March 2026 from 02:00 to 03:00, on 25 October 2026 from 03:00 to 02:00."""

from datetime import date

import pytest

from pipeline.occurrences import expand
from schemas.schedule import Schedule, Slot

YEAR = {"start": date(2026, 1, 1), "end": date(2027, 1, 1)}


def times(dtstart: str, dtend: str | None = None, rrule: str | None = None) -> list[tuple[str, str | None]]:
    """Start and end of each instance of 2026, with their offsets."""
    schedule = Schedule(slots=(Slot(dtstart=dtstart, dtend=dtend, rrule=rrule),), tzid="Europe/Amsterdam")
    return [
        (one.start.isoformat(), one.end.isoformat() if one.end else None)
        for one in expand(schedule, **YEAR).instances  # type: ignore[arg-type]
    ]


def test_an_evening_keeps_its_wall_clock_when_clocks_change() -> None:
    assert times("2026-03-22T19:30:00", "2026-03-22T21:00:00", "FREQ=WEEKLY;COUNT=2") == [
        ("2026-03-22T19:30:00+01:00", "2026-03-22T21:00:00+01:00"),
        ("2026-03-29T19:30:00+02:00", "2026-03-29T21:00:00+02:00"),
    ]


def test_a_night_keeps_its_length_when_clocks_go_forward() -> None:
    assert times("2026-03-21T22:00:00", "2026-03-22T06:00:00", "FREQ=WEEKLY;COUNT=2") == [
        ("2026-03-21T22:00:00+01:00", "2026-03-22T06:00:00+01:00"),
        ("2026-03-28T22:00:00+01:00", "2026-03-29T07:00:00+02:00"),
    ]


def test_a_night_keeps_its_length_when_clocks_go_back() -> None:
    assert times("2026-10-17T22:00:00", "2026-10-18T06:00:00", "FREQ=WEEKLY;COUNT=2") == [
        ("2026-10-17T22:00:00+02:00", "2026-10-18T06:00:00+02:00"),
        ("2026-10-24T22:00:00+02:00", "2026-10-25T05:00:00+01:00"),
    ]


@pytest.mark.parametrize(
    ("dtstart", "dtend", "start", "end"),
    [
        # stated across the change: as stated
        ("2026-03-28T22:00:00", "2026-03-29T06:00:00", "2026-03-28T22:00:00+01:00", "2026-03-29T06:00:00+02:00"),
        ("2026-10-25T01:30:00", "2026-10-25T03:30:00", "2026-10-25T01:30:00+02:00", "2026-10-25T03:30:00+01:00"),
        # a time that does not exist: with the offset before the gap
        ("2026-03-29T02:30:00", None, "2026-03-29T03:30:00+02:00", None),
        ("2026-03-29T01:00:00", "2026-03-29T02:30:00", "2026-03-29T01:00:00+01:00", "2026-03-29T03:30:00+02:00"),
        # stated to end when the skipped hour is over, which is when it begins: no end
        ("2026-03-29T02:30:00", "2026-03-29T03:30:00", "2026-03-29T03:30:00+02:00", None),
        ("2026-03-29T02:00:00", "2026-03-29T03:00:00", "2026-03-29T03:00:00+02:00", None),
        ("2026-03-29T02:45:00", "2026-03-29T03:15:00", "2026-03-29T03:45:00+02:00", None),
        # a time that comes twice: the first
        ("2026-10-25T02:30:00", None, "2026-10-25T02:30:00+02:00", None),
        ("2026-10-25T01:30:00", "2026-10-25T02:30:00", "2026-10-25T01:30:00+02:00", "2026-10-25T02:30:00+02:00"),
    ],
)
def test_one_event_around_the_change(dtstart: str, dtend: str | None, start: str, end: str | None) -> None:
    assert times(dtstart, dtend) == [(start, end)]


def test_a_skipped_time_keeps_its_recurrence_id() -> None:
    slot = Slot(dtstart="2026-03-22T02:30:00", rrule="FREQ=WEEKLY;COUNT=2")
    expansion = expand(Schedule(slots=(slot,), tzid="Europe/Amsterdam"), **YEAR)  # type: ignore[arg-type]
    assert [one.recurrence_id for one in expansion.instances] == ["2026-03-22T02:30:00", "2026-03-29T02:30:00"]


@pytest.mark.parametrize(
    ("until", "count"),
    [
        ("20261201T183000Z", 8),  # 19:30 in Amsterdam, inclusive
        ("20261201T182959Z", 7),
        ("20261201T193000", 8),
        ("20261201T192959", 7),
        ("20261201", 8),
        ("20261130", 7),
    ],
)
def test_until_is_an_instant_a_local_time_or_a_day(until: str, count: int) -> None:
    assert len(times("2026-10-13T19:30:00", None, f"FREQ=WEEKLY;UNTIL={until}")) == count


@pytest.mark.parametrize(
    ("until", "count"), [("20261025T003000Z", 2), ("20261025T002959Z", 1), ("20261025T013000Z", 2)]
)
def test_until_is_exact_in_the_hour_that_comes_twice(until: str, count: int) -> None:
    assert len(times("2026-10-24T02:30:00", None, f"FREQ=DAILY;UNTIL={until}")) == count


def test_a_fixed_offset_never_changes() -> None:
    slot = Slot(dtstart="2026-03-22T02:30:00", dtend="2026-03-22T04:00:00", rrule="FREQ=WEEKLY;COUNT=2")
    expansion = expand(Schedule(slots=(slot,), tzid="UTC+01:00"), **YEAR)  # type: ignore[arg-type]
    assert [one.start.isoformat() for one in expansion.instances] == [
        "2026-03-22T02:30:00+01:00",
        "2026-03-29T02:30:00+01:00",
    ]
