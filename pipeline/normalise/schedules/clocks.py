"""Times of day: "half drie", "kwart voor negen", "14.30u", "2 pm"."""

from collections.abc import Sequence

from msgspec.structs import replace

from pipeline.normalise.schedules.grammar import Grammar, GrammarRule
from pipeline.normalise.schedules.values import Clock, Node

_NOON = 12 * 60
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
    return Clock(minutes % (12 * 60) + half * 60, has_half=True)


def _fixed(nodes: Sequence[Node]) -> Clock:
    return Clock(nodes[-1].value, has_half=True)


def _hour_and_quarters(nodes: Sequence[Node]) -> Clock | None:
    return _hour_and_minutes(nodes) if nodes[-1].value in {15, 30, 45} else None


def _as_is(nodes: Sequence[Node]) -> Clock:
    clock: Clock = nodes[0].value
    return clock


def _hour_and_minutes(nodes: Sequence[Node]) -> Clock | None:
    hour, minutes = nodes[0].value, nodes[-1].value
    return _clock(hour * 60 + minutes, loose=hour <= 12) if hour <= 24 and 10 <= minutes < 60 else None


def _number_in_daypart(nodes: Sequence[Node]) -> Clock | None:
    """The end in "van 2 tot 4 's middags"."""
    clock = _hour(nodes)
    return _in_daypart([replace(nodes[0], value=clock), nodes[-1]]) if clock else None


def _in_daypart(nodes: Sequence[Node]) -> Clock | None:
    clock, daypart = nodes[0].value, nodes[-1].value
    if clock.has_half or clock.minutes >= 13 * 60 or daypart == "night":
        return None
    minutes = clock.minutes % _NOON + (_NOON if daypart != "morning" else 0)
    return Clock(minutes, has_half=True) if clock.loose or daypart != "morning" else None


CLOCKS = Grammar(
    (
        GrammarRule("clock", "(num|clock)? (noon|midnight)", _fixed),
        GrammarRule("clock", "quarter (before|past) num hour?", _beside_hour),
        GrammarRule("clock", "num minutes? (before|past) half num hour?", _beside_hour),
        GrammarRule("clock", "num minutes? (before|past) num hour? (?!month|measure|dash|of)", _beside_hour),
        GrammarRule("clock", "half num hour?", _half_to),
        GrammarRule("clock", "half_past num", _half_past),
        GrammarRule("clock", "num hour? (am|pm)", _meridiem),
        GrammarRule("clock", "clock hour? (am|pm)", _meridiem),
        GrammarRule("clock", "(?<=to) num daypart (?!hour|of)", _number_in_daypart),
        GrammarRule("clock", "number hour number (?=daypart|hour|close_bracket)", _hour_and_minutes),
        GrammarRule("clock", "number hour number (?!month|num|dash|dot)", _hour_and_quarters),
        GrammarRule("clock", "(?<!every) num hour (?!long)", _hour),
        GrammarRule("clock", "clock hour", _as_is),
    ),
    _SHORT,
)


# "Half acht 's avonds", "7.30 in the evening": the half of the day is said behind the time.
HALVES = Grammar((GrammarRule("clock", "clock daypart (?!clock|hour)", _in_daypart),))


def in_twelve_hours(nodes: list[Node], text: str, *, is_english: bool) -> list[Node]:
    """`nodes` with 7:30 as half past seven of whichever half of the day, where the text says am or pm elsewhere.

    A zero before the hour ("07:30") tells of twenty-four hours all the same.
    """
    if not is_english and not any(node.value.has_half for node in nodes if node.kind == "clock"):
        return nodes
    return [_twelve(node) if node.kind == "clock" and text[node.start] != "0" else node for node in nodes]


def _twelve(node: Node) -> Node:
    clock: Clock = node.value
    is_loose = not clock.has_half and clock.minutes < 13 * 60
    return replace(node, value=replace(clock, loose=True)) if is_loose else node
