"""What stands before a name and tells that it is a person's: a cue, a label with a colon, a farewell."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from spiders.privacy.tables import (
    Cue,
    Grade,
    copulas,
    cues,
    endings,
    ends_of_cues,
    fillers,
    given_names,
    part_words,
    particles,
    performance,
    role_endings,
    roles,
    tails_of_cues,
    weak_endings,
)

_PUNCTUATION = ":;,()[]–—-*•|/.!?\"'"
_TAIL = 3  # letters
_REACH = 64  # characters before a name in which its cue stands, or a word that makes it a performer's
_LONGEST_CUE = 6  # words
_NEAR = 5  # words
_SHORTEST_LABEL = 5  # letters of a word that tells by itself: not "aan", "met", "via"
_ABBREVIATION = 6  # characters: a longer word with a full stop ends a sentence
_SENTENCE_END = re.compile(r"[.!?]\s|\n|[|•]")
_LABELLED = re.compile(r"(?::|\b(?:is|zijn|are|ist))[ \t]*\Z")
_FAREWELL = re.compile(
    r"\b(?:groet(?:en|jes)?|liefs|tot (?:ziens|dan|snel|gauw|straks)|regards|wishes|see you(?: there| soon)?|cheers)"
    r"[!.,]{0,3}\s{1,3}\Z",
    re.IGNORECASE,
)
# "Volunteer", "Our Team" on a line by itself: a heading, and the next line is another.
_HEADING = re.compile(r"(?<![^\n ])[^\W\d_a-z][^\W\d_]*[ \t]*\n\s{0,3}\Z")
_WORD_BEFORE = re.compile(r"([^\W\d_][\w'’.-]{0,40})[ \t]\Z")


class Lead(NamedTuple):
    """The cue before a name, and where that begins which goes with the name."""

    cue: Cue | None
    start: int


def may_be_led_to(text: str, at: int) -> bool:
    """Cheap, because it is asked of every word with a capital: does a cue before `at` ask for no known given name?"""
    near = text[max(0, at - _TAIL - 1) : at]
    is_plain = len(near) > _TAIL and near[-1] == " " and near[:-1].isalpha()
    if is_plain and near[:-1].casefold() not in tails_of_cues():
        return False
    before = text[max(0, at - _REACH // 2) : at]
    last = (before.rsplit(None, 1) or [""])[-1]
    if last.endswith(":"):
        return True
    if (last if last[-1:].isalpha() else last.strip(_PUNCTUATION))[-_TAIL:].casefold() not in tails_of_cues():
        return False
    words = [word.strip(_PUNCTUATION).casefold() for word in before.split()[-_NEAR:]]
    while words:
        if words[-1].endswith(role_endings()) or not ends_of_cues().isdisjoint((words[-1], " ".join(words[-2:]))):
            return True
        if words[-1] not in particles() and words[-1] not in fillers():
            return False
        words.pop()
    return False


def lead(text: str, at: int) -> Lead:
    """What leads to the name at `at`."""
    before = _words_before(text, at)
    found, start = _cue(before, at)
    if found and found.grade is Grade.TITLE and not _is_form_of_address(text, start, at):
        found, start = None, at
    if found and found.grade < Grade.TITLE and _HEADING.search(text, max(0, at - _REACH), at):
        found, start = None, at
    if found is None or found.grade is Grade.OPEN:
        labelled = _label(text, at)
        if labelled and (found is None or labelled.grade > found.grade):
            return Lead(labelled, at)
    if found is None and _FAREWELL.search(text, max(0, at - _REACH), at):
        return Lead(Cue(Grade.OPEN, 0), at)
    return Lead(found, start)


def _is_form_of_address(text: str, start: int, at: int) -> bool:
    """Whether the words from `start` to `at` address somebody: "dr.", not "HR", nor the "Dr," of a street."""
    title = text[start:at].rstrip()
    if (
        title.endswith((",", ":", "-", "|", "/"))
        or (title.isupper() and not title.endswith("."))
        or "\n" in text[start:at]
    ):
        return False
    before = _WORD_BEFORE.search(text, max(0, start - 44), start)
    return not (title.rstrip(".") == "Dr" and before and before[1][0].isupper() and before[1] not in {"With", "By"})


def announces_a_performer(text: str, at: int, reach: int = _REACH) -> bool:
    """Whether a word before `at` in its sentence says that a performer, an author or a speaker follows."""
    sentence = re.split(r"[.!?]\s|\n", text[max(0, at - reach) : at])[-1]
    return not performance().isdisjoint(re.findall(r"[\w']+", sentence.casefold()))


def is_part_of_a_name(text: str, at: int) -> bool:
    """Whether the word before `at` makes it a part of another name: "Huize Maria", "Taalcafé Saïda", "Sint Jan"."""
    before = _WORD_BEFORE.search(text, max(0, at - 44), at)
    if before is None:
        return text[at - 1 : at] in {"'", "‘", "’", '"', "“", "„", "#"}
    word = before[1].casefold().rstrip(".")
    if word in given_names():
        return True
    is_first = _SENTENCE_END.search(text[max(0, before.start() - 2) : before.start()]) or before.start() == 0
    return word in part_words() or word.endswith(endings()) or (before[1][0].isupper() and not is_first)


def _cue(before: list[tuple[str, int]], at: int) -> tuple[Cue | None, int]:
    found: Cue | None = None
    start = at
    while before:
        cue = _last_cue(before)
        if cue is None and found is None:
            before, cue = _past_small_words(before)
            if cue is None:
                return found, start
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


def _label(text: str, at: int) -> Cue | None:
    """What "Contactpersoon Taalhuis:" and "De docent van deze les is" say of the name behind them."""
    begin = max(0, at - _REACH)
    if not _LABELLED.search(text, begin, at):
        return None
    sentence = _SENTENCE_END.split(text[begin:at])[-1]
    words = [word.strip(_PUNCTUATION).casefold() for word in sentence.split()]
    known = cues()
    telling = [word for word in words if len(word) >= _SHORTEST_LABEL or word in roles()]
    found = [cue for word in telling if (cue := known.get(word) or _role(word)) and cue.grade is not Grade.TITLE]
    is_colon = sentence.rstrip().endswith(":")
    grades = [min(cue.grade, Grade.ROLE) for cue in found if is_colon or cue.grade > Grade.OPEN]
    return Cue(max(grades), 0) if grades else None


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
    cue = next((cue for cue in found if cue), None) or (_role_of(words) if words else None)
    return None if cue and cue.grade is Grade.NEVER else cue


def _role_of(words: Sequence[tuple[str, int]]) -> Cue | None:
    """The role that the last word is, or the one before "is", "heet", "is vandaag"."""
    kept = len(words)
    while kept > 1 and words[kept - 1][0] in copulas():
        kept -= 1
    role = _role(words[kept - 1][0])
    if role is None and kept < len(words):
        cue = cues().get(words[kept - 1][0])
        return cue._replace(dropped=0) if cue and (cue.grade is Grade.SURE or words[kept - 1][0] in roles()) else None
    return role


def _role(word: str) -> Cue | None:
    if word in performance():
        return None
    if word.endswith(role_endings()):
        return Cue(Grade.ROLE, 0)
    return Cue(Grade.OPEN, 0) if word.endswith(weak_endings()) else None


def _joined(words: Sequence[tuple[str, int]]) -> str:
    return " ".join(word for word, _ in words)


def _past_small_words(before: list[tuple[str, int]]) -> tuple[list[tuple[str, int]], Cue | None]:
    """The words before a particle ("mevrouw de Vries") or before "dan", "even" ("bel dan Anneke"), and their cue."""
    bare = _without(before, particles())
    cue = _last_cue(bare) if bare != before else None
    if cue is not None and cue.grade >= Grade.TITLE:
        return bare, cue
    bare = _without(before, fillers())
    cue = _last_cue(bare) if bare != before else None
    return bare, cue and cue._replace(grade=min(cue.grade, Grade.OPEN))


def _without(words: list[tuple[str, int]], small: frozenset[str]) -> list[tuple[str, int]]:
    """`words` without those at the end that are among `small`."""
    kept = len(words)
    while kept and words[kept - 1][0] in small:
        kept -= 1
    return words[:kept]
