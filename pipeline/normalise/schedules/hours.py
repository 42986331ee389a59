"""From when until when, and what begins then: "van 2 tot 4 uur", "inloop vanaf 9.30 uur", "6:30-8pm"."""

from collections.abc import Sequence

from msgspec.structs import replace

from pipeline.normalise.schedules.company import hours_in_digits
from pipeline.normalise.schedules.grammar import Grammar, GrammarRule
from pipeline.normalise.schedules.values import Clock, Hours, Node

# A number right after a month is its day ("Jan 5 – 7 pm"), unless the month has one ("3 maart 14-16 uur").
_FREE = "((?<!month)|(?<=[number ordinal]month)) ((?<!month dot)|(?<=[number ordinal]month dot)) num"
_SHORT = {"free": _FREE, "num": "(number|number_word)"}
_NOON = 12 * 60


def _loose(node: Node) -> Clock | None:
    if isinstance(node.value, Clock):
        return node.value
    return Clock(node.value * 60, loose=node.value <= 12) if 0 <= node.value <= 24 else None


def _span(nodes: Sequence[Node]) -> Hours | None:
    ends = [_loose(node) for node in nodes if node.kind in {"clock", "number", "number_word"}]
    first, last = ends[0], ends[-1]
    return Hours(*_halves(first, last)) if first and last else None


def _halves(first: Clock, last: Clock) -> tuple[Clock, Clock]:
    """Both times, where am or pm is said once for both: "9 – 11 am", "6:30-8PM", "11-1pm", "7:30 PM to 9:00"."""
    if first.has_half and not last.has_half and last.minutes < _NOON + 60:
        return first, replace(last, loose=True)
    if last.has_half and not first.has_half and first.minutes < _NOON + 60:
        morning = first.minutes % _NOON
        later = morning + _NOON
        return Clock(later if later < last.minutes else morning, has_half=True), last
    return first, last


def _bare_span(nodes: Sequence[Node]) -> Hours | None:
    """Bare numbers after a weekday: "donderdag 10 - 12"."""
    numbers = [node.value for node in nodes if node.kind in {"number", "number_word"}]
    is_said = any(node.kind == "to" for node in nodes)
    return _span(nodes) if is_said or hours_in_digits(*numbers) else None


def _point(nodes: Sequence[Node]) -> Hours:
    return Hours(nodes[-1].value)


def _until(nodes: Sequence[Node]) -> Hours:
    return Hours(None, nodes[-1].value, "end")


HOURS = Grammar(
    (
        GrammarRule("hours", "between? (clock|free) (to|through|dash) (at|on)? clock", _span),
        GrammarRule("hours", "between (clock|num) (and|dash|to) (at|on)? clock", _span),
        GrammarRule("hours", "between clock and num (?!month|doubtful_month|measure|decimal|num)", _span),
        GrammarRule("hours", "(from|from_on|at) clock and clock (?=measured)", _span),
        GrammarRule("hours", "(from|from_on|between|begins)? at? (clock|free) (to|through|dash) (at|on)? clock", _span),
        GrammarRule(
            "hours",
            "(from|from_on|at|between|begins)? clock (to|through|dash) num (?!month|measure|decimal|num)",
            _span,
        ),
        GrammarRule(
            "hours",
            "(from|between) num (to|dash|and) num (?!(of|from)? (month|doubtful_month)|measure|decimal|and|comma num)",
            _span,
        ),
        GrammarRule(
            "hours",
            "(from|between|at)? num (dash|to) num (?=(and|comma) (from|between)? (clock|num) (dash|to) clock)",
            _span,
        ),
        GrammarRule(
            "hours",
            "(?<=[weekday weekday_part daypart]) (comma|colon)? num (dash|to) num (?!month|decimal|num|dash)",
            _bare_span,
        ),
        GrammarRule("hours", "(to|through) (at|on)? clock", _until),
        GrammarRule("hours", "(from|from_on|at|on)? (at)? clock", _point),
        GrammarRule(
            "hours", "at num (?!month|doubtful_month|measure|decimal|and num|year|of|x)", lambda n: _bare(n[-1])
        ),
    ),
    _SHORT,
)


def _bare(node: Node) -> Hours | None:
    clock = _loose(node)
    return Hours(clock) if clock and 1 <= node.value <= 23 else None


# "Do 9-12 & 18-20": bare numbers behind hours.
MORE_HOURS = Grammar(
    (GrammarRule("hours", "(?<=[hours][and comma]) num dash num (?!month|decimal|num|dash|measured)", _bare_span),),
    _SHORT,
)


def _said(nodes: Sequence[Node]) -> Hours:
    hours: Hours = next(node.value for node in nodes if node.kind == "hours")
    return hours


def _doors(nodes: Sequence[Node]) -> Hours:
    hours = _said(nodes)
    return Hours(hours.start, hours.end, "doors")


def _aside(nodes: Sequence[Node]) -> Hours:
    """Coffee before, or a break: told beside the hours of the activity."""
    hours: Hours = nodes[-1].value
    return Hours(hours.start, hours.end, "coffee" if nodes[0].kind != "aside" else "aside")


def _meal(nodes: Sequence[Node]) -> Hours:
    """When they sit down to eat: the start, if no other is said."""
    return replace(_said(nodes), role="meal")


def _beginning(nodes: Sequence[Node]) -> Hours:
    hours = _said(nodes)
    return Hours(hours.start, hours.end, "start")


def _end(nodes: Sequence[Node]) -> Hours | None:
    hours = _said(nodes)
    return Hours(None, hours.end or hours.start, "end")


_BETWEEN = "(colon|at|from_on|from|comma|the|on)*"

ROLES = Grammar(
    (
        # "19.00 uur inloop, 19.30 uur start": the words stand behind their times.
        GrammarRule("hours", "hours doors (?=comma|dot|close_bracket|line|$)", _doors),
        GrammarRule("hours", "hours begins (?=dot|comma|close_bracket|line|$)", _beginning),
        GrammarRule("hours", "hours ends (?=dot|comma|close_bracket|line|$)", _end),
        GrammarRule("hours", f"doors {_BETWEEN} hours", _doors),
        GrammarRule("hours", f"(?<=open_bracket) coffee {_BETWEEN} hours", _aside),
        GrammarRule("hours", f"coffee {_BETWEEN} hours", _doors),
        GrammarRule("hours", f"aside {_BETWEEN} hours", _aside),
        GrammarRule("hours", "hours meal", _meal),
        GrammarRule("hours", f"begins {_BETWEEN} hours", _beginning),
        GrammarRule("hours", f"ends {_BETWEEN} hours", _end),
    )
)
