"""Names of persons in phrases that tell whom to ask, call or follow, and who helps."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import attrgetter

from spiders.privacy.channels import NAME, Cut
from spiders.privacy.leads import Lead, announces_a_performer, is_part_of_a_name, lead, may_be_led_to
from spiders.privacy.shapes import CAPITALISED, Name, end_of_list, is_month_in_a_date, name_at
from spiders.privacy.tables import (
    Grade,
    about,
    articles,
    given_names,
    never_alone,
    not_names,
    performance,
    role_endings,
    roles,
    serving,
)

_PARAGRAPH = 240  # characters before a name in which a word makes it one of a film or a play
_TO_A_CHANNEL = re.compile(
    r"[\s:,(–\-|/]*(?:(?:op|via|tel|telefoon|mob|mobiel|gsm|bel|bellen|app|appen|whatsapp|mail|mailen|e-mail|email|at|on|by|nr|nummer|of|"
    r"bereikbaar|telefonisch)\b[\s.:,(]*){0,4}",
    re.IGNORECASE,
)
_FROM_A_CHANNEL = re.compile(r"[ \t]*(?:[(,–-]|bij|met|van|naar)[ \t]*\Z")
_ANY_CHANNEL = re.compile(r"[\w.+-]{1,64}@\w|(?:\+|\(?0)\d[\d \-–().]{7,16}\d|\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}\b")
_OF_THE = re.compile(r"[ \t]+(?:van|namens|from|of)[ \t]+(?=(?:de|het|onze?|the)\b|[A-Z]\w*(?:huis|centrum|teek)\b)")
# "Annemieke van het Taalhuis helpt": the word after the name, past what it belongs to
_NEXT_WORDS = re.compile(
    r"(?:[ \t]+(?:van|uit|from|of)(?:[ \t]+(?:de|het|ons|onze|the|our))?[ \t]+[^\W\d_]+)?[ \t]+([^\W\d_]+)"
)
_APPOSITION = re.compile(r"[ \t]*(?:[,(–-]|\bis\b|\bare\b|\bzijn\b)[ \t]*((?:[^\W\d_]+[ \t]+){0,2}[^\W\d_]+)")
_SMALL_BEFORE = re.compile(r"(?<![^\s(])([^\W\d_][\w'’-]{0,40})[,;]?[ \t]\Z")
_SENTENCE_BEFORE = re.compile(r"(?:[.!?)]\s{1,2}|\n\s?|\A)\Z")
_SMALL_AFTER = re.compile(r",?[ \t]+[a-zà-ÿ]")
_SENTENCE_MARK = re.compile(r"[.!?][\"”’')]?(?:\s|\Z)")
_SMALL_WORD = re.compile(r"[a-zà-ÿ]+")
_AHEAD = 60  # characters behind a name in which a word makes it a performer's
_RARER_FORMS = ("je", "ю", "ой", "ą")  # of given names: see `is_given_name`
_NEAR = 8  # characters between a number and the name behind it: " (bij "
_LONGEST_INITIAL = 2
_BIJ_OF_A_VENUE = re.compile(r"[^\W\d_][\w'’-]{1,38} (?:Bij|Van) \Z")  # "Eetcafé Bij Anneke"
_LINE_AFTER_A_SENTENCE = re.compile(r"[a-zà-ÿ][.!] {0,2}\n\s{0,3}\Z")
_END_OF_LINE = re.compile(r"[ \t]*(?:\n|\Z)")
_SOMEBODY = "…"


def names(text: str, private: Sequence[Cut]) -> Iterator[Cut]:
    """What must go of `text` because it names a person to ask; `private`: the private channels in it, in order."""
    end = 0
    known = given_names()
    for word in CAPITALISED.finditer(text):
        at = word.start()
        # cheap tests first: most words with a capital are no names
        if at < end or not (
            private or word[0].casefold() in known or _has_a_rarer_form(text, word) or may_be_led_to(text, at)
        ):
            continue
        if is_month_in_a_date(text, word):
            continue
        cut = _cut(text, at, private)
        if cut is not None and cut.start >= end:
            end = cut.end
            yield cut


def _has_a_rarer_form(text: str, word: re.Match[str]) -> bool:
    """Whether the word is a pet form or case of a given name, or initials."""
    return word[0].endswith(_RARER_FORMS) or (len(word[0]) <= _LONGEST_INITIAL and text.startswith(".", word.end()))


def _cut(text: str, at: int, private: Sequence[Cut]) -> Cut | None:
    name = name_at(text, at)
    if name is None:
        return None
    led = lead(text, at)
    if led.cue is None and not name.is_known:
        return None
    beside = _is_beside(text, at, name.end, private)
    if _is_led_to(text, at, name, led, beside=beside):
        end = end_of_list(text, name.end, is_sure=led.cue is not None and led.cue.grade >= Grade.TITLE)
        belongs_to = _OF_THE.match(text, end) if led.cue and led.start < at else None
        return Cut(at, belongs_to.end(), NAME) if belongs_to else Cut(led.start, end, NAME)
    end = end_of_list(text, name.end, is_sure=False)
    if name.is_known and _is_told_of(text, at, name, end):
        return Cut(at, end, NAME, _SOMEBODY)
    return None


def _is_led_to(text: str, at: int, name: Name, led: Lead, *, beside: bool) -> bool:
    """Whether what stands before the name at `at`, or a channel beside it, makes it a person's."""
    if led.cue is None:
        return name.is_known and beside
    grade = led.cue.grade
    if grade in {Grade.OPEN, Grade.TITLE} and not beside and announces_a_performer(text, at):
        return False
    if grade is Grade.OPEN:
        return (name.is_known and not _BIJ_OF_A_VENUE.search(text, max(0, at - 44), at)) or beside
    return grade >= Grade.TITLE or name.is_known or name.words > 1 or beside


