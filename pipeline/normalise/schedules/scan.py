"""From text to nodes: each word of time, number and mark with its kind and its place in the text."""

import re
from collections.abc import Callable
from datetime import date
from functools import partial

from pipeline.normalise.schedules.lexicon import DAYPARTS, PHRASES, PIECE, Phrase
from pipeline.normalise.schedules.values import Clock, Day, Node

_ZEROS = re.compile(r"(?<=\d)[oO]{2}\b")  # "12oo uur", as typed by people
_DAYPART_ENDING = re.compile(r"(" + "|".join(DAYPARTS) + r")(?:en)?$")
# Weak verbs in the past ("organiseerde", "repareerden"); with "ge" in front they are adjectives.
_PAST_ENDING = re.compile(r"^(?!ge|ver(?:keerd|antw)).{3,}eerden?$")
_NAMED_DAY = re.compile(r"^wereld.+dag$")
_MARKS = {"amp": "and", "at_sign": "at", "bar": "bar", "open_bracket": "open_bracket", "close_bracket": "close_bracket"}
_WORDLIKE = frozenset({"word", "mark"})


def scanned(text: str, *, month_first: bool = False) -> list[Node]:
    """The nodes of `text` in order, without gaps but for blanks. Linear in the length of the text."""
    readers = _READ_MONTH_FIRST if month_first else _READ
    pieces = [
        (m.lastgroup or "", m.group().lower(), m.start(), m.end()) for m in PIECE.finditer(_ZEROS.sub("00", text))
    ]
    nodes: list[Node] = []
    place = 0
    while place < len(pieces):
        phrase = _phrase(pieces, place)
        kind, word, start, end = pieces[place]
        if phrase:
            end = pieces[place + len(phrase.pieces) - 1][3]
            nodes.append(Node(phrase.kind, phrase.value, start, end, phrase.plural))
            place += len(phrase.pieces)
            continue
        read = readers.get(kind)
        node = read(word, start, end) if read else None
        nodes.append(node or Node(_MARKS.get(kind, kind if kind in _PLAIN else "x"), word, start, end))
        place += 1
    return nodes


def _phrase(pieces: list[tuple[str, str, int, int]], place: int) -> Phrase | None:
    """The longest phrase of the tables that stands at `place`; points within abbreviations touch their letters."""
    for phrase in PHRASES.get(pieces[place][1], ()):
        stop = place + len(phrase.pieces)
        if stop <= len(pieces) and all(pieces[place + n][1] == piece for n, piece in enumerate(phrase.pieces)):
            return phrase
    return None


def _word(word: str, start: int, end: int) -> Node | None:
    """What the form of a word says: "filmavond" a daypart, "organiseerde" the past."""
    if _PAST_ENDING.match(word):
        return Node("cue", "past", start, end)
    if _NAMED_DAY.match(word):
        return Node("cue", "named_day", start, end)
    found = _DAYPART_ENDING.search(word)
    return Node("title_daypart", DAYPARTS[found[1]], start, end) if found else None


def _clock(word: str, start: int, end: int) -> Node | None:
    digits = re.findall(r"\d+", word)
    hour, minute = (int(digits[0]), int(digits[1])) if len(digits) > 1 else divmod(int(digits[0]), 100)
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        return None
    loose = hour < 10 and not word.startswith("0")
    return Node("clock", Clock(hour * 60 + minute, loose and len(digits) < 2), start, end)


def _isoclock(word: str, start: int, end: int) -> Node | None:
    """The local time of an ISO 8601 moment; midnight stands there where only a day is meant."""
    clock = Clock(int(word[:2]) * 60 + int(word[3:5]))
    return Node("clock", clock, start, end) if 0 < clock.minutes < 24 * 60 else None


def _date(word: str, start: int, end: int, *, month_first: bool = False) -> Node | None:
    """A date in digits; a number above twelve is the day, in whatever order the page writes."""
    day, month, *years = (int(number) for number in re.findall(r"\d+", word))
    if day <= 12 and (month > 12 or month_first):
        day, month = month, day
    year = years[0] if years else None
    if year is not None and year < 100:
        year += 2000
    return _day(day, month, year, start, end)


def _isodate(word: str, start: int, end: int) -> Node | None:
    year, month, day = (int(number) for number in re.findall(r"\d+", word))
    return _day(day, month, year, start, end)


def _day(day: int, month: int, year: int | None, start: int, end: int) -> Node | None:
    try:
        date(year or 2000, month, day)
    except ValueError:
        return None
    if year is not None and not 1970 <= year <= 2100:
        return None
    return Node("numdate", Day(day, month, year), start, end)


def _number(word: str, start: int, end: int) -> Node:
    return Node("number", int(re.findall(r"\d+", word)[0]), start, end)


def _ordinal(word: str, start: int, end: int) -> Node:
    return Node("ordinal", int(re.findall(r"\d+", word)[0]), start, end)


def _year(word: str, start: int, end: int) -> Node:
    number = int(word.lstrip("'’"))
    return Node("year", number if number > 99 else 2000 + number, start, end)


_READ: dict[str, Callable[[str, int, int], Node | None]] = {
    "word": _word, "clock": _clock, "numdate": _date, "shortdate": _date, "isodate": _isodate,
    "isoclock": _isoclock, "number": _number,
    "ordinal": _ordinal, "year": _year,
}  # fmt: skip
_READ_MONTH_FIRST = _READ | dict.fromkeys(("numdate", "shortdate"), partial(_date, month_first=True))
_PLAIN = {"comma", "dot", "colon", "dash", "slash", "line", "stop", "seconds", "decimal"}
