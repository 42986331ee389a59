"""Where a line names a day, an hour or a rule: by the words of time, without saying what they mean."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from schemas.words_of_time import ALL
from spiders.patterns import any_of, folded

# "Alle avonden" speaks of the days of a list, and makes no rule.
_ALL_OF = frozenset({"alle", "both"})
_MONTHS = ("month", "doubtful_month")
_WEEKDAYS = ("weekday", "short_weekday")


def _words(*kinds: str, without: frozenset[str] = frozenset()) -> str:
    """An alternation of the words of these kinds, longest first."""
    return any_of(set(_listed(*kinds)) - without)


def _listed(*kinds: str) -> list[str]:
    return [word.lower() for row in ALL if row.kind in kinds for word in row.words.split("|")]


MONTH_WORDS = frozenset(_listed(*_MONTHS))
WEEKDAY_WORDS = frozenset(_listed(*_WEEKDAYS))
_MONTH = rf"(?:{_words(*_MONTHS)})\b\.?"
_WEEKDAY = rf"(?:{_words(*_WEEKDAYS)})\b\.?"
_NTH = r"(?:st|nd|rd|th|e|de|ste|ème|\.)?"
# A weekday in brackets between a day and its year: "November 3 (Th), 2027".
_ASIDE = r"(?:\s?\([a-z]{1,9}\))?"
_YEAR = r"(?:19|20)\d\d"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_MONTH_NUMBER = r"(?:1[0-2]|0?[1-9])"

_NO_HOUR = r"(?!\d|:\d|\s*(?:am|pm|a\.m|p\.m|uur|u\b|%|:\d|\.\d\d\s*(?:uur|u\b)))"
_AMERICAN_YEAR = rf"(?:{_ASIDE}\s*[,./-]?\s*+(?P<y1>{_YEAR}|['’]\d\d))?"
_EUROPEAN_YEAR = rf"(?:{_ASIDE}\s*[,/'’-]?\s*+(?P<y2>{_YEAR}|(?<=['’/-])\d\d))?"
_DATE = re.compile(
    rf"""(?<![\w/.:-])(?:{_WEEKDAY}[,\s–-]*+(?:the\s+)?)?(?:
      {_MONTH}[\s,/-]*+{_DAY}{_NTH}{_NO_HOUR}{_AMERICAN_YEAR}(?!\w)
    | {_DAY}{_NTH}(?:\s+of)?[\s/-]*+{_MONTH}{_EUROPEAN_YEAR}\b
    | (?P<iso>{_YEAR}[-/.]{_MONTH_NUMBER}[-/.]{_DAY})(?!\d)
    | (?P<numeric>(?:{_DAY}[-/.]{_MONTH_NUMBER}|{_MONTH_NUMBER}[-/.]{_DAY})[-/.](?:{_YEAR}|\d\d))
      (?![\w/]|-\d{{1,2}}(?!\d?:)|-\w*[a-z]|\.\d)
    )""",
    re.VERBOSE,
)
_SHORT_DATE = re.compile(rf"(?<![\w/.:-]){_WEEKDAY}[,\s]*+{_DAY}[-/]{_MONTH_NUMBER}(?![\w/-]|\.\d)")
# The first of "9-11 a.m." and "10 tot 12 uur", which has its unit from the second.
_HOUR = r"(?:2[0-4]|1\d|0?\d)"
_SHARED_UNIT = rf"{_HOUR}(?=\s*(?:-|–|to|until|till|tot|en|and)\s*{_HOUR}(?:[:.][0-5]\d)?\s*(?:[ap]\.?m\b|uur\b|u\b))"
_CLOCK = re.compile(
    rf"""(?<![\w.:/$€])(?:
      (?:1[0-2]|0?[1-9])(?:[:.]?[0-5]\d)?\s*(?:a\.?\s?m\b\.?|p\.?\s?m\b\.?)
    | (?:[01]?\d|2[0-4])[:.][0-5]\d(?::[0-5]\d)?\s*(?:uur|u|h|hrs)?\b(?![./:]\d)
    | (?:[01]?\d|2[0-4])\s*(?:uur|u|h|hrs|uhr)\b(?!\s*(?:per|p\.?/?w|/|lang\b|durend))
    | {_SHARED_UNIT}
    | (?:12\s+)?noon\b | midnight\b | o['’]clock\b
    | half\s+(?:een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|\d{{1,2}})\b
    | kwart\s+(?:voor|over)\s+\w+
    )""",
    re.VERBOSE,
)
_RULE = re.compile(
    rf"(?<!\w)(?:(?:{_words('weekly', 'monthly', 'daily', 'workdays', 'seldom')})(?!\w)"
    rf"|(?:{_words('every', 'alternate', without=_ALL_OF)})\s+(?:\w+\s+){{0,2}}?"
    rf"(?:{_words('weekday', 'short_weekday', 'period', 'daypart')})(?!\w)"
    rf"|(?:{_words('every')})\s+(?:{_words('weekday')})\w*"
    rf"|(?:{_words('ordinal')}|[1-5]\s?(?:e|de|ste|st|nd|rd|th)|last)\s+{_WEEKDAY}(?!\w)"
    rf"|(?:{any_of(word for row in ALL if row.plural for word in row.words.lower().split('|'))})(?!\w))"
)
_SHORT = rf"(?:{_words('short_weekday')})"
_A_WEEKDAY = re.compile(
    rf"(?<!\w)(?:{_words('weekday')})(?:ochtend|morgen|middag|avond|nacht)?(?:en|s)?(?!\w)"
    # "Ma, wo en vr", "di 19.30": alone, "zo" and "do" are words of their own.
    rf"|(?<!\w){_SHORT}\.?(?:\s*(?:,|en|&|/|\+|t/m|-|–)\s*{_SHORT}\b\.?)+(?!\w)"
    rf"|(?<!\w){_SHORT}\.?:?(?=\s+(?:van\s+)?\d{{1,2}}[.:]\d\d)"
)
_MONTH_AND_YEAR = re.compile(rf"(?<!\w){_MONTH}[\s,/-]*+{_YEAR}\b")
_HARDLY_MORE = 25  # characters
_LONGEST_MONTH_AND_YEAR = 25
# What may not stand before it is asked behind it: a pattern that begins with digits is looked for at these only.
_A_YEAR = re.compile(r"((?:19[89]|20[0-4])\d)(?<![\w/.,:$€#-]\d{4})(?![\w/:]|[.,]\d|-\d)")
_DIGIT = re.compile(r"\d")
_NUMERIC = re.compile(r"\d[-/.]\d")
_HOUR_IN_DIGITS = re.compile(r"\d(?:[:.]\d\d|\s*(?:[ap]\.?\s?m|[uh]))")
_LETTERS = re.compile(r"[^\W\d_]+")
_WEEKDAY_BEGINNINGS = tuple(_listed("weekday"))
_SHORT_WEEKDAYS = frozenset(_listed("short_weekday"))
_CLOCK_WORDS = frozenset({"noon", "midnight", "clock", "half", "kwart"})
_RULE_BEGINNINGS = frozenset(
    _LETTERS.findall(word)[0]
    for word in _listed("every", "alternate", "weekly", "monthly", "daily", "workdays", "seldom")
    if _LETTERS.search(word)
)
# Cheap tests: whether a word stands in a line that makes a month, or says something without a digit beside it.
_A_MONTH = re.compile(rf"(?<![^\W\d_])(?:{any_of(MONTH_WORDS)})(?![^\W\d_])")
_TELLING = re.compile(
    rf"(?<![^\W\d_])(?:{any_of(_WEEKDAY_BEGINNINGS)}"
    rf"|(?:{any_of(_SHORT_WEEKDAYS | _CLOCK_WORDS | _RULE_BEGINNINGS)})(?![^\W\d_]))"
)


class Span(NamedTuple):
    """A stretch of a line that names a time. `year`: whether a day's year stands with it."""

    start: int
    end: int
    has_year: bool = True


class Moments(NamedTuple):
    """What a line names of time, in order."""

    days: tuple[Span, ...] = ()
    clocks: tuple[Span, ...] = ()
    rules: tuple[Span, ...] = ()
    weekdays: tuple[Span, ...] = ()


NOTHING = Moments()
_NO_WORDS: set[str] = set()


@lru_cache(maxsize=16_384)  # a line is asked for again and again, and many lines stand on all pages of a site
def moments(text: str) -> Moments:
    """The days, hours and rules that `text` names.

    >>> line = "Tue, Jan 5, 2027 at 6:30 p.m."
    >>> found = moments(line)
    >>> [line[a:b] for a, b, _ in found.days + found.clocks]
    ['Tue, Jan 5, 2027', '6:30 p.m.']
    """
    text = folded(text)
    has_digit = _DIGIT.search(text) is not None
    words = set(_LETTERS.findall(text)) if _TELLING.search(text) else _NO_WORDS
    if not has_digit and not words:
        return NOTHING
    days = _days(text, words) if has_digit else ()
    has_clock = (has_digit and _HOUR_IN_DIGITS.search(text)) or not words.isdisjoint(_CLOCK_WORDS)
    clocks = _outside(_CLOCK.finditer(text), days) if has_clock else ()
    has_weekday = not words.isdisjoint(_SHORT_WEEKDAYS) or any(word.startswith(_WEEKDAY_BEGINNINGS) for word in words)
    weekdays = _outside(_A_WEEKDAY.finditer(text), days) if has_weekday else ()
    has_rule = has_weekday or not words.isdisjoint(_RULE_BEGINNINGS)
    rules = _outside(_RULE.finditer(text), days) if has_rule else ()
    return Moments(days, clocks, rules, weekdays) if days or clocks or rules or weekdays else NOTHING


def _days(text: str, words: set[str]) -> tuple[Span, ...]:
    if _NUMERIC.search(text) or _A_MONTH.search(text):
        found = _DATE.finditer(text)
        days = tuple(Span(m.start(), m.end(), bool(m["y1"] or m["y2"] or m["iso"] or m["numeric"])) for m in found)
        if days or words.isdisjoint(_SHORT_WEEKDAYS):
            return days
    return (
        tuple(Span(m.start(), m.end(), has_year=False) for m in _SHORT_DATE.finditer(text))
        if "/" in text or "-" in text
        else ()
    )


def _outside(found: Iterable[re.Match[str]], days: Sequence[Span]) -> tuple[Span, ...]:
    return tuple(
        Span(m.start(), m.end()) for m in found if not any(day.start < m.end() and m.start() < day.end for day in days)
    )


def month_and_year(text: str) -> str | None:
    """A month with its year, where `text` is hardly more than that: "Januari 2027"."""
    if len(text) > _HARDLY_MORE + _LONGEST_MONTH_AND_YEAR or not _DIGIT.search(text):
        return None
    found = _MONTH_AND_YEAR.search(folded(text))
    return text[found.start() : found.end()] if found and len(text) - len(found[0]) <= _HARDLY_MORE else None


def lone_month(text: str) -> str | None:
    """The month, where `text` is nothing else."""
    bare = text.strip(" .,:")
    return bare if bare.lower() in MONTH_WORDS else None


def years(text: str) -> list[str]:
    """The years that `text` prints on their own."""
    return _A_YEAR.findall(text)


def last_of_run(spans: Sequence[Span], gap: int) -> Span:
    """The last of those that follow the first with no more than `gap` characters between one and the next."""
    last = spans[0]
    for span in spans[1:]:
        if span.start - last.end > gap:
            break
        last = span
    return last
