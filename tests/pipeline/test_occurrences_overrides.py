"""What overrides do to the weekly evening of 24 November 2026 and later, half past seven to nine."""

from datetime import date

import pytest

from pipeline.occurrences import Instance, expand
from schemas.schedule import Override, Schedule, Slot, Status

SLOT = Slot(dtstart="2026-11-24T19:30:00", dtend="2026-11-24T21:00:00", rrule="FREQ=WEEKLY")
FIRST, SECOND, THIRD = "2026-12-01T19:30:00", "2026-12-08T19:30:00", "2026-12-15T19:30:00"


def december(*overrides: Override, slots: tuple[Slot, ...] = (SLOT,)) -> tuple[Instance, ...]:
    """The instances of the first three weeks of December."""
    schedule = Schedule(slots=slots, overrides=overrides)
    return expand(schedule, start=date(2026, 12, 1), end=date(2026, 12, 20)).instances


def rows(instances: tuple[Instance, ...]) -> list[str]:
    """One line an instance: day and time from and to, status and title where stated."""
    return [" ".join(filter(None, (_short(one.start), _short(one.end), one.status, one.title))) for one in instances]


def _short(when: date | None) -> str:
    return when.isoformat()[5:16] if when else ""


ONE, TWO, THREE = "12-01T19:30 12-01T21:00", "12-08T19:30 12-08T21:00", "12-15T19:30 12-15T21:00"

CASES = {
    "nothing": ((), [ONE, TWO, THREE]),
    "cancelled": ([Override(recurrence_id=SECOND, status=Status.CANCELLED)], [ONE, f"{TWO} cancelled", THREE]),
    "named by its day": ([Override(recurrence_id=SECOND[:10], title="Film")], [ONE, f"{TWO} Film", THREE]),
    "another end": (
        [Override(recurrence_id=SECOND, dtend="2026-12-08T23:00:00")],
        [ONE, "12-08T19:30 12-08T23:00", THREE],
    ),
    "moved, with end": (
        [Override(recurrence_id=SECOND, dtstart="2026-12-09T20:00:00", dtend="2026-12-09T22:00:00")],
        [ONE, "12-09T20:00 12-09T22:00", THREE],
    ),
    "moved, to an end that nobody states": (
        [Override(recurrence_id=SECOND, dtstart="2026-12-09T20:00:00")],
        [ONE, "12-09T20:00", THREE],
    ),
    "told anew at its own hour, without end": (
        [Override(recurrence_id=SECOND, dtstart=SECOND)],
        [ONE, TWO[:11], THREE],
    ),
    "moved to a whole day": ([Override(recurrence_id=SECOND, dtstart="2026-12-09")], [ONE, "12-09", THREE]),
    "moved out of the window": ([Override(recurrence_id=SECOND, dtstart="2027-01-05T19:30:00")], [ONE, THREE]),
    "moved into the window": (
        [Override(recurrence_id="2027-03-02T19:30:00", dtstart="2026-12-03T19:30:00")],
        [ONE, "12-03T19:30", TWO, THREE],
    ),
    "moved past another": (
        [Override(recurrence_id=FIRST, dtstart="2026-12-10T19:30:00")],
        [TWO, "12-10T19:30", THREE],
    ),
    "of no instance, with a start": (
        [Override(recurrence_id="2026-12-02T19:30:00", dtstart="2026-12-03T19:30:00")],
        [ONE, "12-03T19:30", TWO, THREE],
    ),
    "of no instance, without": ([Override(recurrence_id="2026-12-02T19:30:00", title="Film")], [ONE, TWO, THREE]),
    "from now on later": (
        [Override(recurrence_id=SECOND, this_and_future=True, dtstart="2026-12-09T20:00:00")],
        [ONE, "12-09T20:00", "12-16T20:00"],
    ),
    "from now on longer, and named": (
        [Override(recurrence_id=SECOND, this_and_future=True, dtend="2026-12-08T22:00:00", title="Film")],
        [ONE, "12-08T19:30 12-08T22:00 Film", "12-15T19:30 12-15T22:00 Film"],
    ),
    "from now on, twice": (
        [
            Override(recurrence_id=THIRD, this_and_future=True, title="Kerst"),
            Override(recurrence_id=SECOND, this_and_future=True, dtstart="2026-12-08T20:00:00", title="Film"),
        ],
        [ONE, "12-08T20:00 Film", f"{THREE} Kerst"],
    ),
    "from now on cancelled": (
        [Override(recurrence_id=SECOND, this_and_future=True, status=Status.CANCELLED)],
        [ONE, f"{TWO} cancelled", f"{THREE} cancelled"],
    ),
    "from now on whole days": (
        [Override(recurrence_id=SECOND, this_and_future=True, dtstart="2026-12-09")],
        [ONE, "12-09", "12-16"],
    ),
    "one within from now on": (
        [
            Override(recurrence_id=SECOND, this_and_future=True, dtstart="2026-12-09T19:30:00", title="Film"),
            Override(recurrence_id=THIRD, status=Status.CANCELLED),
        ],
        [ONE, "12-09T19:30 Film", "12-16T19:30 cancelled Film"],
    ),
    "one moved within from now on": (
        [
            Override(recurrence_id=SECOND, this_and_future=True, dtend="2026-12-08T23:30:00", title="Film"),
            Override(recurrence_id=THIRD, dtstart="2026-12-16T18:00:00"),
        ],
        [ONE, "12-08T19:30 12-08T23:30 Film", "12-16T18:00 Film"],
    ),
    "from now on, moved into the window from after it": (
        [Override(recurrence_id="2026-12-22T19:30:00", this_and_future=True, dtstart="2026-12-19T19:30:00")],
        [ONE, TWO, THREE, "12-19T19:30"],
    ),
    "from now on, since before the window": (
        [Override(recurrence_id="2026-11-24T19:30:00", this_and_future=True, dtstart="2026-11-26T10:00:00")],
        ["12-03T10:00", "12-10T10:00", "12-17T10:00"],
    ),
}


