"""A summary says the facts that are known, in plain Dutch, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise.summary import FOR_WHOM, LONGEST, WHAT, summary
from schemas.facets import AgeRange, Cost, DutchLevels, Facets, Registration, Support
from schemas.place import Place
from schemas.vocabulary import (
    AttendanceMode,
    Audience,
    Category,
    Childcare,
    CostKind,
    DutchLevel,
    RegistrationKind,
)


def _paid(cents: int | None) -> Facets:
    return Facets(cost=Cost(kind=CostKind.PAID, amount_cents=cents))


def _age(youngest: int | None, oldest: int | None) -> Facets:
    return Facets(age=AgeRange(min=youngest, max=oldest))


def _registration(kind: RegistrationKind) -> Facets:
    return Facets(registration=Registration(kind=kind))


def _level(least: DutchLevel | None) -> Facets:
    return Facets(dutch_level=DutchLevels(min=least))


def _childcare(kind: Childcare | None) -> Facets:
    return Facets(support=Support(childcare=kind))


FACETS: tuple[tuple[Facets, str], ...] = (
    (Facets(), ""),
    (Facets(category=Category.LANGUAGE), "Een taal oefenen."),
    (Facets(category=Category.FOOD, audience=(Audience.NEIGHBOURS,)), "Samen eten of koken, voor mensen uit de buurt."),
    (Facets(audience=(Audience.EVERYONE,)), "Voor iedereen."),
    (Facets(audience=(Audience.CHILDREN, Audience.FAMILIES)), "Voor kinderen en gezinnen."),
    (
        Facets(audience=(Audience.NEWCOMERS, Audience.UKRAINIANS, Audience.NEIGHBOURS)),
        "Voor nieuwkomers, mensen uit Oekraïne en mensen uit de buurt.",
    ),
    (Facets(audience=()), ""),
    (Facets(women_only=True), "Alleen voor vrouwen."),
    (Facets(women_only=True, audience=(Audience.WOMEN,)), "Alleen voor vrouwen."),
    (Facets(women_only=False), ""),
    (Facets(men_only=True, category=Category.CRAFTS), "Handwerken of iets maken, alleen voor mannen."),
    (_age(18, None), "Voor mensen vanaf 18 jaar."),
    (_age(None, 12), "Voor mensen tot en met 12 jaar."),
    (_age(8, 12), "Voor mensen van 8 tot en met 12 jaar."),
    (_age(None, None), ""),
    (
        Facets(audience=(Audience.YOUNG_PEOPLE,), age=AgeRange(min=12, max=18)),
        "Voor jongeren van 12 tot en met 18 jaar.",
    ),
    (Facets(cost=Cost(kind=CostKind.FREE)), "Gratis."),
    (Facets(cost=Cost(kind=CostKind.DONATION)), "Je betaalt wat je wilt."),
    (Facets(cost=Cost(kind=CostKind.UNKNOWN)), ""),
    (_paid(None), "Je moet betalen."),
    (_paid(500), "Het kost € 5."),
    (_paid(250), "Het kost € 2,50."),
    (_paid(1205), "Het kost € 12,05."),
    (_registration(RegistrationKind.DROP_IN), "Aanmelden hoeft niet."),
    (_registration(RegistrationKind.REQUESTED), "Meld je graag aan."),
    (_registration(RegistrationKind.REQUIRED), "Je moet je aanmelden."),
    (_registration(RegistrationKind.REFERRAL), "Je kunt alleen komen als een hulpverlener je aanmeldt."),
    (_registration(RegistrationKind.UNKNOWN), ""),
    (_childcare(Childcare.PROVIDED), "Er is kinderopvang."),
    (_childcare(Childcare.CHILDREN_WELCOME), "Kinderen mogen mee."),
    (_childcare(Childcare.NONE), ""),
    (_childcare(None), ""),
    (_level(DutchLevel.A0), "Je hoeft geen Nederlands te spreken."),
    (_level(DutchLevel.A2), "Je Nederlands is minstens A2."),
    (_level(None), ""),
    (Facets(languages=("ar",)), ""),
)
DE_WILG = Place(name="Buurthuis De Wilg", street="Wilgenlaan 12", postcode="1234 AB", city="Wilgenmonde")
PLACES: tuple[tuple[Place | None, AttendanceMode | None, str], ...] = (
    (None, None, ""),
    (DE_WILG, None, "Buurthuis De Wilg, Wilgenlaan 12, Wilgenmonde."),
    (DE_WILG, AttendanceMode.OFFLINE, "Buurthuis De Wilg, Wilgenlaan 12, Wilgenmonde."),
    (DE_WILG, AttendanceMode.ONLINE, "Online."),
    (None, AttendanceMode.ONLINE, "Online."),
    (DE_WILG, AttendanceMode.MIXED, "Buurthuis De Wilg, Wilgenlaan 12, Wilgenmonde, en ook online."),
    (None, AttendanceMode.MIXED, "Ook online."),
    (Place(name="Wilgenmonde", city="Wilgenmonde"), None, "Wilgenmonde."),
    (Place(name="Een heel lange naam " * 6), None, ""),
)


@pytest.mark.parametrize(("facets", "text"), FACETS)
def test_a_facet_that_is_known_is_said_and_no_other(facets: Facets, text: str) -> None:
    assert summary(facets) == text


@pytest.mark.parametrize(("place", "mode", "text"), PLACES)
def test_the_place_is_said_as_it_is_known(place: Place | None, mode: AttendanceMode | None, text: str) -> None:
    assert summary(Facets(), place=place, attendance_mode=mode) == text


@pytest.mark.parametrize(
    ("when", "text"),
    [
        ("elke dinsdag van 9:00 tot 11:00", "Elke dinsdag van 9:00 tot 11:00."),
        ("  Elke\ndinsdag. ", "Elke dinsdag."),
        ("", ""),
        (None, ""),
    ],
)
def test_the_words_of_time_are_said_as_given(when: str | None, text: str) -> None:
    assert summary(Facets(), when=when) == text


def test_the_most_needed_facts_come_first() -> None:
    facets = Facets(
        category=Category.LANGUAGE,
        audience=(Audience.NEWCOMERS,),
        cost=Cost(kind=CostKind.FREE),
        registration=Registration(kind=RegistrationKind.DROP_IN),
        support=Support(childcare=Childcare.CHILDREN_WELCOME),
    )
    assert summary(facets, when="elke dinsdag om 9:30", place=DE_WILG) == (
        "Een taal oefenen, voor nieuwkomers. Elke dinsdag om 9:30. Buurthuis De Wilg, Wilgenlaan 12, Wilgenmonde. "
        "Gratis. Aanmelden hoeft niet. Kinderen mogen mee."
    )


def test_a_fact_that_does_not_fit_is_left_out_whole() -> None:
    assert summary(Facets(cost=Cost(kind=CostKind.FREE)), when="elke dag " * 40) == "Gratis."


def test_every_category_and_audience_has_its_words() -> None:
    assert set(WHAT) == set(Category)
    assert set(FOR_WHOM) == set(Audience)


@given(
    st.lists(st.sampled_from(list(Audience)), max_size=14),
    st.sampled_from(list(Category)),
    st.text(max_size=400),
    st.text(max_size=120),
)
def test_no_summary_is_longer_than_may_be(audience: list[Audience], category: Category, when: str, name: str) -> None:
    text = summary(Facets(audience=tuple(audience), category=category), when=when, place=Place(name=name))
    assert len(text) <= LONGEST
