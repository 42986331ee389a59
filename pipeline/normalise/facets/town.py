"""The town that a text names: by a table of names, and by the shape of the sentence where the table has none."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

_WORD = re.compile(r"'s-[\w'’]+|[\w'’]+(?:-[\w'’]+)*", re.UNICODE)
_POSTCODE = re.compile(r"\b[1-9]\d{3} ?[A-Z]{2}\b[ ,]{1,3}(?=['A-Z])")
_PLACING = re.compile(
    r"(?:\b(?:in|te|bij|in het centrum van|in hartje|gemeente|bibliotheek|rond|rondom|around|across|near)|"
    r"(?:huis|centrum|kerk|bibliotheek|school|gebouw|bad|hal|zaal|kern|dorp|station) van) ?$",
    re.IGNORECASE,
)
_LOOK_BACK = 24
_DIRECTION = re.compile(r"-(?:West|Oost|Noord|Zuid|Centrum|Midden|Noordwest|Noordoost|Zuidwest|Zuidoost)$")
_LONGEST_NAME = 5  # words

_NAME = r"(?:'s-)?[A-Z][\w'’]+(?:-[A-Z][\w'’]+)*"
_FULL_NAME = rf"{_NAME}(?: (?:aan den|aan de|op den|en|bij) {_NAME})?"
_UNKNOWN = re.compile(rf"(?:\b(?:[Ii]n|te)|(?:huis|centrum|kerk) van) (?P<town>{_FULL_NAME})(?! (?:aan|van)\b)")
# In what names of Dutch villages end; halls and buildings, which stand after "in" as well, seldom do.
_ENDINGS = re.compile(
    r"(?i)(?:dam|veen|veld|huizen|hoven|hove|burg|dorp|kerk|kerke|beek|um|drecht|rade|broek|horst|loo?|wolde|meer|stad|ingen|"
    r"hem|heim|kapelle|polder|oord|muiden|zijl|laar|donk|hout|berg|bergen|bosch|heuvel|land|brug|haven|mond|wold|"
    r"aard|sloot|vliet|voort|woude|zand|ens|ede|egem|wijk|werf|schoten|stein|eind|kum|ga)$"
)
# What ends so and is none: countries, languages and months aside, buildings and parts of a town.
_NO_TOWN = re.compile(
    r"(?i)(?:^(?:de|het|'t|this|the|nederland|duitsland|engeland|rusland|rijnland|friesland|gelderland|flevoland|drenthe)$|"
    r"\w+(?:buurt|kerk|park|gebouw|centrum)$|^(?:buurt|wijk|dorps|sport|zwem|speel|thuis|school|kinder)\w*)"
)


class _Names(NamedTuple):
    """Names as tuples of words, with the town that each means; `first_words` of all of them; `words` are ambiguous."""

    towns: dict[tuple[str, ...], str]
    areas: dict[tuple[str, ...], str]
    parts: dict[tuple[str, ...], str]
    ambiguous: frozenset[str]
    first_words: frozenset[str]


class _Mention(NamedTuple):
    town: str
    start: int
    is_placed: bool
    is_last: bool


def town(title: str, text: str) -> str | None:
    """The town after a postcode; else one known from the title or the text; else by a part of it, or by its shape.

    >>> town("Koffie", "In een buurthuis in Utrecht-Overvecht, met een bakker uit Zeist.")
    'Utrecht'
    """
    names = _names()
    return (
        _after_postcode(text)
        or _named(title, names.towns, is_title=True)
        or _named(text, names.towns)
        or _named(f"{title}. {text}", names.areas)
        or _named(f"{title}. {text}", names.parts)
        or next(_unknown(text), None)
    )


def _after_postcode(text: str) -> str | None:
    for postcode in _POSTCODE.finditer(text):
        rest = text[postcode.end() : postcode.end() + 60]
        known = next((mention.town for mention in _mentions(rest, _names().towns) if mention.start == 0), None)
        if known or (shaped := re.match(_NAME, rest)):
            return known or (shaped[0] if shaped else None)
    return None


def _named(text: str, towns: dict[tuple[str, ...], str], *, is_title: bool = False) -> str | None:
    """The first of the best mentions: in a text those after "in"; a name that is also a word must stand so."""
    found = list(_mentions(text, towns))
    sure = [one for one in found if one.is_placed or one.town not in _names().ambiguous or (is_title and one.is_last)]
    placed = [] if is_title else [one for one in sure if one.is_placed]
    return next((one.town for one in placed or sure), None)


def _mentions(text: str, towns: dict[tuple[str, ...], str]) -> Iterator[_Mention]:
    words = list(_WORD.finditer(text))
    at = 0
    while at < len(words):
        found = _longest(words, at, towns)
        if found is None:
            at += 1
            continue
        name, count = found
        start = words[at].start()
        before = text[max(0, start - _LOOK_BACK) : start]
        yield _Mention(name, start, is_placed=bool(_PLACING.search(before)), is_last=at + count == len(words))
        at += count


def _longest(words: list[re.Match[str]], at: int, towns: dict[tuple[str, ...], str]) -> tuple[str, int] | None:
    """The longest name that begins with this word, and of how many words; "Zeist-West" is Zeist."""
    first = words[at][0]
    if first.startswith(("'", "’")) or not first[0].isupper():
        first = first if _folded(first).startswith("'s-") else ""
    if _folded(first) in _names().first_words:
        for count in range(min(_LONGEST_NAME, len(words) - at), 0, -1):
            if known := towns.get(tuple(_folded(word[0]) for word in words[at : at + count])):
                return known, count
    stem, _, rest = first.partition("-")
    known = towns.get((_folded(stem),)) if rest[:1].isupper() else None
    return (known, 1) if known else None


def _folded(word: str) -> str:
    return word.replace("’", "'").casefold()


def _unknown(text: str) -> Iterator[str]:
    """Names that no table has, where a town stands: "in Spierdijkerbroek"."""
    for candidate in _UNKNOWN.finditer(text):
        if _ENDINGS.search(candidate["town"]) and not _NO_TOWN.search(candidate["town"]):
            yield _DIRECTION.sub("", candidate["town"])


@cache
def _names() -> _Names:
    table = tomllib.loads(
        files("pipeline.normalise.facets").joinpath("tables", "towns.toml").read_text(encoding="utf-8")
    )
    own = {name: name for name in _listed(table["towns"])} | dict(table["names"])
    parts = {part: name for name, listed in table["parts"].items() for part in _listed(listed)}
    areas = {name: name for name in _listed(table["areas"])}
    split = [{tuple(_folded(name).split()): town for name, town in names.items()} for names in (own, areas, parts)]
    firsts = frozenset(name[0] for names in split for name in names)
    return _Names(split[0], split[1], split[2], frozenset(_listed(table["also_words"])), firsts)


def _listed(names: str) -> Iterator[str]:
    return (name for part in names.split(",") if (name := " ".join(part.split())))
