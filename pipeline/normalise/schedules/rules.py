"""Rules: "elke 1e en 3e donderdag van de maand", "dinsdag- en woensdagochtend", "Monday-Wednesday"."""

from collections.abc import Sequence
from typing import Any

from pipeline.normalise.schedules.grammar import Grammar, GrammarRule
from pipeline.normalise.schedules.values import Node, Weekdays

_SHORT = {
    "nth": "(ordinal (sep (the|every)? ordinal){0,4})",
    "day": "((weekday|weekday_part) dot? dash? (daypart|title_daypart)?)",
    "sep": "(comma|and|or|slash|dash and|amp)",
    "many": "(every|on|the|of|both)",
}

# In which months a quarter begins and ends; a rule for another period needs a row here and its word in the tables.
PERIODS: dict[str, tuple[tuple[int, ...], tuple[int, ...]]] = {
    "month": ((), ()),
    "quarter": ((1, 4, 7, 10), (3, 6, 9, 12)),
}


def _parts(node: Node) -> tuple[int, str | None]:
    return node.value if node.kind == "weekday_part" else (node.value, None)


def _weekdays(nodes: Sequence[Node], *, every: bool = False, once: bool = False, **more: Any) -> Weekdays:  # noqa: ANN401
    """The weekdays of `nodes`, each with the ordinals before it; a daypart said at the end holds for those before."""
    days: list[tuple[int, int]] = []
    dayparts: list[str | None] = []
    ordinals: list[int] = []
    after_weekday = True
    for node in nodes:
        if node.kind == "ordinal":
            ordinals = [*([] if after_weekday else ordinals), node.value]
            after_weekday = False
        elif node.kind in {"weekday", "weekday_part"}:
            number, daypart = _parts(node)
            days += [(ordinal, number) for ordinal in ordinals or [0]]
            dayparts += [daypart] * len(ordinals or [0])
            after_weekday = True
        elif node.kind in {"daypart", "title_daypart"} and dayparts:
            dayparts[-1] = dayparts[-1] or str(node.value)
    for place in range(len(dayparts) - 2, -1, -1):
        dayparts[place] = dayparts[place] or dayparts[place + 1]
    said = set(dayparts)
    daypart = dayparts[0] if len(said) == 1 else None
    interval = next((node.value for node in nodes if node.kind == "alternate"), 1)
    return Weekdays(tuple(dict.fromkeys(days)), daypart, every, once, interval, **more)


def _plain(nodes: Sequence[Node]) -> Weekdays:
    return _weekdays(nodes, every=any(node.kind in {"every", "alternate"} or node.plural for node in nodes))


def _once(nodes: Sequence[Node]) -> Weekdays:
    return _weekdays(nodes, once=True)


def _nth_of(nodes: Sequence[Node]) -> Weekdays | None:
    ordinals = [node.value for node in nodes if node.kind == "ordinal"]
    if not all(-2 <= ordinal <= 5 and ordinal for ordinal in ordinals):
        return None
    period = next((str(node.value) for node in nodes if node.kind == "period"), "month")
    first, last = PERIODS[period]
    return _weekdays(nodes, every=True, months=last if ordinals[0] < 0 else first, frequency="MONTHLY")


def _from_to(nodes: Sequence[Node]) -> Weekdays:
    ends = [_parts(node)[0] for node in nodes if node.kind in {"weekday", "weekday_part"}]
    days = tuple((0, (ends[0] + n) % 7) for n in range((ends[1] - ends[0]) % 7 + 1))
    return Weekdays(days, every=any(node.kind == "every" or node.plural for node in nodes))


def _all(days: range) -> Any:  # noqa: ANN401 a builder
    return lambda _nodes: Weekdays(tuple((0, day) for day in days), every=True)


WEEKDAYS = Grammar(
    (
        GrammarRule(
            "weekdays",
            "(every|the|on)* nth day (sep (the|every|on)* nth? day){0,4} (of|or|in|measured) (the)? period",
            _nth_of,
        ),
        GrammarRule("weekdays", "(every|monthly) (the|on)* nth day (sep (the|every|on)* nth day){0,4}", _nth_of),
        GrammarRule("weekdays", "(on|the)* nth day (sep (the|every|on)* nth day){0,4} monthly", _nth_of),
        GrammarRule(
            "weekdays",
            "(from|on|every)? (weekday|weekday_part) (through|dash|to) (weekday|weekday_part) (?!daypart)",
            _from_to,
        ),
        GrammarRule("weekdays", "(every|alternate) (on|the)* day (sep many* day){0,6}", _plain),
        GrammarRule("weekdays", "once (on|the)* day", _once),
        GrammarRule("weekdays", "(on|the)* day once (?!day)", _once),
        GrammarRule("weekdays", "(on|the)* day (sep many* day){0,6}", _plain),
        GrammarRule("weekdays", "daily", _all(range(7))),
        GrammarRule("weekdays", "workdays", _all(range(5))),
        GrammarRule("weekdays", "weekends", _all(range(5, 7))),
    ),
    _SHORT,
)

# A weekday that something must be done before.
DEADLINES = Grammar((GrammarRule("by", "before (the|on)* weekdays", lambda nodes: nodes[-1].value),))
