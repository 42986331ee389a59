"""Values of JSON and of JavaScript literals within the text of a script."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import chompjs
import msgspec

from spiders.readers.scripts.dated import is_dated

# Characters looked at on one page. The largest real one carries 2.1 million, once; a literal within one that could not
# be read is looked at again.
MOST_CHARACTERS = 12_000_000
# Real scripts hold up to 60 values that begin like one with dates.
MOST_OPENINGS = 400
# Values nest up to 30 deep; those that nest deeper end the stack of the C library that reads them.
DEEPEST = 200

# Where a value may begin that is worth reading: assigned, given to a function, or the events of a calendar.
_OPENING = re.compile(
    r"(?:(?<![=!<>])=(?!=)|\(|\breturn\b|[\"']?[eE]vents?(?:Data|List|Source)?[\"']?\s{0,9}:)\s{0,99}([\[{])"
)
_PARSED = re.compile(r"JSON\.parse\(\s{0,9}([\"'`])")
# What has no end reaches to the end: sought anew from each quote, it would take time by the square.
_TOKEN = re.compile(
    r"\"(?:[^\"\\\n]|\\.)*+(?:\"|\\?\Z|(?=\n))|'(?:[^'\\\n]|\\.)*+(?:'|\\?\Z|(?=\n))|`(?:[^`\\]|\\.)*+(?:`|\\?\Z)"
    r"|//[^\n]*+|/\*(?:[^*]|\*(?!/))*+(?:\*/|\Z)|[\[\]{}]",
    re.DOTALL,
)
_NUMBER = r"\s{0,9}(\d{1,2})\s{0,9}"
_REST = r"(?:,\s{0,9}\d{1,3}\s{0,9}){0,2}"
_DATE = re.compile(rf"new Date\(\s{{0,9}}(\d{{4}})\s{{0,9}},{_NUMBER},{_NUMBER}(?:,{_NUMBER}(?:,{_NUMBER})?{_REST})?\)")
_WRAPPED = re.compile(r"(?:new Date|moment(?:\.utc)?)\(\s{0,9}([\"'][^\"'\n]{8,40}[\"'])\s{0,9}\)")


@dataclass(slots=True)
class Allowance:
    """How many characters may still be looked at on a page."""

    left: int = MOST_CHARACTERS

    @property
    def is_used_up(self) -> bool:
        return self.left <= 0


def literals(text: str, allowance: Allowance) -> Iterator[tuple[Any, str]]:
    """The values in the text of a script that hold dates, in the order they stand there; none within another.

    Each with the text that it was read from.
    """
    if text.lstrip()[:1] in {"{", "["}:
        value = value_of(text)
        if value is not None:
            yield value, text
            return
    yield from _parsed_strings(text, allowance)
    tried = end = 0
    for opening in _OPENING.finditer(text):
        if tried >= MOST_OPENINGS or allowance.is_used_up:
            return
        if opening.start(1) < end:
            continue
        tried += 1
        closing = _closing(text, opening.start(1), allowance)
        literal = text[opening.start(1) : closing]
        if not closing or not is_dated(literal.encode(errors="replace")):
            continue
        value = value_of(literal)
        if value is not None:
            end = closing
            yield value, literal


def value_of(literal: str) -> Any:  # noqa: ANN401
    """The object or list that `literal` writes in JSON or JavaScript, None where it writes none."""
    try:
        value = msgspec.json.decode(literal)
    except (msgspec.DecodeError, RecursionError):
        value = _of_javascript(literal)
    return value if isinstance(value, dict | list) else None


def _of_javascript(literal: str) -> Any:  # noqa: ANN401
    """What chompjs makes of `literal`, with its dates as text; months count from 0 there."""
    text = _WRAPPED.sub(r"\1", _DATE.sub(_iso, literal))
    try:
        return chompjs.parse_js_object(text)
    except (ValueError, RecursionError):
        return None


def _iso(form: re.Match[str]) -> str:
    year, month, day, hour, minute = form.groups()
    clock = f"T{int(hour):02}:{int(minute or 0):02}" if hour else ""
    return f'"{year}-{int(month) + 1:02}-{int(day):02}{clock}"'


def _parsed_strings(text: str, allowance: Allowance) -> Iterator[tuple[Any, str]]:
    """The values of `JSON.parse("…")`."""
    for number, opening in enumerate(_PARSED.finditer(text)):
        if number >= MOST_OPENINGS or allowance.is_used_up:
            return
        literal = _TOKEN.match(text, opening.start(1))
        if literal is None or not is_dated(literal[0].encode(errors="replace")):
            continue
        allowance.left -= len(literal[0])
        strings = value_of(f"[{literal[0]}]")
        if strings and isinstance(strings[0], str) and (value := value_of(strings[0])) is not None:
            yield value, strings[0]


def _closing(text: str, start: int, allowance: Allowance) -> int:
    """Where the literal that begins at `start` ends; 0 where it has no end, or nests too deeply."""
    depth = 0
    for token in _TOKEN.finditer(text, start, start + allowance.left):
        if token[0] in "[{":
            depth += 1
        elif token[0] in "]}":
            depth -= 1
        if depth > DEEPEST:
            break
        if depth == 0:
            allowance.left -= token.end() - start
            return token.end()
    allowance.left -= len(text) - start
    return 0
