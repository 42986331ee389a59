"""The closed vocabularies in words, and what they are called elsewhere; from `concepts.toml`."""

import tomllib
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import msgspec

from schemas import vocabulary
from schemas.activity import Trust
from schemas.change import Intent
from schemas.health import Failure
from schemas.place import Precision
from schemas.record import Record
from schemas.schedule import Daypart, Status, YearBasis

VOCABULARIES: tuple[type[StrEnum], ...] = (
    vocabulary.Category,
    vocabulary.Audience,
    vocabulary.ContactKind,
    vocabulary.Purpose,
    vocabulary.CostKind,
    vocabulary.RegistrationKind,
    vocabulary.AttendanceMode,
    vocabulary.DutchLevel,
    vocabulary.Childcare,
    vocabulary.AgeGroup,
    vocabulary.Accessibility,
    vocabulary.Basis,
    vocabulary.Rights,
    Status,
    Trust,
    YearBasis,
    Daypart,
    Precision,
    Intent,
    Failure,
)


class Concept(Record):
    """A word of a vocabulary, in Dutch and English; `match`: SKOS mapping → words of others, as prefix:name."""

    word: str
    nl: str
    en: str
    match: dict[str, tuple[str, ...]]


class _Words(Record):
    names: dict[str, str]
    labels: dict[str, dict[str, str]]
    match: dict[str, dict[str, dict[str, tuple[str, ...]]]]


_WORDS = msgspec.convert(tomllib.loads((Path(__file__).parent / "concepts.toml").read_text(encoding="utf-8")), _Words)


def name_of(words: type[StrEnum]) -> tuple[str, str]:
    """What a vocabulary is called in Dutch and in English. Raises KeyError for one without a name."""
    nl, _, en = _WORDS.names[words.__name__].partition(" | ")
    return nl, en


def concepts(words: type[StrEnum]) -> Iterator[Concept]:
    """Every word of a vocabulary, in its order. Raises KeyError for one without a label."""
    labels, matches = _WORDS.labels[words.__name__], _WORDS.match.get(words.__name__, {})
    for word in words:
        nl, _, en = labels[word].partition(" | ")
        yield Concept(word=word.value, nl=nl, en=en, match=matches.get(word, {}))
