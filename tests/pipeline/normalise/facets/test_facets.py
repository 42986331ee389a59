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
from schemas.facets import Facets
from schemas.vocabulary import Basis

CASES = [
    (case["facet"], case["value"], text)
    for case in tomllib.loads((Path(__file__).parent / "texts.toml").read_text(encoding="utf-8"))["case"]
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


@pytest.mark.parametrize(("facet", "value", "text"), CASES, ids=lambda part: str(part)[:60])
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


def test_a_sum_in_words_is_a_sum() -> None:
    cost = facets("", "De lunch kost tien euro.").facets.cost
    assert cost is not None
    assert cost.amount_cents == 1000


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


@pytest.mark.parametrize("piece", ["niet gratis ", "a", "€ 5 ", "aanmelden .. ", "voor kinderen van 8 tot 12 jaar "])
def test_a_long_text_takes_seconds_at_most(piece: str) -> None:
    begun = time.process_time()
    facets("", piece * (200_000 // len(piece)))
    assert time.process_time() - begun < 20
