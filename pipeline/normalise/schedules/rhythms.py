"""How often: "om de drie weken", "1x per 14 dagen", "twee keer per maand", "10 lessen", "every two months"."""

from collections.abc import Sequence

from pipeline.normalise.schedules.grammar import Grammar, GrammarRule
from pipeline.normalise.schedules.values import Node

_SHORT = {
    "num": "(number|number_word)",
    "some": "(number|number_word|ordinal)",
    "one_time": "(number_word times|number times|times_word)",
}


def _number(nodes: Sequence[Node]) -> int:
    return int([node.value for node in nodes if node.kind in {"number", "number_word", "ordinal"}][-1])


def _weeks(nodes: Sequence[Node]) -> int | None:
    number = _number(nodes)
    return number if 1 <= number <= 8 else None


def _days(nodes: Sequence[Node]) -> int | None:
    number = _number(nodes)
    return number // 7 if number in {7, 14, 21, 28} else None


def _months(nodes: Sequence[Node]) -> int | None:
    number = _number(nodes)
    return number if 1 <= number <= 6 else None


def _frequency(nodes: Sequence[Node]) -> str:
    return str(nodes[-1].value)


def _count(nodes: Sequence[Node]) -> int | None:
    number = int(nodes[0].value)
    return number if 2 <= number <= 60 else None


RHYTHMS = Grammar(
    (
        GrammarRule("seldom", "(every|the|on)* (ordinal|number) weeks of period", lambda _: "MONTHLY"),
        GrammarRule("weekly", "(every|alternate) some weeks", _weeks),
        GrammarRule("weekly", "(every|alternate) num days_word", _days),
        GrammarRule("monthly", "(every|alternate) num months_word", _months),
        GrammarRule("weekly", "one_time (from_on|of|in|every|long) num weeks", _weeks),
        GrammarRule("weekly", "one_time (from_on|of|in|every) num days_word", _days),
        GrammarRule("monthly", "one_time (from_on|of|in|every) num months_word", _months),
        GrammarRule("seldom", "(num times|num lessons|times_word) per_period", _frequency),
        GrammarRule("seldom", "(num times|num lessons|times_word) in_month", lambda _: "MONTHLY"),
        GrammarRule("count", "num (lessons|times) (?!(of|from|x|colon|comma)* (num|price|decimal|measure))", _count),
        GrammarRule("count", "num (?=(weekday|weekday_part) (comma|colon|from|from_on))", _count),
    ),
    _SHORT,
)
