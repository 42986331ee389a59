"""Mobile numbers and personal mail addresses in a text."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from spiders.privacy.tables import Mobile, free_mail, given_names, mailboxes, mobiles

MOBILE = "mobile number"
MAIL = "personal mail address"
NAME = "name"

# Digits that are a day and perhaps a time: 06-10-2026 19.30, 06/13/2018, 06-12-26 19.30, 06-12 19.30-21.00; the rest of
# 7/06/2023; times in a row, 06.30 07.30.
_CLOCK = r"(?:[01]?\d|2[0-3])[.:][0-5][05]"
_UNTIL = r"[ \t]?(?:-|–|uur|u\b|h\b|tot|t/m)"
_DAY = (
    rf"0\d(?:-\d{{1,2}}-|/\d{{1,2}}/|\.\d{{1,2}}\.)(?:(?:19|20)\d\d(?![-/.]?\d)|\d\d[ \t]{{1,2}}{_CLOCK}(?!\d))"
    rf"|0\d[-/.](?:0?[1-9]|[12]\d|3[01])[ \t]{{1,2}}{_CLOCK}{_UNTIL}"
    rf"|{_CLOCK}[ \t]?[-–,]?[ \t]?{_CLOCK}(?!\d)"
    rf"|(?<=\d[-/.])0\d(?:[-/.](?:19|20)\d\d(?!\d)|[ \t]{{1,2}}{_CLOCK}{_UNTIL})"
)
_GAP = r"[\s.\-\u2010-\u2015/()\u00ad\u200b]{0,3}"
_HOST = re.compile(
    r"(?:@|\s?[\[({<]\s?(?:at|@|apenstaartje)\s?[\])}>]\s?)((?:[\w-]{1,63}(?:\.|\s(?:punt|dot)\s)){1,4}\w{2,24})"
)
_AT_SIGN = re.compile(r"@|[\[({<]\s?(?:at|apenstaartje)")
_MAILBOX = re.compile(r"[\w.+%'-]{1,64}\Z")
_PARTS = re.compile(r"[._+\-\d]+")
_SEPARATED = re.compile(r"[._-]+")
_SURNAME = re.compile(r"van(?:de[nr]?)?[a-z]{4}")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
# At least nine digits with little between them; the patterns of mobile numbers are slow on anything else.
_DIGITS = re.compile(r"[+(]{0,2}\d(?:\D{0,3}+\d){8,}+")
_SHORTEST_GIVEN_NAME = 3
_SHORTEST_WORD = 4


class Cut(NamedTuple):
    """A piece of a text that must go, from `start` up to `end`, the rule that says so, and what stands in for it."""

    start: int
    end: int
    rule: str
    instead: str = ""


def channels(text: str, country: str = "nl") -> Iterator[Cut]:
    """Mobile numbers and personal mail addresses in `text`, of a source in `country`; numbers of organisations stay."""
    if _AT_SIGN.search(text):
        yield from _mails(text)
    for run in _DIGITS.finditer(text):
        for found in _mobile(country).finditer(text, run.start(), run.end()):
            yield Cut(found.start(), found.end(), MOBILE)


def _mails(text: str) -> Iterator[Cut]:
    for host in _HOST.finditer(text):
        mailbox = _MAILBOX.search(text, max(0, host.start() - 64), host.start())
        if mailbox and is_personal(mailbox[0], host[1]):
            yield Cut(mailbox.start(), host.end(), MAIL)


def is_personal(mailbox: str, host: str) -> bool:
    """Whether a mail address is one person's, as its two parts look.

    >>> is_personal("anneke.devries", "debrug.example"), is_personal("taalhuis", "debrug.example")
    (True, False)
    """
    parts = [part for part in _PARTS.split(mailbox.casefold()) if part]
    if any(part in mailboxes() for part in parts):
        return any(part in given_names() for part in parts)
    if any(_begins_with_a_given_name(part) for part in parts):
        return True
    if _is_free(host.casefold()):
        return not any(word in mailbox.casefold() for word in mailboxes() if len(word) >= _SHORTEST_WORD)
    first, *others = _SEPARATED.split(mailbox.casefold())
    return bool(others) and others[-1].isalpha() and (len(first) == 1 or bool(_SURNAME.match(others[-1])))


def addresses_of(persons: Iterable[str], text: str) -> Iterator[Cut]:
    """The mail addresses in `text` that hold a word of what was taken for a person's name: `cdevries@` for De Vries."""
    words = {word for person in persons for word in _LONG_WORD.findall(person.casefold())} - mailboxes()
    for host in _HOST.finditer(text) if words else ():
        mailbox = _MAILBOX.search(text, max(0, host.start() - 64), host.start())
        if mailbox and any(word in mailbox[0].casefold() for word in words):
            yield Cut(mailbox.start(), host.end(), MAIL)


def _begins_with_a_given_name(part: str) -> bool:
    """Whether `part` is a given name, or one with a particle and more glued to it: `annekedevries`."""
    names = given_names()
    return (part in names and len(part) >= _SHORTEST_GIVEN_NAME) or any(
        part[:end] in names and any(part.startswith(particle, end) for particle in ("van", "vd", "de", "el"))
        for end in range(_SHORTEST_GIVEN_NAME, len(part) - 3)
    )


def _is_free(host: str) -> bool:
    return host in free_mail() or any(label in free_mail() for label in host.split(".")[:-1])


@cache
def _mobile(country: str) -> re.Pattern[str]:
    written = "|".join(_written(mobile, country) for mobile in mobiles())
    return re.compile(rf"(?<![\d,€+])(?:{written})(?!\d)")


def _written(mobile: Mobile, country: str) -> str:
    """How a number of that kind may be printed: with the code of its country, in a link, or as at home."""
    digits = rf"{mobile.starts}(?:{_GAP}\d){{{mobile.more}}}"
    prefix = rf"(?:(?:\((?=[+\d]{{1,5}}\)))?(?:\+|00){_GAP}{mobile.code}{_GAP}(?:0{_GAP})?|(?<=[/=:]){mobile.code})"
    home = rf"|(?!{_DAY})(?:\((?=0\s?\d\d?\)))?0{_GAP}{digits}" if country in mobile.at_home else ""
    return rf"{prefix}{digits}{home}"
