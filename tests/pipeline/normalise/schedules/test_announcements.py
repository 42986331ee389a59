"""What the reading of running text promises beyond the table of phrases."""

from datetime import date

import pytest

from pipeline.cli.when import answer
from pipeline.normalise.schedules import announcements, may_say_when
from schemas.schedule import Slot

ON = date(2026, 11, 24)  # a Tuesday


def test_a_weekly_rule_starts_on_its_first_day_from_the_date_of_the_page() -> None:
    (found,) = announcements("Taalcafé, elke donderdag van 10.00 tot 12.00 uur.", reference=ON)
    assert found.schedule is not None
    assert found.schedule.slots == (
        Slot(dtstart="2026-11-26T10:00:00", dtend="2026-11-26T12:00:00", rrule="FREQ=WEEKLY;BYDAY=TH"),
    )


def test_without_a_date_of_the_page_a_rule_is_read_and_not_dated() -> None:
    (found,) = announcements("Elke donderdag om 10.00 uur", reference=None)
    assert found.schedule is None
    assert found.slots[0].rrule == "FREQ=WEEKLY;BYDAY=TH"


def test_every_second_week_without_an_anchor_is_not_expanded() -> None:
    (found,) = announcements("Om de week op dinsdag, 14 uur", reference=ON)
    assert found.unanchored
    assert found.schedule is None


def test_a_weekday_that_its_date_does_not_have_is_kept_as_contradiction() -> None:
    (found,) = announcements("Concert op zondag 19 december 2020", reference=ON)
    assert found.contradiction == "2020-12-19 is a Saturday, the text says Sunday"
    assert found.schedule is None


def test_the_span_holds_the_words_of_time() -> None:
    text = "Soep op vrijdag 4 december om 12.30 uur in De Brug."
    (found,) = announcements(text, reference=ON)
    assert text[slice(*found.span)] == "vrijdag 4 december om 12.30 uur"


def test_cancelled_is_tied_to_the_sentence_that_says_it() -> None:
    first, second = announcements("Dinsdag 1 december 2026 soep. Dinsdag 8 december 2026 is geannuleerd.", reference=ON)
    assert (first.status, second.status) == ((), ("cancelled",))


def test_exceptions_are_kept_in_their_words() -> None:
    (found,) = announcements("Elke dinsdag 10.00 uur, behalve in juli en augustus", reference=ON)
    assert found.exceptions == ("behalve in juli en augustus",)


@pytest.mark.parametrize("text", ["", "Welkom bij De Brug!", "Bel 030 123 45 67, kosten € 2,50, 8 t/m 12 jaar"])
def test_a_text_without_days_announces_nothing(text: str) -> None:
    assert not may_say_when(text)
    assert announcements(text, reference=ON) == ()


@pytest.mark.parametrize(
    "piece", ["elke dinsdag ", "1, ", "12 maart ", "10.00 - ", "tot ", "maandag, ", "\n", "31-12-9999 "]
)
def test_no_repetition_raises(piece: str) -> None:
    announcements("dinsdag " + piece * 2_000, reference=ON)
    assert answer({"text": piece * 50, "reference": "2026"})["kind"] in {
        "none", "single", "range", "recurring", "list", "opening_hours",
    }  # fmt: skip


def test_a_month_as_reference_dates_a_day_and_not_a_bare_weekday() -> None:
    assert answer({"text": "4 december om 10 uur", "reference": "2026-11"})["dtstart"] == "2026-12-04T10:00"
    assert answer({"text": "Komende dinsdag om 10 uur", "reference": "2026-11"})["dtstart"] is None


def test_a_schedule_says_what_its_year_rests_on() -> None:
    (found,) = announcements("Soep op vrijdag 4 december", reference=ON)
    assert found.schedule is not None
    assert found.schedule.year_basis == "weekday"


def test_the_span_counts_from_the_beginning_of_a_long_page() -> None:
    text = "Wij zijn een fijn huis met koffie.\n\n" * 40 + "Kom vrijdag 4 december om 12.30 uur."
    (found,) = announcements(text, reference=ON)
    assert text[slice(*found.span)] == "vrijdag 4 december om 12.30 uur"


def test_a_season_over_the_turn_of_the_year_ends_after_it_begins() -> None:
    (found,) = announcements("Van 1 september tot en met 30 juni elke maandag", reference=date(2024, 8, 1))
    assert (found.since, found.until) == (date(2024, 9, 1), date(2025, 6, 30))


@pytest.mark.parametrize(
    ("text", "month_first", "day"),
    [
        ("01/05/2021", False, date(2021, 5, 1)),
        ("01/05/2021 6:30 PM", True, date(2021, 1, 5)),
        ("1-5-21", True, date(2021, 1, 5)),
        ("1/25/21", False, date(2021, 1, 25)),
        ("25/1/2021", True, date(2021, 1, 25)),
        ("2021-01-05T18:30:00-05:00", True, date(2021, 1, 5)),
    ],
)
def test_a_date_in_digits_is_read_in_the_order_of_its_page(text: str, month_first: bool, day: date) -> None:
    (found,) = announcements(text, reference=ON, month_first=month_first)
    assert found.dates == (day,)


def test_dates_without_a_year_follow_each_other_into_the_next_one() -> None:
    (found,) = announcements("Data: 5 februari, 1 april, 8 juli en 9 december", reference=date(2027, 1, 28))
    assert [day.year for day in found.dates if day] == [2027] * 4
    (found,) = announcements("13 september, 14 maart en 12 juni", reference=date(2026, 5, 20))
    assert found.dates == (date(2025, 9, 13), date(2026, 3, 14), date(2026, 6, 12))


def test_one_date_of_several_is_called_off() -> None:
    first, second, third = announcements("10 januari 2027, 14 februari 2027 vervalt, 13 maart 2027", reference=ON)
    assert (first.status, second.status, third.status) == ((), ("cancelled",), ())


def test_each_date_keeps_its_own_hours() -> None:
    (found,) = announcements("Vrijdag 4 december 20.00 uur en zaterdag 5 december 14.00 uur", reference=ON)
    assert found.schedule
    assert [slot.dtstart for slot in found.schedule.slots] == ["2026-12-04T20:00:00", "2026-12-05T14:00:00"]


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("January 5, 2027 6:30-8PM", ("18:30", "20:00")),
        ("January 5, 2027, 11-1pm", ("11:00", "13:00")),
        ("Tuesday January 5 2027, 7:30 PM to 9:00", ("19:30", "21:00")),
        ("Jan 5 2027, Noon to 1pm", ("12:00", "13:00")),
        ("6:00 PM\nJanuary 5, 2027", ("18:00", None)),
        ("Jan 5 – 7 pm", ("19:00", None)),
    ],
)
def test_am_and_pm_hold_for_both_ends(text: str, hours: tuple[str, str | None]) -> None:
    (found,) = announcements(text, reference=ON, month_first=True)
    assert found.slots[0][1:] == hours
