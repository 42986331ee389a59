"""Words in the texts of activities, found also within a longer word: "café" finds "taalcafé"."""

import re
import unicodedata
from collections.abc import Iterator

from output.service.postings import Postings

_WORD = re.compile(r"\w+")
_ACCENTS = re.compile("[\u0300-\u036f\u064b-\u0652]+")  # of Latin, Greek and Cyrillic letters; of Arabic ones
LONGEST_INDEXED = 2000


def folded(text: str) -> str:
    """`text` as it is compared: without capitals and accents.

    >>> folded("Taalcafé ÉÉN")
    'taalcafe een'
    """
    if text.isascii():
        return text.lower()
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", text.casefold()))


class Words:
    """Which activities have which word."""

    def __init__(self, count: int) -> None:
        self._postings = Postings[str](count)
        self._vocabulary: tuple[str, ...] = ()

    def add(self, text: str, number: int) -> None:
        for word in set(_WORD.findall(folded(text[:LONGEST_INDEXED]))):
            self._postings.add(word, number)

    def settle(self) -> None:
        """All words are there."""
        self._vocabulary = self._postings.settle()

    def having(self, text: str) -> Iterator[int]:
        """For each word of `text` the set of activities that have it, alone or within a longer word."""
        for part in _WORD.findall(folded(text)):
            yield self._postings.any_of(word for word in self._vocabulary if part in word)
