"""Days: "dinsdag 3 maart", "12 en 26 maart", "van 1 t/m 6 oktober", "laatste zondag in mei", "september t/m juni"."""

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from pipeline.normalise.schedules.grammar import Grammar, GrammarRule
from pipeline.normalise.schedules.values import Day, Days, Hours, Months, Node

_SHORT = {
    "num": "(number|ordinal)",
    "wd": "((weekday|weekday_part) dot? (daypart|title_daypart)? (comma|colon|on|the)*)",
    "mon": "(month dot?)",
    "sep": "(comma|and|or|slash|dash)",
}
_AHEAD = "(the|and|comma|num|weekday|weekday_part|short_weekday|dash|through|to|dot|daypart)*"


def _first_value(nodes: Sequence[Node]) -> object:
    return nodes[0].value


def _day_and_month(nodes: Sequence[Node]) -> Day | None:
    day = Day(nodes[0].value, nodes[-1].value)
    return day if _exists(day) else None


def _dotted(nodes: Sequence[Node]) -> Day | None:
    """What looks like a time before a date in digits: "19.03 - 21.03.2027"."""
    hour, minute = divmod(nodes[0].value.minutes, 60)
    day = Day(hour, minute)
    return day if _exists(day) else None


def _no_hours(nodes: Sequence[Node]) -> Day | None:
    return None if hours_in_digits(nodes[0].value, nodes[-1].value) else _day_and_month(nodes)


# Leaves of a calendar: "Wed", "11", "Feb" on lines of their own are one date.
_ALONE = "(?<![^line])"
_OF_DATES = "month doubtful_month number ordinal comma dot slash dash"
_BADGE_DAY = "number (line|dot|comma|$)"
BADGES = Grammar(
    (
        GrammarRule(
            "number", f"{_ALONE} number line (?=(month|doubtful_month) dot? (line|num|year|comma|$))", _first_value
        ),
        GrammarRule("short_weekday", f"{_ALONE} short_weekday dot? comma? line (?={_BADGE_DAY})", _first_value),
        GrammarRule("weekday", f"{_ALONE} weekday comma? line (?=number (line|dot|comma|month|$))", _first_value),
        GrammarRule(
            "short_weekday", f"{_ALONE} short_weekday dot? comma? line (?=(month|doubtful_month))", _first_value
        ),
        GrammarRule("weekday", f"{_ALONE} weekday comma? line (?=(month|doubtful_month))", _first_value),
        GrammarRule("month", f"{_ALONE} month dot? line (?={_BADGE_DAY})", _first_value),
        GrammarRule("doubtful_month", f"{_ALONE} doubtful_month dot? line (?={_BADGE_DAY})", _first_value),
        # "Van 1-7 t/m 9-7-2027", "op 15-2", "vr 6-11 tussen 9.30 en 12 uur": days and months, not hours.
        GrammarRule("numdate", "(?<![numdate year month hour number]) clock (?=dash numdate)", _dotted),
        GrammarRule("numdate", "number dash number (?=(to|through) (weekday|short_weekday)? numdate)", _day_and_month),
        GrammarRule(
            "numdate",
            "(?<=[weekday short_weekday weekday_part dot]) number dash number (?=comma? (between|from|at|clock))",
            _day_and_month,
        ),
        GrammarRule("numdate", "(?<=on) number dash number (?!hour|am|pm|clock|month|dash|num)", _no_hours),
        # "Data voor 2027: 12 januari, 9 februari".
        GrammarRule("heading_year", f"(?<![{_OF_DATES}]) year x{{0,3}} colon", _first_value),
        GrammarRule(
            "year", "(?<=[month doubtful_month number ordinal]) comma? line year (?=line|$)", lambda n: n[-1].value
        ),
    ),
    {"num": "(number|ordinal)"},
)

