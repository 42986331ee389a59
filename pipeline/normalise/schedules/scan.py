"""From text to nodes: each word of time, number and mark with its kind and its place in the text."""

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any

from pipeline.normalise.schedules.lexicon import DAYPARTS, PHRASES, Phrase
from pipeline.normalise.schedules.pieces import PIECE
from pipeline.normalise.schedules.values import Clock, Day, Node

Reading = tuple[str, Any]

_ZEROS = re.compile(r"[oO]{2}(?<=\d..)\b")  # "12oo uur", as typed by people
_NUMBERS = re.compile(r"\d+")
_DAYPART_ENDING = re.compile(r"(" + "|".join(DAYPARTS) + r")(?:en)?$")
# Weak verbs in the past ("organiseerde", "repareerden"); with "ge" in front they are adjectives.
_PAST_ENDING = re.compile(r"^(?!ge|ver(?:keerd|antw)).{3,}eerden?$")
_NAMED_DAY = re.compile(r"^wereld.+dag$")
_MARKS = {
    ",": "comma", ".": "dot", ":": "colon", "|": "bar", "•": "bar", "·": "bar", "/": "slash", "(": "open_bracket",
    "[": "open_bracket", ")": "close_bracket", "]": "close_bracket", "&": "and", "+": "and", "@": "at", "!": "stop",
    "?": "stop", ";": "stop",
}  # fmt: skip


def scanned(text: str, *, month_first: bool = False) -> list[Node]:
    """The nodes of `text` in order, without gaps but for blanks. Linear in the length of the text."""
    pieces = list(PIECE.finditer(_ZEROS.sub("00", text)))
    words = [piece[0].lower() for piece in pieces]
    nodes: list[Node] = []
    place, end = 0, len(words)
    while place < end:
        word, piece = words[place], pieces[place]
        phrases = PHRASES.get(word)
        phrase = _phrase(phrases, words, place) if phrases else None
        if phrase:
            place += len(phrase.pieces)
            nodes.append(Node(phrase.kind, phrase.value, piece.start(), pieces[place - 1].end(), phrase.plural))
        else:
            place += 1
            kind, value = _read(piece.lastgroup or "", word, month_first)
            nodes.append(Node(kind, value, piece.start(), piece.end()))
    return nodes


def _phrase(phrases: tuple[Phrase, ...], words: list[str], place: int) -> Phrase | None:
    """The longest of `phrases` that stands at `place`."""
    for phrase in phrases:
        length = len(phrase.pieces)
        if length == 1 or words[place : place + length] == phrase.pieces:
            return phrase
    return None


@lru_cache(maxsize=20_000)  # a third of the time of reading a phrase, as measured in November 2026
def _read(kind: str, word: str, month_first: bool) -> Reading:
    """What a single piece is, and its value; `x` where it says nothing of time."""
    if kind in {"numdate", "shortdate"}:
        return _date(word, month_first) or ("x", word)
    return _READ.get(kind, _nothing)(word) or ("x", word)


def _nothing(_word: str) -> None:
    return None


def _word(word: str) -> Reading | None:
    """What the form of a word says: "filmavond" a daypart, "organiseerde" the past."""
    if _PAST_ENDING.match(word):
        return "cue", "past"
    if _NAMED_DAY.match(word):
        return "cue", "named_day"
    found = _DAYPART_ENDING.search(word)
    return ("title_daypart", DAYPARTS[found[1]]) if found else None


def _mark(word: str) -> Reading | None:
    return (_MARKS[word], word) if word in _MARKS else None


def _clock(word: str) -> Reading | None:
    digits = _NUMBERS.findall(word)
    hour, minute = (int(digits[0]), int(digits[1])) if len(digits) > 1 else divmod(int(digits[0]), 100)
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        return None
    loose = hour < 10 and not word.startswith("0") and len(digits) < 2
    return "clock", Clock(hour * 60 + minute, loose)


def _isoclock(word: str) -> Reading | None:
    """The local time of an ISO 8601 moment; midnight stands there where only a day is meant."""
    minutes = int(word[:2]) * 60 + int(word[3:5])
    return ("clock", Clock(minutes)) if 0 < minutes < 24 * 60 else None


def _date(word: str, month_first: bool) -> Reading | None:
    """A date in digits; a number above twelve is the day, in whatever order the page writes."""
    day, month, *years = map(int, _NUMBERS.findall(word))
    if day <= 12 and (month > 12 or month_first):
        day, month = month, day
    year = years[0] if years else None
    return _day(day, month, year + 2000 if year is not None and year < 100 else year)


def _isodate(word: str) -> Reading | None:
    year, month, day = map(int, _NUMBERS.findall(word))
    return _day(day, month, year)


def _day(day: int, month: int, year: int | None) -> Reading | None:
    try:
        date(year or 2000, month, day)
    except ValueError:
        return None
    return ("numdate", Day(day, month, year)) if year is None or 1970 <= year <= 2100 else None


def _year(word: str) -> Reading:
    number = int(word.lstrip("'’"))
    return "year", number if number > 99 else 2000 + number


_READ: dict[str, Callable[[str], Reading | None]] = {
    "word": _word,
    "mark": _mark,
    "clock": _clock,
    "isoclock": _isoclock,
    "isodate": _isodate,
    "year": _year,
    "short_year": _year,
    "number": lambda word: ("number", int(word)),
    "ordinal": lambda word: ("ordinal", int(_NUMBERS.findall(word)[0])),
    "line": lambda word: ("line", word),
    "dash": lambda word: ("dash", word),
    "seconds": lambda word: ("seconds", word),
    "decimal": lambda word: ("decimal", word),
    "price": lambda word: ("price", word),
    "money": lambda word: ("price", word),
}
