"""The words of plain Dutch."""

import tomllib
from enum import StrEnum
from pathlib import Path

import pytest

from output.dutch import ACCESS, AUDIENCES, CATEGORIES, DAYPARTS, LANGUAGES, rhythm
from schemas.schedule import Daypart, Slot
from schemas.vocabulary import Accessibility, Audience, Category
from tests.output.editions import schedule

TABLES = Path(__file__).parents[2] / "pipeline/normalise/facets/tables"
NO_VALUES = {"nothing", "aside", "speaks"}


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        (["FREQ=WEEKLY"], "elke week"),
        (["FREQ=WEEKLY;BYDAY=TU", "FREQ=WEEKLY;BYDAY=TH"], "elke week"),
        (["FREQ=WEEKLY;INTERVAL=2"], "om de twee weken"),
        (["FREQ=MONTHLY;BYDAY=1TU"], "elke maand"),
        (["FREQ=WEEKLY", "FREQ=MONTHLY"], None),
        (["FREQ=WEEKLY", None], None),
        ([None], None),
        ([], None),
    ],
)
def test_how_often_is_said_where_one_rhythm_holds(rules: list[str | None], expected: str | None) -> None:
    assert rhythm(schedule(*(Slot(dtstart="2026-11-24T10:00:00", rrule=rule) for rule in rules))) == expected


@pytest.mark.parametrize(
    ("vocabulary", "dutch"),
    [
        (Category, CATEGORIES),
        (Audience, AUDIENCES),
        (Accessibility, ACCESS),
        (Daypart, DAYPARTS),
    ],
)
def test_every_word_of_a_vocabulary_has_a_dutch_word(vocabulary: type[StrEnum], dutch: dict[StrEnum, str]) -> None:
    assert list(dutch) == list(vocabulary)
    assert all(dutch.values())


@pytest.mark.parametrize(("facet", "known"), [("languages", set(LANGUAGES)), ("accessibility", set(Accessibility))])
def test_every_word_that_is_read_from_texts_has_a_dutch_word(facet: str, known: set[str]) -> None:
    rules = tomllib.loads((TABLES / f"{facet}.toml").read_text(encoding="utf-8"))["rule"]
    assert {rule["value"] for rule in rules} - NO_VALUES <= known
