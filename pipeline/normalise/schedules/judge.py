"""What the words around a day make of it: an announcement, or a report, a deadline, a stamp."""

from collections.abc import Sequence

from pipeline.normalise.schedules.values import Node

_STATUS = frozenset({"cancelled", "postponed", "moved", "full", "online", "tentative"})
# What may stand between "open" and the days on which a place is open.
_LIGHT = frozenset(
    {
        "on",
        "of",
        "colon",
        "every",
        "the",
        "at",
        "comma",
        "line",
        "from_on",
        "or",
        "and",
        "months",
        "open_bracket",
        "close_bracket",
    }
)
# A date with no more words than these beside "nieuws", or the name of a day, is no announcement.
_FEW = 5


def cues(sentence: Sequence[Node]) -> set[str]:
    """The kinds of telling words in `sentence`."""
    return {node.value for node in sentence if node.kind == "cue"}


def status(sentence: Sequence[Node]) -> tuple[str, ...]:
    """Cancelled, postponed, moved, full, online, tentative: what `sentence` says of its days."""
    return tuple(sorted(cues(sentence) & _STATUS))


def silent_because(sentence: Sequence[Node], *, has_rule: bool) -> str | None:
    """Why the days of `sentence` announce nothing, or None where they do."""
    said = cues(sentence)
    kinds = {node.kind for node in sentence}
    if "stamp" in said or "seconds" in kinds:
        return "a date of publication"
    if "past" in said and "coming" not in said and not has_rule:
        return "a report of the past"
    if ("observance" in said or "yearly" in kinds) and not has_rule:
        return "a day of remembrance"
    if (
        [node.kind for node in sentence[:2]] == ["school_holidays", "colon"]
        and "days_through" in kinds
        and not kinds & {"hours", "weekdays"}
    ):
        return "a holiday"
    if (
        said & {"byline", "named_day"}
        and not {"coming", "hours"} & (said | kinds)
        and not has_rule
        and _says_little(sentence)
    ):
        return "the date of a message, or the name of a day"
    return None


def _says_little(sentence: Sequence[Node]) -> bool:
    return sum(node.kind == "x" for node in sentence) <= _FEW


def is_open(sentence: Sequence[Node]) -> bool:
    """Whether "open" stands right before the weekdays: opening hours, not an "open dag"."""
    if "opening_times" in cues(sentence):
        return True
    for place, node in enumerate(sentence):
        if node.kind == "cue" and node.value == "open":
            rest = next((other.kind for other in sentence[place + 1 :] if other.kind not in _LIGHT), None)
            before = next((other.kind for other in reversed(sentence[:place]) if other.kind not in _LIGHT), None)
            daily = before in {"weekdays", "hours"} and rest in {"hours", "dot", None}
            if rest == "weekdays" or daily:
                return True
    return False
