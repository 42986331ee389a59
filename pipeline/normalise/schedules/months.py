"""Months: "september t/m juni", "in mei, juni en september", "eind februari", "'s winters"."""

from collections.abc import Sequence

from pipeline.normalise.schedules.grammar import Grammar, GrammarRule
from pipeline.normalise.schedules.values import Months, Node


def _months(nodes: Sequence[Node]) -> Months:
    found = [node.value for node in nodes if node.kind == "month"]
    year = nodes[-1].value if nodes[-1].kind == "year" else None
    edge = next((node for node in nodes if node.kind in {"edge", "ends", "begins"}), None)
    named = None if edge is None else ("begin" if edge.kind == "begins" or edge.value == "begin" else "end")
    if any(node.kind in {"to", "through", "dash"} for node in nodes):
        first, last = found[0], found[-1]
        is_vague = any(node.kind == "half" for node in nodes)
        months = tuple((first + n - 1) % 12 + 1 for n in range((last - first) % 12 + 1))
        return Months(months, year, "half" if is_vague else None)
    return Months(tuple(found), year, named, is_whole=any(node.kind == "in_month" for node in nodes))


def _season(nodes: Sequence[Node]) -> Months:
    return Months(tuple(int(month) for month in str(nodes[0].value).split(",")))


MONTHS = Grammar(
    (
        GrammarRule("months", "(edge|begins|ends) (of|or)? month year?", _months),
        GrammarRule(
            "months",
            "(from|from_on|in|in_months|in_month|between)? (edge|half|begins)? mon"
            " (to|through|dash) (edge|half)? mon year?",
            _months,
        ),
        GrammarRule(
            "months", "(in|in_month|in_months|of|or|from) month ((and|comma|or) month){0,6} year? (?!dot? num)", _months
        ),
        GrammarRule("months", "month ((and|comma|or) month){0,6} year? (?!dot? num)", _months),
        GrammarRule("months", "season", _season),
    ),
    {"mon": "(month dot?)"},
)
