"""A grammar as a table: each rule is a pattern over kinds of nodes, and what is made of the nodes that it matches.

A pattern is a regular expression whose words are kinds: `every weekday+` or `(from)? clock to clock`. The rules of
one table are tried together from left to right; where several fit at one place, the first of the table holds. Tables
are applied one after the other, each on what the one before made.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from pipeline.normalise.schedules.values import Node

Build = Callable[[Sequence[Node]], Any]


class GrammarRule(NamedTuple):
    """Nodes that match `pattern` become one node of `kind`; where `build` returns None they stay as they are."""

    kind: str
    pattern: str
    build: Build


_KIND = re.compile(r"[a-z_]+")
# `*` and `+` are bounded, so that no text costs more than its length: people do not say "every" nine times.
_PLAIN = {ord(" "): None, ord("\n"): None, ord("*"): "{0,8}", ord("+"): "{1,8}"}
_signs: dict[str, str] = {}


def _sign(kind: str) -> str:
    """One private character per kind, so that a sequence of nodes is a string."""
    return _signs.setdefault(kind, chr(0xE000 + len(_signs)))


class Grammar:
    """A table of rules, ready to be applied."""

    def __init__(self, rules: Iterable[GrammarRule], abbreviations: dict[str, str] | None = None) -> None:
        self._rules = tuple(rules)
        self._abbreviations = abbreviations or {}
        self._pattern = re.compile("|".join(f"({self._compiled(rule.pattern)})" for rule in self._rules))

    def _compiled(self, pattern: str) -> str:
        for name, meaning in self._abbreviations.items():
            pattern = re.sub(rf"\b{name}\b", meaning, pattern)
        ungrouped = re.sub(r"\((?!\?)", "(?:", pattern)
        return _KIND.sub(lambda word: _sign(word.group()), ungrouped).translate(_PLAIN)

    def __call__(self, nodes: list[Node]) -> list[Node]:
        """`nodes` with every match of a rule made into one node."""
        kinds = "".join(map(_sign, (node.kind for node in nodes)))
        made: list[Node] = []
        place = 0
        for found in self._pattern.finditer(kinds):
            first, last = found.span()
            rule = self._rules[(found.lastindex or 1) - 1]
            value = rule.build(nodes[first:last])
            if value is None:
                continue
            made += nodes[place:first]
            plural = any(node.plural for node in nodes[first:last])
            made.append(Node(rule.kind, value, nodes[first].start, nodes[last - 1].end, plural))
            place = last
        return made + nodes[place:]
