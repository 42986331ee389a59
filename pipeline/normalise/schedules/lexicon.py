"""The tables of words, made ready: phrases by their first word."""

from collections import defaultdict
from typing import Any, NamedTuple

from pipeline.normalise.schedules.pieces import PIECE
from schemas.words_of_time import ALL

DAYPARTS = {
    "ochtend": "morning",
    "morgen": "morning",
    "voormiddag": "morning",
    "namiddag": "afternoon",
    "middag": "afternoon",
    "avond": "evening",
    "nacht": "night",
}


class Phrase(NamedTuple):
    """The pieces of one phrase, lower case, and what it is."""

    pieces: list[str]
    kind: str
    value: Any
    plural: bool = False


def _phrases() -> dict[str, tuple[Phrase, ...]]:
    """Per first piece the phrases that begin with it, longest first; of two rows for one phrase the first holds."""
    found: dict[tuple[str, ...], Phrase] = {}
    for row in ALL:
        for words in row.words.split("|"):
            pieces = tuple(piece.group().lower() for piece in PIECE.finditer(words))
            found.setdefault(pieces, Phrase(list(pieces), row.kind, row.value, row.plural))
    for pieces, phrase in list(found.items()):
        if phrase.kind == "weekday" and len(pieces) == 1 and pieces[0].endswith("dag"):
            for ending, daypart in DAYPARTS.items():
                for spelled, plural in ((ending, False), (ending + "en", True), ("s" + ending + "s", True)):
                    word = (pieces[0] + spelled,)
                    found.setdefault(word, Phrase(list(word), "weekday_part", (phrase.value, daypart), plural))
    by_first: dict[str, list[Phrase]] = defaultdict(list)
    for phrase in found.values():
        by_first[phrase.pieces[0]].append(phrase)
    return {first: tuple(sorted(rows, key=lambda row: -len(row.pieces))) for first, rows in by_first.items()}


PHRASES = _phrases()
