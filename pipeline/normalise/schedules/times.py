"""From hours as said to times on a clock: which half of the day, and which of several times is the start."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.normalise.schedules.values import Clock, Hours, Node

_NOON = 12 * 60
# Said without half of the day, "half acht" and "acht uur" are evenings; from "half negen" on mornings begin.
_LATEST_EVENING = 8 * 60 + 15
# "Vrijdagavond 7.30 uur" is no morning; what is earlier than this is after midnight.
_EARLIEST = 4 * 60
_TOGETHER = re.compile(
    r"\W*(?:\([^()]{0,60}\)\W*)?(?:en|and|&|of|or|\+)\W+(?:\w+\W+){0,2}$|\W*(?:en|and|&|of|or|\+|,)\W*$|\s*$",
    re.IGNORECASE,
)


class Times(NamedTuple):
    """Start and end as HH:MM; None: not said."""

    start: str | None
    end: str | None


class Said(NamedTuple):
    """All sessions of a day, and when its doors open."""

    sessions: tuple[Times, ...]
    doors: str | None


class Told(NamedTuple):
    """Hours with minutes of start and end in the half of the day that they are in."""

    node: Node
    start: int | None
    end: int | None

    @property
    def role(self) -> str:
        return str(self.node.value.role)


def said_times(hours: Sequence[Node], text: str, daypart: str | None) -> Said:
    """The sessions that `hours` of one day tell, in order. A time within or after the main one is its programme."""
    told = [Told(node, *_settled(node.value, daypart)) for node in hours]
    ends = [one.end for one in told if one.role == "end"]
    main, doors = _main_and_doors(told)
    sessions, earlier = _sessions(main, text)
    door = doors[0].start if doors else earlier
    return Said(
        tuple(Times(printed(start), printed(end)) for start, end in _ended(sessions, ends)),
        printed(door),
    )


def _main_and_doors(told: Sequence[Told]) -> tuple[list[Told], list[Told]]:
    """The hours of the activity itself, and those at which one may come in before."""
    main = [one for one in told if one.role in {"time", "start"}]
    doors = [one for one in told if one.role in {"doors", "coffee"}]
    first = next((one.start for one in main if one.role == "start"), None)
    if first is not None:
        # "Om 10.00 uur is er koffie, we starten om 10.30 uur."
        early = [one for one in main if one.end is None and (one.start or 0) < first]
        main, doors = [one for one in main if one not in early], doors or early
    main = main or [one for one in told if one.role == "meal"]
    inloop = next((one for one in doors if one.role == "doors"), None)
    if main or inloop is None:
        return main, doors
    # "Inloop van 10 tot 12 uur" is the activity itself; where its end is told too, it goes on until then.
    goes_on = any(one.role == "end" for one in told)
    return [inloop._replace(end=None) if goes_on else inloop], []


def _ended(
    sessions: list[tuple[int | None, int | None]], ends: Sequence[int | None]
) -> list[tuple[int | None, int | None]]:
    """`sessions`, the last with the end that is told apart; only an end where there is none."""
    if not ends:
        return sessions
    if not sessions:
        return [(None, ends[-1])]
    start, end = sessions[-1]
    return [*sessions[:-1], (start, _after(start, ends[-1]) if end is None else end)]


def _sessions(main: Sequence[Told], text: str) -> tuple[list[tuple[int | None, int | None]], int | None]:
    """The sessions, and a time before all of them that was mentioned later."""
    sessions: list[tuple[int | None, int | None]] = []
    earlier: int | None = None
    before: Node | None = None
    for node, start, end in main:
        apart = before is None or _TOGETHER.match(text[before.end : node.start]) is not None
        before = node
        follows = not sessions or (start or 0) > (sessions[-1][0] or 0)
        if not sessions or (apart and follows and (end is not None or sessions[-1][1] is None)):
            sessions.append((start, end))
        elif start is not None and start < (sessions[0][0] or 0):
            earlier = start
        elif end is not None:
            sessions[-1] = (sessions[-1][0], max(end, sessions[-1][1] or 0))
    return sessions, earlier


def _settled(hours: Hours, daypart: str | None) -> tuple[int | None, int | None]:
    """Minutes of start and end, each in the half of the day that daypart and the other of the two tell."""
    start, end = hours.start, hours.end
    if start is None:
        return None, _half(end, daypart) if end else None
    if end and start.loose and not end.loose:
        return _before(start, end, daypart), end.minutes
    first = _half(start, daypart)
    loose = end is not None and (end.loose or (daypart == "evening" and start.minutes < _NOON <= first))
    return first, _after(first, end.minutes, loose=loose) if end else None


def _before(start: Clock, end: Clock, daypart: str | None) -> int:
    later = start.minutes + _NOON
    if start.minutes >= _NOON or later >= end.minutes:
        return start.minutes
    return later if daypart in {"afternoon", "evening"} or start.minutes < _LATEST_EVENING - 75 else start.minutes


def _half(clock: Clock, daypart: str | None) -> int:
    if daypart == "evening" and _EARLIEST <= clock.minutes < _NOON:
        return clock.minutes + _NOON
    if not clock.loose or clock.minutes >= _NOON:
        return clock.minutes
    if daypart == "morning":
        return clock.minutes
    if daypart == "afternoon":
        return clock.minutes + (_NOON if clock.minutes < 10 * 60 else 0)
    if daypart == "evening" or clock.minutes <= _LATEST_EVENING:
        return clock.minutes + _NOON
    return clock.minutes


def _after(start: int | None, end: int | None, *, loose: bool = False) -> int | None:
    if end is None or start is None or not loose:
        return end
    return end + _NOON if end <= start < end + _NOON <= 24 * 60 else end


def printed(minutes: int | None) -> str | None:
    """Minutes after midnight as HH:MM."""
    return None if minutes is None else f"{minutes // 60 % 24:02}:{minutes % 60:02}"
