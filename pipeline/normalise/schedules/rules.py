"""Rules: "elke 1e en 3e donderdag van de maand", "dinsdag- en woensdagochtend", "Monday-Wednesday"."""

from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from pipeline.normalise.schedules.grammar import Grammar, GrammarRule
from pipeline.normalise.schedules.values import Node, Weekdays

_SHORT = {
    "nth": "(ordinal (sep (the|every)? ordinal){0,4})",
    "day": "((weekday|weekday_part) dot? dash? (daypart|title_daypart)?)",
    "sep": "(comma|and|or|slash|dash and|amp)",
    "many": "(every|on|the|of|both)",
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
    months = next((node.value for node in nodes if node.kind in {"period", "year_word"}), 1)
    return _weekdays(nodes, every=True, months=_months(ordinals, months), frequency="MONTHLY")


def _first_few(nodes: Sequence[Node]) -> Weekdays | None:
    """The first or last few of a month: "de eerste drie dinsdagen van de maand"."""
    ordinal = next(node.value for node in nodes if node.kind == "ordinal")
    number = next(node.value for node in nodes if node.kind in {"number", "number_word"})
    weekday = next(_parts(node) for node in nodes if node.kind in {"weekday", "weekday_part"})
    if ordinal not in {1, -1} or not 2 <= number <= 4:
        return None
    days = tuple((ordinal * n, weekday[0]) for n in range(1, number + 1))
    return Weekdays(days, weekday[1], every=True, frequency="MONTHLY")


def _once_in(nodes: Sequence[Node]) -> Weekdays | None:
    """An nth weekday behind "één keer per maand"."""
    return _nth_of(nodes) if nodes[0].value == "MONTHLY" else None


def _months(ordinals: Sequence[int], length: int) -> tuple[int, ...]:
    """The months in which periods of `length` months begin, or for "the last" end; none where they are all.

    >>> _months([1], 3), _months([-1], 6), _months([2], 1)
    ((1, 4, 7, 10), (6, 12), ())
    """
    return () if length == 1 else tuple(range(length if ordinals[0] < 0 else 1, 13, length))


def _month_days(nodes: Sequence[Node]) -> Weekdays | None:
    days = tuple(node.value for node in nodes if node.kind in {"ordinal", "number"})
    period = next((node.value for node in nodes if node.kind == "period"), 1)
    if period > 1 or not all(-1 <= day <= 31 and day for day in days):
        return None
    return Weekdays((), every=True, frequency="MONTHLY", month_days=days)


def _from_to(nodes: Sequence[Node]) -> Weekdays:
    ends = [_parts(node)[0] for node in nodes if node.kind in {"weekday", "weekday_part"}]
    days = tuple((0, (ends[0] + n) % 7) for n in range((ends[1] - ends[0]) % 7 + 1))
    return Weekdays(days, every=any(node.kind == "every" or node.plural for node in nodes))


def _all(days: range) -> Any:  # noqa: ANN401 a builder
    return lambda _nodes: Weekdays(tuple((0, day) for day in days), every=True)


def _first(nodes: Sequence[Node]) -> object:
    return nodes[0].value


def _workdays(nodes: Sequence[Node]) -> Weekdays:
    daypart = next((str(node.value) for node in nodes[1:]), None)
    return Weekdays(tuple((0, day) for day in range(5)), daypart, every=bool(nodes[0].value))


def _but(nodes: Sequence[Node]) -> Weekdays | None:
    """The days of the first without those of the last: "elke dag behalve zondag"."""
    rule: Weekdays = nodes[0].value
    taken: Weekdays = nodes[-1].value
    left = tuple(day for day in rule.days if day not in taken.days)
    return replace(rule, days=left) if left and taken.days and set(taken.days) < set(rule.days) else None


WEEKDAYS = Grammar(
    (
        GrammarRule(
            "weekdays",
            "(every|the|on)* nth day (sep (the|every|on)* nth? day){0,4} (of|or|in|measured) (the)? (period|year_word)",
            _nth_of,
        ),
        GrammarRule("weekdays", "(every|monthly) (the|on)* nth day (sep (the|every|on)* nth? day){0,4}", _nth_of),
        GrammarRule("weekdays", "monthly (x|colon|comma|dash|title_daypart){1,4} (the|on)* nth day", _nth_of),
        GrammarRule("weekdays", "(the|on)* ordinal (sep (the|every)? ordinal){1,4} day (?!of month|num)", _nth_of),
        GrammarRule(
            "weekdays",
            "(every|the|on)* nth day_word? (sep (every|the|on)* nth)? (of (the|every)*)? period",
            _month_days,
        ),
        GrammarRule("weekdays", "(on|the)* nth day (sep (the|every|on)* nth day){0,4} monthly", _nth_of),
        GrammarRule("weekdays", "(every|the|on)* ordinal (number|number_word) day of (the)? period", _first_few),
        GrammarRule("weekdays", "seldom (comma|colon|dash|x)* (on|the)* nth day (sep (the|on)* nth day)?", _once_in),
        GrammarRule("weekdays", "every period (comma|colon)? (on|the)* nth day", _nth_of),
        GrammarRule("weekdays", "monthly (the|on)* nth (?!month|day|clock|hour)", _month_days),
        GrammarRule("weekdays", "(weekday|weekday_part) (dash (weekday|weekday_part)){2,5}", _plain),
        GrammarRule(
            "weekdays",
            "(from|on|every)? (weekday|weekday_part) (through|dash|to) (weekday|weekday_part) (?!daypart)",
            _from_to,
        ),
        GrammarRule("weekdays", "(every|alternate) (on|the)* day (sep many* day){0,6}", _plain),
        GrammarRule("weekdays", "once (on|the)* day", _once),
        GrammarRule("weekdays", "(on|the)* day once (?!day)", _once),
        GrammarRule("weekdays", "(on|the)* day (sep? many* day){0,6}", _plain),
        GrammarRule("weekdays", "daily", _all(range(7))),
        GrammarRule("weekdays", "every daypart (?!of|day|num)", _all(range(7))),
        GrammarRule("weekdays", "workdays (daypart|title_daypart)?", _workdays),
        GrammarRule("weekdays", "weekends", _all(range(5, 7))),
    ),
    _SHORT,
)

# A weekday that something must be done before.
DEADLINES = Grammar(
    (
        GrammarRule("by", "before (the|on)* weekdays", lambda nodes: nodes[-1].value),
        GrammarRule("by", "(?<![hours weekdays dates]) (to|through) (the|on)* weekdays (?=stop|dot|line|$)", _first),
        GrammarRule("cue", "(?<=[dates days_through]) no (x|title_daypart)", lambda _: "closed"),
        GrammarRule("cue", "(?<=[dates days_through]) not (?=close_bracket|comma|dot|stop|line|$)", lambda _: "closed"),
        GrammarRule("cue", "no (x|title_daypart){1,2} (?=(on|of|in|the)* (dates|days_through))", lambda _: "closed"),
        GrammarRule("x", "instead (of|the|on)* (weekdays|dates|hours)", lambda nodes: nodes[0].kind),
        GrammarRule("weekdays", "weekdays (comma|open_bracket)? except (the|on)* weekdays", _but),
    )
)
