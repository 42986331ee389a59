import doctest
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiders.demo import almanac
from spiders.demo.almanac import Almanac

DAYS = st.dates(date(2020, 1, 1), date(2040, 1, 1))


def test_the_examples_in_the_docstrings_hold() -> None:
    assert doctest.testmod(almanac).failed == 0


@given(DAYS)
def test_next_week_lies_within_the_coming_fortnight(today: date) -> None:
    distances = [(Almanac(today).next_week(weekday) - today).days for weekday in ("monday", "sunday")]
    assert all(1 <= distance <= 13 for distance in distances)


@given(DAYS)
def test_the_first_upcoming_weekday_is_today_or_at_most_six_days_away(today: date) -> None:
    first, second = Almanac(today).upcoming("thursday", 2)
    assert first.strftime("%A") == "Thursday"
    assert 0 <= (first - today).days <= 6
    assert (second - first).days == 7


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("nl", "zondag 6 december 2026"),
        ("en", "Sunday 6 December 2026"),
        ("uk", "неділя 6 грудня 2026"),
        ("ar", "الأحد 6 ديسمبر 2026"),
    ],
)
def test_a_day_is_written_out_in_the_language_of_the_page(language: str, expected: str) -> None:
    assert almanac.words(date(2026, 12, 6), language) == expected


def test_times_carry_the_offset_of_their_own_side_of_the_clock_change() -> None:
    assert almanac.instant(date(2026, 10, 24), "10:00") == "2026-10-24T10:00:00+02:00"
    assert almanac.instant(date(2026, 10, 25), "10:00") == "2026-10-25T10:00:00+01:00"
    assert almanac.mail_date(date(2026, 7, 1), "08:00") == "Wed, 01 Jul 2026 08:00:00 +0200"
