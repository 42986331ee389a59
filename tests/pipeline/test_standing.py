"""What several sources say together of an activity taking place."""

from typing import Any

from pipeline.merge import merged
from pipeline.voices import Voice
from schemas.activity import Activity
from schemas.schedule import Override, Schedule, Status
from tests.makers import MONDAY, a_listing, a_schedule, a_source, weekly

OWN = a_source()
GUIDE = a_source("nl.molendam.uitgids", organisation="Uitgids", url="https://uitgids.example/")
SERIES = weekly("2026-12-01T19:30:00")


def own(key: str = "1", absent_runs: int = 0, **fields: Any) -> Voice:
    return Voice(a_listing(key, **fields), OWN, MONDAY, absent_runs)


def guide(key: str = "9", absent_runs: int = 0, **fields: Any) -> Voice:
    return Voice(a_listing(key, GUIDE.id, **{"organiser": "De Wilg"} | fields), GUIDE, MONDAY, absent_runs)


def together(*voices: Voice) -> Activity:
    return merged("abc", voices, first_seen_at=MONDAY, now=MONDAY)


def off(activity: Activity) -> dict[str, Status | None]:
    return {one.recurrence_id: one.status for one in activity.schedule.overrides}


def test_one_evening_that_a_guide_calls_off_is_off_and_the_series_is_on() -> None:
    evening = guide(schedule=a_schedule("2026-12-08T19:30:00"), status=Status.CANCELLED)
    found = together(own(schedule=SERIES), evening)
    assert (found.status, off(found)) == (Status.SCHEDULED, {"2026-12-08T19:30:00": Status.CANCELLED})
    assert found.provenance["status"] == GUIDE.id


def test_an_exception_in_the_rule_of_a_guide_counts_for_the_rule_of_the_organiser() -> None:
    series = Schedule(
        slots=SERIES.slots, overrides=(Override(recurrence_id="2026-12-08T19:30:00", status=Status.CANCELLED),)
    )
    assert off(together(own(schedule=SERIES), guide(schedule=series))) == {"2026-12-08T19:30:00": Status.CANCELLED}


def test_an_evening_that_the_organiser_prints_as_on_is_on_whatever_a_guide_says() -> None:
    days = ("2026-12-01T19:30:00", "2026-12-08T19:30:00", "2026-12-15T19:30:00")
    mine = [own(day, schedule=a_schedule(day)) for day in days]
    found = together(*mine, guide(schedule=a_schedule(days[1]), status=Status.CANCELLED))
    assert (found.status, off(found)) == (Status.SCHEDULED, {})


def test_what_a_guide_no_longer_prints_calls_nothing_off() -> None:
    evening = guide(absent_runs=1, schedule=a_schedule("2026-12-08T19:30:00"), status=Status.CANCELLED)
    assert off(together(own(schedule=SERIES), evening)) == {}


def test_a_whole_series_is_off_when_its_organiser_says_so_of_each_evening_still_to_come() -> None:
    days = ("2026-12-01T19:30:00", "2026-12-08T19:30:00", "2026-12-15T19:30:00")
    over = own("0", absent_runs=1, schedule=a_schedule("2026-11-17T19:30:00"))
    mine = [own(day, schedule=a_schedule(day), status=Status.CANCELLED) for day in days]
    assert together(over, *mine, guide(schedule=SERIES)).status is Status.CANCELLED


def test_a_rule_that_a_guide_calls_off_is_off_unless_the_organiser_says_that_it_is_on() -> None:
    there = guide(schedule=SERIES, status=Status.CANCELLED)
    assert together(own(schedule=SERIES), there).status is Status.CANCELLED
    assert together(own(schedule=SERIES, status=Status.SCHEDULED), there).status is Status.SCHEDULED


def test_of_two_sites_that_nobody_names_as_organiser_the_one_that_calls_an_evening_off_is_heard() -> None:
    other = a_source("nl.molendam.aula", organisation="Aula", url="https://aula.example/")
    days = ("2026-12-01T19:30:00", "2026-12-08T19:30:00")
    mine = [own(day, schedule=a_schedule(day)) for day in days]
    theirs = Voice(a_listing("7", other.id, schedule=a_schedule(days[1]), status=Status.CANCELLED), other, MONDAY, 0)
    assert off(together(*mine, theirs)) == {days[1]: Status.CANCELLED}


def test_the_site_that_others_name_as_organiser_is_believed_before_one_that_names_none() -> None:
    silent = a_source("nl.molendam.aula", organisation="Aula", url="https://aula.example/")
    unnamed = Voice(a_listing("7", silent.id, title="Iets anders", reader="ical"), silent, MONDAY, 0)
    found = together(unnamed, own(title="Koor", reader="html"), guide(title="KOOR!"))
    assert (found.title, found.organisation.name) == ("Koor", "De Wilg")


def test_one_visit_without_the_listing_of_the_organiser_does_not_change_whom_we_believe() -> None:
    once = together(own(absent_runs=1, title="Koor"), guide(title="KOOR!"))
    assert once.title == "Koor"
