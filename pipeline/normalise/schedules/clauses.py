"""What is taken out of a sentence before its days are read: deadlines, closed days, days that were moved."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from pipeline.normalise.schedules.judge import cues
from pipeline.normalise.schedules.values import Node

_DAYS = frozenset({"dates", "days_through", "months", "since", "until", "weekdays"})
_EXCEPTED = _DAYS | {"school_holidays", "public_holidays"}
_ENDS_CLAUSE = frozenset({"comma", "stop", "open_bracket", "close_bracket", "bar", "dot", "line"})
_MOVES = frozenset({"moved", "postponed"})
_UNTIL = frozenset({"to", "through", "before"})
_ASKS = frozenset({"deadline", "closing", "contact"})
_OF_DEADLINE = frozenset({"hours", "comma", "daypart"})
_BETWEEN = frozenset({"x", "dash", "on", "at", "colon"})
# How many words a deadline's word may stand away from its day; right behind it, where it closes nothing by itself.
_NEAR = 6
_NEXT = 2


def without_moved(sentence: Sequence[Node]) -> list[Node]:
    """`sentence` without the days that no longer hold: "van 12 mei verplaatst naar 19 mei", "postponed from May 12"."""
    for place, node in enumerate(sentence):
        after = sentence[place + 1 : place + 5]
        if node.kind == "cue" and node.value in _MOVES and any(other.kind in _DAYS for other in after):
            if any(other.kind == "from" for other in after[:2]):
                return [*sentence[:place], *(other for other in sentence[place:] if other.kind not in _DAYS)]
            kept = [other for other in sentence[:place] if other.kind not in {*_DAYS, "hours"}]
            return [*kept, replace(node, value="moved"), *sentence[place + 1 :]]
    return list(sentence)


def without_stamp(sentence: Sequence[Node]) -> list[Node]:
    """`sentence` without the date of its publication behind its own: "Mar 2, 2022 - Posted Feb 25, 2022 3:44 PM"."""
    for place, node in enumerate(sentence):
        if node.kind == "cue" and node.value == "stamp":
            is_dated = any(other.kind == "dates" for other in sentence[:place])
            is_stamped = any(other.kind == "dates" for other in sentence[place + 1 : place + 3])
            return list(sentence[:place] if is_dated and is_stamped else sentence)
    return list(sentence)


def without_deadlines(sentence: Sequence[Node]) -> list[Node]:
    """`sentence` without the days until which, or from which on, one signs up, and without the hours to call."""
    kept: list[Node] = []
    asked_at: int | None = None
    is_dropping = is_call = False
    for place, node in enumerate(sentence):
        if node.kind == "cue" and node.value in _ASKS:
            is_call = node.value == "contact"
            asked_at, is_dropping = (None if is_call else place), is_call
        elif _ends_deadline(node, is_call=is_call):
            is_dropping = False
        if _is_deadline(sentence, place, asked_at):
            asked_at, is_dropping = None, True
        elif is_dropping and (node.kind in _OF_DEADLINE or (is_call and node.kind in _DAYS)):
            continue
        else:
            is_dropping = is_dropping and (is_call or node.kind in _BETWEEN)
            kept.append(node)
    return kept


def _ends_deadline(node: Node, *, is_call: bool) -> bool:
    return node.kind in (_ENDS_CLAUSE if is_call else {"dot", "stop"})


def _is_deadline(sentence: Sequence[Node], place: int, asked_at: int | None) -> bool:
    """Whether the day at `place` is one of signing up, which the word at `asked_at` speaks of."""
    node = sentence[place]
    if node.kind == "by" or _is_asked_after(sentence, place):
        return True
    if asked_at is None or node.kind not in _DAYS or place - asked_at > _NEAR:
        return False
    if node.kind == "until" or (node.kind == "weekdays" and sentence[place - 1].kind in _UNTIL):
        return True
    if node.kind == "since":
        return all(other.kind not in _ENDS_CLAUSE for other in sentence[asked_at:place])
    return place - asked_at <= (_NEAR if sentence[asked_at].value == "closing" else _NEXT)


def _is_asked_after(sentence: Sequence[Node], place: int) -> bool:
    """Whether a last day stands before what must be done by then: "t/m 15 januari kan iedereen ideeën indienen"."""
    if sentence[place].kind != "until":
        return False
    for node in sentence[place + 1 : place + 1 + _NEAR]:
        if node.kind in _ENDS_CLAUSE or node.kind == "hours":
            return False
        if node.kind == "cue" and node.value in {"deadline", "closing"}:
            return True
    return False


def closed_apart(sentence: Sequence[Node]) -> tuple[list[Node], list[Node]]:
    """The clauses of `sentence` in which something takes place, and those that say that nothing does."""
    held: list[list[Node]] = []
    closed: list[Node] = []
    for clause in _clauses(sentence):
        if "closed" not in cues(clause):
            held.append(clause)
            continue
        if not any(node.kind in _EXCEPTED for node in clause):
            closed += _days_before(held)
        closed += clause
    return [node for clause in held for node in clause], closed


def _days_before(held: list[list[Node]]) -> list[Node]:
    """The clauses at the end of `held` that "gesloten" is about, taken from there: "27 april (Koningsdag) gesloten"."""
    taken: list[Node] = []
    while held and not any(node.kind == "hours" for node in held[-1]):
        taken = [*held.pop(), *taken]
        if any(node.kind in _EXCEPTED for node in taken):
            break
    return taken


def _clauses(sentence: Sequence[Node]) -> Iterator[list[Node]]:
    clause: list[Node] = []
    for node in sentence:
        clause.append(node)
        if node.kind in _ENDS_CLAUSE:
            yield clause
            clause = []
    if clause:
        yield clause
