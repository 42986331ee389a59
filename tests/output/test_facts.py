"""What we say of an activity, in plain Dutch, line by line."""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from output.facts import category_line, facet_lines, hour_line, status_line, unknown_line
from output.notes import beside, echoes, words
from schemas.facets import AgeRange, Cost, DutchLevels, Registration, Support
from schemas.schedule import Daypart, Slot, Status
from schemas.vocabulary import (
    Accessibility,
    AgeGroup,
    Audience,
    Basis,
    Category,
    Childcare,
    CostKind,
    DutchLevel,
    RegistrationKind,
)
from tests.output.editions import activity, schedule

NO_SUM = "niet gratis, het bedrag weten wij niet"
PREPARED = "Iemand helpt je om je voor te bereiden"
FROM_A1 = "Nederlands: niveau A1 tot en met A2"

SAID: list[tuple[dict[str, Any], list[str]]] = [
    ({}, []),
    ({"cost": Cost(kind=CostKind.FREE)}, ["Kosten: gratis"]),
    ({"cost": Cost(kind=CostKind.PAID, amount_cents=250)}, ["Kosten: € 2,50"]),
    ({"cost": Cost(kind=CostKind.PAID)}, ["Kosten: niet gratis, het bedrag weten wij niet"]),
    ({"cost": Cost(kind=CostKind.DONATION, note="richtprijs € 3")}, ["Kosten: je betaalt wat je wilt; richtprijs € 3"]),
    ({"cost": Cost(kind=CostKind.UNKNOWN)}, []),
    ({"cost": Cost(kind=CostKind.PAID, amount_cents=150, note="EUR 1,50")}, ["Kosten: € 1,50"]),
    ({"cost": Cost(kind=CostKind.PAID, amount_cents=450, note="voor € 4.50")}, ["Kosten: € 4,50"]),
    ({"cost": Cost(kind=CostKind.PAID, amount_cents=500, note="€ 5,00 per keer; € 5,-")}, ["Kosten: € 5,00 per keer"]),
    ({"cost": Cost(kind=CostKind.PAID, note="€ 5; met pas € 2")}, ["Kosten: € 5; met pas € 2"]),
    ({"cost": Cost(kind=CostKind.PAID, note="kleine bijdrage")}, [f"Kosten: {NO_SUM}; kleine bijdrage"]),
    ({"cost": Cost(kind=CostKind.FREE, note="Gratis toegang")}, ["Kosten: gratis"]),
    ({"cost": Cost(kind=CostKind.FREE, note="Free; безкоштовно")}, ["Kosten: gratis"]),
    ({"cost": Cost(kind=CostKind.FREE, note="gratis voor bewoners")}, ["Kosten: gratis voor bewoners"]),
    ({"cost": Cost(kind=CostKind.DONATION, note="een vrijwillige bijdrage")}, ["Kosten: je betaalt wat je wilt"]),
    ({"registration": Registration(kind=RegistrationKind.REQUESTED)}, ["Aanmelden: graag"]),
    ({"registration": Registration(kind=RegistrationKind.REFERRAL)}, ["Aanmelden: alleen via een verwijzing"]),
    ({"dutch_level": DutchLevels(min=DutchLevel.A0, note="Taal is geen probleem")}, ["Nederlands: niet nodig"]),
    ({"dutch_level": DutchLevels(min=DutchLevel.A1, max=DutchLevel.A2, note="Niveau A1 tot A2")}, [FROM_A1]),
    ({"dutch_level": DutchLevels(note="beginners")}, ["Nederlands: beginners"]),
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
    ({"languages": ("nl",)}, ["Taal: Nederlands"]),
    ({"women_only": True, "audience": (Audience.WOMEN,)}, ["Alleen voor vrouwen"]),
    (
        {"women_only": True, "audience": (Audience.WOMEN, Audience.NEWCOMERS)},
        ["Alleen voor vrouwen", "Voor: nieuwkomers"],
    ),
    ({"age_groups": (AgeGroup.CHILDREN,)}, []),  # those who are brought along stand there too
    ({"support": Support(preparation=True, companion=True)}, [PREPARED, "Er kan iemand met je meegaan"]),
    ({"accessibility": ("lift", "geleidehond welkom")}, ["Toegankelijkheid: lift en geleidehond welkom"]),
    ({"accessibility": ("drempel\r\nEND:VEVENT",)}, ["Toegankelijkheid: drempel END:VEVENT"]),
]


