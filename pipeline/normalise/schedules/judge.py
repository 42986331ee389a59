"""What the words around a day make of it: an announcement, or a report, a deadline, a stamp."""

from collections.abc import Iterator, Sequence

from pipeline.normalise.schedules.values import Node

_STATUS = frozenset({"cancelled", "postponed", "moved", "full", "online", "tentative"})
_DAYS = frozenset({"dates", "days_through", "months", "since", "until", "weekdays"})
_ENDS_CLAUSE = frozenset({"comma", "stop", "open_bracket", "close_bracket", "bar", "dot", "line"})
# What may stand between "open" and the days on which a place is open.
_LIGHT = frozenset({"on", "of", "colon", "every", "the", "at", "comma", "line", "from_on", "or", "and", "months"})
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
    return None


def without_moved(sentence: Sequence[Node]) -> list[Node]:
    """`sentence` without the days from which something was moved to others: "van 12 mei verplaatst naar 19 mei"."""
    for place, node in enumerate(sentence):
        if node.kind == "cue" and node.value == "moved" and any(n.kind in _DAYS for n in sentence[place : place + 4]):
            return [*(n for n in sentence[:place] if n.kind not in _DAYS), *sentence[place:]]
    return list(sentence)


def closed_apart(sentence: Sequence[Node]) -> tuple[list[Node], list[Node]]:
    """The clauses of `sentence` in which something takes place, and those that say that nothing does."""
    held: list[Node] = []
    closed: list[Node] = []
    for clause in _clauses(sentence):
        (closed if "closed" in cues(clause) else held).extend(clause)
    return held, closed


def _clauses(sentence: Sequence[Node]) -> Iterator[list[Node]]:
    clause: list[Node] = []
    for node in sentence:
        clause.append(node)
        if node.kind in _ENDS_CLAUSE:
            yield clause
            clause = []
    yield clause


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
