"""Numbers that measure something else than time: ages, distances, prices, durations, rooms."""

from collections.abc import Sequence

from pipeline.normalise.schedules.grammar import Grammar, GrammarRule
from pipeline.normalise.schedules.values import Node

_SHORT = {
    "num": "(number|number_word)",
    "unit": "(measure|year_word|weeks|days_word|months_word|times|lessons)",
}


def _nothing(nodes: Sequence[Node]) -> str:
    return nodes[0].kind


MEASURES = Grammar(
    (
        GrammarRule(
            "measured",
            "num ((to|through|dash|and|slash|or) (num|decimal))? (unit|long|price|period|per_period)",
            _nothing,
        ),
        GrammarRule(
            "measured",
            "(from|from_on)? (num|decimal) ((to|through|dash) (num|decimal))? unit",
            _nothing,
        ),
        GrammarRule("measured", "num (to|through|dash|and) (decimal|price)", _nothing),
        GrammarRule("measured", "not_number dot? (num|numdate) ((to|through|dash|slash) num (?!month))?", _nothing),
        GrammarRule("measured", "(num|half|measured|decimal) hour (long|per_period)", _nothing),
        GrammarRule("measured", "every? half hour", _nothing),
        GrammarRule("measured", "every (num)? hour", _nothing),
        GrammarRule("measured", "num minutes (?!before|past)", _nothing),
        GrammarRule("measured", "decimal hour", _nothing),
    ),
    _SHORT,
)
