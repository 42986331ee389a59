"""Which days of the year words may print: to know an event again that another format states, never to date one."""

import re

from schemas.words_of_time import ALL

LONGEST = 500

_MONTHS = {word: int(str(row.value)) for row in ALL if row.kind == "month" for word in row.words.split("|")}
_WORD = re.compile(r"[^\W\d_]{3,14}")
_NUMBER = re.compile(r"(?<![\d.:,])\d{1,2}(?![\d:]|[.,]\d)")
_PAIR = re.compile(r"(?<![\d.:/-])(\d{1,2}) ?[-/.] ?(\d{1,2})(?![\d:])")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d\d)-(\d\d)")


def printed_days(text: str) -> frozenset[tuple[int, int]]:
    """Month and day of all days that `text` may print, in either order of figures.

    >>> sorted(printed_days("di 1 en wo 2 dec, 19.30 uur")), sorted(printed_days("03-12-2026"))
    ([(12, 1), (12, 2)], [(3, 12), (12, 3)])
    """
    text = text[:LONGEST]
    months = {_MONTHS[word] for found in _WORD.findall(text) if (word := found.casefold()) in _MONTHS}
    days = {int(number) for number in _NUMBER.findall(text)} if months else set()
    pairs = {(int(one), int(other)) for one, other in _PAIR.findall(text)}
    stated = {(int(month), int(day)) for _, month, day in _ISO.findall(text)}
    either = pairs | {(other, one) for one, other in pairs}
    found = {(month, day) for month in months for day in days} | either | stated
    return frozenset((month, day) for month, day in found if 1 <= month <= 12 and 1 <= day <= 31)


def may_print(text: str, year: int) -> bool:
    """Whether `text` prints this year, or none."""
    years = _YEAR.findall(text[:LONGEST])
    return not years or str(year) in years
