"""The nodes of a text, cut where one announcement ends and another may begin."""

from collections.abc import Iterator

from pipeline.normalise.schedules.values import Node

_DAYS = frozenset({"dates", "days_through", "weekdays", "seldom", "months", "since", "until"})

# No sentence of people has more words; what comes as one is cut, so that its length cannot cost more than it holds.
_LONGEST = 300


def sentences(nodes: list[Node], text: str) -> Iterator[list[Node]]:
    """Sentences and lines in order; one that holds hours and no day belongs to the one before."""
    pending: list[Node] = []
    for sentence in _cut(nodes, text):
        kinds = {node.kind for node in sentence}
        if pending and len(pending) <= _LONGEST and "hours" in kinds and not kinds & _DAYS:
            pending += sentence
            continue
        if pending:
            yield pending
        pending = sentence
    if pending:
        yield pending


def _cut(nodes: list[Node], text: str) -> Iterator[list[Node]]:
    sentence: list[Node] = []
    for place, node in enumerate(nodes):
        following = nodes[place + 1].start if place + 1 < len(nodes) else len(text)
        ends = (
            node.kind == "line"
            or len(sentence) >= _LONGEST
            or (
                node.kind in {"dot", "stop"}
                and text[node.start] != ";"
                and text[node.end : following].isspace()
                and text[following : following + 1].isupper()
            )
        )
        sentence.append(node)
        if ends:
            yield sentence
            sentence = []
    if sentence:
        yield sentence
