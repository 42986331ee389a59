"""A table of texts with what they say, and the laws that hold for every text."""

import time
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.normalise.facets import Part, facets
from pipeline.normalise.facets.reading import LONGEST_TEXT
from pipeline.normalise.facets.town import town
from schemas.facets import Facets
from schemas.vocabulary import AgeGroup, Basis, CostKind, RegistrationKind

ROLES = ("developed_on", "negatives", "bugs")
CASES = [
    pytest.param(case["facet"], case["value"], text, id=f"{role}: {text[:50]}")
    for role in ROLES
    for case in tomllib.loads((Path(__file__).parent / "texts" / f"{role}.toml").read_text(encoding="utf-8"))["case"]
    for text in case["texts"]
]
ANY_TEXT = st.text(max_size=400)
TELLING = "niet gratis € 5,50 euro voor vrouwen alleen aanmelden hoeft geen . ? , 12 jaar tot + A2 via"
WORDS = st.lists(st.sampled_from(TELLING.split(" ")), max_size=60).map(" ".join)


def said(text: str, facet: str) -> Any:
    """The value of one facet in the form of the table; "" where the text does not say."""
    found = facets("", text)
    stated = found.facets
    support = stated.support
    answers: dict[str, Callable[[], Any]] = {
        "attendance_mode": lambda: found.attendance_mode,
        "cost": lambda: stated.cost and stated.cost.kind,
        "registration": lambda: stated.registration and stated.registration.kind,
        "women_only": lambda: stated.women_only and "yes",
        "men_only": lambda: stated.men_only and "yes",
        "support.companion": lambda: support and support.companion and "yes",
        "support.travel": lambda: support and support.travel and "yes",
        "childcare": lambda: support and support.childcare,
        "category": lambda: stated.category,
        "age": lambda: _span(stated),
        "dutch_level": lambda: stated.dutch_level and stated.dutch_level.min,
        "audience": lambda: stated.audience,
        "languages": lambda: stated.languages,
        "accessibility": lambda: stated.accessibility,
    }
    return answers[facet]() or ""


def _span(stated: Facets) -> str | None:
    age = stated.age
    return f"{'' if age.min is None else age.min}-{'' if age.max is None else age.max}" if age else None


@pytest.mark.parametrize(("facet", "value", "text"), CASES)
def test_a_text_says_what_its_reader_would_say(facet: str, value: str, text: str) -> None:
    found = said(text, facet)
    if isinstance(found, tuple):
        assert value in found
    else:
        assert found == value


def test_an_amount_is_given_only_where_one_sum_is_said() -> None:
    one, two = facets("", "Entree € 4,50.").facets.cost, facets("", "Entree € 4,50. Entree € 6.").facets.cost
    assert one is not None
    assert one.amount_cents == 450
    assert two is not None
    assert two.amount_cents is None


@pytest.mark.parametrize(
    "text",
    [
        "Tien lessen voor € 20.",
        "€ 45 voor 6 lessen.",
        "10 strippenkaart € 50.",
        "Een tienrittenkaart kost € 50.",
        "Het kost € 60 per seizoen.",
        "De kosten zijn € 60 per jaar.",
        "De cursus kost € 60.",
        "Deelname kost € 60 per kwartaal.",
        "€ 45 voor de hele reeks.",
        "Contributie € 12 per maand.",
        "Kosten: € 35 (8 lessen)",
        "€ 60 for 6 sessions.",
        "It costs € 100 per year.",
    ],
)
def test_the_price_of_a_series_is_no_amount_and_stands_in_the_note(text: str) -> None:
    cost = facets("", text).facets.cost
    assert cost is not None
    assert (cost.kind, cost.amount_cents) == (CostKind.PAID, None)
    assert cost.note is not None
    assert "€ " in cost.note


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("€ 5 per keer, strippenkaart 10 keer € 40.", 500),
        ("€ 7,50 per les of € 60 voor 10 lessen.", 750),
        ("Lidmaatschap € 20 per jaar, daarna € 2 per keer.", 200),
        ("1 les voor € 5.", 500),
    ],
)
def test_beside_the_price_of_a_series_that_of_one_time_is_given(text: str, cents: int) -> None:
    cost = facets("", text).facets.cost
    assert cost is not None
    assert cost.amount_cents == cents


def test_a_sum_in_words_is_a_sum() -> None:
    cost = facets("", "De lunch kost tien euro.").facets.cost
    assert cost is not None
    assert cost.amount_cents == 1000


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Nederlands spreken is niet nodig, we spreken Arabisch en Engels", ("ar", "en")),
        ("You do not have to speak Dutch. Lessons in English.", ("en",)),
        ("Nederlands oefenen. Je hoeft nog geen Nederlands te spreken.", ("nl",)),
    ],
)
def test_a_language_that_one_need_not_speak_is_not_spoken_for_that(text: str, spoken: tuple[str, ...]) -> None:
    assert facets("", text).facets.languages == spoken


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("Naaicafé voor volwassenen. Kinderen mogen mee.", (AgeGroup.ADULTS,)),
        ("Voor moeders. Er is een speelhoek, je kunt je kinderen meenemen.", (AgeGroup.ADULTS,)),
        ("Koffie. Kinderen zijn welkom.", None),
        ("Er is kinderopvang en kinderen mogen mee.", None),
        ("Children are welcome.", None),
        ("Knutselen voor kinderen. Alle kinderen zijn welkom.", (AgeGroup.CHILDREN,)),
    ],
)
def test_children_who_may_come_along_are_not_stated_as_those_who_come(
    text: str, groups: tuple[AgeGroup, ...] | None
) -> None:
    assert facets("", text).resting_on(Basis.STATED).age_groups == groups


