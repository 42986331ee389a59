"""The language of a text, by its script, small words and pieces of words; unknown where they do not suffice."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

_TABLE = Path(__file__).with_name("languages.toml")
_LONGEST = 4_000  # characters that are looked at: enough for certainty, and a bound on time
_SHARE_OF_SCRIPT = 0.5
_WEIGHT_OF_WORD = 3.0
_LEAST = 6.0  # two small words: a title of two words stays unknown
_LEAD = 1.25  # how much stronger the best must be than the next
_PARAGRAPH = re.compile(r"\n\s*\n|\s+/\s+(?=[^\x00-\u024f])")


class Script(NamedTuple):
    """Letters of a script, and what tells its languages apart."""

    letters: re.Pattern[str]
    otherwise: str | None
    only: dict[str, str]
    words: dict[str, frozenset[str]]


class Paragraph(NamedTuple):
    """A piece of a text in one language; None: not known."""

    language: str | None
    text: str


def language(text: str, *, default: str | None) -> str | None:
    """The BCP 47 tag of the language that most of `text` is in; `default` where that is not clear.

    >>> language("Kom je ook naar de buurtsoep? Iedereen is welkom.", default=None)
    'nl'
    >>> language("Yoga", default=None) is None
    True
    """
    looked_at = text[:_LONGEST]
    letters = sum(map(str.isalpha, looked_at))
    if not looked_at.isascii():
        for script in _scripts():
            if len(script.letters.findall(looked_at)) > letters * _SHARE_OF_SCRIPT:
                return _within_script(looked_at, script) or default
    return _by_words(looked_at) or default


def paragraphs_by_language(text: str, *, default: str | None = None) -> tuple[Paragraph, ...]:
    """`text` in pieces of one language each, in order; a paragraph of unknown language joins the one before it."""
    pieces = [piece.strip() for piece in _PARAGRAPH.split(text) if piece.strip()]
    tagged: list[Paragraph] = []
    for piece in pieces:
        known = language(piece, default=None) or (tagged[-1].language if tagged else default)
        tagged.append(Paragraph(known, piece))
    return tuple(
        Paragraph(tag, "\n\n".join(paragraph.text for paragraph in group))
        for tag, group in groupby(tagged, key=lambda paragraph: paragraph.language)
    )


def first_language(text: str) -> str | None:
    r"""The language of the first paragraph of `text` in which that is clear, or else of all of it; None: unclear.

    >>> first_language("Taalcafé\n\nKom je ook? Iedereen is welkom.\n\nEveryone is welcome, just come along.")
    'nl'
    """
    paragraphs = paragraphs_by_language(text)
    return next((one.language for one in paragraphs if one.language), None) or language(text, default=None)


def _within_script(text: str, script: Script) -> str | None:
    found: Counter[str] = Counter()
    for tag, letters in script.only.items():
        found[tag] += sum(map(text.casefold().count, letters))
    for word in _words(text):
        found.update(tag for tag, words in script.words.items() if word in words)
    ranked = found.most_common(2)
    if not ranked or ranked[0][1] == 0 or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return script.otherwise
    return ranked[0][0]


def _by_words(text: str) -> str | None:
    words = list(_words(text))
    counts = Counter(tag for word in words for tag in _languages_of().get(word, ()))
    if not counts:
        return None
    folded = text.casefold()
    pieces = {tag: min(len(_pieces()[tag].findall(folded)) / 2, len(words)) for tag in counts}
    strengths = sorted(((_WEIGHT_OF_WORD * n + pieces[tag], tag) for tag, n in counts.items()), reverse=True)
    strength, best = strengths[0]
    next_best = max((other for other, _ in strengths[1:]), default=0.0)
    is_clear = strength >= max(_LEAST, len(words) / 3, _LEAD * next_best)
    return best if is_clear else None


def _words(text: str) -> Iterator[str]:
    return (found[0] for found in re.finditer(r"[^\W\d_]+", text.casefold()))


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(_TABLE.read_text(encoding="utf-8"))


@cache
def _languages_of() -> dict[str, tuple[str, ...]]:
    """By small word the languages that have it."""
    found: dict[str, tuple[str, ...]] = {}
    for tag, words in _table()["words"].items():
        for word in set(words.split()):
            found[word] = (*found.get(word, ()), tag)
    return found


@cache
def _pieces() -> dict[str, re.Pattern[str]]:
    return {tag: re.compile("|".join(map(re.escape, pieces.split()))) for tag, pieces in _table()["pieces"].items()}


@cache
def _scripts() -> tuple[Script, ...]:
    return tuple(
        Script(
            letters=re.compile(f"[{script['letters']}]"),
            otherwise=script.get("otherwise"),
            only=script.get("only", {}),
            words={tag: frozenset(words.split()) for tag, words in script.get("words", {}).items()},
        )
        for script in _table()["scripts"].values()
    )
