"""What has the shape of a person's name, and what only looks like one: venues, streets, organisations, the famous."""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from spiders.privacy.tables import (
    endings,
    famous,
    given_names,
    inflected,
    months,
    not_names,
    particles,
    units,
    venue_words,
    verbs,
)

_BIG = "A-ZÀ-ÖØ-ÞČĆĞİŁŚŞŠŻŹŽА-ЯЄІЇҐ"
_WORD = rf"[{_BIG}][\w'’]*(?:-[{_BIG}][\w'’]*)*"
# What may not stand before it is asked behind its first letter: a pattern that begins with letters is looked for there.
CAPITALISED = re.compile(rf"[{_BIG}](?<![\w@./-].)[\w'’]*", re.DOTALL)
_INITIALS = rf"(?:(?!St\.)[{_BIG}][a-z]?\.[ \t]?){{1,4}}"
_FOLLOWING = re.compile(r"[ \t-]*([^\W\d_]+)")
_IN_ADDRESS = re.compile(r"[\w.+-]{0,40}@")
_NUMBER_AFTER, _NUMBER_BEFORE = re.compile(r"\.?[ \t]*\d"), re.compile(r"\d\.?[ \t]\Z")
_LONGEST_ABBREVIATION = 4
_SHORTEST_PET_NAME = 5
# "Jan, Piet en Ria", "Sietske (ma-wo), Douwe (do-vr)"
_NEXT = re.compile(
    r"(?:[ \t]*(?:\([^()\n@\d]{1,24}\)[ \t]*)?[,/&+][ \t]*(?:en\s|and\s)?"
    r"|[ \t]+(?:en|of|and|or|i|та|і|и|ve|und|et)[ \t]+)"
)


class Name(NamedTuple):
    """Where a name ends; whether its given name is known or it has initials; how many words it has."""

    end: int
    is_known: bool
    words: int


def is_given_name(word: str) -> bool:
    """Whether the word in small letters is a given name that we know, or a pet form of one: "dirkje"."""
    known = given_names()
    if word in known or word.split("-", maxsplit=1)[0] in known:
        return True
    if word.endswith("je") and len(word) > _SHORTEST_PET_NAME and not known.isdisjoint((word[:-2], word[:-3])):
        return True
    return any(word.endswith(ending) and word.removesuffix(ending) + plain in known for ending, plain in inflected())


@cache
def _name() -> re.Pattern[str]:
    """A given name or initials, and what may follow: particles and up to three more words."""
    small = "|".join(sorted(map(re.escape, particles()), key=len, reverse=True))
    between = rf"(?:[ \t]+(?i:{small})(?=[ \t])){{0,3}}"
    return re.compile(
        rf"(?:{_INITIALS}{between}[ \t]*{_WORD}|{_WORD})(?:{between}[ \t]+(?:[{_BIG}]\.[ \t]?)?{_WORD}){{0,3}}"
    )


def name_at(text: str, at: int) -> Name | None:
    """The name that begins at `at`; None where none does."""
    found = _name().match(text, at)
    if not found:
        return None
    spans = [(at + word.start(), at + word.end()) for word in re.finditer(r"\S+", found[0])]
    words = [text[start:end] for start, end in spans]
    small = [word.casefold() for word in words]
    kept = next((n for n, word in enumerate(small) if word in not_names()), len(small))
    following = _FOLLOWING.match(text, found.end()) if kept == len(small) else None
    if _is_famous(small) or _is_of_no_person(small[:kept], following[1].casefold() if following else ""):
        return None
    while kept and small[kept - 1] in particles():
        kept -= 1
    if kept and _IN_ADDRESS.match(text, spans[kept - 1][1]):  # "Dorothy Allen dorothy.allen@…"
        kept -= 1
    if not kept or (kept == 1 and small[0].rstrip(".") in months() and _is_in_a_date(text, *spans[0])):
        return None
    is_known = "." in small[0] or is_given_name(small[0])
    return None if _is_abbreviation(words[:kept], is_known=is_known) else Name(spans[kept - 1][1], is_known, kept)


def _is_abbreviation(words: Sequence[str], *, is_known: bool) -> bool:
    """Whether the first word is not a name but letters: "PKN Woerden", "ADA"; not "JAN DE VRIES"."""
    if not words[0].isupper() or "." in words[0] or len(words[0]) == 1:
        return False
    return not is_known or (len(words[0]) <= _LONGEST_ABBREVIATION and not (len(words) > 1 and words[1].isupper()))


def is_month_in_a_date(text: str, word: re.Match[str]) -> bool:
    """Whether a given name is that of a month, with the day behind it: cheap, as most of these are."""
    return word[0].casefold() in months() and _NUMBER_AFTER.match(text, word.end()) is not None


def _is_in_a_date(text: str, at: int, end: int) -> bool:
    return bool(_NUMBER_AFTER.match(text, end) or _NUMBER_BEFORE.search(text, max(0, at - 4), at))


def _is_of_no_person(words: Sequence[str], following: str) -> bool:
    """Whether the words in small letters name a venue or organisation, or somebody whom everybody knows."""
    if any(
        word.endswith(endings()) and not (word in endings() and place and words[place - 1] in particles())
        for place, word in enumerate(words)
    ):
        return True
    # "Anna Bijns Huis" is a venue; "Piet Bos" and "Jan van Dijk" are neighbours
    if any(
        place > 1 and word in venue_words() and words[place - 1] not in particles() for place, word in enumerate(words)
    ):
        return True
    if any(place and (word in verbs() or word in units()) for place, word in enumerate(words)):  # "Joost Zingt"
        return True
    return following in venue_words() or following in units()


def _is_famous(words: Sequence[str]) -> bool:
    return any(" ".join(words[:n]) in famous() for n in range(1, len(words) + 1))


def end_of_list(text: str, end: int, *, is_sure: bool) -> int:
    """Where the list of names ends whose first ends at `end`; after sure cues also names that nobody knows."""
    while joint := _NEXT.match(text, end):
        following = name_at(text, joint.end())
        if following is None or not (following.is_known or (is_sure and joint[0].strip().isalpha())):
            break
        end = following.end
    return end
