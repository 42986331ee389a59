"""Titles and texts that say that something does not take place: the word becomes a status and leaves the title. Pure.

A word counts only where it stands apart: "AFGELAST: koor", "Koor (geannuleerd)", "Koor gaat niet door wegens ziekte". A
walk along decayed ("vervallen") houses, or one that is off only when it rains, is not called off.
"""

import re
from functools import lru_cache

from msgspec.structs import replace

from schemas.listing import Listing
from schemas.schedule import Override, Schedule, Status
from schemas.words_of_time.cues import CUES

_KEPT = 4_096
_LONGEST = 300
_STATUSES = {"cancelled": Status.CANCELLED, "postponed": Status.POSTPONED}
# Words that seldom mean anything else may stand at either end of a title without a sign between.
_PLAIN = (
    *("afgelast", "afgeblazen", "geannuleerd", "gaat niet door", "gaan niet door", "vervalt", "komt te vervallen"),
    *("cancelled", "canceled", "has been cancelled", "has been canceled", "is called off", "has been postponed"),
)
_BEFORE = r"(?:(?:is|zijn|wordt|worden|was|helaas|let op|are|deze week|vandaag)\W{1,3}){0,3}"
_REASON = r"(?:\W{1,3}(?:wegens|vanwege|i\.?v\.?m\b|in verband met|door|due to|because|owing to)\b.*)?"
_APART = r"\s*(?:[:!|/*~•.,;)\]}]|[-–—]{1,3}(?=\s|$))[\s:!|/*~•.,;)\]}–—-]*"
_APART_BEFORE = r"(?:^|[:!|/*~•.,;(\[{]|(?<=\s)[-–—])[\s:!|/*~•.,;(\[{–—-]*"
# One that is moved does take place; the new time is for those to read who read times.
_MOVED = r"(?!\s+(?:naar|tot|to|until|op)\b)"
_REST = r"(?P<rest>\W*\w.*?)"
_OF_ALL = re.compile(r"(?:let op|attentie|helaas|attention|please note|sorry)\W{1,3}", re.IGNORECASE)
_SUBJECT = (
    r"(?:(?:deze|dit|this|de|het|the)\s+(?:activiteit|bijeenkomst|evenement|event|avond|middag|ochtend|workshop|"
    r"les|cursus|activity|meeting|session|inloop|voorstelling|wandeling|maaltijd)\s+)?"
)


def _words(value: str) -> list[str]:
    found = {word for row in CUES if row.value == value for word in row.words.split("|")}
    return sorted(found - {"tot nader order", "tot nader bericht", "niet door", "annulering"}, key=len, reverse=True)


def _any_of(words: list[str]) -> str:
    """A pattern for any of `words`; a word may stand before "niet": "gaat helaas niet door"."""
    patterns = (re.escape(word).replace(r"\ niet\ ", r"\ (?:\w+\ )?niet\ ") for word in words)
    return "|".join(pattern.replace(r"\ ", r"\s+") for pattern in patterns)


_BY_STATUS = tuple((status, _words(value)) for value, status in _STATUSES.items())


def _patterns(words: list[str]) -> tuple[re.Pattern[str], ...]:
    """Titles with one of `words` at either end: with a sign between, without one, or in capitals."""
    marked, plain = _any_of(words), _any_of([word for word in _PLAIN if word in words])
    capitals = _any_of([word.upper() for word in words])
    return (
        re.compile(rf"^\W*{_BEFORE}(?:{marked})\b{_MOVED}{_APART}(?P<rest>.*\w.*)$", re.IGNORECASE),
        re.compile(rf"^{_REST}\s*{_APART_BEFORE}{_BEFORE}(?:{marked})\b{_MOVED}{_REASON}\W*$", re.IGNORECASE),
        re.compile(rf"^\W*(?:{plain})\s+(?!op\b|\W*\d)(?P<rest>\w.*)$", re.IGNORECASE),
        re.compile(rf"^{_REST}\s+{_BEFORE}(?:{plain})\b{_MOVED}{_REASON}\W*$", re.IGNORECASE),
        re.compile(rf"^\W*(?:{capitals})\b\s+(?P<rest>\w.*)$"),
        re.compile(rf"^{_REST}\s+(?:{capitals})\W*$"),
    )


