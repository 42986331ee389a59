"""Patterns of many words: what they find is what the words one by one would find."""

import re

from hypothesis import given
from hypothesis import strategies as st

from spiders.patterns import Words, any_of, folded

WORDS = st.lists(st.text("aàbc'. ", min_size=1, max_size=4), min_size=1, max_size=12)


@given(WORDS, st.text("aàbc'. ", max_size=20))
def test_of_words_that_begin_alike_the_longest_is_found(words: list[str], text: str) -> None:
    found = re.match(any_of(words), text)
    beginnings = [word for word in words if text.startswith(word)]
    assert (found[0] if found else None) == max(beginnings, key=len, default=None)


@given(st.text())
def test_small_letters_stand_where_the_letters_stood(text: str) -> None:
    assert len(folded(text)) == len(text)


@given(st.text("aAbB 1İẞ"))
def test_a_pattern_in_small_letters_finds_what_it_finds_without_regard_to_case(text: str) -> None:
    small, either = Words(r"(?:ab|b1)").search(text), re.search(r"(?:ab|b1)", text, re.IGNORECASE)
    assert (small and small.span()) == (either and either.span())


def test_a_pattern_of_words_matches_at_the_beginning_only() -> None:
    assert Words("zaal").match("Zaal 3")
    assert Words("zaal").match("de Zaal") is None