ASK = "Vraag het de organisatie."


def _each(vocabulary: type[StrEnum], value: Any) -> dict[str, Any]:
    return {word.value: value(word) for word in vocabulary}


EVERY_WORD: Mapping[str, Mapping[str, Any]] = {
    "audience": _each(Audience, lambda word: (word,)),
    "accessibility": _each(Accessibility, lambda word: (word.value,)),
    "cost": _each(CostKind, lambda word: Cost(kind=word)),
    "registration": _each(RegistrationKind, lambda word: Registration(kind=word)),
    "support": _each(Childcare, lambda word: Support(childcare=word)),
    "dutch_level": _each(DutchLevel, lambda word: DutchLevels(min=word)),
}
SAME_IN_DUTCH = {"lift", "toilet", *DutchLevel}


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


def test_no_word_of_a_vocabulary_reaches_people_as_programs_write_it() -> None:
    for field, values in EVERY_WORD.items():
        for word, value in values.items():
            said = " ".join(facet_lines(activity("a1", schedule(), **{field: value})))
            assert said or word == "unknown", f"{field}: nothing is said of {word}"
            assert word in SAME_IN_DUTCH or word not in re.findall(r"\w+", said), said


def test_what_one_must_know_before_going_is_said_to_be_unknown() -> None:
    free = Cost(kind=CostKind.FREE)
    walk_in = Registration(kind=RegistrationKind.DROP_IN)
    unsaid = Registration(kind=RegistrationKind.UNKNOWN)
    what = "Wij weten niet wat het kost"
    assert unknown_line(activity("a1", schedule())) == f"{what} en of je je moet aanmelden. {ASK}"
    assert unknown_line(activity("a1", schedule(), registration=walk_in)) == f"{what}. {ASK}"
    assert unknown_line(activity("a1", schedule(), cost=free, registration=walk_in)) is None
    assert unknown_line(activity("a1", schedule(), cost=free, registration=unsaid)) == (
        f"Wij weten niet of je je moet aanmelden. {ASK}"
    )


@pytest.mark.parametrize(
    ("rule", "whole", "one", "expected"),
    [
        (None, Status.CANCELLED, Status.CANCELLED, "Dit gaat niet door."),
        (None, Status.SCHEDULED, Status.CANCELLED, "Dit gaat niet door."),
        ("FREQ=WEEKLY", Status.CANCELLED, Status.CANCELLED, "Dit gaat niet door."),
        ("FREQ=WEEKLY", Status.SCHEDULED, Status.CANCELLED, "Deze keer gaat het niet door."),
        (
            "FREQ=WEEKLY",
            Status.SCHEDULED,
            Status.MISSING,
            "Deze keer staat niet meer op de site. Vraag na of het doorgaat.",
        ),
        ("FREQ=WEEKLY", Status.SCHEDULED, Status.SCHEDULED, None),
    ],
)
def test_one_evening_that_is_off_is_not_said_to_be_all(
    rule: str | None, whole: Status, one: Status, expected: str | None
) -> None:
    found = activity("a1", schedule(Slot(dtstart="2026-11-24T10:00:00", rrule=rule)), status=whole)
    assert status_line(found, one) == expected


def test_a_part_of_the_day_is_told_where_no_hour_is_known() -> None:
    assert hour_line(Daypart.MORNING) == "Tijd: in de ochtend, hoe laat weten wij niet"
    assert hour_line(None) == "Tijd: hoe laat weten wij niet"


def test_the_kind_of_activity_says_what_it_rests_on() -> None:
    usual, guessed = Basis.ORGANISATION_DEFAULT, Basis.INFERRED
    found = [activity("a1", schedule(), category=Category.FOOD, basis={"category": one}) for one in (usual, guessed)]
    assert [category_line(one) for one in found] == ["Soort: eten (meestal)", None]


@pytest.mark.parametrize(("field", "kind"), [*(("cost", kind) for kind in CostKind), ("dutch_level", "none")])
def test_every_kind_has_its_echoes(field: str, kind: str) -> None:
    assert echoes(field, kind) or kind == "unknown"


@given(fact=st.text(min_size=1), note=st.text(), echo=st.frozensets(st.text(min_size=1)))
def test_nothing_that_a_note_says_beyond_its_fact_is_lost(fact: str, note: str, echo: frozenset[str]) -> None:
    said = words(beside(fact, note, echo))
    assert words(fact) <= said
    assert words(note) - echo <= said | words(fact)
