"""A table of phrases in TOML, and what it finds in a text.

A table may give names to words under [words]. It holds rules, each with a `value`, a `basis` (stated unless it says
inferred), perhaps `only_in = "title"`, a `weight` where kinds are
weighed, and its `phrases`, one a line, in the language of phrases.py. Where one phrase
lies within another, the longer counts: so a phrase that negates, or that is about something else, stands in a rule of
its own, with the value "nothing".
A sentence with a phrase of the value "aside" is about something else altogether and is not read for this facet; after
a question, neither is the answer to it.
"""

import tomllib
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

import msgspec

from pipeline.normalise.facets.found import Finding, Part
from pipeline.normalise.facets.phrases import Match, Phrase, PhraseBook, parsed
from pipeline.normalise.facets.words import Sentence, Word, sentences
from schemas.record import Record
from schemas.vocabulary import Basis

NOTHING = "nothing"
ASIDE = "aside"
_TOWNS = "towns.toml"  # a table of names, for town.py


class Rule(Record):
    value: str
    phrases: str
    basis: Basis = Basis.STATED
    only_in: Part | None = None
    weight: int = 1


class Sheet(Record):
    """A file of tables/: its rules, and the names for words that its phrases use."""

    rule: tuple[Rule, ...]
    words: dict[str, str] = msgspec.field(default_factory=dict)


class Hit(NamedTuple):
    """A phrase in the text: what it says, and the words that say it.

    `rule` is the place of its rule in the table: where two say different things, the earlier is believed.
    `sentence` is the number of its sentence within the title or text.
    """

    finding: Finding
    words: tuple[Word, ...]
    rule: int
    sentence: int
    weight: int


class _Read(NamedTuple):
    """A sentence, its number in the title or text, and what it holds for one facet."""

    number: int
    sentence: Sentence
    matches: list[Match]


class Table:
    """The rules of one facet, ready to be looked up."""

    def __init__(self, facet: str, rules: tuple[Rule, ...]) -> None:
        self.facet = facet
        self.rules = rules

    def hits(self, title: str, text: str) -> list[Hit]:
        """What the title and then the text say, in the order of the words; what says nothing is left out."""
        parts = ((Part.TITLE, title), (Part.TEXT, text))
        return [hit for part, content in parts for hit in self._in_part(part, content)]

    def _in_part(self, part: Part, content: str) -> Iterator[Hit]:
        answer_to_aside = -1
        for number, sentence, matches in _read(content).get(self.facet, ()):
            if number == answer_to_aside:
                continue
            if any(self.rules[match.rule].value == ASIDE for match in matches):
                answer_to_aside = number + 1 if sentence.is_question else -1
                continue
            for hit in self._said(matches, sentence.words, part, content):
                yield hit._replace(sentence=number)

    def _said(self, matches: list[Match], sentence: tuple[Word, ...], part: Part, content: str) -> Iterator[Hit]:
        silenced = {match[:2] for match in matches if self.rules[match.rule].value == NOTHING}
        for match in matches:
            rule = self.rules[match.rule]
            if match[:2] not in silenced and rule.only_in in {None, part}:
                words = sentence[match.first : match.last]
                start, end = words[0].start, words[-1].end
                quote = content[start:end]
                finding = Finding(
                    facet=self.facet, value=rule.value, basis=rule.basis, part=part, start=start, end=end, quote=quote
                )
                yield Hit(finding, words, match.rule, sentence=0, weight=rule.weight)


@cache
def table(facet: str) -> Table:
    """The table `tables/<facet>.toml`. Raises where a rule has an unknown key: a table is part of the program."""
    return Table(facet, sheets()[facet].rule)


@cache
def sheets() -> dict[str, Sheet]:
    """All tables of phrases, by facet."""
    found = (file for file in files("pipeline.normalise.facets").joinpath("tables").iterdir() if file.name != _TOWNS)
    written = {file.name.removesuffix(".toml"): file.read_text(encoding="utf-8") for file in found}
    return {facet: msgspec.convert(tomllib.loads(text), Sheet) for facet, text in sorted(written.items())}


def phrases(facet: str) -> Iterator[Phrase]:
    """The phrases of one table, in its order."""
    sheet = sheets()[facet]
    for number, rule in enumerate(sheet.rule):
        for line in rule.phrases.splitlines():
            if written := line.partition("#")[0].strip():
                yield Phrase(parsed(written, names=sheet.words), facet, number)


@cache
def _book() -> PhraseBook:
    return PhraseBook(phrase for facet in sheets() for phrase in phrases(facet))


@lru_cache(maxsize=16)
def _read(content: str) -> dict[str, list[_Read]]:
    """Per facet the sentences that hold a phrase of its table; kept for a moment, because every facet asks in turn."""
    read: dict[str, list[_Read]] = {}
    for number, sentence in enumerate(sentences(content)):
        for facet, matches in _book().matches(sentence.words).items():
            read.setdefault(facet, []).append(_Read(number, sentence, matches))
    return read
