"""Rules in words that take days out again, as what is left of them."""

from datetime import date

import pytest

from pipeline.normalise import normalised
from pipeline.normalise.exceptions import without_exceptions
from pipeline.normalise.holidays import Region
from pipeline.normalise.schedules import announcements
from pipeline.occurrences import expand
from schemas.listing import Listing
from schemas.schedule import Schedule
from tests.makers import a_listing, a_source

ON = date(2026, 11, 24)


def read(text: str) -> Listing | None:
    return normalised(a_listing(schedule=None, when_text=text, page_date=ON.isoformat()), a_source())


def days(schedule: Schedule | None, start: date, end: date) -> list[str]:
    assert schedule
    return [one.start.isoformat()[:10] for one in expand(schedule, start=start, end=end).instances]


def schedule_of(text: str) -> Schedule | None:
    listing = read(text)
    return listing.schedule if listing else None


def test_excepted_months_leave_the_rule_in_the_other_months() -> None:
    schedule = schedule_of("Elke dinsdag van 9 tot 11 uur, m.u.v. juli en augustus")
    assert days(schedule, date(2027, 6, 22), date(2027, 9, 14)) == ["2027-06-22", "2027-06-29", "2027-09-07"]


def test_excepted_days_are_taken_out_one_by_one() -> None:
    schedule = schedule_of("Elke donderdag om 10 uur (niet op 24 en 31 december)")
    assert days(schedule, date(2026, 12, 17), date(2027, 1, 8)) == ["2026-12-17", "2027-01-07"]


def test_an_excepted_stretch_of_days_runs_over_the_end_of_the_year() -> None:
    schedule = schedule_of("elke dinsdag 10:00, behalve van 20 december t/m 3 januari")
    assert days(schedule, date(2026, 12, 15), date(2027, 1, 6)) == ["2026-12-15", "2027-01-05"]


def test_public_holidays_are_the_dutch_ones() -> None:
    schedule = schedule_of("Elke vrijdag 10.00 uur, niet op feestdagen")
    assert days(schedule, date(2026, 12, 18), date(2027, 1, 9)) == ["2026-12-18", "2027-01-08"]


def test_school_holidays_are_taken_out_where_the_region_is_known() -> None:
    (found,) = announcements("Iedere woensdag 19.30 uur behalve in de schoolvakanties", reference=ON)
    assert found.schedule
    schedule = without_exceptions(found.schedule, found.excepted, on=ON, region=Region.MIDDEN)
    assert days(schedule, date(2026, 12, 14), date(2027, 1, 8)) == ["2026-12-16", "2027-01-06"]


@pytest.mark.parametrize(
    "text",
    [
        "Iedere woensdag 19.30 uur behalve in de schoolvakanties",  # of which region?
        "Elke dinsdag 10 uur behalve tijdens de kermis",
        "eens per maand op vrijdag om 10 uur",
        "om de week op dinsdag om 10 uur",
        "Elke maand op een donderdagavond",
        "Acht keer op maandagavond, 19.30 uur",  # from when on?
    ],
)
def test_where_nobody_can_say_on_which_days_nothing_is_announced(text: str) -> None:
    assert read(text) is None
