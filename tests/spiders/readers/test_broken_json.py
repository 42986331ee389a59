import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.errors import UnreadableText
from spiders.readers.broken_json import LONGEST_TO_GUESS_AT, read_json


@pytest.mark.parametrize(
    ("text", "value", "repairs"),
    [
        ('{"a": 1}', {"a": 1}, ()),
        ("[]", [], ()),
        ('{"a": 1,}', {"a": 1}, ("json-trailing-comma",)),
        ('[{"a": [1, 2,\n ],},\n]', [{"a": [1, 2]}], ("json-trailing-comma",)),
        ('{"a": "een ,] twee",}', {"a": "een ,] twee"}, ("json-trailing-comma",)),
        ('{"a": "een\ntwee\t"}', {"a": "een\ntwee\t"}, ("json-control-characters",)),
        ('{"a": "een\ntwee",}', {"a": "een\ntwee"}, ("json-trailing-comma", "json-control-characters")),
        ('<!-- {"a": 1} -->', {"a": 1}, ("html-comment-wrapped",)),
        ('//<![CDATA[\n{"a": 1}\n//]]>', {"a": 1}, ("cdata-wrapped",)),
        ('/* <![CDATA[ */ {"a": 1} /* ]]> */', {"a": 1}, ("cdata-wrapped",)),
        ('{"a": 1};\n', {"a": 1}, ("trailing-semicolon",)),
        ("{&quot;a&quot;: &quot;b&quot;}", {"a": "b"}, ("html-escaped",)),
        ('{"a": "half \\ud83d"}', {"a": "half �"}, ("json-half-character",)),
        ('{"a": "een "twee" drie", "b": 1}', {"a": 'een "twee" drie', "b": 1}, ("json-repaired",)),
        ('{"a": "afgebroken', {"a": "afgebroken"}, ("json-repaired",)),
        ("{'a': 1}", {"a": 1}, ("json-repaired",)),
    ],
)
def test_each_breakage_is_repaired_under_its_own_name(text: str, value: Any, repairs: tuple[str, ...]) -> None:
    read = read_json(text)
    assert (read.value, read.repairs) == (value, repairs)


@pytest.mark.parametrize("text", ["", "   ", "Event", "<p>Niet gevonden</p>", "[,,]", "[1, 2"])
def test_what_is_no_json_is_refused_not_guessed_at(text: str) -> None:
    with pytest.raises(UnreadableText):
        read_json(text)


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 100_000, "[" * 100_000 + "]" * 100_000])
def test_nesting_without_end_is_refused(text: str) -> None:
    with pytest.raises(UnreadableText, match="too deeply"):
        read_json(text)


def test_a_broken_text_that_is_very_long_is_refused() -> None:
    with pytest.raises(UnreadableText, match="characters"):
        read_json('{"a": "x" "y' + "z" * LONGEST_TO_GUESS_AT)


@settings(deadline=None, derandomize=True, database=None)
@given(
    st.recursive(st.one_of(st.none(), st.text(), st.integers()), lambda v: st.lists(v) | st.dictionaries(st.text(), v))
)
def test_sound_json_is_read_as_it_is_and_without_repairs(value: Any) -> None:
    read = read_json(json.dumps(value, ensure_ascii=False))
    assert (read.value, read.repairs) == (value, ())
