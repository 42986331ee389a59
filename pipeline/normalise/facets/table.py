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
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import msgspec

from pipeline.normalise.facets.found import Finding, Part
from pipeline.normalise.facets.phrases import Match, Phrase, PhraseBook, parsed
from pipeline.normalise.facets.words import Word, all_sentences
from schemas.record import Record
from schemas.vocabulary import Basis

NOTHING = "nothing"
ASIDE = "aside"


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


class Table:
    """The rules of one facet, ready to be looked up."""

    def __init__(self, facet: str, sheet: Sheet) -> None:
        self.facet = facet
        self.rules = sheet.rule
        self._book = PhraseBook(_phrases(sheet))

    def hits(self, title: str, text: str) -> list[Hit]:
        """What the title and then the text say, in the order of the words; what says nothing is left out."""
        parts = ((Part.TITLE, title), (Part.TEXT, text))
        return [hit for part, content in parts for hit in self._in_part(part, content)]

    def _in_part(self, part: Part, content: str) -> Iterator[Hit]:
        is_answer_to_aside = False
        for number, sentence in enumerate(all_sentences(content)):
            matches = self._book.matches(sentence.words)
            if is_answer_to_aside or any(self.rules[match.rule].value == ASIDE for match in matches):
                is_answer_to_aside = sentence.is_question and not is_answer_to_aside
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
    text = files("pipeline.normalise.facets").joinpath("tables", f"{facet}.toml").read_text(encoding="utf-8")
    return Table(facet, msgspec.convert(tomllib.loads(text), Sheet))


def _phrases(sheet: Sheet) -> Iterator[Phrase]:
    for number, rule in enumerate(sheet.rule):
        for line in rule.phrases.splitlines():
            if written := line.partition("#")[0].strip():
                yield parsed(written, number, names=sheet.words)
