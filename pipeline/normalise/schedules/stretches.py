"""From one day to another, from a day on, until a day: "3 april t/m 30 mei", "vanaf 1 maart", "tot eind juni"."""

from collections.abc import Sequence

from msgspec.structs import replace

from pipeline.normalise.schedules.grammar import Grammar, GrammarRule
from pipeline.normalise.schedules.values import Days, Hours, Node


def _both_ends(nodes: Sequence[Node]) -> Days:
    ends = [node.value.days for node in nodes if node.kind == "dates"]
    first, last = ends[0][0], ends[-1][-1]
    return Days((replace(first, year=first.year), last), through=True)


def _from_moment(nodes: Sequence[Node]) -> Days:
    """From an hour of the first day until an hour of the last, without a night between: "Fri 8 pm – Sat 2 am"."""
    hours: list[Hours] = [node.value for node in nodes if node.kind == "hours"]
    days = _both_ends(nodes)
    return Days(days.days, through=True, clock=hours[0].start, until=hours[1].start or hours[1].end)


def _last(nodes: Sequence[Node]) -> object:
    return nodes[-1].value


def _beginning(nodes: Sequence[Node]) -> Days:
    days: Days = nodes[-1].value
    return replace(days, begins=True)


def _weekend(nodes: Sequence[Node]) -> Days | None:
    """Two days of one weekend are one stretch."""
    days = nodes[-1].value
    return Days(days.days, through=True) if len(days.days) == 2 else None


STRETCHES = Grammar(
    (
        GrammarRule(
            "days_through",
            "(from|from_on|between|begins (on|colon)*)? dates comma? hours comma? line? (to|through|dash|ends)"
            " (on|colon)* dates comma? hours",
            _from_moment,
        ),
        GrammarRule("x", "((in|the|of)* weeks|per_period) (from|of) dates", _last),
        GrammarRule("days_through", "(weekend|in|in_month) (of|or|from)* dates", _weekend),
        GrammarRule("days_through", "between dates and dates", _both_ends),
        GrammarRule("days_through", "(from_on|begins) dates and ends (on|colon)* dates", _both_ends),
        GrammarRule(
            "days_through", "(from|from_on|between)? dates (hours)? (to|through|dash) (the)? dates (?!dash)", _both_ends
        ),
        GrammarRule("since", "from_on (the|on)* dates", _last),
        GrammarRule("since", "begun_on (the|on)* dates", _beginning),
        GrammarRule("dates", "begins (the|on|colon)* dates", _beginning),
        GrammarRule("since", "from_on (the|on)* months", _last),
        GrammarRule("until", "(to|through) (the|on)* (dates|months)", _last),
        GrammarRule("by", "before (the|on)* (dates|months)", _last),
    )
)
