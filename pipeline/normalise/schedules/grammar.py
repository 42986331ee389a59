"""A grammar as a table: each rule is a pattern over kinds of nodes, and what is made of the nodes that it matches.

A pattern is a regular expression whose words are kinds: `every weekday+` or `(from)? clock to clock`. The rules of
one table are tried together from left to right; where several fit at one place, the first of the table holds. Tables
are applied one after the other, each on what the one before made.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from pipeline.normalise.schedules.values import Node

Build = Callable[[Sequence[Node]], Any]


class GrammarRule(NamedTuple):
    """Nodes that match `pattern` become one node of `kind`; where `build` returns None they stay as they are."""

    kind: str
    pattern: str
    build: Build


class Signed(NamedTuple):
    """Nodes, their kinds as a string of one sign each, and all signs that ever stood in it."""

    nodes: list[Node]
    signs: str
    present: frozenset[str]


_KIND = re.compile(r"[a-z_]+")
_TOKEN = re.compile(r"\(\?(?:<?[=!])|\(|\)|\[[^\]]*\]|[a-z_]+")
# Kinds that stand in most sentences, the commonest first.
_COMMON = {
    "x": 40, "number": 20, "comma": 20, "the": 15, "on": 15, "of": 15, "in": 15, "weekday": 12, "weekday_part": 12,
    "clock": 12, "hour": 12, "from": 10, "to": 10, "at": 10, "dash": 10, "dot": 10, "month": 8, "and": 8, "colon": 8,
    "every": 8, "ordinal": 5, "number_word": 5, "hours": 8, "weekdays": 8, "dates": 8,
}  # fmt: skip
# `*` and `+` are bounded, so that no text costs more than its length: people do not say "every" nine times.
_PLAIN = {ord(" "): None, ord("\n"): None, ord("*"): "{0,8}", ord("+"): "{1,8}"}


class _Signs(dict[str, str]):
    """One private character per kind."""

    def __missing__(self, kind: str) -> str:
        return self.setdefault(kind, chr(0xE000 + len(self)))


_SIGNS = _Signs()


def signed(nodes: list[Node]) -> Signed:
    """`nodes`, ready for a grammar."""
    signs = "".join([_SIGNS[node.kind] for node in nodes])
    return Signed(nodes, signs, frozenset(signs))


class Grammar:
    """A table of rules, ready to be applied."""

    def __init__(self, rules: Iterable[GrammarRule], abbreviations: dict[str, str] | None = None) -> None:
        self._rules = tuple(rules)
        self._abbreviations = abbreviations or {}
        patterns = [self._spelled_out(rule.pattern) for rule in self._rules]
        self._telling = frozenset(_SIGNS[kind] for pattern in patterns for kind in _telling(pattern))
        self._from = _Beginnings(zip(self._rules, patterns, strict=True))
        self._beginning = re.compile(f"[{''.join(sorted(self._from.signs))}]")

    def _spelled_out(self, pattern: str) -> str:
        for name, meaning in self._abbreviations.items():
            pattern = re.sub(rf"\b{name}\b", meaning, pattern)
        return pattern

    def __call__(self, sentence: Signed) -> Signed:
        """`sentence` with every match of a rule made into one node."""
        nodes, signs, present = sentence
        if self._telling.isdisjoint(present):
            return sentence
        made: list[Node] = []
        made_signs = ""
        place = 0
        for rule, first, last in self._matches(signs):
            matched = nodes[first:last]
            value = rule.build(matched)
            if value is None:
                continue
            plural = True in [node.plural for node in matched]
            made += nodes[place:first]
            made.append(Node(rule.kind, value, matched[0].start, matched[-1].end, plural))
            made_signs += signs[place:first] + _SIGNS[rule.kind]
            place = last
        if not made:
            return sentence
        return Signed(made + nodes[place:], made_signs + signs[place:], present | frozenset(made_signs))

    def _matches(self, signs: str) -> Iterator[tuple[GrammarRule, int, int]]:
        """The rules that match in `signs`, from left to right, with where they begin and end."""
        beginning = self._beginning.search(signs)
        while beginning:
            place = beginning.start()
            pattern, rules = self._from[signs[place]]
            found = pattern.match(signs, place)
            if found:
                yield rules[(found.lastindex or 1) - 1], place, found.end()
            beginning = self._beginning.search(signs, found.end() if found else place + 1)


class _Beginnings(dict[str, tuple[re.Pattern[str], list[GrammarRule]]]):
    """Per sign the rules that may begin with it and one pattern for them, made when it is met first.

    Of a table's rules few can begin at one place; the others need not be tried there.
    """

    def __init__(self, rules: Iterable[tuple[GrammarRule, str]]) -> None:
        super().__init__()
        self._rules = [(rule, pattern, {_SIGNS[kind] for kind in _first(pattern)}) for rule, pattern in rules]
        self.signs = {sign for _, _, first in self._rules for sign in first}

    def __missing__(self, sign: str) -> tuple[re.Pattern[str], list[GrammarRule]]:
        fitting = [(rule, pattern) for rule, pattern, first in self._rules if sign in first]
        whole = "|".join(f"({_compiled(pattern)})" for _, pattern in fitting)
        self[sign] = re.compile(whole), [rule for rule, _ in fitting]
        return self[sign]


def _compiled(pattern: str) -> str:
    ungrouped = re.sub(r"\((?!\?)", "(?:", pattern)
    return _KIND.sub(lambda word: _SIGNS[word.group()], ungrouped).translate(_PLAIN)


def _telling(pattern: str) -> set[str]:
    """Kinds of which each match of `pattern` holds one: of its parts that may not be left out, the rarest.

    They are only for speed: a table is passed over where none of the kinds stands that one of its rules needs.

    >>> sorted(_telling("(every|the)* number (lessons|times) (?!price)"))
    ['lessons', 'times']
    """
    parts = [set(_KIND.findall(part)) for part, may_lack in _parts(pattern) if not may_lack and "(?" not in part]
    return min(filter(None, parts), key=lambda kinds: sum(_COMMON.get(kind, 1) for kind in kinds))


def _first(pattern: str) -> set[str]:
    """Kinds with which a match of `pattern` may begin, and perhaps some more.

    >>> sorted(_first("(every|the)* num (lessons|times) (?!price)"))
    ['every', 'num', 'the']
    """
    found: set[str] = set()
    for part, may_lack in _parts(pattern):
        found.update(() if part.startswith("(?") else _KIND.findall(part))
        if not may_lack and "(?" not in part:
            break
    return found


def _parts(pattern: str) -> Iterator[tuple[str, bool]]:
    """The words and groups of `pattern`, and whether a match may lack them."""
    depth, start = 0, 0
    for token in _TOKEN.finditer(pattern):
        opens, closes = token.group().startswith("("), token.group() == ")"
        if depth == 0:
            start = token.start()
        depth += opens - closes
        may_lack = pattern[token.end() : token.end() + 1] in {"?", "*"} or pattern[token.end() :].startswith("{0")
        part = pattern[start : token.end()]
        if depth == 0:
            yield part, may_lack
