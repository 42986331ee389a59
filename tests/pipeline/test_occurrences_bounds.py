"""However hostile a schedule is, expanding it ends; counted in steps, so that it holds on any machine."""

from datetime import UTC, date, datetime, tzinfo

import pytest

from pipeline.occurrences import Budget, Expansion, expand
from pipeline.recurrence.budget import STEPS, STEPS_OF_ONE
from schemas.schedule import Override, Schedule, Slot

ALL_HOURS = ",".join(map(str, range(24)))
ALL_MINUTES = ",".join(map(str, range(60)))
ALL_DAYS = "MO,TU,WE,TH,FR,SA,SU"
ALL_NTH = ",".join(f"{n}{day}" for n in (*range(-53, 0), *range(1, 54)) for day in ALL_DAYS.split(","))

HOSTILE = (
    "FREQ=SECONDLY",
    "FREQ=SECONDLY;COUNT=999999999",
    "FREQ=MINUTELY",
    f"FREQ=SECONDLY;INTERVAL=7;BYHOUR={ALL_HOURS};BYMINUTE={ALL_MINUTES};BYSECOND={ALL_MINUTES}",
    f"FREQ=DAILY;BYHOUR={ALL_HOURS};BYMINUTE={ALL_MINUTES};BYSECOND={ALL_MINUTES}",
    f"FREQ=YEARLY;BYHOUR={ALL_HOURS};BYMINUTE={ALL_MINUTES};BYDAY={ALL_DAYS}",
)
ENDLESS_WITHOUT_MATCH = (
    "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30;COUNT=1",
    "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=1",
    "FREQ=WEEKLY;BYMONTH=2;BYMONTHDAY=30;COUNT=1",
    "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30;COUNT=1",
    "FREQ=MONTHLY;BYYEARDAY=366;BYMONTHDAY=30;COUNT=1",
    f"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;BYDAY={ALL_NTH};COUNT=1",
    "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6;COUNT=1",
)


def expanded(schedule: Schedule, budget: Budget) -> Expansion:
    """What happens in the four months from 24 November 2026."""
    return expand(schedule, start=date(2026, 11, 24), end=date(2027, 3, 24), budget=budget)


def by_rule(rrule: str, dtstart: str = "2020-01-01T09:00:00", dtend: str | None = None) -> Schedule:
    return Schedule(slots=(Slot(dtstart=dtstart, dtend=dtend, rrule=rrule),), tzid="Europe/Amsterdam")


@pytest.mark.parametrize("rrule", HOSTILE, ids=lambda rrule: rrule[:40])
@pytest.mark.parametrize("dtend", [None, "9000-01-01T00:00:00"], ids=["a moment", "for ages"])
def test_too_many_recurrences_end_within_the_share_of_one_schedule(rrule: str, dtend: str | None) -> None:
    budget = Budget()
    expansion = expanded(by_rule(rrule, dtend=dtend), budget)
    assert STEPS - budget.left <= STEPS_OF_ONE
    assert len(expansion.instances) <= STEPS_OF_ONE // 5
    assert expansion.truncated is not None
    assert "too many recurrences" in expansion.truncated


@pytest.mark.parametrize("rrule", ENDLESS_WITHOUT_MATCH, ids=lambda rrule: rrule[:40])
@pytest.mark.parametrize("dtstart", ["2020-01-01T09:00:00", "0001-01-02T09:00:00"])
def test_a_rule_that_never_matches_ends(rrule: str, dtstart: str) -> None:
    budget = Budget()
    assert expanded(by_rule(rrule, dtstart), budget).instances == ()
    assert STEPS - budget.left <= STEPS_OF_ONE


def test_a_rule_without_count_costs_what_the_window_costs_not_its_age() -> None:
    young, old = Budget(), Budget()
    expanded(by_rule("FREQ=DAILY", "2026-11-01T09:00:00"), young)
    expanded(by_rule("FREQ=DAILY", "0001-01-02T09:00:00"), old)
    assert young.left == old.left


def test_a_plain_count_is_reckoned_not_walked() -> None:
    budget = Budget()
    weeks = 2000 * 365.2425 // 7  # both days are Tuesdays
    expansion = expanded(by_rule(f"FREQ=WEEKLY;COUNT={weeks + 2:.0f}", "0026-11-24T09:00:00"), budget)
    assert [one.recurrence_id[:10] for one in expansion.instances] == ["2026-11-24", "2026-12-01"]
    assert STEPS - budget.left < 1_000


def test_one_hostile_schedule_leaves_the_next_its_share() -> None:
    budget = Budget()
    expanded(by_rule("FREQ=SECONDLY"), budget)
    after = expanded(by_rule("FREQ=WEEKLY"), budget)
    assert after.truncated is None
    assert len(after.instances) == 17


def test_a_calendar_of_hostile_schedules_ends_within_its_budget() -> None:
    budget = Budget(10_000, of_one=3_000)
    found = sum(len(expanded(by_rule("FREQ=MINUTELY"), budget).instances) for _ in range(100))
    assert 0 <= budget.left < 20
    assert found <= 10_000 // 5


def test_many_overrides_of_a_counted_rule_end_within_the_share() -> None:
    overrides = tuple(
        Override(recurrence_id=f"{year}-01-01T09:00:00", this_and_future=True) for year in range(2027, 9999)
    )
    schedule = Schedule(slots=by_rule("FREQ=DAILY;BYMONTH=1;COUNT=9999999").slots, overrides=overrides)
    budget = Budget()
    expansion = expand(schedule, start=date(2026, 1, 1), end=date(9998, 1, 1), budget=budget)
    assert STEPS - budget.left <= STEPS_OF_ONE
    assert expansion.truncated is not None


def test_printed_dates_are_kept_when_the_budget_is_spent() -> None:
    slots = (Slot(dtstart="2026-12-01T09:00:00"), Slot(dtstart="2020-01-01T00:00:00", rrule="FREQ=SECONDLY"))
    expansion = expanded(Schedule(slots=slots), Budget(10))
    assert [one.recurrence_id for one in expansion.instances] == ["2026-12-01T09:00:00"]
    assert expansion.truncated is not None


@pytest.mark.parametrize("tzid", [None, "Europe/Amsterdam", "America/New_York", "UTC+14:00", "UTC-12:00"])
@pytest.mark.parametrize(
    ("dtstart", "is_reckoned"),
    [
        ("0001-01-01T00:00:00", True),
        ("0001-01-01", True),
        ("9999-12-29T00:00:00", True),
        ("9999-12-29", True),
        ("9999-12-31T23:59:59", False),
        ("9999-12-31", False),
    ],
)
@pytest.mark.parametrize("rrule", [None, "FREQ=YEARLY", "FREQ=YEARLY;BYWEEKNO=1", "FREQ=HOURLY;COUNT=3"])
@pytest.mark.parametrize("offset", [None, UTC])
def test_the_ends_of_the_calendar_are_no_trouble(
    tzid: str | None, dtstart: str, is_reckoned: bool, rrule: str | None, offset: tzinfo | None
) -> None:
    slot = Slot(dtstart=dtstart, dtend=dtstart, rrule=rrule, rdate=(dtstart,))
    schedule = Schedule(slots=(slot,), tzid=tzid, overrides=(Override(recurrence_id=dtstart, dtstart=dtstart),))
    first, last = (moment.replace(tzinfo=offset) for moment in (datetime.min, datetime.max))  # noqa: DTZ901
    found = expand(schedule, start=first, end=last, most=3).instances
    assert (dtstart in {one.recurrence_id for one in found}) is is_reckoned
