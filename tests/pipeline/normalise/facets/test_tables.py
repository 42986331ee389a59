"""The tables themselves: what a volunteer could get wrong in one."""

from enum import StrEnum

import pytest

from pipeline.normalise.facets.table import ASIDE, NOTHING, phrases, sheets, table
from schemas.vocabulary import (
    AgeGroup,
    AttendanceMode,
    Audience,
    Category,
    Childcare,
    ContactKind,
    CostKind,
    Purpose,
    RegistrationKind,
)

# Words that stand in every text: a phrase of nothing else would be found everywhere.
_EMPTY = """
de het een en of maar voor van met op aan bij naar uit te om er is zijn was wordt worden je u jij uw jouw ons onze wij
we zij hun hem haar die dat deze dit niet geen ook wel nog al zo dan als kan kun kunt kunnen mag mogen moet zal wil
wilt hoef hoeft hoeven graag gewoon gerust even a the and or of to for on at by with no not are be you your we our
they it its this that can may will just only also any all"""
EMPTY_WORDS = frozenset(_EMPTY.split())
VOCABULARIES: dict[str, type[StrEnum]] = {
    "category": Category,
    "audience": Audience,
    "contact_kind": ContactKind,
    "purpose": Purpose,
    "registration": RegistrationKind,
    "attendance_mode": AttendanceMode,
    "childcare": Childcare,
    "age_groups": AgeGroup,
}


@pytest.mark.parametrize("facet", sheets())
def test_no_phrase_can_stand_as_words_that_are_everywhere(facet: str) -> None:
    for phrase in phrases(facet):
        must = [one.forms for one in phrase.elements if one.forms and not one.is_optional]
        value = table(facet).rules[phrase.rule].value
        if value not in {NOTHING, ASIDE}:
            assert not all(forms & EMPTY_WORDS for forms in must), (value, phrase.elements)


@pytest.mark.parametrize("facet", VOCABULARIES)
def test_a_table_gives_only_words_of_its_vocabulary(facet: str) -> None:
    given = {rule.value for rule in table(facet).rules} - {NOTHING, ASIDE}
    assert given <= set(VOCABULARIES[facet])


def test_the_prices_are_of_a_known_kind() -> None:
    assert {rule.value for rule in table("cost").rules} - {NOTHING, ASIDE, "gift", "paid_for_several"} <= set(CostKind)


@pytest.mark.parametrize("facet", sheets())
def test_every_name_for_words_is_used_in_its_table(facet: str) -> None:
    written = " ".join(rule.phrases for rule in sheets()[facet].rule).replace("[", " ").replace("]", " ")
    used = set(written.replace("|", " ").split())
    assert set(sheets()[facet].words) <= used
