"""When our calendars say that something is, byte by byte."""

from typing import Any

import pytest

from output.ical_rule import rule, surely_gives
from schemas.schedule import Override, Slot, Status
from tests.output.calendars import lines, text_of
from tests.output.editions import activity, edition, occurrence, once, schedule, weekly


def test_the_rule_of_a_weekly_activity_ends_in_utc_and_keeps_its_exception() -> None:
    found = lines(*weekly())
    assert "RRULE:FREQ=WEEKLY;BYDAY=TU;UNTIL=20261222T225959Z" in found
    assert "EXDATE;TZID=Europe/Amsterdam:20261215T193000" in found


def test_a_cancelled_evening_of_a_series_stays_in_the_feed_as_cancelled() -> None:
    found = lines(*weekly())
    position = found.index("RECURRENCE-ID;TZID=Europe/Amsterdam:20261201T193000")
    assert found[position : position + 5] == [
        "RECURRENCE-ID;TZID=Europe/Amsterdam:20261201T193000",
        "DTSTART;TZID=Europe/Amsterdam:20261201T193000",
        "DTEND;TZID=Europe/Amsterdam:20261201T210000",
        "STATUS:CANCELLED",
        "TRANSP:TRANSPARENT",
    ]
    assert "SUMMARY:AFGELAST: Taalcafé" in found


def test_no_end_is_made_up() -> None:
    assert not any(line.startswith(("DTEND", "DURATION")) for line in lines(*once("a1", "2026-11-26T18:00:00+01:00")))


def test_an_end_before_its_start_is_left_out() -> None:
    backwards = once("a1", "2026-11-26T18:00:00+01:00", "2026-11-26T17:00:00+01:00")
    text = text_of(edition(*backwards))
    assert b"DTEND" not in text.by_rule + text.one_by_one


def test_the_hour_that_comes_twice_is_told_apart() -> None:
    slot = Slot(dtstart="2026-10-25T02:30:00")
    second = occurrence("a1", "2026-10-25T02:30:00+01:00")
    text = text_of(edition(activity("a1", schedule(slot)), second, as_of="2026-10-20"))
    assert b"DTSTART:20261025T013000Z\r\n" in text.one_by_one


@pytest.mark.parametrize("tzid", ["Europe/London", "UTC", "UTC+05:30"])
def test_a_schedule_of_another_zone_is_written_in_utc_date_by_date(tzid: str) -> None:
    slot = Slot(dtstart="2026-11-26T18:00:00", rrule="FREQ=WEEKLY")
    parts = (activity("a1", schedule(slot, tzid=tzid)), occurrence("a1", "2026-11-26T18:00:00+00:00"))
    found = lines(*parts)
    assert "UID:a1-20261126T180000@bruggen" in found
    assert "DTSTART:20261126T180000Z" in found
    assert not any(line.startswith("RRULE") for line in found)


def test_a_schedule_without_zone_is_one_of_amsterdam() -> None:
    slot = Slot(dtstart="2026-11-26T18:00:00")
    parts = (activity("a1", schedule(slot, tzid=None)), occurrence("a1", "2026-11-26T18:00:00+01:00"))
    assert "DTSTART;TZID=Europe/Amsterdam:20261126T180000" in lines(*parts)


def test_two_evenings_a_week_are_two_rules_with_uids_in_the_order_of_their_starts() -> None:
    slots = (
        Slot(dtstart="2026-11-26T10:00:00", rrule="FREQ=WEEKLY"),
        Slot(dtstart="2026-11-24T10:00:00", rrule="FREQ=WEEKLY"),
    )
    found = lines(activity("a1", schedule(*slots)), occurrence("a1", "2026-11-24T10:00:00+01:00"))
    assert [line for line in found if line.startswith(("UID", "DTSTART"))] == [
        "UID:a1@bruggen",
        "DTSTART;TZID=Europe/Amsterdam:20261124T100000",
        "UID:a1-2@bruggen",
        "DTSTART;TZID=Europe/Amsterdam:20261126T100000",
    ]


