"""The nodes of a text, cut where one announcement ends and another may begin."""

from collections.abc import Iterator

from pipeline.normalise.schedules.judge import cues
from pipeline.normalise.schedules.values import Node

_DAYS = frozenset({"dates", "days_through", "weekdays", "seldom", "months", "since", "until"})

# No sentence of people has more words; what comes as one is cut, so that its length cannot cost more than it holds.
_LONGEST = 300
# A line without words of time between a day and its hours is a title; it has no more words than this.
_TITLE = 16
# What stands beside an hour in a line of its own: "Aanvang: 20.15 uur."
_LABELS = frozenset({"hours", "x", "dot", "colon", "line", "comma", "bar"})
_BETWEEN = frozenset({"dash", "comma", "colon", "open_bracket", "hours"})
# Hours for something else than the activity: to sign up, to call.
_OTHER_HOURS = frozenset({"deadline", "closing", "contact", "closed", "stamp"})


def sentences(nodes: list[Node], text: str) -> Iterator[list[Node]]:
    """Sentences and lines in order; hours without a day belong to the one before, or to the day on the next line."""
    pending: list[Node] = []
    for sentence in _cut(nodes, text):
        if pending and _belong_together(pending, sentence):
            pending += sentence
            continue
        if pending:
            yield pending
        pending = sentence
    if pending:
        yield pending


def _belong_together(before: list[Node], sentence: list[Node]) -> bool:
    if len(before) > _LONGEST or (cues(sentence) & _OTHER_HOURS):
        return False
    first, then = ({node.kind for node in nodes} for nodes in (before, sentence))
    if "hours" in then and not then & _DAYS:
        # Where the hours stand before their day, these belong to the day to come.
        return not (_is_hours_first(before) and first & _DAYS and before[-1].kind == "line")
    if before[-1].kind not in {"line", "dot"}:
        return False
    is_title = len(sentence) <= _TITLE and not then & _DAYS and not cues(sentence)
    return (
        is_title and before[-1].kind == "line" and bool(first & _DAYS) and "hours" not in first
    ) or _is_hour_of_next(before, sentence)


def _is_hour_of_next(before: list[Node], sentence: list[Node]) -> bool:
    """Whether `before` is a line with hours only, and `sentence` the day they are of: "18.00 uur", "5 januari"."""
    kinds = [node.kind for node in before]
    return (
        "hours" in kinds
        and all(kind in _LABELS for kind in kinds)
        and kinds.count("x") <= 3
        and not cues(before)
        and not _DAYS.intersection(kinds)
        and any(node.kind in _DAYS for node in sentence)
        and all(node.kind != "hours" for node in sentence)
    )


def _is_hours_first(nodes: list[Node]) -> bool:
    told = [node.kind for node in nodes if node.kind == "hours" or node.kind in _DAYS]
    return bool(told) and told[0] == "hours"


def _cut(nodes: list[Node], text: str) -> Iterator[list[Node]]:
    sentence: list[Node] = []
    for place, node in enumerate(nodes):
        sentence.append(node)
        following = nodes[place + 1].start if place + 1 < len(nodes) else len(text)
        if _calls_off_alone(sentence, nodes[place + 1 : place + 4]):
            own = max(number for number, other in enumerate(sentence) if other.kind == "dates")
            yield from filter(None, (sentence[:own], sentence[own:]))
        elif node.kind == "line" or len(sentence) >= _LONGEST or _is_full_stop(node, text, following):
            yield sentence
        else:
            continue
        sentence = []
    if sentence:
        yield sentence


def _calls_off_alone(sentence: list[Node], following: list[Node]) -> bool:
    """Whether its last word calls off the one date right before it: "9 mei vervalt, 16 mei is er weer een"."""
    cue = sentence[-1]
    if cue.kind != "cue" or cue.value not in {"cancelled", "postponed"}:
        return False
    before = next((other.kind for other in reversed(sentence[:-1]) if other.kind not in _BETWEEN), None)
    return before == "dates" and any(other.kind == "dates" for other in following)


def _is_full_stop(node: Node, text: str, following: int) -> bool:
    return (
        node.kind in {"dot", "stop"}
        and text[node.start] != ";"
        and text[node.end : following].isspace()
        and text[following : following + 1].isupper()
    )
