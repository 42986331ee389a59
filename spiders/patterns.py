"""Patterns of many words that are quick to search for."""

import re
from collections.abc import Iterable


def any_of(words: Iterable[str]) -> str:
    """An alternation of `words`, longest first, so that "september" is not read as "sep".

    Words of one first letter stand together: where a text holds another letter, all of them are passed over at once.

    >>> any_of(["ma", "di", "maart"])
    'm(?:aart|a)|di'
    """
    groups: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        groups.setdefault(word[:1], []).append(re.escape(word[1:]))
    return "|".join(re.escape(first) + _either(rests) for first, rests in groups.items())


def _either(rests: list[str]) -> str:
    return rests[0] if len(rests) == 1 else f"(?:{'|'.join(rests)})"


def folded(text: str) -> str:
    """`text` in small letters, each where it was.

    Patterns in small letters find in it what they would find in `text` with IGNORECASE, three times as fast.
    """
    small = text.lower()
    return small if len(small) == len(text) else "".join(one.lower()[:1] for one in text)


class Words:
    """A pattern in small letters, whose text may have capitals."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self._compiled = re.compile(pattern)

    def search(self, text: str) -> re.Match[str] | None:
        return self._compiled.search(folded(text))

    def match(self, text: str) -> re.Match[str] | None:
        return self._compiled.match(folded(text))
