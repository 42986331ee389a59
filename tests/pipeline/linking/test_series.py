"""Evenings printed one by one, and the one schedule that they are."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from pipeline.linking.evenings import Single
from pipeline.linking.series import series
from pipeline.occurrences import expand
from schemas.schedule import Daypart, Override, Schedule, Slot, Status

NL = "Europe/Amsterdam"
TUESDAYS = ["2026-09-01", "2026-09-08", "2026-09-15", "2026-09-22", "2026-09-29", "2026-10-06", "2026-10-13"]


def single(
    start: str, end: str | None = None, *, title: str = "Taalcafé", key: str | None = None, **fields: Any
) -> Single:
    """A listing of one moment: `2026-09-01`, or `2026-09-01 19:30` with perhaps `21:30` as its end."""
    day, _, clock = start.partition(" ")
    until = f"{day}T{end}:00" if end and ":" in end else end
    slot = Slot(dtstart=f"{day}T{clock}:00" if clock else day, dtend=until)
    return Single(key=key or start, title=title, schedule=Schedule(slots=(slot,), tzid=NL), **fields)


def evenings(*days: str, start: str = "19:30", end: str | None = "21:30") -> list[Single]:
    return [single(f"{day} {start}", end) for day in days]


def told(*slots: Slot, overrides: tuple[Override, ...] = ()) -> Schedule:
    return Schedule(slots=slots, tzid=NL, overrides=overrides)


def evening(first: str, rrule: str | None = None, **fields: Any) -> Slot:
    """From half past seven to half past nine."""
    return Slot(dtstart=f"{first}T19:30:00", dtend=f"{first}T21:30:00", rrule=rrule, **fields)


def ruled(first: str, rrule: str = "FREQ=WEEKLY", *, key: str = "rule", **fields: Any) -> Single:
    return Single(key=key, title="Taalcafé", schedule=told(evening(first, rrule)), **fields)


UNTIL_13_OCTOBER = "FREQ=WEEKLY;BYDAY=TU;UNTIL=20261013"
CASES = {
    "weekly": (evenings(*TUESDAYS), told(evening("2026-09-01", UNTIL_13_OCTOBER))),
    "weekly with a skipped week": (
        evenings(*TUESDAYS[:3], *TUESDAYS[4:]),
        told(evening("2026-09-01", UNTIL_13_OCTOBER, exdate=("2026-09-22T19:30:00",))),
    ),
    "every other week": (
        evenings("2026-09-01", "2026-09-15", "2026-09-29", "2026-10-13"),
        told(evening("2026-09-01", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;UNTIL=20261013")),
    ),
    "the first Tuesday of the month": (
        evenings("2026-09-01", "2026-10-06", "2026-11-03", "2026-12-01", "2027-01-05"),
        told(evening("2026-09-01", "FREQ=MONTHLY;BYDAY=1TU;UNTIL=20270105")),
    ),
    "the last Friday of the month": (
        evenings("2026-09-25", "2026-10-30", "2026-11-27", "2026-12-25", "2027-01-29"),
        told(evening("2026-09-25", "FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20270129")),
    ),
    "Tuesdays and Thursdays": (
        evenings("2026-09-01", "2026-09-03", "2026-09-08", "2026-09-10", "2026-09-15", "2026-09-17"),
        told(evening("2026-09-01", "FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20260917")),
    ),
    "an exhibition for six weeks, printed day by day": (
        [single(f"2026-09-{day:02}") for day in range(1, 31)] + [single(f"2026-10-{day:02}") for day in range(1, 13)],
        told(Slot(dtstart="2026-09-01", rrule="FREQ=DAILY;UNTIL=20261012")),
    ),
    "dates that follow no rule": (
        evenings("2026-09-01", "2026-09-19", "2026-10-05", "2026-12-11"),
        told(evening("2026-09-01", rdate=("2026-09-19T19:30:00", "2026-10-05T19:30:00", "2026-12-11T19:30:00"))),
    ),
    "three evenings a week apart": (
        evenings(*TUESDAYS[:3]),
        told(evening("2026-09-01", rdate=("2026-09-08T19:30:00", "2026-09-15T19:30:00"))),
    ),
    "over the night on which the clocks go back": (
        evenings("2026-10-13", "2026-10-20", "2026-10-27", "2026-11-03"),
        told(evening("2026-10-13", "FREQ=WEEKLY;BYDAY=TU;UNTIL=20261103")),
    ),
    "one evening a quarter of an hour later": (
        [*evenings(*TUESDAYS[:3], *TUESDAYS[4:]), single("2026-09-22 19:45", "21:45")],
        told(
            evening("2026-09-01", UNTIL_13_OCTOBER),
            overrides=(
                Override(
                    recurrence_id="2026-09-22T19:30:00", dtstart="2026-09-22T19:45:00", dtend="2026-09-22T21:45:00"
                ),
            ),
        ),
    ),
    "the first evening at another hour": (
        [single("2026-09-01 20:00", "22:00"), *evenings(*TUESDAYS[1:])],
        told(
            evening("2026-09-01", UNTIL_13_OCTOBER),
            overrides=(
                Override(
                    recurrence_id="2026-09-01T19:30:00", dtstart="2026-09-01T20:00:00", dtend="2026-09-01T22:00:00"
                ),
            ),
        ),
    ),
    "one evening that ends later": (
        [*evenings(*TUESDAYS[:6]), single("2026-10-13 19:30", "23:00")],
        told(
            evening("2026-09-01", UNTIL_13_OCTOBER),
            overrides=(Override(recurrence_id="2026-10-13T19:30:00", dtend="2026-10-13T23:00:00"),),
        ),
    ),
    "one evening on a Wednesday instead": (
        [*evenings(*TUESDAYS[:3], *TUESDAYS[4:]), single("2026-09-23 19:30", "21:30")],
        told(evening("2026-09-01", UNTIL_13_OCTOBER, rdate=("2026-09-23T19:30:00",), exdate=("2026-09-22T19:30:00",))),
    ),
    "one evening without an end": (
        [*evenings(*TUESDAYS[:3], *TUESDAYS[4:]), single("2026-09-22 19:30")],
        told(
            evening("2026-09-01", UNTIL_13_OCTOBER, exdate=("2026-09-22T19:30:00",)),
            Slot(dtstart="2026-09-22T19:30:00"),
        ),
    ),
    "one evening with an end where the others state none": (
        [*evenings(*TUESDAYS[:6], end=None), single("2026-10-13 19:30", "23:00")],
        told(
            Slot(dtstart="2026-09-01T19:30:00", rrule=UNTIL_13_OCTOBER),
            overrides=(Override(recurrence_id="2026-10-13T19:30:00", dtend="2026-10-13T23:00:00"),),
        ),
    ),
    "one evening cancelled": (
        [*evenings(*TUESDAYS[:6]), single("2026-10-13 19:30", "21:30", status=Status.CANCELLED)],
        told(
            evening("2026-09-01", UNTIL_13_OCTOBER),
            overrides=(Override(recurrence_id="2026-10-13T19:30:00", status=Status.CANCELLED),),
        ),
    ),
    "one evening with a film": (
        [*evenings(*TUESDAYS[:6]), single("2026-10-13 19:30", "21:30", title="Taalcafé met film")],
        told(
            evening("2026-09-01", UNTIL_13_OCTOBER),
            overrides=(Override(recurrence_id="2026-10-13T19:30:00", title="Taalcafé met film"),),
        ),
    ),
    "one day of which no hour is known": (
        [*evenings(*TUESDAYS[:6]), single("2026-10-13")],
        told(
            evening("2026-09-01", "FREQ=WEEKLY;BYDAY=TU;UNTIL=20261013"),
            overrides=(Override(recurrence_id="2026-10-13T19:30:00", dtstart="2026-10-13"),),
        ),
    ),
    "an evening printed again without its hour": (
        [*evenings(*TUESDAYS), single("2026-10-13")],
        told(evening("2026-09-01", UNTIL_13_OCTOBER)),
    ),
    "a day printed without its hour, cancelled": (
        [*evenings(*TUESDAYS), single("2026-10-13", status=Status.CANCELLED)],
        told(
            evening("2026-09-01", UNTIL_13_OCTOBER),
            overrides=(Override(recurrence_id="2026-10-13T19:30:00", status=Status.CANCELLED),),
        ),
    ),
    "an evening printed twice, once with its end": (
        [*evenings(*TUESDAYS), single("2026-10-13 19:30", key="0")],
        told(evening("2026-09-01", UNTIL_13_OCTOBER)),
    ),
    "an evening printed twice, once as cancelled": (
        [*evenings(*TUESDAYS), single("2026-10-13 19:30", "21:30", key="0", status=Status.CANCELLED)],
        told(
            evening("2026-09-01", UNTIL_13_OCTOBER),
            overrides=(Override(recurrence_id="2026-10-13T19:30:00", status=Status.CANCELLED),),
        ),
    ),
    "a rule, and evenings that it gives": (
        [ruled("2026-09-01"), *evenings(*TUESDAYS)],
        told(evening("2026-09-01", "FREQ=WEEKLY")),
    ),
    "a rule, and an evening that says no end": (
        [ruled("2026-09-01"), single("2026-09-15 19:30")],
        told(evening("2026-09-01", "FREQ=WEEKLY")),
    ),
    "a rule, and an evening cancelled": (
        [ruled("2026-09-01"), single("2026-09-15 19:30", "21:30", status=Status.CANCELLED)],
        told(
            evening("2026-09-01", "FREQ=WEEKLY"),
            overrides=(Override(recurrence_id="2026-09-15T19:30:00", status=Status.CANCELLED),),
        ),
    ),
    "a rule, and a day without its hour, cancelled": (
        [ruled("2026-09-01"), single("2026-09-15", status=Status.CANCELLED)],
        told(
            evening("2026-09-01", "FREQ=WEEKLY"),
            overrides=(Override(recurrence_id="2026-09-15T19:30:00", status=Status.CANCELLED),),
        ),
    ),
    "a rule, and an evening later than it says": (
        [ruled("2026-09-01"), single("2026-09-15 20:00", "22:00")],
        told(
            evening("2026-09-01", "FREQ=WEEKLY"),
            overrides=(
                Override(
                    recurrence_id="2026-09-15T19:30:00", dtstart="2026-09-15T20:00:00", dtend="2026-09-15T22:00:00"
                ),
            ),
        ),
    ),
    "a rule, and an evening that it does not give": (
        [ruled("2026-09-01"), single("2026-09-17 19:30", "21:30")],
        told(evening("2026-09-01", "FREQ=WEEKLY", rdate=("2026-09-17T19:30:00",))),
    ),
    "a rule without an hour, and an evening with one": (
        [
            Single(key="r", title="Taalcafé", schedule=told(Slot(dtstart="2026-09-01", rrule="FREQ=WEEKLY"))),
            single("2026-09-15 19:30", "21:30"),
        ],
        told(
            Slot(dtstart="2026-09-01", rrule="FREQ=WEEKLY"),
            overrides=(
                Override(recurrence_id="2026-09-15", dtstart="2026-09-15T19:30:00", dtend="2026-09-15T21:30:00"),
            ),
        ),
    ),
    "a list of dates, and an evening of it that is cancelled": (
        [
            Single(
                key="list",
                title="Taalcafé",
                schedule=told(evening("2026-09-01", rdate=tuple(f"{day}T19:30:00" for day in TUESDAYS[1:]))),
            ),
            single("2026-09-15 19:30", "21:30", status=Status.CANCELLED),
        ],
        told(
            evening("2026-09-01", UNTIL_13_OCTOBER),
            overrides=(Override(recurrence_id="2026-09-15T19:30:00", status=Status.CANCELLED),),
        ),
    ),
    "mornings and evenings that one listing holds together": (
        [*evenings(*TUESDAYS), *evenings(*TUESDAYS, start="10:00", end="12:00")],
        told(
            Slot(dtstart="2026-09-01T10:00:00", dtend="2026-09-01T12:00:00", rrule=UNTIL_13_OCTOBER),
            evening("2026-09-01", UNTIL_13_OCTOBER),
        ),
    ),
    "two seasons of one rule": (
        [ruled("2026-01-06", "FREQ=WEEKLY;UNTIL=20260526", key="a"), ruled("2026-09-01", key="b")],
        told(evening("2026-01-06", "FREQ=WEEKLY;UNTIL=20260526"), evening("2026-09-01", "FREQ=WEEKLY")),
    ),
    "a rule printed twice": (
        [ruled("2026-09-01", key="a"), ruled("2026-09-01", key="b")],
        told(evening("2026-09-01", "FREQ=WEEKLY")),
    ),
}


@pytest.mark.parametrize(("singles", "expected"), CASES.values(), ids=CASES.keys())
def test_evenings_become_one_schedule(singles: list[Single], expected: Schedule) -> None:
    assert series(singles, title="Taalcafé") == expected
    assert series(reversed(singles), title="Taalcafé") == expected


def test_a_listing_alone_keeps_its_schedule() -> None:
    alone = single("2026-09-01 19:30", status=Status.CANCELLED)
    assert series([alone], title="Anders") is alone.schedule


def statuses(schedule: Schedule) -> list[tuple[str, Status | None]]:
    start, end = datetime(2026, 8, 1, tzinfo=UTC), datetime(2026, 10, 1, tzinfo=UTC)
    return [(one.recurrence_id[5:10], one.status) for one in expand(schedule, start=start, end=end).instances]


GONE_SINCE = datetime(2026, 9, 10, 3, tzinfo=UTC)


def test_an_evening_no_longer_seen_is_missing_where_it_was_still_to_come() -> None:
    some = [
        *evenings("2026-09-01"),
        single("2026-09-08 19:30", "21:30", absent_since=GONE_SINCE),
        single("2026-09-15 19:30", "21:30", absent_since=GONE_SINCE),
        *evenings("2026-09-22", "2026-09-29"),
    ]
    expected = [("09-01", None), ("09-08", None), ("09-15", Status.MISSING), ("09-22", None), ("09-29", None)]
    assert statuses(series(some, title="Taalcafé")) == expected


def test_an_evening_cancelled_before_it_was_no_longer_seen_stays_cancelled() -> None:
    gone = single("2026-09-15 19:30", "21:30", status=Status.CANCELLED, absent_since=GONE_SINCE)
    assert statuses(series([*evenings("2026-09-08"), gone], title="Taalcafé"))[1] == ("09-15", Status.CANCELLED)


def test_what_a_page_that_still_stands_says_goes_before_one_that_went() -> None:
    gone = single("2026-09-15 19:30", "21:30", key="0", status=Status.CANCELLED, absent_since=GONE_SINCE)
    assert statuses(series([*evenings("2026-09-15"), gone], title="Taalcafé")) == [("09-15", None)]


def test_a_rule_no_longer_seen_is_missing_but_for_the_evenings_that_are() -> None:
    rule = ruled("2026-09-01", absent_since=GONE_SINCE)
    expected = [
        ("09-01", None), ("09-08", None), ("09-15", Status.MISSING), ("09-22", Status.SCHEDULED),
        ("09-29", Status.MISSING),
    ]  # fmt: skip
    assert statuses(series([rule, *evenings("2026-09-22")], title="Taalcafé")) == expected


def test_a_rule_that_is_cancelled_leaves_the_evenings_that_are_announced() -> None:
    rule = ruled("2026-09-01", status=Status.CANCELLED)
    found = statuses(series([rule, *evenings("2026-09-22")], title="Taalcafé"))
    assert found == [(day[5:], Status.SCHEDULED if day == "2026-09-22" else Status.CANCELLED) for day in TUESDAYS[:5]]


def test_a_rule_no_longer_seen_gives_way_to_the_one_that_is() -> None:
    rules = [ruled("2026-09-01", key="a", absent_since=GONE_SINCE), ruled("2026-09-15", key="b")]
    assert series(rules, title="Taalcafé") == told(evening("2026-09-15", "FREQ=WEEKLY"))


def test_moments_in_utc_are_told_on_the_dutch_clock() -> None:
    days = {"2026-10-13": "17:30", "2026-10-20": "17:30", "2026-10-27": "18:30", "2026-11-03": "18:30"}
    some = [
        Single(key=day, title="Taalcafé", schedule=Schedule(slots=(Slot(dtstart=f"{day}T{at}:00"),), tzid="UTC"))
        for day, at in days.items()
    ]
    assert series(some, title="Taalcafé") == told(
        Slot(dtstart="2026-10-13T19:30:00", rrule="FREQ=WEEKLY;BYDAY=TU;UNTIL=20261103")
    )


def test_a_part_of_the_day_that_all_state_is_kept() -> None:
    some = [
        Single(
            key=day, title="Taalcafé", schedule=Schedule(slots=(Slot(dtstart=day),), tzid=NL, daypart=Daypart.MORNING)
        )
        for day in TUESDAYS
    ]
    assert series(some, title="Taalcafé").daypart is Daypart.MORNING


def on_page(day: str, page: str | None) -> Single:
    return single(f"{day} 19:30", "21:30", url=page and f"https://koor.example/{page}")


def test_evenings_with_pages_of_their_own_keep_them_in_one_series() -> None:
    told_of = [on_page(day, day) for day in TUESDAYS]
    found = series(told_of, title="Taalcafé", url="https://koor.example/2026-09-01")
    assert found.slots == (evening("2026-09-01", UNTIL_13_OCTOBER),)
    pages = [one.url for one in expand(found, start=date(2026, 9, 1), end=date(2026, 11, 1)).instances]
    assert pages == [None, *(f"https://koor.example/{day}" for day in TUESDAYS[1:])]


def test_an_evening_keeps_its_page_beside_dates_and_rules_and_where_it_has_none_it_has_none() -> None:
    dates = series(
        [on_page("2026-09-01", "a"), on_page("2026-09-12", "b"), on_page("2026-10-09", None)], title="Taalcafé"
    )
    assert [one.url for one in dates.overrides] == ["https://koor.example/a", "https://koor.example/b"]
    ruled_too = series([ruled("2026-09-01"), on_page("2026-09-08", "a")], title="Taalcafé", url="https://koor.example/")
    assert [(one.recurrence_id, one.url, one.title) for one in ruled_too.overrides] == [
        ("2026-09-08T19:30:00", "https://koor.example/a", None)
    ]
