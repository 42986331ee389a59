"""What the organiser's words say beyond the fact that was read from them."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

_WORD = re.compile(r"\d+(?:[.,]\d{2})?(?!\w)|[^\W_]+")
_WHOLE = re.compile(r"[.,]00")


def beside(fact: str | None, note: str | None, echo: frozenset[str]) -> str:
    """The fact with what `note` adds to it; a part of the note that holds the fact stands for it. "": nothing is known.

    `echo`: words that add nothing to such a fact.

    >>> price = frozenset(("eur", "voor"))
    >>> beside("€ 1,50", "EUR 1,50", price), beside("€ 4,50", "voor € 4.50 per keer; € 4,50", price)
    ('€ 1,50', 'voor € 4.50 per keer')
    >>> beside("vrije gift", "richtprijs € 3", frozenset())
    'vrije gift; richtprijs € 3'
    """
    known = words(fact or "")
    parts = tuple(_unlike(part for part in (note or "").split("; ") if words(part) - known - echo))
    if fact and not any(known <= words(part) for part in parts):
        parts = (fact, *parts)
    text = "; ".join(parts)
    return text[0].lower() + text[1:] if fact and text[1:2].islower() else text


def echoes(field: str, kind: str) -> frozenset[str]:
    """The words that add nothing to a fact of this kind. Raises KeyError for one that is not in `echoes.toml`."""
    return _echoes()[field, kind]


@cache
def _echoes() -> dict[tuple[str, str], frozenset[str]]:
    tables = tomllib.loads((Path(__file__).parent / "echoes.toml").read_text(encoding="utf-8"))
    return {(field, kind): words(text) for field, table in tables.items() for kind, text in table.items()}


def words(text: str) -> frozenset[str]:
    """The words and numbers of `text`, however they are written.

    >>> sorted(words("Entree: EUR 5.00"))
    ['5', 'entree', 'eur']
    """
    return frozenset(_WHOLE.sub("", word).replace(".", ",") for word in _WORD.findall(text.casefold()))


def _unlike(parts: Iterable[str]) -> Iterator[str]:
    """The parts without those that say nothing but what an earlier one says."""
    told: set[str] = set()
    for part in parts:
        if not words(part) <= told:
            yield part
        told |= words(part)
