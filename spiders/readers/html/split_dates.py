"""Dates that a page prints in pieces, each in a block of its own ("Tue" "16" "Jan" "2018"), put together again."""

import re

from spiders.patterns import any_of, folded
from spiders.readers.html.moments import MONTH_WORDS, WEEKDAY_WORDS
from spiders.readers.html.outline import Outline

_PIECES = (
    ("day", re.compile(r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th|e)?[.,]?")),
    ("month", re.compile(rf"(?:{any_of(MONTH_WORDS)})\.?,?(?:\s+'?(?:20)?\d\d)?")),
    ("weekday", re.compile(rf"(?:{any_of(WEEKDAY_WORDS)})\.?,?")),
    ("year", re.compile(r"20\d\d")),
)
_FIRST_WORDS = frozenset(word.split()[0].strip(".,") for word in MONTH_WORDS | WEEKDAY_WORDS)
# Longer lines are no pieces.
_LONGEST = 16
_ORDER = ("weekday", "day", "month", "year")


def join_split_dates(page: Outline) -> None:
    """Prints each such date whole on the line of its first piece, and nothing on the others'."""
    run: list[int] = []
    kinds: list[str] = []
    for number in range(len(page.lines) + 1):
        kind = _kind(page.lines[number].text) if number < len(page.lines) else None
        if kind and kind not in kinds:
            run.append(number)
            kinds.append(kind)
            continue
        if {"day", "month"} <= set(kinds):
            _join(page, run, kinds)
        run, kinds = ([number], [kind]) if kind else ([], [])


def _kind(text: str) -> str | None:
    if not 0 < len(text) <= _LONGEST:
        return None
    text = folded(text)
    if not text[0].isdigit() and text.split(maxsplit=1)[0].strip(".,") not in _FIRST_WORDS:
        return None
    return next((kind for kind, pattern in _PIECES if pattern.fullmatch(text)), None)


def _join(page: Outline, run: list[int], kinds: list[str]) -> None:
    if abs(kinds.index("day") - kinds.index("month")) > 2:
        return
    texts = {kind: page.lines[number].text.strip(".,") for number, kind in zip(run, kinds, strict=True)}
    page.lines[run[0]].text = " ".join(texts[kind] for kind in _ORDER if kind in texts)
    for number in run[1:]:
        page.lines[number].text = ""
