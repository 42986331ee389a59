"""Days: "dinsdag 3 maart", "12 en 26 maart", "van 1 t/m 6 oktober", "laatste zondag in mei", "May 3 and 10"."""

from collections.abc import Sequence

from msgspec.structs import replace

from pipeline.normalise.schedules.company import exists, hours_in_digits
from pipeline.normalise.schedules.grammar import Grammar, GrammarRule
from pipeline.normalise.schedules.values import Day, Days, Node

_SHORT = {
    "num": "(number|ordinal)",
    "wd": "((weekday|weekday_part) dot? (daypart|title_daypart)? (comma|colon|on|the)*)",
    "mon": "(month dot?)",
    "sep": "(comma|and|or|slash|dash)",
}


def _weekday(node: Node) -> tuple[int | None, str | None]:
    if node.kind == "weekday_part":
        number, daypart = node.value
        return number, daypart
    return (node.value, None) if node.kind == "weekday" else (None, None)


def enumerated(nodes: Sequence[Node]) -> tuple[Day, ...] | None:
    """Each number with the weekday before it, and with the month and year after it, be they next to it or later."""
    days: list[Day] = []
    weekday: int | None = None
    daypart: str | None = None
    unfinished = 0
    for place, node in enumerate(nodes):
        if node.kind in {"weekday", "weekday_part"}:
            weekday, daypart = _weekday(node)
        elif node.kind in {"daypart", "title_daypart"}:
            daypart = str(node.value)
        elif node.kind in {"number", "ordinal"}:
            days.append(Day(node.value, 0, None, weekday, daypart))
            weekday = None
        elif node.kind == "month":
            year = next((n.value for n in nodes[place + 1 : place + 4] if n.kind == "year"), None)
            days[unfinished:] = [replace(day, month=node.value, year=year) for day in days[unfinished:]]
            unfinished = len(days)
    return tuple(days) if days and all(exists(day) for day in days) else None


def _days(nodes: Sequence[Node]) -> Days | None:
    days = enumerated(nodes)
    return Days(days) if days else None


def _through(nodes: Sequence[Node]) -> Days | None:
    days = enumerated(nodes)
    return Days((days[0], days[-1]), through=True) if days else None


def _month_first(nodes: Sequence[Node]) -> Days | None:
    """The English order: "Saturday, April 1st, 2023", "May 3 and 10"."""
    month = next(place for place, node in enumerate(nodes) if node.kind == "month")
    numbers = [node for node in nodes[month + 1 :] if node.kind in {"number", "ordinal"}]
    years = [node for node in nodes[month + 1 :] if node.kind == "year"]
    found = enumerated([*nodes[:month], *numbers, nodes[month], *years])
    return Days(found) if found else None


def _month_first_through(nodes: Sequence[Node]) -> Days | None:
    days = _month_first(nodes)
    return Days((days.days[0], days.days[-1]), through=True) if days else None


def _dashed(nodes: Sequence[Node]) -> Days | None:
    """One day as in "05-Jan-2021" or "Jan/05/21"."""
    year = nodes[-1].value
    month = next(node for node in nodes if node.kind == "month")
    day = next(node for node in nodes if node.kind in {"number", "ordinal"})
    return _days([*(n for n in nodes if n.kind in {"weekday", "weekday_part"}), day, month, _year(year, nodes[-1])])


def _year(number: int, node: Node) -> Node:
    return replace(node, kind="year", value=number if number > 99 else 2000 + number)


def _in_digits(nodes: Sequence[Node]) -> Days:
    weekday, daypart = _weekday(nodes[0])
    daypart = next((str(node.value) for node in nodes if node.kind == "daypart"), daypart)
    day = next(node.value for node in nodes if node.kind == "numdate")
    year = nodes[-1].value if nodes[-1].kind == "year" else day.year
    return Days((replace(day, weekday=weekday, daypart=daypart, year=year),))


def _short_digits(nodes: Sequence[Node]) -> Days | None:
    """Day as in "di 15-2": day and month in digits, believable beside a weekday only."""
    numbers = [node.value for node in nodes if node.kind == "number"]
    if hours_in_digits(*numbers):
        return None
    day = Day(numbers[0], numbers[1], None, _weekday(nodes[0])[0])
    return Days((day,)) if exists(day) else None


def _nth(nodes: Sequence[Node]) -> Days | None:
    ordinal, weekday = nodes[0].value, next(node for node in nodes if node.kind in {"weekday", "weekday_part"})
    month = next(node.value for node in nodes if node.kind == "month")
    year = nodes[-1].value if nodes[-1].kind == "year" else None
    if not -2 <= ordinal <= 5:
        return None
    number, daypart = _weekday(weekday)
    return Days((Day(1, month, year, None, daypart, (ordinal, number or 0)),))


DATES = Grammar(
    (
        GrammarRule("dates", "ordinal wd (in|of|or|in_month|from) month year?", _nth),
        GrammarRule(
            "days_through",
            "(from|from_on|between)? wd? num (of|from)? mon? (in|from)? year?"
            " (to|through|dash) (the)? wd? num (of|or|from)? mon (comma|in|from)? year?",
            _through,
        ),
        GrammarRule("days_through", "between num and num (of|from)? mon (comma|in|from)? year?", _through),
        GrammarRule("days_through", "(from|of)? wd? number on wd? number mon year?", _through),
        GrammarRule("dates", "wd? num (dash|slash) mon (dash|slash) (year|number)", _dashed),
        GrammarRule("dates", "wd? mon (dash|slash) num (dash|slash) (year|number)", _dashed),
        GrammarRule("dates", "wd? (?<![dash slash number]) num (dash|slash) mon (?!(dash|slash) num|num|year)", _days),
        GrammarRule("dates", "wd? num (of|or|in|dot|from)? mon (comma|in|from)? year (?!dash num month)", _days),
        GrammarRule("dates", "wd? num (of|or|in)? mon (?=(comma|and) (wd)? num (of|or)? mon)", _days),
        GrammarRule("dates", "wd? num (sep (and|on|the)? wd? num){0,24} (of|or|in|dot|from)? mon comma? year?", _days),
        GrammarRule(
            "days_through",
            "(from|from_on|between)? wd? mon num (to|through|dash) num (?!hour|clock|month) (comma? year)?",
            _month_first_through,
        ),
        GrammarRule(
            "dates",
            "wd? mon (the)? num (sep num (?!hour|dash|month|clock)){0,9} (?!hour|am|pm)"
            " ((open_bracket x close_bracket)? (comma|slash)? year)?",
            _month_first,
        ),
        GrammarRule("dates", "wd? numdate (comma year)?", _in_digits),
        GrammarRule("dates", "(weekday|weekday_part) comma? number dash number (?!hour|am|pm|clock)", _short_digits),
    ),
    _SHORT,
)
