"""Titles made comparable: words, kinds of activity and marks of groups, in Dutch and English."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.linking.titles import MARK_KINDS, read_title


def marks(title: str) -> dict[str, str]:
    return {kind: mark for kind, mark in zip(MARK_KINDS, read_title(title).marks, strict=True) if mark}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Taalcafé", "taal cafe"),
        ("Taalcafé", "Taal-Café"),
        ("Taalcafé", "GRATIS taalcafé!"),
        ("Taalcafé", "Taalcafé A1"),
        ("Repair Café", "Repaircafé"),
        ("Naaicafé", "Naai café, 14:00"),
        ("Kerstmarkt 2025", "Kerstmarkt 2026"),
    ],
)
def test_spellings_of_one_title_have_the_same_words(one: str, other: str) -> None:
    assert read_title(one).words == read_title(other).words != ()


@pytest.mark.parametrize(
    ("dutch", "english"),
    [
        ("Taalcafé", "Language café"),
        ("Conversatiegroep", "Conversation group"),
        ("Nederlandse les", "Dutch lessons"),
        ("Buurtmaaltijd", "Shared meal"),
        ("Wandelgroep", "Walking group"),
        ("Kinderkoor", "Children's choir"),
        ("Yoga", "Yoga class"),
        ("Voetbal", "Football"),
    ],
)
def test_a_dutch_and_an_english_title_name_the_same_kind(dutch: str, english: str) -> None:
    assert set(read_title(dutch).kinds) & set(read_title(english).kinds)


@pytest.mark.parametrize(("one", "other"), [("Taalcafé", "Wandelgroep"), ("Naaicafé", "Repair Café"), ("Koor", "Yoga")])
def test_other_activities_have_no_kind_in_common(one: str, other: str) -> None:
    assert not set(read_title(one).kinds) & set(read_title(other).kinds)


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Nederlandse les A1", "Nederlandse les A2", "level"),
        ("Taalles voor beginners", "Taalles voor gevorderden", "level"),
        ("Dutch for beginners", "Dutch, advanced", "level"),
        ("Schrijven deel 1", "Schrijven deel 2", "part"),
        ("Writing, group 1", "Writing, group 2", "part"),
        ("Koor 4-7 jaar", "Koor 8-12 jaar", "age"),
        ("Zwemmen voor vrouwen", "Zwemmen voor mannen", "sex"),
        ("Swimming for women", "Swimming for men", "sex"),
        ("Kerstmarkt 2025", "Kerstmarkt 2026", "edition"),
        ("Yoga (ochtend)", "Yoga (avond)", "daypart"),
        ("Yoga, morning", "Yoga, evening", "daypart"),
        ("Taalcafé Arabisch", "Taalcafé Turks", "tongue"),
    ],
)
def test_groups_of_one_activity_have_another_mark(one: str, other: str, kind: str) -> None:
    assert marks(one)[kind] != marks(other)[kind]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Koor 4-7 jaar", "Koor 4 t/m 7 jaar"), ("Yoga (ochtend)", "Yoga, morning"), ("Taalles A1", "Taalles (a1)")],
)
def test_spellings_of_a_mark_are_one_mark(one: str, other: str) -> None:
    assert marks(one) == marks(other) != {}


def test_what_stands_beside_a_title_tells_nothing_in_it() -> None:
    assert read_title("Taalcafé De Wilg in Molendam", ("De Wilg", "Molendam")).words == ("taalcafe",)


def test_a_title_of_nothing_but_its_venue_keeps_it() -> None:
    assert read_title("De Wilg", ("De Wilg",)).words == ("wilg",)


@given(st.text(max_size=80))
def test_any_title_is_read_the_same_in_capitals_and_gives_each_kind_of_mark_once(title: str) -> None:
    found = read_title(title)
    assert len(found.marks) == len(MARK_KINDS)
    if title.isascii():
        assert read_title(title.upper()) == found == read_title(title.lower())
