"""Whether a text can say a day at all: what most of a website's text is asked, so it costs next to nothing."""

import re

from pipeline.normalise.schedules.lexicon import PHRASES

# Words that name a day, a month, or every day.
_NAMES = {"weekday", "weekday_part", "month"}
# Words that say a day only with an hour beside them: "elke week om 10 uur", "op werkdagen van 9 tot 12", "vanavond".
_RHYTHMS = {
    "weekly", "workdays", "weekends", "seldom", "relative_day", "monthly", "period", "weekend", "weeks", "days_word",
    "daypart", "feast", "per_period", "day_word",
}  # fmt: skip
# Of such phrases, the words that stand in every text.
_IN_EVERY_TEXT = (
    "in om per op de het een één elk elke ieder iedere alle van door twee drie keer eens the of on at a an each every "
    "once one two three this next deze s x w enkele malen keren paar"
)
_COMMON = frozenset(_IN_EVERY_TEXT.split())
_WORD = re.compile(r"[^\W\d_]+")


def _words_of(kinds: set[str], *, single: bool = False) -> frozenset[str]:
    """Of each phrase of these kinds its longest word; `single`: of phrases of one word only."""
    rows = [row for rows in PHRASES.values() for row in rows if row.kind in kinds]
    pieces = [row.pieces for row in rows if not single or len(row.pieces) == 1]
    return frozenset(max(words, key=len) for words in pieces) - _COMMON


_TELLING = _words_of(_NAMES) | _words_of({"daily"}, single=True)
_WITH_HOURS = _words_of(_RHYTHMS) | _words_of({"daily"})
_SHORT_DAYS = _words_of({"short_weekday"})
_DOUBTFUL = _words_of({"doubtful_month"})
_NUMBERS = frozenset(row.pieces[0] for rows in PHRASES.values() for row in rows if row.kind == "number_word")
_BESIDE_HOURS = "uur u h uhr hrs am pm a.m p.m noon midnight middernacht om vanaf tussen half at from um à"
_OF_HOURS = frozenset(_BESIDE_HOURS.split())
_CLOCK = re.compile(r"\d[:.][0-5]\d|\d[-–]\d|\d(?:uur|u|h|am|pm)\b")
_HOUR = re.compile(
    r"\d\s?(?:uur|u|h|uhr|hrs|[ap]\.?m)\b|\b[012]?\d[:.][0-5]\d\b|o.clock|\bnoon\b|midnight|middernacht"
    rf"|\b(?:om|vanaf|tussen|between|half|kwart|at|from|um|à)\s+(?:\w+\s)?(?:{'|'.join(_NUMBERS)}|\d\d?)\b|\b\d\d?\s?[-–]\s?\d",
    re.IGNORECASE,
)
_DAY_IN_DIGITS = re.compile(r"\d[-/.]\d{1,2}[-/.]\d\d|\d-\d\d?, 20\d\d|\d{4}-\d\d-\d|\d/\d")
_DAY_AND_MONTH = re.compile(r"(?<![\d-])\d\d?-\d\d?(?![\d-])")
_BEFORE_DAY_AND_MONTH = frozenset({"op", "on", "tot", "van", "tussen", "between"})
# A short weekday counts in company only; so does a month that is a word of its own.
_SHORT_DAY = re.compile(
    rf"\b(?:{'|'.join(_SHORT_DAYS)})\b[.,:]*\s*(?:\d|[-–/&]|t/m|tot|van|from|en\b|and\b|om\b|at\b|\||\w+[\s,]+\d)",
    re.IGNORECASE,
)
_DOUBTFUL_MONTH = re.compile(
    rf"(?:\d|\b(?:in|of|from|every|each)\b|st|nd|rd|th)\W{{0,3}}\b(?:{'|'.join(_DOUBTFUL)})\b"
    rf"|\b(?:{'|'.join(_DOUBTFUL)})\b\W{{0,3}}\d",
    re.IGNORECASE,
)
_MARKS = ".,:;!?()[]\"'’‘“”*•|"


def may_say_when(text: str) -> bool:
    """Whether `text` holds words or numbers without which no day can be read; cheap, and rather yes than no."""
    words = {token.strip(_MARKS) for token in text.lower().split()}
    mixed = " ".join([word for word in words if not word.isalpha()])
    words.update(_WORD.findall(mixed))
    if not _TELLING.isdisjoint(words) or _DAY_IN_DIGITS.search(mixed):
        return True
    return (
        (not _WITH_HOURS.isdisjoint(words) and _may_say_hour(text, words, mixed))
        or (not _SHORT_DAYS.isdisjoint(words) and _SHORT_DAY.search(text) is not None)
        or (not _DOUBTFUL.isdisjoint(words) and _DOUBTFUL_MONTH.search(text) is not None)
        or (not _BEFORE_DAY_AND_MONTH.isdisjoint(words) and _DAY_AND_MONTH.search(mixed) is not None)
    )


def _may_say_hour(text: str, words: set[str], mixed: str) -> bool:
    has_signs = not _OF_HOURS.isdisjoint(words) or _CLOCK.search(mixed) is not None
    return has_signs and _HOUR.search(text) is not None