def _is_beside(text: str, at: int, end: int, private: Sequence[Cut]) -> bool:
    """Whether a private channel stands next to the name, with only words between that lead from one to the other."""
    following = bisect_left(private, end, key=attrgetter("start"))
    if following < len(private):
        between = _TO_A_CHANNEL.match(text, end)
        if between is not None and between.end() >= private[following].start:
            return True
    before = private[following - 1].end if following else at + 1
    return before <= at < before + _NEAR and bool(_FROM_A_CHANNEL.match(text, before, at))


def _is_told_of(text: str, at: int, name: Name, end: int) -> bool:
    """Whether the words around a known name say that it helps here: "Anneke helpt u", "Farida, sociaal werker"."""
    if is_part_of_a_name(text, at) or announces_a_performer(text, at, _PARAGRAPH):
        return False
    if not performance().isdisjoint(_SMALL_WORD.findall(text[end : end + _AHEAD])):
        return False
    if _has_a_role(text, name.end) or _has_a_channel(text, name.end) or _signs(text, at, end):
        return True
    following = _NEXT_WORDS.match(text, end)
    verb = following[1] if following else ""
    if verb in serving():
        return True
    return name.words == 1 and _is_a_name_only(text[at : name.end]) and _is_in_prose(text, at, end)


def _is_a_name_only(word: str) -> bool:
    """Whether the given name `word` is no saint, hero or thing where it stands alone."""
    return "." not in word and "'" not in word and "’" not in word and word.casefold() not in never_alone()


def _is_in_prose(text: str, at: int, end: int) -> bool:
    """Whether small letters stand around the name, so that it is no heading; and not what the sentence is about."""
    if not _SENTENCE_MARK.search(text, end, end + _PARAGRAPH):  # a title
        return False
    before = _SMALL_BEFORE.search(text, max(0, at - 44), at)
    if before is not None and (before[1].islower() or before[1].casefold() in not_names()):
        return before[1].casefold() not in about()
    return bool(_SENTENCE_BEFORE.search(text, max(0, at - 4), at) and _SMALL_AFTER.match(text, end))


def _signs(text: str, at: int, end: int) -> bool:
    """Whether the name stands alone on a line behind a sentence, as one signs."""
    return bool(_LINE_AFTER_A_SENTENCE.search(text, max(0, at - 8), at) and _END_OF_LINE.match(text, end))


def _has_a_channel(text: str, end: int) -> bool:
    """Whether a number or address of any kind stands right behind the name that ends at `end`."""
    between = _TO_A_CHANNEL.match(text, end)
    return between is not None and between.end() > end and bool(_ANY_CHANNEL.match(text, between.end()))


def _has_a_role(text: str, end: int) -> bool:
    """Whether a role stands behind the name that ends at `end`: ", onze beheerder", "(voorzitter)"."""
    found = _APPOSITION.match(text, end)
    if found is None:
        return False
    words = [word.casefold() for word in found[1].split()]
    while words and words[0] in articles():
        words.pop(0)
    phrases = {" ".join(words[:n]) for n in (1, 2)}
    return not phrases.isdisjoint(roles()) or bool(words and words[0].endswith(role_endings()))
