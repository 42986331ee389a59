"""Times of day: "half drie", "kwart voor negen", "14.30u", "from 2 to 4 pm"; and from when until when."""

from collections.abc import Sequence

from pipeline.normalise.schedules.grammar import Grammar, GrammarRule
from pipeline.normalise.schedules.values import Clock, Hours, Node

_SHORT = {"num": "(number|number_word)"}


def _numbers(nodes: Sequence[Node]) -> list[int]:
    return [node.value for node in nodes if node.kind in {"number", "number_word"}]


def _clock(minutes: int, *, loose: bool = True) -> Clock | None:
    return Clock(minutes, loose=loose) if 0 <= minutes <= 24 * 60 else None


def _hour(nodes: Sequence[Node]) -> Clock | None:
    hour = _numbers(nodes)[0]
    return _clock(hour * 60, loose=0 < hour <= 12) if hour <= 24 else None


def _half_to(nodes: Sequence[Node]) -> Clock | None:
    hour = _numbers(nodes)[0]
    return _clock(hour * 60 - 30) if 1 <= hour <= 12 else None


def _half_past(nodes: Sequence[Node]) -> Clock | None:
    hour = _numbers(nodes)[0]
    return _clock(hour * 60 + 30) if 1 <= hour <= 12 else None


def _beside_hour(nodes: Sequence[Node]) -> Clock | None:
    """Minutes before or past an hour, or a half hour: "vijf voor half elf"."""
    numbers = _numbers(nodes)
    kinds = {node.kind for node in nodes}
    minutes = 15 if "quarter" in kinds else numbers[0]
    hour = numbers[-1] * 60 - (30 if "half" in kinds else 0)
    if not 1 <= numbers[-1] <= 12 or minutes > 30:
        return None
    return _clock(hour - minutes if "before" in kinds else hour + minutes)


def _meridiem(nodes: Sequence[Node]) -> Clock | None:
    """Twelve o'clock is the first hour of its half of the day."""
    first, half = nodes[0], nodes[-1].value
    minutes = first.value.minutes if first.kind == "clock" else first.value * 60
    if minutes > 12 * 60 + 59:
        return Clock(minutes) if minutes <= 24 * 60 else None
    return Clock(minutes % (12 * 60) + half * 60)


def _fixed(nodes: Sequence[Node]) -> Clock:
    return Clock(nodes[0].value)


def _as_is(nodes: Sequence[Node]) -> Clock:
    clock: Clock = nodes[0].value
    return clock


def _hour_and_minutes(nodes: Sequence[Node]) -> Clock | None:
    hour, minutes = nodes[0].value, nodes[-1].value
    return _clock(hour * 60 + minutes, loose=hour <= 12) if hour <= 24 and 10 <= minutes < 60 else None


def _nothing(nodes: Sequence[Node]) -> str:
    return nodes[0].kind


# Numbers that measure something else: ages, distances, prices, durations.
MEASURES = Grammar(
    (
        GrammarRule(
            "measured", "num ((to|through|dash|and|slash|or) (num|decimal))? (measure|long|price|period)", _nothing
        ),
        GrammarRule("measured", "(from|from_on)? (num|decimal) ((to|through|dash) (num|decimal))? measure", _nothing),
        GrammarRule("measured", "num (to|through|dash|and) (decimal|price)", _nothing),
        GrammarRule("measured", "not_number dot? num", _nothing),
        GrammarRule("measured", "(num|half|measured|decimal) hour long", _nothing),
        GrammarRule("measured", "every? half hour", _nothing),
        GrammarRule("measured", "every (num)? hour", _nothing),
        GrammarRule("measured", "num minutes (?!before|past)", _nothing),
        GrammarRule("measured", "decimal hour", _nothing),
    ),
    _SHORT,
)

CLOCKS = Grammar(
    (
        GrammarRule("clock", "noon", _fixed),
        GrammarRule("clock", "midnight", _fixed),
        GrammarRule("clock", "quarter (before|past) num hour?", _beside_hour),
        GrammarRule("clock", "num minutes? (before|past) half num hour?", _beside_hour),
        GrammarRule("clock", "num minutes? (before|past) num hour? (?!month|measure|dash|of)", _beside_hour),
        GrammarRule("clock", "half num hour?", _half_to),
        GrammarRule("clock", "half_past num", _half_past),
        GrammarRule("clock", "num hour? (am|pm)", _meridiem),
        GrammarRule("clock", "clock hour? (am|pm)", _meridiem),
        GrammarRule("clock", "number hour number (?=daypart|hour|close_bracket)", _hour_and_minutes),
        GrammarRule("clock", "(?<!every) num hour (?!long)", _hour),
        GrammarRule("clock", "clock hour", _as_is),
    ),
    _SHORT,
)


def _loose(node: Node) -> Clock | None:
    if isinstance(node.value, Clock):
        return node.value
    return Clock(node.value * 60, loose=node.value <= 12) if 0 <= node.value <= 24 else None


def _span(nodes: Sequence[Node]) -> Hours | None:
    """From the first to the last time; "9 – 11 am": the half of the day is said once for both."""
    ends = [_loose(node) for node in nodes if node.kind in {"clock", "number", "number_word"}]
    return Hours(ends[0], ends[-1]) if all(ends) else None


def _point(nodes: Sequence[Node]) -> Hours:
    return Hours(nodes[-1].value)


def _until(nodes: Sequence[Node]) -> Hours:
    return Hours(None, nodes[-1].value, "end")


HOURS = Grammar(
    (
        GrammarRule("hours", "between? (clock|num) (to|through|dash) (at|on)? clock", _span),
        GrammarRule("hours", "between (clock|num) (and|dash|to) (at|on)? clock", _span),
        GrammarRule("hours", "(from|from_on|at) clock and clock (?=measured)", _span),
        GrammarRule("hours", "(from|from_on|between|begins)? at? (clock|num) (to|through|dash) (at|on)? clock", _span),
        GrammarRule(
            "hours",
            "(from|from_on|at|between|begins)? clock (to|through|dash) num (?!month|measure|decimal|num)",
            _span,
        ),
        GrammarRule(
            "hours",
            "(from|between) num (to|dash|and) num (?!month|doubtful_month|measure|decimal|and|comma num)",
            _span,
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


def _doors(nodes: Sequence[Node]) -> Hours:
    hours: Hours = nodes[-1].value
    return Hours(hours.start, hours.end, "doors")


def _coffee(nodes: Sequence[Node]) -> Hours:
    hours: Hours = nodes[-1].value
    return Hours(hours.start, hours.end, "coffee")


def _beginning(nodes: Sequence[Node]) -> Hours:
    hours: Hours = nodes[-1].value
    return Hours(hours.start, hours.end, "start")


def _end(nodes: Sequence[Node]) -> Hours | None:
    hours: Hours = nodes[-1].value
    return Hours(None, hours.end or hours.start, "end")


_BETWEEN = "(colon|at|from_on|from|comma|the|on)*"

ROLES = Grammar(
    (
        GrammarRule("hours", f"doors {_BETWEEN} hours", _doors),
        GrammarRule("hours", f"coffee {_BETWEEN} hours", _coffee),
        GrammarRule("hours", f"begins {_BETWEEN} hours", _beginning),
        GrammarRule("hours", f"ends {_BETWEEN} hours", _end),
    )
)
