"""Words in the texts of activities, found also within a longer word: "café" finds "taalcafé"."""

import re
import unicodedata
from array import array
from collections.abc import Iterable

from output.service.postings import bits

_WORD = re.compile(r"\w+")
LONGEST_INDEXED = 2000


def folded(text: str) -> str:
    """`text` as it is compared: without capitals and accents.

    >>> folded("Taalcafé ÉÉN")
    'taalcafe een'
    """
    if text.isascii():
        return text.lower()
    return "".join(one for one in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(one))


class Words:
    """Which activities have which word."""

    def __init__(self) -> None:
        self._lists: dict[str, array[int]] = {}

    def add(self, text: str, number: int) -> None:
        for word in set(_WORD.findall(folded(text[:LONGEST_INDEXED]))):
            found = self._lists.get(word)
            if found is None:
                found = self._lists[word] = array("I")
            found.append(number)

    def having(self, text: str, count: int) -> Iterable[int]:
        """For each word of `text` the set of activities that have it, alone or within a longer word."""
        for part in _WORD.findall(folded(text)):
            found: set[int] = set()
            for word, numbers in self._lists.items():
                if part in word:
                    found.update(numbers)
            yield bits(found, count)
