"""Names of persons in phrases that tell whom to ask, call or follow."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from spiders.privacy.channels import NAME, Cut
from spiders.privacy.tables import (
    Cue,
    Grade,
    cues,
    endings,
    given_names,
    last_words_of_cues,
    not_names,
    particles,
    performance,
    role_endings,
    venue_words,
)

_BIG = "A-ZÀ-ÖØ-ÞČĆĞİŁŚŞŠŻŹŽА-ЯЄІЇҐ"
_WORD = rf"[{_BIG}][\w'’]*(?:-[{_BIG}][\w'’]*)*"
_CAPITALISED = re.compile(rf"(?<![\w@./-])[{_BIG}][\w'’]*")
_INITIALS = rf"(?:(?!St\.)[{_BIG}][a-z]?\.[ \t]?){{1,4}}"
_PUNCTUATION = ":;,()[]–—-*•|/.!?\"'"
_REACH = 64  # characters before a name in which its cue stands, or a word that makes it a performer's
_LONGEST_CUE = 6  # words
_ABBREVIATION = 6  # characters: a longer word with a full stop ends a sentence
_TO_A_CHANNEL = re.compile(
    r"[\s:,(–\-|/]*(?:(?:op|via|tel|telefoon|mob|mobiel|gsm|bel|bellen|app|appen|whatsapp|mail|mailen|e-mail|email|at|on|by|nr|nummer|of|"
    r"bereikbaar|telefonisch)\b[\s.:,(]*){0,4}",
    re.IGNORECASE,
)
_NEXT = re.compile(r"(?:[ \t]*[,/&+][ \t]*(?:en\s|and\s)?|[ \t]+(?:en|of|and|or|i|та|і)[ \t]+)")
_OF_THE = re.compile(r"[ \t]+(?:van|namens|from|of)[ \t]+(?=(?:de|het|onze?|the)\b|[A-Z]\w*(?:huis|centrum|teek)\b)")
_FOLLOWING = re.compile(r"[ \t-]*([^\W\d_]+)")


@cache
def _name() -> re.Pattern[str]:
    """A given name or initials, and what may follow: particles and up to three more words."""
    small = "|".join(sorted(map(re.escape, particles()), key=len, reverse=True))
    between = rf"(?:[ \t]+(?i:{small})(?=[ \t])){{0,3}}"
    return re.compile(
        rf"(?:{_INITIALS}{between}[ \t]*{_WORD}|{_WORD})(?:{between}[ \t]+(?:[{_BIG}]\.[ \t]?)?{_WORD}){{0,3}}"
    )


def names(text: str, private: Sequence[Cut]) -> Iterator[Cut]:
    """What must go of `text` because it names a person to ask; `private`: the private channels in it, in order."""
    end = 0
    for word in _CAPITALISED.finditer(text):
        if word.start() < end or not (private or _may_begin_a_name(text, word)):
            continue
        cut = _cut(text, word.start(), private)
        if cut is not None and cut.start >= end:
            end = cut.end
            yield cut


def _may_begin_a_name(text: str, word: re.Match[str]) -> bool:
    """Cheap, because it is asked of every word with a capital: is it a given name, initials, or after a cue?"""
    if word[0].casefold() in given_names() or text.startswith(".", word.end()):
        return True
    before = text[max(0, word.start() - 24) : word.start()].split()
    if not before:
        return False
    last = before[-1].strip(_PUNCTUATION).casefold()
    return last in last_words_of_cues() or last.endswith(role_endings())


def _cut(text: str, at: int, private: Sequence[Cut]) -> Cut | None:
    name_end, is_known, is_whole = _name_at(text, at)
    if name_end == at:
        return None
    cue, start = _cue(text, at)
    if cue is None and not is_known:
        return None
    beside = _is_beside(text, name_end, private)
    if not _is_person(cue, is_known=is_known, is_whole=is_whole, beside=beside):
        return None
    if cue is not None and cue.grade is Grade.OPEN and not beside and _announces_a_performer(text, at):
        return None
    end = _end_of_list(text, name_end, is_sure=cue is not None and cue.grade >= Grade.TITLE)
    belongs_to = _OF_THE.match(text, end)
    return Cut(at, belongs_to.end(), NAME) if belongs_to and cue else Cut(start, end, NAME)


def _is_person(cue: Cue | None, *, is_known: bool, is_whole: bool, beside: bool) -> bool:
    if cue is None:
        return is_known and beside
    if cue.grade is Grade.OPEN:
        return is_known or beside
    return cue.grade >= Grade.TITLE or is_known or is_whole or beside


def _name_at(text: str, at: int) -> tuple[int, bool, bool]:
    """Where the name that begins at `at` ends (`at` itself: there is none), whether we know its given name or it has
    initials, and whether it has more than one word.
    """
    found = _name().match(text, at)
    if not found:
        return at, False, False
    words = list(re.finditer(r"\S+", found[0]))
    kept = next((n for n, word in enumerate(words) if word[0].casefold() in not_names()), len(words))
    if _names_a_venue([word[0] for word in words[:kept]], text, found.end() if kept == len(words) else None):
        return at, False, False
    while kept and words[kept - 1][0].casefold() in particles():
        kept -= 1
    if not kept:
        return at, False, False
    first = words[0][0].casefold()
    is_known = "." in first or first.split("-")[0] in given_names()
    if not is_known and words[0][0].isupper() and len(first) > 1:  # an abbreviation: PKN, RTV
        return at, False, False
    return at + words[kept - 1].end(), is_known, kept > 1


def _names_a_venue(words: Sequence[str], text: str, end: int | None) -> bool:
    if any(word.casefold().endswith(endings()) for word in words):
        return True
    if any(
        word.casefold() in venue_words() and words[place - 1].casefold() not in particles()
        for place, word in enumerate(words)
        if place > 1
    ):
        return True
    following = _FOLLOWING.match(text, end) if end is not None else None
    return following is not None and following[1].casefold() in venue_words()


def _cue(text: str, at: int) -> tuple[Cue | None, int]:
    """The cue that leads to the name at `at`, and where that begins which goes with the name."""
    before = _words_before(text, at)
    found: Cue | None = None
    start = at
    while before:
        cue = _last_cue(before)
        if cue is None and found is None:
            skipped = _without_particles(before)
            cue = _last_cue(skipped)
            if skipped == before or cue is None or cue.grade < Grade.TITLE:
                return found, start
            before = skipped
        if cue is None:
            break
        found = cue if found is None else max(found, cue)
        if not cue.dropped:
            break
        start = before[-cue.dropped][1]
        before = before[: -cue.dropped]
        if cue.grade is not Grade.TITLE:
            break
    return found, start


def _words_before(text: str, at: int) -> list[tuple[str, int]]:
    """The words of the sentence before `at` in small letters, each with where it begins."""
    begin = max(0, at - _REACH)
    found: list[tuple[str, int]] = []
    for word in reversed(list(re.finditer(r"\S+", text[begin:at]))):
        opened = word[0].lstrip(_PUNCTUATION)
        ends_a_sentence = word[0][-1] in "!?" or (word[0][-1] == "." and len(word[0]) > _ABBREVIATION)
        if ends_a_sentence or len(found) == _LONGEST_CUE:
            break
        if opened:
            found.append((opened.rstrip(_PUNCTUATION).casefold(), begin + word.end() - len(opened)))
    return found[::-1]


def _last_cue(words: Sequence[tuple[str, int]]) -> Cue | None:
    known = cues()
    found = (known.get(_joined(words[-n:])) for n in range(min(_LONGEST_CUE, len(words)), 0, -1))
    role = Cue(Grade.ROLE, 0) if words and words[-1][0].endswith(role_endings()) else None
    return next((cue for cue in found if cue), role)


def _joined(words: Sequence[tuple[str, int]]) -> str:
    return " ".join(word for word, _ in words)


def _without_particles(words: list[tuple[str, int]]) -> list[tuple[str, int]]:
    kept = len(words)
    while kept and words[kept - 1][0] in particles():
        kept -= 1
    return words[:kept]


def _is_beside(text: str, end: int, private: Sequence[Cut]) -> bool:
    """Whether a private channel follows the name that ends at `end`, with nothing between but words that lead to it."""
    return any(
        (between := _TO_A_CHANNEL.match(text, end)) is not None and between.end() >= cut.start >= end for cut in private
    )


def _announces_a_performer(text: str, at: int) -> bool:
    sentence = re.split(r"[.!?]\s|\n", text[max(0, at - _REACH) : at])[-1]
    return not performance().isdisjoint(re.findall(r"[\w']+", sentence.casefold()))


def _end_of_list(text: str, end: int, *, is_sure: bool) -> int:
    """Where the list of names ends whose first ends at `end`."""
    while joint := _NEXT.match(text, end):
        following, is_known, _ = _name_at(text, joint.end())
        if following == joint.end() or not (is_known or (is_sure and joint[0].strip().isalpha())):
            break
        end = following
    return end