PLAIN = Slot(dtstart="2026-11-24T10:00:00", rrule="FREQ=WEEKLY")


@pytest.mark.parametrize(
    "when",
    [
        pytest.param(
            schedule(PLAIN, overrides=(Override(recurrence_id="2026-12-01T10:00:00", this_and_future=True),)),
            id="this and future",
        ),
        pytest.param(
            schedule(PLAIN, overrides=(Override(recurrence_id="2026-12-02T10:00:00", status=Status.CANCELLED),)),
            id="override of a day that the rule does not give",
        ),
        pytest.param(
            schedule(PLAIN, Slot(dtstart="2026-12-01T10:00:00", rrule="FREQ=MONTHLY;BYDAY=1TU")), id="slots coincide"
        ),
        pytest.param(schedule(PLAIN, Slot(dtstart="2026-12-05T14:00:00")), id="a rule and a moment"),
        pytest.param(
            schedule(Slot(dtstart="2026-11-24T10:00:00", rdate=("2026-12-05T10:00:00",))), id="dates without rule"
        ),
        pytest.param(
            schedule(Slot(dtstart="2026-11-24T10:00:00", rrule="FREQ=WEEKLY;BYDAY=WE")), id="start beside the rule"
        ),
        pytest.param(schedule(Slot(dtstart="2026-11-24T10:00:00", rrule="FREQ=WEEKLY;BYDAY=DI")), id="no weekday"),
        pytest.param(schedule(Slot(dtstart="2026-11-24T10:00:00", rrule="FREQ=HOURLY")), id="hourly"),
        pytest.param(
            schedule(Slot(dtstart="2026-11-24T10:00:00", rrule="FREQ=DAILY;COUNT=3;UNTIL=20261201")),
            id="two ends",
        ),
        pytest.param(schedule(Slot(dtstart="2026-11-24T10:00:00", rrule="FREQ=WEEKLY\r\nEND:VEVENT")), id="injection"),
    ],
)
def test_what_programs_read_differently_is_written_date_by_date(when: Any) -> None:
    found = lines(activity("a1", when), occurrence("a1", "2026-11-24T10:00:00+01:00"))
    assert [line for line in found if line.startswith(("UID", "RRULE", "DTSTART"))] == [
        "UID:a1-20261124T100000@bruggen",
        "DTSTART;TZID=Europe/Amsterdam:20261124T100000",
    ]


@pytest.mark.parametrize(
    ("text", "dtstart", "expected"),
    [
        ("FREQ=WEEKLY;UNTIL=20261231T190000", "2026-11-24T19:30:00", "FREQ=WEEKLY;UNTIL=20261231T180000Z"),
        ("FREQ=WEEKLY;UNTIL=20270701", "2026-11-24T19:30:00", "FREQ=WEEKLY;UNTIL=20270701T215959Z"),
        ("FREQ=WEEKLY;UNTIL=20261231T180000Z", "2026-11-24", "FREQ=WEEKLY;UNTIL=20261231"),
        ("FREQ=WEEKLY;UNTIL=20261230T230000Z", "2026-11-24", "FREQ=WEEKLY;UNTIL=20261231"),
        ("freq=monthly;byday=-1tu", "2026-11-24T19:30:00", "FREQ=MONTHLY;BYDAY=-1TU"),
        ("FREQ=MONTHLY;BYDAY=4TU", "2026-11-24T19:30:00", "FREQ=MONTHLY;BYDAY=4TU"),
        ("FREQ=MONTHLY;BYDAY=3TU", "2026-11-24T19:30:00", None),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "2026-11-30T19:30:00", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("FREQ=MONTHLY", "2026-10-31T19:30:00", None),
        ("FREQ=YEARLY;BYMONTH=12;BYDAY=1SA", "2026-12-05", "FREQ=YEARLY;BYMONTH=12;BYDAY=1SA"),
        ("FREQ=YEARLY;BYDAY=SA", "2026-12-05", None),
        ("FREQ=WEEKLY;UNTIL=20261101", "2026-11-24T19:30:00", None),
    ],
)
def test_a_rule_is_written_only_where_programs_agree_about_it(text: str, dtstart: str, expected: str | None) -> None:
    assert rule(text, dtstart) == expected


