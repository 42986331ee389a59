from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spiders.readers.schema_org.printed_time import clock, duration, printed_range, printed_time

AN_HOUR = timedelta(hours=1)
HALF_PAST_SEVEN = "2026-11-24T19:30:00"


@pytest.mark.parametrize(
    ("text", "local", "offset"),
    [
        ("2026-11-24", "2026-11-24", None),
        ("20261124", "2026-11-24", None),
        ("2026/11/24", "2026-11-24", None),
        ("2026-11-24T", "2026-11-24", None),
        ("2026-11-24T19:30", HALF_PAST_SEVEN, None),
        ("2026-11-24 19:30", HALF_PAST_SEVEN, None),
        ("2026-11-24, 19.30 uur", HALF_PAST_SEVEN, None),
        ("2026-11-24 7:30 PM", HALF_PAST_SEVEN, None),
        ("2026-11-24 07:30 p.m.", HALF_PAST_SEVEN, None),
        ("20261124T1930", HALF_PAST_SEVEN, None),
        ("20261124T193000Z", HALF_PAST_SEVEN, timedelta(0)),
        ("2026-11-24T19:30:00+01:00", HALF_PAST_SEVEN, AN_HOUR),
        ("2026-11-24T19:30:00.000+0100", HALF_PAST_SEVEN, AN_HOUR),
        ("2026-11-24T19:30:00:00+01:00", HALF_PAST_SEVEN, AN_HOUR),
        ("2026-11-24T19:30:00 +01:00", HALF_PAST_SEVEN, AN_HOUR),
        ("2026-11-24T19:30+01", HALF_PAST_SEVEN, AN_HOUR),
        ("2026-11-24T19:30:00 GMT+0100", HALF_PAST_SEVEN, AN_HOUR),
        ("2026-11-24T19:30:00-0400", HALF_PAST_SEVEN, -4 * AN_HOUR),
        ("2026-11-24T19:30:00.1234567Z", HALF_PAST_SEVEN, timedelta(0)),
        ("2026-11-24 19:30:00 UTC", HALF_PAST_SEVEN, timedelta(0)),
        ("2026-11-24-19:30:00", HALF_PAST_SEVEN, None),
        ("2026-11-24T24:00", "2026-11-25T00:00:00", None),
        ("2026-1-5T07:00+5.5:00", "2026-01-05T07:00:00", timedelta(hours=5, minutes=30)),
        ("2026-9-20T08-08-30-00", "2026-09-20T08:30:00", None),
        ("1795545000", "2026-11-24T18:30:00", timedelta(0)),
        ("1795545000000", "2026-11-24T18:30:00", timedelta(0)),
    ],
)
def test_a_time_printed_for_machines_is_read(text: str, local: str, offset: timedelta | None) -> None:
    printed = printed_time(text)
    assert printed is not None
    assert (printed.local.isoformat(), printed.offset) == (local, offset)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "24-11-2026 19:30",
        "11/24/2026",
        "dinsdag 24 november 2026",
        "2026-11",
        "2026",
        "19:30",
        "0000-00-00",
        "-0001-11-30T00:00:00+00:00",
        "2026-02-30",
        "2026-13-01T10:00",
        "2026-11-24T25:00",
        "2026-11-24T19:75",
        "2026-11-24 - 2026-11-26",
        "2026-11-24 19:30 - 21:30",
        "2026-11-24T10-11-30-00",
        "2026-11-24T19:30+99:00",
        "2026-11-24T19:30[Mars/Olympus]",
        "2026-11-24 13:00 pm",
        "2026-11-24 19:30" + " " * 300,
    ],
)
def test_what_leaves_a_doubt_is_not_read(text: str) -> None:
    assert printed_time(text) is None


def test_a_zone_in_brackets_is_kept() -> None:
    printed = printed_time("2026-11-24T19:30:00+01:00[Europe/Amsterdam]")
    assert printed is not None
    assert printed.tzid == "Europe/Amsterdam"


def test_a_range_is_taken_apart_only_where_a_day_stands_in_front() -> None:
    assert printed_range("2026-11-24 19:30 - 21:30") == ("2026-11-24 19:30", "21:30")
    assert printed_range("2026-11-24T19:30/2026-11-24T21:30") == ("2026-11-24T19:30", "2026-11-24T21:30")
    assert printed_range("dinsdag - woensdag") is None


def test_lengths_without_months_and_years_are_read() -> None:
    assert duration("PT1H30M") == timedelta(minutes=90)
    assert duration("P1DT2H") == timedelta(hours=26)
    assert [duration(text) for text in ("P1M", "P", "PT", "PT0H", "2 uur", "")] == [None] * 6


def test_times_of_day_are_read() -> None:
    assert clock("19:30:00") == clock("7:30 pm") == clock("T19:30") == timedelta(hours=19, minutes=30)
    assert [clock(text) for text in ("", "half acht", "25:00", "19")] == [None] * 4


@settings(deadline=None, derandomize=True, database=None)
@given(st.text(alphabet="0123456789-+:.TZ/ []apm\n", max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    printed = printed_time(text)
    assert printed is None or printed.day.year >= 1900
    assert duration(text) is None or clock(text) is None
