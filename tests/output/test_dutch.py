"""What we say of an activity, in plain Dutch."""

from typing import Any

import pytest

from output.dutch import AUDIENCES, CATEGORIES, facet_lines, rhythm
from schemas.facets import AgeRange, Cost, DutchLevels, Registration, Support
from schemas.schedule import Slot
from schemas.vocabulary import Audience, Basis, Category, Childcare, CostKind, DutchLevel, RegistrationKind
from tests.output.editions import activity, schedule

SAID: list[tuple[dict[str, Any], list[str]]] = [
    ({}, []),
    ({"cost": Cost(kind=CostKind.FREE)}, ["Kosten: gratis"]),
    ({"cost": Cost(kind=CostKind.PAID, amount_cents=250)}, ["Kosten: € 2,50"]),
    ({"cost": Cost(kind=CostKind.PAID)}, ["Kosten: niet gratis, het bedrag weten wij niet"]),
    ({"cost": Cost(kind=CostKind.DONATION, note="richtprijs € 3")}, ["Kosten: vrije gift; richtprijs € 3"]),
    ({"cost": Cost(kind=CostKind.UNKNOWN)}, []),
    ({"registration": Registration(kind=RegistrationKind.DROP_IN)}, ["Aanmelden: niet nodig, loop gewoon binnen"]),
    (
        {"registration": Registration(kind=RegistrationKind.REQUIRED, url="https://haven.example/mee")},
        ["Aanmelden: verplicht – https://haven.example/mee"],
    ),
    ({"registration": Registration(kind=RegistrationKind.UNKNOWN)}, []),
    ({"dutch_level": DutchLevels(min=DutchLevel.A0)}, ["Nederlands: niet nodig"]),
    ({"dutch_level": DutchLevels(min=DutchLevel.A1)}, ["Nederlands: vanaf niveau A1"]),
    ({"dutch_level": DutchLevels(max=DutchLevel.A2)}, ["Nederlands: tot en met niveau A2"]),
    (
        {"dutch_level": DutchLevels(min=DutchLevel.A1, max=DutchLevel.B1, note="in groepjes")},
        ["Nederlands: niveau A1 tot en met B1; in groepjes"],
    ),
    ({"support": Support(childcare=Childcare.PROVIDED, travel=True)}, ["Kinderopvang: ja", "Reiskosten: vergoed"]),
    ({"support": Support(childcare=Childcare.NONE, travel=False)}, ["Kinderopvang: nee", "Reiskosten: niet vergoed"]),
    ({"support": Support()}, []),
    ({"women_only": True, "men_only": False}, ["Alleen voor vrouwen"]),
    ({"age": AgeRange(min=8, max=12)}, ["Leeftijd: 8 tot en met 12 jaar"]),
    ({"age": AgeRange(min=0)}, ["Leeftijd: vanaf 0 jaar"]),
    ({"audience": (Audience.EVERYONE,)}, ["Voor: iedereen"]),
    ({"languages": ("nl", "ar-SY", "xx")}, ["Talen: Nederlands, Arabisch en xx"]),
    ({"accessibility": ("rolstoel", "ringleiding")}, ["Toegankelijkheid: rolstoel en ringleiding"]),
    ({"accessibility": ("drempel\r\nEND:VEVENT",)}, ["Toegankelijkheid: drempel END:VEVENT"]),
]


@pytest.mark.parametrize(("facets", "lines"), SAID)
def test_each_known_fact_is_a_line_and_what_is_unknown_is_not_said(facets: dict[str, Any], lines: list[str]) -> None:
    assert facet_lines(activity("a1", schedule(), **facets)) == lines


@pytest.mark.parametrize(
    ("basis", "line"),
    [
        (Basis.STATED, "Kosten: gratis"),
        (Basis.CONFIRMED, "Kosten: gratis"),
        (Basis.ORGANISATION_DEFAULT, "Kosten: gratis (meestal)"),
        (Basis.INFERRED, "Kosten: gratis (waarschijnlijk)"),
    ],
)
def test_what_is_not_stated_for_this_activity_says_so(basis: Basis, line: str) -> None:
    found = activity("a1", schedule(), cost=Cost(kind=CostKind.FREE), basis={"cost": basis})
    assert facet_lines(found) == [line]


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


def test_every_word_of_the_vocabulary_has_a_dutch_word() -> None:
    assert set(CATEGORIES) == set(Category)
    assert set(AUDIENCES) == set(Audience)


def test_a_fact_is_not_said_twice_where_the_organisers_words_hold_it() -> None:
    cost = Cost(kind=CostKind.FREE, note="Gratis toegang")
    assert facet_lines(activity("a1", schedule(Slot(dtstart="2026-11-24T10:00:00")), cost=cost)) == [
        "Kosten: gratis toegang"
    ]
