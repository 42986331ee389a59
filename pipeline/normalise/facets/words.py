"""A text as sentences of words, folded so that "Taalcafés", "taalcafes" and "TAALCAFÉS" are one word."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

NUMBER_NAMES = {
    name: number
    for number, names in enumerate(
        (
            "nul zero",
            "one",  # "een" is an article far more often than a number
            "twee two",
            "drie three",
            "vier four",
            "vijf five",
            "zes six",
            "zeven seven",
            "acht eight",
            "negen nine",
            "tien ten",
            "elf eleven",
            "twaalf twelve",
            "dertien thirteen",
            "veertien fourteen",
            "vijftien fifteen",
            "zestien sixteen",
            "zeventien seventeen",
            "achttien eighteen",
            "negentien nineteen",
            "twintig twenty",
        )
    )
    for name in names.split()
} | {"vijfentwintig": 25, "dertig": 30, "veertig": 40, "vijftig": 50, "zestig": 60, "anderhalve": 1.5}

_CURRENCY = r"(?:€|\beuro'?s?\b|\beuros\b|\beur\b)"
_FIGURE = r"\d{1,5}(?:[.,]\d{1,2}(?!\d)|,-{1,2}|,[–—])?"
_NAME = "|".join(sorted(NUMBER_NAMES, key=len, reverse=True))
_TOKEN = re.compile(
    rf"(?P<amount>{_CURRENCY}[ \xa0]?{_FIGURE}|(?<![\d.,])(?:{_FIGURE}|\b(?:{_NAME}))[ \xa0]?{_CURRENCY}|"
    r"(?<![\d.,])\d{1,3}[ ]?(?:cent|ct)\b|(?<![\d.,])\d{1,4},(?:-{1,2}|[–—]))"
    r"|(?P<break>[.!?](?=\s|$|[\"'”’)])|\n[ \t]*\n|\n(?=\s*[A-Z0-9•*–-])|[;•|])"
    r"|(?P<number>\d{1,6}(?:[.,]\d{1,3})?(?!\w))"
    r"|(?P<word>[^\W_]+(?:['’][^\W_]+)*)"
    r"|(?P<sign>[+€]|<|,(?=\s))",
    re.IGNORECASE,
)


_HEADING = 2  # words


class Word(NamedTuple):
    """One word: as folded, its number or price if it is one, and where it stands in the text."""

    folded: str
    kind: str  # word, number, amount or sign
    start: int
    end: int
    number: float | None = None  # for an amount in euro cents


class Sentence(NamedTuple):
    words: tuple[Word, ...]
    is_question: bool


@lru_cache(maxsize=32_768)
def folded(word: str) -> str:
    """`word` in small letters, without accents, with one kind of apostrophe.

    >>> folded("Taalcafé’s")
    "taalcafe's"
    """
    bare = unicodedata.normalize("NFKD", word.casefold().replace("’", "'"))
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of `text` that hold a word, in order; a hyphen parts words, a comma is one.

    A question of a word or two is the heading of its answer: "Aanmelden? Niet nodig." is one sentence.
    """
    words: list[Word] = []
    for token in _TOKEN.finditer(text):
        if token.lastgroup != "break":
            words.append(_word(token))
        elif words and not _goes_on(text, token, words):
            yield Sentence(tuple(words), token[0] == "?")
            words = []
    if words:
        yield Sentence(tuple(words), is_question=False)


def _goes_on(text: str, end: re.Match[str], words: list[Word]) -> bool:
    """Whether what follows belongs to it: after a line that ends in a colon, or a question that is a heading."""
    if end[0].startswith("\n"):
        return text[max(0, end.start() - 2) : end.start()].rstrip().endswith(":")
    return end[0] == "?" and len(words) <= _HEADING


def _word(token: re.Match[str]) -> Word:
    kind, text = token.lastgroup or "word", token[0]
    name = folded(text)
    if kind == "amount":
        return Word(name, kind, *token.span(), _cents(name))
    if kind == "number":
        return Word(name, kind, *token.span(), float(text.replace(",", ".")))
    return Word(name, kind, *token.span(), NUMBER_NAMES.get(name))


def _cents(amount: str) -> float:
    if named := re.search(rf"\b({_NAME})\b", amount):
        return NUMBER_NAMES[named[1]] * 100
    figure = re.search(r"\d+(?:[.,]\d{1,2})?", amount)
    value = float(figure[0].replace(",", ".")) if figure else 0.0
    return round(value if re.search(r"(cent|ct)$", amount) else value * 100)
