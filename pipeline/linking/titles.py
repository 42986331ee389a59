"""Titles made comparable: their telling words, the kinds of activity that these name, and marks of groups. Pure."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from schemas.record import Record

MARK_KINDS = ("level", "part", "age", "small", "sex", "edition", "daypart", "tongue")
_WORD = re.compile(r"[^\W_]+")
_DAY_OR_HOUR = re.compile(r"\b\d{1,2}[-/.]\d{1,2}(?:[-/.]\d{2,4})?\b|\b\d{1,2}[.:]\d\d\b|\b\d{1,2} (?:uur|u)\b")
# What a compound shares with its plural and its verb: "wandelen", "wandeling".
_STEM = 6
_LONGEST = 300
# In ages: "4 t/m 7", "4 – 7" and "4-7" are one mark, "12+" and "12-" are two.
_UP_TO = re.compile(r"\s*(?:tot en met|t/m|tot|to|–)\s*")
_SIGNS = re.compile(r"[^\w+-]")
# What an activity is stands outside its nickname, and before for whom it is: "Bingo 'Samen Sterk' voor buren".
_NICKNAME = re.compile(r"(?<!\w)[‘'\"“][^'’\"”]{2,60}['’\"”](?!\w)")
_FOR_WHOM = re.compile(r"\b(?:voor|v|for)\b.*")
# The same few thousand titles come back day after day, and in folds.
_KEPT = 4_096


class ReadTitle(Record):
    """A title as linking compares it.

    `words` are its telling words, in order; `kinds` the kinds of activity that they name; `marks` what tells it from
    another group of the same activity, one per kind in MARK_KINDS, None where the title says nothing of it.
    """

    words: tuple[str, ...]
    kinds: tuple[str, ...]
    marks: tuple[str | None, ...]

    @property
    def kinds_alone(self) -> tuple[str, ...]:
        """Those of its kinds that say enough without a subject."""
        return tuple(kind for kind in self.kinds if kind not in _table().subjects)

    @property
    def stems(self) -> list[str]:
        """The beginnings of its words: in order of the alphabet, unique."""
        return sorted({word[:_STEM] for word in self.words})


@lru_cache(maxsize=_KEPT)
def read_title(title: str, beside: tuple[str, ...] = ()) -> ReadTitle:
    """What `title` says; the words of `beside` (its place, its town, who organises) tell nothing that is not known.

    >>> read_title("GRATIS Taal café in Molendam (A1)", beside=("Molendam",)).words
    ('taalcafe',)
    """
    plain = _whole(plain_text(title))
    marks, rest = _marks(plain)
    words = list(_joined(_spelled_out(words_of(_DAY_OR_HOUR.sub(" ", rest)))))
    telling = [word for word in words if word not in _table().noise and not word.isdecimal()]
    known = {word for text in beside for word in words_of(plain_text(text))}
    own = [word for word in telling if word not in known] or telling or words or words_of(plain)
    return ReadTitle(words=tuple(own), kinds=_kinds(_head(plain)) or _kinds(telling), marks=marks)


def plain_text(text: str) -> str:
    """`text` in small letters without accents, at most its first 300 characters.

    >>> plain_text("Café Één")
    'cafe een'
    """
    if text.isascii():
        return text[:_LONGEST].lower()
    apart = unicodedata.normalize("NFKD", text[:_LONGEST].casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def words_of(plain: str) -> list[str]:
    """The words of a plain text, in order."""
    return _WORD.findall(plain)


def _head(plain: str) -> list[str]:
    """The words that say what it is."""
    return list(_joined(_spelled_out(words_of(_FOR_WHOM.sub("", _NICKNAME.sub(" ", plain))))))


def venue_words(name: str, town: str | None) -> list[str]:
    """The words that tell a venue, in order of the alphabet, unique; its sort where it has no other.

    >>> venue_words("Buurthuis De Wilg", None), venue_words("Bieb Centrum", None)
    (['wilg'], ['bibliotheek', 'centrum'])
    """
    words = {*_spelled_out(words_of(plain_text(name)))} - {town}
    return sorted(words - _table().sorts) or sorted(words)


def _whole(plain: str) -> str:
    """`plain` without a last word that is cut off."""
    for dots in ("...", "\u2026"):
        if plain.rstrip().endswith(dots):
            return plain.rstrip().removesuffix(dots).rpartition(" ")[0]
    return plain


def _spelled_out(words: Iterable[str]) -> list[str]:
    return [_table().abbreviations.get(word, word) for word in words]


def _joined(words: list[str]) -> Iterator[str]:
    """`words`, with compounds that are written apart written as one: "taal cafe" is "taalcafe"."""
    table = _table()
    waiting: str | None = None
    for word in words:
        if waiting and word in table.heads and len(waiting) > 2 and waiting not in table.apart | table.noise:
            waiting += word
            continue
        if waiting:
            yield waiting
        waiting = word
    if waiting:
        yield waiting


def _marks(plain: str) -> tuple[tuple[str | None, ...], str]:
    """The marks, and the text without their words."""
    found: dict[str, str] = {}
    for kind, pattern, mark in _table().marks:
        if match := pattern.search(plain):
            said = mark or _SIGNS.sub("", _UP_TO.sub("-", match["is"]).replace("plussers", "+").replace("plus", "+"))
            found.setdefault(kind, _table().same_marks.get(said, said))
            plain = plain.replace(match[0], " ") if kind in _TAKEN_OUT else plain
    return tuple(found.get(kind) for kind in MARK_KINDS), plain


# Words that are a mark and nothing more; "vrouwen" and "ochtend" also say what it is.
_TAKEN_OUT = frozenset({"level", "part", "edition"})


def _kinds(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({kind for word in words for kind in _kinds_of(word)}))


@lru_cache(maxsize=_KEPT)
def _kinds_of(word: str) -> tuple[str, ...]:
    return tuple(kind for kind, pattern in _table().kinds if pattern.fullmatch(word))


class _Table(Record):
    noise: frozenset[str]
    heads: frozenset[str]
    apart: frozenset[str]
    kinds: tuple[tuple[str, re.Pattern[str]], ...]
    marks: tuple[tuple[str, re.Pattern[str], str | None], ...]
    same_marks: dict[str, str]
    abbreviations: dict[str, str]
    sorts: frozenset[str]
    subjects: frozenset[str]


@cache
def _table() -> _Table:
    raw: dict[str, Any] = tomllib.loads((files("pipeline.linking") / "titles.toml").read_text(encoding="utf-8"))
    return _Table(
        noise=frozenset(raw["noise"]["words"].split()),
        heads=frozenset(raw["compounds"]["heads"].split()),
        apart=frozenset(raw["compounds"]["apart"].split()),
        kinds=tuple((kind, _any_of(words.split())) for kind, words in raw["kinds"].items()),
        marks=tuple((row["kind"], re.compile(row["pattern"]), row.get("is")) for row in raw["mark"]),
        same_marks=raw["same_marks"],
        abbreviations=raw["abbreviations"],
        sorts=frozenset(raw["venues"]["sorts"].split()),
        subjects=frozenset(raw["subjects"]["kinds"].split()),
    )


def _any_of(words: list[str]) -> re.Pattern[str]:
    plain = (re.escape(plain_text(word).replace("-", "")).replace(r"\*", "[a-z]*") for word in words)
    return re.compile("|".join(plain))