@pytest.mark.parametrize(
    ("text", "when", "expected"),
    [
        ("FREQ=WEEKLY", "2026-12-08T19:30:00", True),
        ("FREQ=WEEKLY", "2026-12-08T20:30:00", False),
        ("FREQ=WEEKLY", "2026-12-09T19:30:00", False),
        ("FREQ=WEEKLY", "2026-11-17T19:30:00", False),
        ("FREQ=WEEKLY;INTERVAL=2", "2026-12-08T19:30:00", True),
        ("FREQ=WEEKLY;INTERVAL=2", "2026-12-01T19:30:00", False),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU", "2026-11-29T19:30:00", True),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU", "2026-12-06T19:30:00", False),
        ("FREQ=WEEKLY;UNTIL=20261201", "2026-12-01T19:30:00", True),
        ("FREQ=WEEKLY;UNTIL=20261201", "2026-12-08T19:30:00", False),
        ("FREQ=WEEKLY;COUNT=5", "2026-12-01T19:30:00", False),
        ("FREQ=MONTHLY;BYDAY=4TU", "2026-12-22T19:30:00", True),
        ("FREQ=MONTHLY;BYDAY=4TU", "2026-12-15T19:30:00", False),
        ("FREQ=MONTHLY;BYDAY=-1TU", "2026-12-29T19:30:00", True),
        ("FREQ=MONTHLY", "2027-01-24T19:30:00", True),
        ("FREQ=MONTHLY;INTERVAL=3", "2027-01-24T19:30:00", False),
        ("FREQ=YEARLY", "2027-11-24T19:30:00", True),
        ("FREQ=YEARLY", "2027-12-24T19:30:00", False),
        ("FREQ=DAILY;INTERVAL=3", "2026-11-30T19:30:00", True),
        ("FREQ=DAILY;INTERVAL=3", "2026-12-01T19:30:00", False),
    ],
)
def test_it_is_known_which_moments_a_rule_from_24_november_gives(text: str, when: str, expected: bool) -> None:
    assert surely_gives(text, "2026-11-24T19:30:00", when) == expected


def test_an_override_of_long_ago_is_not_carried_along() -> None:
    past = Override(recurrence_id="2026-09-01T10:00:00", status=Status.CANCELLED)
    slot = Slot(dtstart="2026-08-25T10:00:00", rrule="FREQ=WEEKLY")
    found = lines(activity("a1", schedule(slot, overrides=(past,))), occurrence("a1", "2026-11-24T10:00:00+01:00"))
    assert not any(line.startswith("RECURRENCE-ID") for line in found)


@pytest.mark.parametrize(
    ("override", "expected"),
    [
        (Override(recurrence_id="2026-12-01T10:00:00", dtstart="2026-12-02T14:00:00"), None),
        (
            Override(recurrence_id="2026-12-01T10:00:00", title="Film"),
            "DTEND;TZID=Europe/Amsterdam:20261201T120000",
        ),
    ],
    ids=["moved", "named"],
)
def test_an_evening_that_is_moved_has_no_end_but_its_own(override: Override, expected: str | None) -> None:
    slot = Slot(dtstart="2026-11-24T10:00:00", dtend="2026-11-24T12:00:00", rrule="FREQ=WEEKLY;UNTIL=20261224")
    found = lines(activity("a1", schedule(slot, overrides=(override,))), occurrence("a1", "2026-11-24T10:00:00+01:00"))
    event = found[found.index("RECURRENCE-ID;TZID=Europe/Amsterdam:20261201T100000") :]
    assert next((line for line in event if line.startswith("DTEND")), None) == expected
