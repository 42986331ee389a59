"""What the words around a day make of it: an announcement, or a report, a deadline, a stamp."""

from collections.abc import Sequence

from pipeline.normalise.schedules.values import Node

_STATUS = frozenset({"cancelled", "postponed", "moved", "full", "online", "tentative"})
_DAYS = frozenset({"dates", "days_through", "months", "since", "until", "weekdays"})
# What may stand between "open" and the days on which a place is open.
_LIGHT = frozenset({"on", "of", "colon", "every", "the", "at", "comma", "line", "from_on", "or", "and"})
# How many words a deadline's word may stand away from its day.
_NEAR = 6


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
    if "past" in said and not has_rule:
        return "a report of the past"
    if ("observance" in said or "yearly" in kinds) and not has_rule:
        return "a day of remembrance"
    if "closed" in said:
        return "a time without activity"
    return None


def without_deadlines(sentence: Sequence[Node]) -> list[Node]:
    """`sentence` without the days until which something must be done, and without the hours that belong to them."""
    kept: list[Node] = []
    asked_at: int | None = None
    within = 0
    in_deadline = False
    for place, node in enumerate(sentence):
        if node.kind == "cue" and node.value in {"deadline", "closing"}:
            asked_at, within = place, _NEAR if node.value == "closing" else 2
        near = asked_at is not None and place - asked_at <= _NEAR
        is_day = node.kind in _DAYS
        ends_there = node.kind == "by" or (
            near and (node.kind == "until" or (is_day and place - (asked_at or 0) <= within))
        )
        if ends_there:
            in_deadline = True
            continue
        if in_deadline and node.kind in {"hours", "comma", "daypart"}:
            continue
        in_deadline = in_deadline and not is_day and node.kind not in {"dot", "stop"}
        kept.append(node)
    return kept


def is_open(sentence: Sequence[Node]) -> bool:
    """Whether "open" stands right before the weekdays: opening hours, not an "open dag"."""
    if "opening_times" in cues(sentence):
        return True
    for place, node in enumerate(sentence):
        if node.kind == "cue" and node.value == "open":
            rest = next((other.kind for other in sentence[place + 1 :] if other.kind not in _LIGHT), None)
            daily = place > 0 and sentence[place - 1].kind in {"weekdays", "hours"} and rest in {"hours", "dot", None}
            if rest == "weekdays" or daily:
                return True
    return False