# Short weekdays and doubtful months are what they seem only in company.
COMPANY = Grammar(
    (
        GrammarRule("weekday", "short_weekday dash (?=comma|and|or)", lambda n: n[0].value),
        GrammarRule("weekday", "short_weekday (dot|dash)? (?=(short_daypart|daypart))", lambda n: n[0].value),
        GrammarRule("daypart", "(?<=[weekday short_weekday]) short_daypart dot?", lambda n: n[0].value),
        GrammarRule("daypart", "(?<=[weekday short_weekday][dot dash]) short_daypart dot?", lambda n: n[0].value),
        GrammarRule("weekday", "short_weekday dot? (?=comma? (numdate|clock))", lambda n: n[0].value),
        GrammarRule(
            "weekday",
            "short_weekday dot? (?=comma? num (and|comma|dash|through|to|or|num|dot|weekday|short_weekday){0,24}"
            " (month|doubtful_month))",
            lambda n: n[0].value,
        ),
        GrammarRule(
            "weekday",
            "short_weekday dot? (?=(from|at|between|colon)? num (to|dash|through|and|hour|am|pm) (num|clock)?)",
            lambda n: n[0].value,
        ),
        GrammarRule("weekday", "short_weekday dot? (?=(from|at|between|colon) (num|clock))", lambda n: n[0].value),
        GrammarRule(
            "weekday",
            "short_weekday dot? (?=(dash|through|to|and|comma|slash|amp) (short_weekday|weekday))",
            lambda n: n[0].value,
        ),
        GrammarRule(
            "weekday", "short_weekday (?=(short_weekday){1,5} (comma|colon|from)* (clock|num))", lambda n: n[0].value
        ),
        GrammarRule("weekday", "short_weekday dot? (?=comma? month num)", lambda n: n[0].value),
        GrammarRule("weekday", "(?<=[every ordinal]) short_weekday dot?", lambda n: n[0].value),
        GrammarRule(
            "weekday",
            "(?<=[weekday short_weekday][dash through to and comma slash]) short_weekday dot?",
            lambda n: n[0].value,
        ),
        GrammarRule("month", "doubtful_month dot? (?=num|year)", lambda n: n[0].value),
        GrammarRule("month", "(?<=[in in_month in_months edge]) doubtful_month", lambda n: n[0].value),
        GrammarRule(
            "month", "(?<=from) doubtful_month (?=(to|through|dash) (month|doubtful_month))", lambda n: n[0].value
        ),
        GrammarRule("month", "(?<=[number ordinal]) doubtful_month dot?", lambda n: n[0].value),
        GrammarRule("month", "(?<=[number ordinal][of or]) doubtful_month dot?", lambda n: n[0].value),
        GrammarRule("month", "(?<=[month doubtful_month][dash through to and]) doubtful_month", lambda n: n[0].value),
        GrammarRule("x", "doubtful_month", lambda n: n[0].value),
        GrammarRule(
            "to", "(?<=[hour clock number number_word]) at_or_to (?=clock|number|number_word)", lambda n: n[0].value
        ),
        GrammarRule("at", "at_or_to", lambda n: n[0].value),
    ),
    {"num": "(number|ordinal)"},
)


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
    return tuple(days) if days and all(_exists(day) for day in days) else None


def _exists(day: Day) -> bool:
    try:
        date(day.year or 2000, day.month, day.day)
    except ValueError:
        return False
    return True


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
    return node._replace(kind="year", value=number if number > 99 else 2000 + number)


def _in_digits(nodes: Sequence[Node]) -> Days:
    weekday, daypart = _weekday(nodes[0])
    daypart = next((str(node.value) for node in nodes if node.kind == "daypart"), daypart)
    return Days((replace(nodes[-1].value, weekday=weekday, daypart=daypart),))


def _short_digits(nodes: Sequence[Node]) -> Days | None:
    """Day as in "di 15-2": day and month in digits, believable beside a weekday only."""
    numbers = [node.value for node in nodes if node.kind == "number"]
    if hours_in_digits(*numbers):
        return None
    day = Day(numbers[0], numbers[1], None, _weekday(nodes[0])[0])
    return Days((day,)) if _exists(day) else None


def hours_in_digits(first: int, last: int) -> bool:
    """Whether two bare numbers are more likely hours of an activity than a day and a month.

    >>> hours_in_digits(10, 12), hours_in_digits(15, 2), hours_in_digits(3, 6)
    (True, False, False)
    """
    return 7 <= first < last <= 23


def _nth(nodes: Sequence[Node]) -> Days | None:
    ordinal, weekday = nodes[0].value, next(node for node in nodes if node.kind in {"weekday", "weekday_part"})
    month = next(node.value for node in nodes if node.kind == "month")
    year = nodes[-1].value if nodes[-1].kind == "year" else None
    if not -2 <= ordinal <= 5:
        return None
    number, daypart = _weekday(weekday)
    return Days((Day(1, month, year, None, daypart, (ordinal, number or 0)),))


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


DATES = Grammar(
    (
        GrammarRule("dates", "ordinal wd (in|of|or|in_month|from) month year?", _nth),
        GrammarRule(
            "days_through",
            "(from|from_on|between)? wd? num mon? year? (to|through|dash) wd? num (of|or)? mon year?",
            _through,
        ),
        GrammarRule("days_through", "between num and num mon year?", _through),
        GrammarRule("days_through", "(from|of)? wd? number on wd? number mon year?", _through),
        GrammarRule("dates", "wd? num (dash|slash) mon (dash|slash) (year|number)", _dashed),
        GrammarRule("dates", "wd? mon (dash|slash) num (dash|slash) (year|number)", _dashed),
        GrammarRule("dates", "wd? num (of|or|in|dot|from)? mon (comma|in)? year (?!dash num month)", _days),
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
        GrammarRule("dates", "wd? numdate", _in_digits),
        GrammarRule("dates", "(weekday|weekday_part) comma? number dash number (?!hour|am|pm|clock)", _short_digits),
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
    _SHORT,
)


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
