"""What words and numbers are in company only: "za" beside a number, "may" beside a day, "15-2" behind "op"."""

from collections.abc import Sequence
from datetime import date

from pipeline.normalise.schedules.grammar import Grammar, GrammarRule
from pipeline.normalise.schedules.values import Day, Node


def hours_in_digits(first: int, last: int) -> bool:
    """Whether two bare numbers are more likely hours of an activity than a day and a month.

    >>> hours_in_digits(10, 12), hours_in_digits(15, 2), hours_in_digits(3, 6)
    (True, False, False)
    """
    return 7 <= first < last <= 23


def exists(day: Day) -> bool:
    """Whether there is such a day in its year, or in a leap year."""
    try:
        date(day.year or 2000, day.month, day.day)
    except ValueError:
        return False
    return True


def _first(nodes: Sequence[Node]) -> object:
    return nodes[0].value


def _last(nodes: Sequence[Node]) -> object:
    return nodes[-1].value


def _day_and_month(nodes: Sequence[Node]) -> Day | None:
    day = Day(nodes[0].value, nodes[-1].value)
    return day if exists(day) else None


def _dotted(nodes: Sequence[Node]) -> Day | None:
    """What looks like a time before a date in digits: "19.03 - 21.03.2027"."""
    hour, minute = divmod(nodes[0].value.minutes, 60)
    day = Day(hour, minute)
    return day if exists(day) else None


def _no_hours(nodes: Sequence[Node]) -> Day | None:
    return None if hours_in_digits(nodes[0].value, nodes[-1].value) else _day_and_month(nodes)


# Leaves of a calendar: "Wed", "11", "Feb" on lines of their own are one date.
_ALONE = "(?<![^line])"
_OF_DATES = "month doubtful_month number ordinal comma dot slash dash"
_BADGE_DAY = "number (line|dot|comma|$)"
BADGES = Grammar(
    (
        GrammarRule("number", f"{_ALONE} number line (?=(month|doubtful_month) dot? (line|num|year|comma|$))", _first),
        GrammarRule("short_weekday", f"{_ALONE} short_weekday dot? comma? line (?={_BADGE_DAY})", _first),
        GrammarRule("weekday", f"{_ALONE} weekday comma? line (?=number (line|dot|comma|month|$))", _first),
        GrammarRule("short_weekday", f"{_ALONE} short_weekday dot? comma? line (?=(month|doubtful_month))", _first),
        GrammarRule("weekday", f"{_ALONE} weekday comma? line (?=(month|doubtful_month))", _first),
        GrammarRule("month", f"{_ALONE} month dot? line (?={_BADGE_DAY})", _first),
        GrammarRule("doubtful_month", f"{_ALONE} doubtful_month dot? line (?={_BADGE_DAY})", _first),
        # "Van 1-7 t/m 9-7-2027", "op 15-2", "vr 6-11 tussen 9.30 en 12 uur": days and months, not hours.
        GrammarRule("numdate", "(?<![numdate year month hour number]) clock (?=dash numdate)", _dotted),
        GrammarRule("numdate", "number dash number (?=(to|through) (weekday|short_weekday)? numdate)", _day_and_month),
        GrammarRule(
            "numdate", "(?<=from) number dash number (?=dash (numdate|number dash number comma year))", _day_and_month
        ),
        GrammarRule("numdate", "number dash number (?=comma year)", _day_and_month),
        GrammarRule(
            "numdate",
            "(?<=[from between]) number dash number (?=(to|through|and) number dash number (?!hour|clock))",
            _day_and_month,
        ),
        GrammarRule(
            "numdate", "(?<=[from between]number dash number[to through and]) number dash number", _day_and_month
        ),
        GrammarRule("numdate", "(?<![dash number slash]) number dash number (?=between clock)", _day_and_month),
        GrammarRule(
            "numdate",
            "(?<=[weekday short_weekday weekday_part dot]) number dash number (?=comma? (between|from|at|clock))",
            _day_and_month,
        ),
        GrammarRule("numdate", "(?<=on) number dash number (?!hour|am|pm|clock|month|dash|num)", _no_hours),
        # "Data voor 2027: 12 januari, 9 februari".
        GrammarRule("heading_year", f"(?<![{_OF_DATES}]) year x{{0,3}} colon", _first),
        GrammarRule("year", "(?<=[month doubtful_month number ordinal]) comma? line year (?=line|$)", _last),
    ),
    {"num": "(number|ordinal)"},
)

# Short weekdays and doubtful months are what they seem only in company.
COMPANY = Grammar(
    (
        GrammarRule("weekday", "short_weekday dash (?=comma|and|or)", _first),
        GrammarRule("weekday", "short_weekday (dot|dash)? (?=(short_daypart|daypart))", _first),
        GrammarRule("daypart", "(?<=[weekday short_weekday]) short_daypart dot?", _first),
        GrammarRule("daypart", "(?<=[weekday short_weekday][dot dash]) short_daypart dot?", _first),
        GrammarRule("weekday", "short_weekday dot? (?=comma? (numdate|clock))", _first),
        GrammarRule(
            "weekday",
            "short_weekday dot? (?=comma? num (and|comma|dash|through|to|or|num|dot|weekday|short_weekday){0,24}"
            " (month|doubtful_month))",
            _first,
        ),
        GrammarRule(
            "weekday",
            "short_weekday dot? (?=(from|at|between|colon)? num (to|dash|through|and|hour|am|pm) (num|clock)?)",
            _first,
        ),
        GrammarRule("weekday", "short_weekday dot? (?=(from|at|between|colon) (num|clock))", _first),
        GrammarRule(
            "weekday",
            "short_weekday dot? (?=(dash|through|to|and|comma|slash|amp) (short_weekday|weekday))",
            _first,
        ),
        GrammarRule("weekday", "short_weekday (?=(short_weekday){1,5} (comma|colon|from)* (clock|num))", _first),
        GrammarRule("weekday", "short_weekday dot? (?=comma? month num)", _first),
        GrammarRule("weekday", "(?<=[clock hour]on) short_weekday dot?", _first),
        GrammarRule("weekday", "(?<=[every ordinal]) short_weekday dot?", _first),
        GrammarRule(
            "weekday",
            "(?<=[weekday short_weekday][dash through to and comma slash]) short_weekday dot?",
            _first,
        ),
        GrammarRule("month", "doubtful_month dot? (?=num|year)", _first),
        GrammarRule("month", "(?<=[in in_month in_months edge]) doubtful_month", _first),
        GrammarRule("month", "(?<=from) doubtful_month (?=(to|through|dash) (month|doubtful_month))", _first),
        GrammarRule("month", "(?<=[number ordinal]) doubtful_month dot?", _first),
        GrammarRule("month", "(?<=[number ordinal][of or]) doubtful_month dot?", _first),
        GrammarRule("month", "(?<=[month doubtful_month][dash through to and]) doubtful_month", _first),
        GrammarRule("x", "doubtful_month", _first),
        GrammarRule("to", "(?<=[hour clock number number_word]) at_or_to (?=clock|number|number_word)", _first),
        GrammarRule("at", "at_or_to", _first),
    ),
    {"num": "(number|ordinal)"},
)
