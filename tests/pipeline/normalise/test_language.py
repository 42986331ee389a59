"""The language of announcements in the style of the wild; what nobody can tell stays unknown."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise.language import Paragraph, language, paragraphs_by_language


def _rows() -> list[tuple[str | None, str]]:
    lines = (Path(__file__).parent / "languages.txt").read_text(encoding="utf-8").splitlines()
    rows = (line.split(" | ", 1) for line in lines if not line.startswith("#"))
    return [(None if tag == "-" else tag, text) for tag, text in rows]


ROWS = _rows()


def test_the_table_is_large_enough_to_say_something() -> None:
    assert len(ROWS) >= 150


@pytest.mark.parametrize(("tag", "text"), ROWS)
def test_no_text_is_taken_for_another_language(tag: str | None, text: str) -> None:
    assert language(text, default=None) in {tag, None}


def test_nineteen_of_twenty_sentences_are_recognised() -> None:
    sentences = [(tag, text) for tag, text in ROWS if tag]
    recognised = [text for tag, text in sentences if language(text, default=None) == tag]
    assert len(recognised) >= 0.95 * len(sentences)


def test_what_is_not_clear_is_of_the_language_that_the_page_says() -> None:
    assert language("Yoga", default="nl") == "nl"
    assert language("Everyone is welcome at our table.", default="nl") == "en"


def test_a_bilingual_text_is_split_by_its_paragraphs() -> None:
    text = "Elke dinsdag eten we samen.\n\nYoga\n\nEvery Tuesday we eat together with the neighbours.\n\nكل يوم ثلاثاء"
    assert paragraphs_by_language(text) == (
        Paragraph("nl", "Elke dinsdag eten we samen.\n\nYoga"),
        Paragraph("en", "Every Tuesday we eat together with the neighbours."),
        Paragraph("ar", "كل يوم ثلاثاء"),
    )


def test_a_second_script_after_a_stroke_is_a_paragraph_of_its_own() -> None:
    text = "Koken en eten met buren uit de wijk. / Готуємо разом, безкоштовно."
    assert [paragraph.language for paragraph in paragraphs_by_language(text)] == ["nl", "uk"]


def test_a_text_without_words_has_no_paragraphs_of_a_language() -> None:
    assert paragraphs_by_language("  \n\n ") == ()
    assert paragraphs_by_language("Yoga", default="nl") == (Paragraph("nl", "Yoga"),)


@given(st.text(max_size=300))
def test_any_text_has_a_language_or_none_and_loses_no_word(text: str) -> None:
    assert language(text, default=None) is None or language(text, default=None) == language(text, default="nl")
    kept = " ".join(paragraph.text for paragraph in paragraphs_by_language(text))
    assert [word for word in text.split() if word != "/"] == [word for word in kept.split() if word != "/"]
