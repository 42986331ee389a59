"""The tables of words, made ready: phrases by their first word, and the words without which a text says no day."""

import re
from collections import defaultdict
from typing import Any, NamedTuple

from schemas.words_of_time import ALL

# What a text is cut into; the order matters. Numbers that are no time (prices, phones, postcodes) are one piece.
PIECE = re.compile(
    r"(?P<isodate>\b(?:19|20)\d\d(?P<mark_within>[-/.])\d\d(?P=mark_within)\d\d(?!\d)(?:T(?=\d))?)"
    r"|(?P<isoclock>(?<=\d\dT)[0-2]\d:[0-5]\d(?::\d\d(?:[.,]\d{1,6})?)?(?:Z\b|[+-]\d\d:?\d\d\b)?)"
    r"|(?P<seconds>\b\d\d?:\d\d:(?!00)\d\d\b)"
    r"|(?P<numdate>(?<![\d./-])\d{1,2}(?P<mark_between>[-/.])\d{1,2}(?P=mark_between)(?:(?:19|20)\d\d|\d\d)(?![\d/-]))"
    r"|(?P<price>[€$£]\s?\d{1,6}(?:[.,]\d{1,2})?(?:,-|,–)?|\d{1,6},-|\d{1,6}(?:[.,]\d{2})?\s?(?:euro|EUR|€))"
    r"|(?P<phone>(?:\+|\b00)\d{1,3}[\s(-]*\d[\d\s()-]{5,20}\d|\b0\d{1,3}[\s-]{1,3}\d[\d\s]{4,12}\d|\b\d{5,40})"
    r"|(?P<postcode>\b[1-9]\d{3}\s?(?!AM|PM|EN|OM|OP|TM|IN|UU)[A-Z]{2}\b)"
    r"|(?P<clock>(?<![\d.,:])[012]?\d[:.][0-5]\d(?::00)?(?!\d|:\d)|\b[012]?\d\s?[uUhH][0-5]\d\b"
    r"|\b[012]\d[0-5]\d(?=(?:\s?[-–]\s?[012]\d[0-5]\d)?\s?(?:uur|u|h)\b)|\b[012]?\d[0-5]\d(?=\s?[ap]\.?m\b))"
    r"|(?P<shortdate>(?<![\d/])[0-3]?\d/[0-3]?\d(?![\d/])(?!\s?(?i:jan|feb|maa|mrt|mar|apr|mei|may|ju[nl]|aug|sep|o[kc]t|nov|dec)))"
    r"|(?P<decimal>\d{1,6},\d{1,6}|\d{1,6}\.\d{3}|\d{1,6}\.\d\b)"
    r"|(?P<ordinal>\b\d{1,2}\s?(?:e|de|ste|th|st|nd|rd)\b(?!\s*\d))"
    r"|(?P<year>(?<!\d)(?:1[89]|20)\d\d\b|['’]\d\d\b)"
    r"|(?P<number>\d{1,4})"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)"
    r"|(?P<dash>[-–—−]+|>)"
    r"|(?P<comma>,)|(?P<dot>\.)|(?P<colon>:)|(?P<bar>[|•·])|(?P<slash>/)|(?P<line>\n\s*)|(?P<open_bracket>[(\[])"
    r"|(?P<close_bracket>[)\]])|(?P<amp>[&+])|(?P<at_sign>@)|(?P<stop>[!?;])|(?P<mark>['’])"
)

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

    pieces: tuple[str, ...]
    kind: str
    value: Any
    plural: bool = False


def _phrases() -> dict[str, tuple[Phrase, ...]]:
    """Per first piece the phrases that begin with it, longest first; of two rows for one phrase the first holds."""
    found: dict[tuple[str, ...], Phrase] = {}
    for row in ALL:
        for words in row.words.split("|"):
            pieces = tuple(piece.group().lower() for piece in PIECE.finditer(words))
            found.setdefault(pieces, Phrase(pieces, row.kind, row.value, row.plural))
    for pieces, phrase in list(found.items()):
        if phrase.kind == "weekday" and len(pieces) == 1 and pieces[0].endswith("dag"):
            for ending, daypart in DAYPARTS.items():
                for spelled, plural in ((ending, False), (ending + "en", True), ("s" + ending + "s", True)):
                    word = (pieces[0] + spelled,)
                    found.setdefault(word, Phrase(word, "weekday_part", (phrase.value, daypart), plural))
    by_first: dict[str, list[Phrase]] = defaultdict(list)
    for phrase in found.values():
        by_first[phrase.pieces[0]].append(phrase)
    return {first: tuple(sorted(rows, key=lambda row: -len(row.pieces))) for first, rows in by_first.items()}


PHRASES = _phrases()

_TELLING = {
    "weekday", "weekday_part", "month", "doubtful_month", "weekly", "daily", "workdays", "weekends", "seldom",
    "relative_day", "monthly", "period", "weekend",
}  # fmt: skip
# First words of such phrases that stand in every text.
_COMMON_WORDS = (
    "in om per op 1 2 3 4 6 7 s ' ’ een één elke iedere ieder elk alle door twee drie x keer het de eens enkele maal",
    "dagen keren every each at once the on of three two seven times tous w",
)
_COMMON = frozenset(" ".join(_COMMON_WORDS).split())
TELLING = frozenset(
    row.pieces[0] for rows in PHRASES.values() for row in rows if row.kind in _TELLING and row.pieces[0] not in _COMMON
) | {"dag", "werkdag", "week", "weken", "weekend", "day", "weekday", "maand", "month", "weekly"}
_SHORT_DAYS = frozenset(row.pieces[0] for rows in PHRASES.values() for row in rows if row.kind == "short_weekday")
_WORDS = re.compile(r"[^\W\d_]+")
_DAY_IN_DIGITS = re.compile(r"\d[-/.]\d{1,2}[-/.]\d\d|\d{4}-\d\d-\d|\d/\d")
# A short weekday counts in company only.
_SHORT_DAY = re.compile(r"\b[^\W\d_]{2,6}\b[.,:]*\s*(?:\d|[-–/&]|t/m|tot|van|from|en\b|and\b|om\b|at\b|\|)")


def may_say_when(text: str) -> bool:
    """Whether `text` holds a word or a number without which no day can be read; cheap, and rather yes than no."""
    words = _WORDS.findall(text.lower())
    if not TELLING.isdisjoint(words) or _DAY_IN_DIGITS.search(text):
        return True
    return not _SHORT_DAYS.isdisjoint(words) and _SHORT_DAY.search(text) is not None