_TITLES = tuple((status, pattern) for status, words in _BY_STATUS for pattern in _patterns(words))
_ANY = re.compile(_any_of(sorted({word for _, words in _BY_STATUS for word in words})), re.IGNORECASE)
_FIRST_SENTENCE = tuple(
    (status, re.compile(rf"^\W*{_SUBJECT}{_BEFORE}(?:{_any_of(words)})\b{_MOVED}{_REASON}\W*$", re.IGNORECASE))
    for status, words in _BY_STATUS
)
_IF = re.compile(
    r"\b(?:bij\s+(?:slecht|regen|storm|te weinig|onvoldoende|minder|ijzel|gladheid|hitte|code)|als het|indien|tenzij|"
    r"mits|if|unless|when|niet\s+(?:geannuleerd|afgelast|vervallen))\b",
    re.IGNORECASE,
)
# What a calendar calls an evening of a series that is not there: "Geen koor".
_NONE = re.compile(r"\W*(?:geen|no)\s+\w", re.IGNORECASE)
_DAY_AT_END = re.compile(
    r"\b\d{1,2}(?:[-/]\d{1,2}|\s+(?:jan|feb|mrt|maart|mar|apr|mei|may|jun|jul|aug|sep|okt|oct|nov|dec)\w*\W*)"
    r"(?:\W+20\d\d)?\W*$",
    re.IGNORECASE,
)


@lru_cache(maxsize=_KEPT)
def called_off(title: str) -> tuple[str, Status | None]:
    """`title` without the words that call it off, and what these say; as it is, and None, where it has none.

    >>> called_off("AFGELAST: Taalcafé"), called_off("Wandeling langs vervallen huizen")
    (('Taalcafé', <Status.CANCELLED: 'cancelled'>), ('Wandeling langs vervallen huizen', None))
    """
    if len(title) > _LONGEST or not _ANY.search(title) or _IF.search(title):
        return title, None
    for status, pattern in _TITLES:
        if found := pattern.match(title):
            return found["rest"].strip().rstrip(":|/,;"), status
    return title, None


def said_of_all(description: str | None) -> Status | None:
    """What the first sentence of a text says of the whole, where it says nothing else.

    >>> said_of_all("Let op: deze activiteit is geannuleerd. We praten en drinken thee.")
    <Status.CANCELLED: 'cancelled'>
    """
    start = _OF_ALL.sub("", (description or "")[:_LONGEST].strip(), count=1)
    first = re.split(r"[.!\n]", start, maxsplit=1)[0]
    if not _ANY.search(first) or _IF.search(first):
        return None
    return next((status for status, pattern in _FIRST_SENTENCE if pattern.match(first)), None)


def with_status_of_words(listing: Listing) -> Listing:
    """`listing`, normalised, with the status that its title or text says, and a title that no longer says it.

    The words of a person go before a format's "scheduled", which many calendars print of everything. A series of which
    the title names the day that is off keeps its status: nobody said that all of it is off.
    """
    title, status = called_off(listing.title)
    status = status or said_of_all(listing.description)
    schedule = listing.schedule and _with_evenings(listing.schedule, title)
    names_a_day = listing.title.startswith(title) and _DAY_AT_END.search(title)
    if title != listing.title and names_a_day and schedule and _recurs(schedule):
        title, status = listing.title, None
    stated = listing.status if listing.status not in {None, Status.SCHEDULED} else status or listing.status
    if (title, stated) == (listing.title, listing.status) and schedule is listing.schedule:
        return listing
    return replace(listing, title=title, status=stated, schedule=schedule)


def _with_evenings(schedule: Schedule, title: str) -> Schedule:
    """`schedule` with the evenings called off of which only their titles say so."""
    overrides = tuple(_evening(one, title) for one in schedule.overrides)
    return schedule if overrides == schedule.overrides else replace(schedule, overrides=overrides)


def _evening(one: Override, title: str) -> Override:
    own, status = called_off(one.title or "")
    if _NONE.match(own):
        own, status = title, Status.CANCELLED
    if status is None:
        return one
    stated = one.status if one.status not in {None, Status.SCHEDULED} else status
    return replace(one, status=stated, title=None if own == title else own)


def _recurs(schedule: Schedule) -> bool:
    return len(schedule.slots) > 1 or any(slot.rrule or slot.rdate for slot in schedule.slots)