def test_who_brings_children_along_is_inferred() -> None:
    found = facets("", "Koffie. Kinderen mogen mee.").resting_on(Basis.INFERRED)
    assert found.age_groups == (AgeGroup.CHILDREN, AgeGroup.ADULTS)


@pytest.mark.parametrize(
    "text",
    [
        "Kom gerust!",
        "Kom gewoon langs.",
        "Schuif gerust aan.",
        "Sluit gezellig aan!",
        "Kom vrijblijvend kijken.",
        "Just come along!",
        "Gratis. Iedereen is welkom.",
        "Wees welkom om langs te komen.",
    ],
)
def test_an_invitation_does_not_state_that_one_may_walk_in(text: str) -> None:
    assert facets("", text).resting_on(Basis.STATED).registration is None


@pytest.mark.parametrize("text", ["Je kunt gewoon binnenlopen.", "Vrije inloop.", "Kom gerust, aanmelden hoeft niet."])
def test_that_one_may_walk_in_is_stated_in_so_many_words(text: str) -> None:
    stated = facets("", text).resting_on(Basis.STATED).registration
    assert stated is not None
    assert stated.kind is RegistrationKind.DROP_IN


def test_silence_is_unknown() -> None:
    assert facets("", "").facets == Facets()
    assert facets("", "").findings == ()


def test_the_category_is_an_inference_and_the_price_is_stated() -> None:
    basis = facets("Taalcafé", "Toegang gratis.").basis
    assert basis["category"] is Basis.INFERRED
    assert basis["cost"] is Basis.STATED


def test_a_finding_quotes_the_words_that_gave_the_value() -> None:
    text = "Koffie met taart. U hoeft zich niet aan te melden!"
    finding = next(one for one in facets("", text).findings if one.facet == "registration")
    assert (finding.value, finding.quote) == ("drop_in", "U hoeft zich niet aan te melden")
    assert text[finding.start : finding.end] == finding.quote


@given(ANY_TEXT, ANY_TEXT)
@settings(deadline=None, max_examples=60, derandomize=True)
def test_no_text_raises_and_every_quote_stands_where_it_is_said_to_stand(title: str, text: str) -> None:
    parts = {Part.TITLE: title, Part.TEXT: text}
    assert all(parts[one.part][one.start : one.end] == one.quote for one in facets(title, text).findings)


@given(WORDS)
@settings(deadline=None, max_examples=60, derandomize=True)
def test_no_heap_of_telling_words_raises(text: str) -> None:
    found = facets(text, text)
    assert set(found.basis.values()) <= {Basis.STATED, Basis.INFERRED}


@given(WORDS)
@settings(deadline=None, max_examples=60, derandomize=True)
def test_every_value_rests_on_words(text: str) -> None:
    found = facets(text, text)
    said = {name for name in Facets.__struct_fields__ if getattr(found.facets, name) is not None}
    assert said <= set(found.basis)


@given(WORDS)
@settings(deadline=None, max_examples=60, derandomize=True)
def test_what_is_stated_and_what_is_inferred_is_all_there_is(text: str) -> None:
    found = facets(text, text)
    stated, guessed = found.resting_on(Basis.STATED), found.resting_on(Basis.INFERRED)
    for name in Facets.__struct_fields__:
        value = getattr(found.facets, name)
        assert (value is None) == (getattr(stated, name) is None and getattr(guessed, name) is None)


HEAPS = (
    "niet gratis ",
    "a",
    "€ 5 ",
    "aanmelden is dus van tevoren helemaal ",
    "voor kinderen van 8 tot 12 jaar ",
    "je kunt gewoon altijd ",
    "taal-",
    ", ",
    "In 's-",
)


@pytest.mark.parametrize("piece", HEAPS)
def test_four_times_the_text_takes_about_four_times_as_long(piece: str) -> None:
    _seconds(piece * 100)  # learn the words
    short, long = (min(_seconds(piece * (size // len(piece))) for _ in range(3)) for size in (4_500, 18_000))
    assert long < 9 * short + 0.05


def test_a_text_without_end_is_read_to_a_bound() -> None:
    assert _seconds("aanmelden .. niet gratis " * 40_000) < 5


def _seconds(text: str) -> float:
    begun = time.process_time()
    facets("", text)
    town("", text[:LONGEST_TEXT])
    return time.process_time() - begun
