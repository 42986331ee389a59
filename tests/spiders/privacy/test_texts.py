"""Texts in the style of the wild: what is personal goes, all other names and channels stay."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiders.privacy import clean_text
from spiders.privacy.tables import cues

_MARK = re.compile(r"\[\[(.+?)\]\](?!\])")
_TELLING = re.compile(r"\S*[A-ZА-Я0-9@]\S*")
_CUE_WORDS = {word for cue in cues() for word in cue.split()} | {"mobiel", "tel", "tot", "dan"}


class Case(NamedTuple):
    group: str
    marked: str

    @property
    def text(self) -> str:
        return _MARK.sub(r"\1", self.marked)

    @property
    def personal(self) -> list[str]:
        return [piece.strip() for piece in _MARK.findall(self.marked)]

    @property
    def others(self) -> list[str]:
        """Words outside the marks that name or number something."""
        words = (word.strip(".,:;()?!–") for word in _TELLING.findall(_MARK.sub(" ", self.marked)))
        return [word for word in words if len(word) > 1 and word.casefold() not in _CUE_WORDS]


def _cases() -> Iterator[Case]:
    group = ""
    for line in (Path(__file__).parent / "cases.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("=="):
            group = line.strip("= ")
        elif line and not line.startswith("#"):
            yield Case(group, line)


CASES = tuple(_cases())


def test_the_table_is_large_enough_to_say_something() -> None:
    assert len(CASES) >= 550


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, id=case.text, marks=[pytest.mark.xfail(strict=True)] if case.group == "unread" else [])
        for case in CASES
    ],
)
def test_what_is_personal_goes_and_everything_else_stays(case: Case) -> None:
    cleaned, rules = clean_text(case.text)
    assert [piece for piece in case.personal if piece in cleaned] == []
    assert [word for word in case.others if word not in cleaned] == []
    assert bool(rules) == bool(case.personal)
    assert (cleaned == case.text) == (not case.personal)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Kom gezellig langs!\n\nAnneke", "Kom gezellig langs!\n\n…"),
        ("We beginnen om 10 uur.\nRia en Truus\n", "We beginnen om 10 uur.\n…"),
        ("Met vriendelijke groet,\n\nHans de Boer\nDorpshuis", "Met vriendelijke groet,\n\nDorpshuis"),
        ("Met muziek van:\nAnneke", "Met muziek van:\nAnneke"),
        ("Contactpersoon:\nXanthe Qwertema", "Contactpersoon:"),
        ("Onze vrijwilligers\nSamen Sterk Noord", "Onze vrijwilligers\nSamen Sterk Noord"),
        ("Kom langs.\n\nMarkt", "Kom langs.\n\nMarkt"),
    ],
)
def test_who_signs_on_a_line_by_itself_is_left_out(text: str, left: str) -> None:
    assert clean_text(text)[0] == left


@given(st.text(st.sampled_from("Anneke Jan 06-12@. :(),bij\n\x00\x01"), max_size=80))
def test_any_text_is_read_and_nothing_personal_is_found_in_what_is_left_of_a_number(text: str) -> None:
    cleaned, rules = clean_text(text)
    assert "\x00" not in cleaned or not rules
    assert len(cleaned) <= len(text)


@pytest.mark.parametrize(
    "unit",
    [
        "Jan van ",
        "06 ",
        "jan@gmail.com of 06-12345678 ",
        "J.",
        "a@",
        "Anneke helpt ",
        "a: Jan ",
        "( ",
        "\x00",
        "Bel Jan 06-12345678 ",
    ],
)
def test_four_times_the_text_takes_no_sixteen_times_the_time(unit: str) -> None:
    def seconds(length: int) -> float:
        text = (unit * length)[:length]
        begin = perf_counter()
        clean_text(text)
        return perf_counter() - begin

    assert min(seconds(80_000) for _ in range(2)) < 10 * max(seconds(20_000), 0.02)


FORMATS = (
    "%d-%m-%Y %H.%M uur",
    "%d/%m/%Y %H:%M",
    "%d.%m.%Y, %H.%M - 21.45 uur",
    "%d-%m-%Y van %H.%M tot 21.30",
    "%d-%m-%y %H.%M uur",
    "%d-%m %H.%M-21.30 uur",
    "%d/%m/%Y %H.%M-21.30",
    "%Y-%m-%d %H:%M - 21:30",
    "%Y-%m-%dT%H:%M:00+01:00",
    "%m/%d/%Y %I:%M %p",
    "van %d-%m-%Y t/m 07-12-2027",
    "%d %m %Y, %H:%M uur",
)


@pytest.mark.parametrize("written", FORMATS)
def test_no_day_of_the_year_is_taken_for_a_number(written: str) -> None:
    first = datetime(2026, 1, 1, 9, 0, tzinfo=UTC)
    moments = (first + timedelta(days=day, hours=day % 12, minutes=day % 4 * 15) for day in range(730))
    texts = [f"Taalcafé: {moment.strftime(written)}, in De Wilg" for moment in moments]
    assert [text for text in texts if clean_text(text)[1]] == []