@pytest.mark.parametrize(("overrides", "expected"), CASES.values(), ids=CASES.keys())
def test_an_override_changes_what_it_names(overrides: list[Override], expected: list[str]) -> None:
    assert rows(december(*overrides)) == expected


def test_a_moved_instance_keeps_its_recurrence_id() -> None:
    moved = december(Override(recurrence_id=SECOND, dtstart="2026-12-09T20:00:00"))[1]
    assert moved.recurrence_id == SECOND


def test_a_shifted_instance_keeps_its_recurrence_id() -> None:
    shifted = december(Override(recurrence_id=SECOND, this_and_future=True, dtstart="2026-12-09T20:00:00"))
    assert [one.recurrence_id for one in shifted] == [FIRST, SECOND, THIRD]


def test_an_override_that_a_shortened_rule_left_behind_is_no_longer_on() -> None:
    slot = Slot(dtstart="2026-11-24T19:30:00", rrule="FREQ=WEEKLY;UNTIL=20261202T000000")
    left = Override(recurrence_id=THIRD, dtstart="2026-12-16T20:00:00")
    assert rows(december(left, slots=(slot,))) == ["12-01T19:30"]


def test_an_override_with_a_start_holds_where_the_series_makes_an_exception() -> None:
    slot = Slot(dtstart="2026-11-24T19:30:00", rrule="FREQ=WEEKLY", exdate=(SECOND,))
    moved = Override(recurrence_id=SECOND, dtstart="2026-12-09T20:00:00")
    assert rows(december(moved, slots=(slot,))) == ["12-01T19:30", "12-09T20:00", "12-15T19:30"]


def test_an_exception_holds_against_an_override_without_start() -> None:
    slot = Slot(dtstart="2026-11-24T19:30:00", rrule="FREQ=WEEKLY", exdate=(SECOND,))
    named = Override(recurrence_id=SECOND, title="Film")
    assert rows(december(named, slots=(slot,))) == ["12-01T19:30", "12-15T19:30"]


def test_an_override_reaches_every_slot() -> None:
    slots = (SLOT, Slot(dtstart="2026-12-04T10:00:00", dtend="2026-12-04T12:00:00", rrule="FREQ=WEEKLY;COUNT=2"))
    changed = december(
        Override(recurrence_id="2026-12-11T10:00:00", dtstart="2026-12-11T11:00:00", dtend="2026-12-11T13:00:00"),
        Override(recurrence_id=FIRST, status=Status.CANCELLED),
        slots=slots,
    )
    assert rows(changed) == [f"{ONE} cancelled", "12-04T10:00 12-04T12:00", TWO, "12-11T11:00 12-11T13:00", THREE]


def test_an_override_with_a_time_names_a_whole_day() -> None:
    slot = Slot(dtstart="2026-12-01", rrule="FREQ=WEEKLY;COUNT=2")
    changed = december(Override(recurrence_id="2026-12-08T00:00:00", title="Film"), slots=(slot,))
    assert rows(changed) == ["12-01", "12-08 Film"]


def test_overrides_without_any_slot_stand_alone() -> None:
    alone = Override(recurrence_id=SECOND, dtstart="2026-12-09T20:00:00")
    assert rows(december(alone, slots=())) == ["12-09T20:00"]
