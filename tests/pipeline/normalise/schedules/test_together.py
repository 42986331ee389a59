"""Several announcements in the text of one listing: one schedule, or left to a person."""

from datetime import date

import pytest

from pipeline.normalise import scheduled
from pipeline.normalise.holidays import Region
from pipeline.occurrences import expand
from schemas.schedule import Schedule, Status

ON = date(2026, 11, 24)  # a Tuesday, in week 48


def starts(schedule: Schedule | None, end: date = date(2027, 3, 1)) -> list[str]:
    assert schedule
    return [one.start.isoformat() for one in expand(schedule, start=ON, end=end).instances]


def test_dates_on_lines_of_their_own_are_one_schedule() -> None:
    schedule, _ = scheduled("12 januari 2027 19.30 uur\n9 februari 2027 20.00 uur", ON)
    assert starts(schedule) == ["2027-01-12T19:30:00", "2027-02-09T20:00:00"]


def test_the_next_date_of_a_rule_adds_nothing() -> None:
    schedule, _ = scheduled("Elke dinsdag van 10 tot 12 uur. De eerstvolgende keer is op dinsdag 1 december.", ON)
    assert schedule
    assert [slot.rrule for slot in schedule.slots] == ["FREQ=WEEKLY;BYDAY=TU"]


def test_a_date_of_a_rule_that_is_called_off_stays_as_cancelled() -> None:
    schedule, status = scheduled("Elke dinsdag van 10 tot 12 uur. Op dinsdag 1 december gaat het niet door.", ON)
    assert schedule
    assert status is None
    found = expand(schedule, start=ON, end=date(2026, 12, 9)).instances
    assert [(one.start.isoformat()[:10], one.status) for one in found][1] == ("2026-12-01", Status.CANCELLED)


def test_a_meeting_that_is_called_off_is_cancelled() -> None:
    assert scheduled("Regular Meeting - December 8, 2026 - CANCELLED", ON)[1] == Status.CANCELLED


def test_a_sentence_that_says_closed_takes_days_out_of_the_rule_before_it() -> None:
    text = "Elke dinsdag van 10 tot 12 uur. In de kerstvakantie zijn we gesloten."
    schedule, _ = scheduled(text, ON, region=Region.MIDDEN)
    assert [start[:10] for start in starts(schedule, date(2027, 1, 6))] == [
        "2026-11-24", "2026-12-01", "2026-12-08", "2026-12-15", "2027-01-05",
    ]  # fmt: skip


def test_even_weeks_are_dates_also_beyond_week_53() -> None:
    schedule, _ = scheduled("In de even weken op dinsdag koersbal om 14 uur", ON)
    assert [start[:10] for start in starts(schedule, date(2027, 2, 1))] == [
        "2026-11-24", "2026-12-08", "2026-12-22", "2027-01-12", "2027-01-26",
    ]  # fmt: skip


def test_odd_weeks_follow_each_other_over_the_end_of_a_year_with_53_weeks() -> None:
    schedule, _ = scheduled("In de oneven weken op donderdag om 14 uur", ON)
    assert [start[:10] for start in starts(schedule, date(2027, 1, 10))][-2:] == ["2026-12-31", "2027-01-07"]


def test_a_number_of_lessons_ends_with_the_last() -> None:
    schedule, _ = scheduled("3 lessen vanaf 5 januari, wekelijks om 10 uur", ON)
    assert [start[:10] for start in starts(schedule)] == ["2027-01-05", "2027-01-12", "2027-01-19"]


def test_from_one_evening_until_the_next_morning_is_one_stretch() -> None:
    schedule, _ = scheduled("Fri 4 Dec 2026, 8 pm – Sat 5 Dec 2026, 2 am", ON)
    assert schedule
    assert [(slot.dtstart, slot.dtend) for slot in schedule.slots] == [("2026-12-04T20:00:00", "2026-12-05T02:00:00")]


@pytest.mark.parametrize(
    "text",
    [
        "Maandag 10-12 uur stoelyoga voor ouderen in de zaal\nWoensdag 14-16 uur schilderen voor kinderen",
        "Zaterdag 5 december 10.00 uur knutselen met de kinderen\nZondag 6 december 14.00 uur film",
        "Elke dinsdag van 10 tot 12 uur. Op zaterdag 5 december is er feest.",
        "Elke dinsdag van 10 tot 12 uur. Om de week op donderdag van 14 tot 16 uur.",
    ],
)
def test_several_activities_are_left_to_a_person(text: str) -> None:
    assert scheduled(text, ON) == (None, None)
