"""The clock that a text prints beside a day: what a record with a bare date leaves to its description."""

import re
from datetime import date, timedelta

from spiders.readers.records.values import moment, month_names

_CLOCK = r"\d{1,2}(?::\d\d\s*(?:[ap]\.?\s?m\b\.?)?|[.]\d\d\s*(?:uur\b|u\b|[ap]\.?\s?m\b)|\s*(?:uur\b|[ap]\.?\s?m\b\.?))"
_BESIDE = re.compile(
    rf"(?P<gap>[^\d\n.;:!?]{{0,25}}(?:20\d\d)?[^\d\n.;!?]{{0,30}}?)(?P<first>{_CLOCK})(?:\s*(?:-|–|—|to|tot|until)\s*(?P<last>{_CLOCK}))?",
    re.IGNORECASE,
)
# Words that make the clock behind them one until which something else is possible.
_OTHER = re.compile(
    r"\b(?:aanmeld\w*|inschrijv\w*|opgave|opgeven|deadline|uiterlijk|voor|tot|before|until|by|regist\w*|rsvp|deuren?|doors)\b",
    re.IGNORECASE,
)


def clocks_beside(day: date, text: str) -> tuple[timedelta, timedelta | None] | None:
    """The start, and the end if printed, that stand behind each mention of `day`; None: nowhere, or not all the same.

    >>> clocks_beside(date(2026, 11, 24), "Samen eten op dinsdag 24 november 2026 om 18.30 uur.")
    (datetime.timedelta(seconds=66600), None)
    >>> clocks_beside(date(2026, 11, 24), "Dinsdag 24 november; aanmelden tot 17.00 uur.") is None
    True
    """
    months = "|".join(month_names(day.month))
    said = rf"(?<!\d){day.day}(?:st|nd|rd|th|e)?\s+(?:{months})\b|\b(?:{months})\.?\s+{day.day}(?:st|nd|rd|th)?(?!\d)"
    found: set[tuple[timedelta, timedelta | None]] = set()
    for mention in re.finditer(said, text, re.IGNORECASE):
        form = _BESIDE.match(text, mention.end())
        if form is None or _OTHER.search(form["gap"]):
            continue
        if (first := _since_midnight(form["first"])) is not None:
            found.add((first, _since_midnight(form["last"]) if form["last"] else None))
    return found.pop() if len(found) == 1 else None


def _since_midnight(printed: str) -> timedelta | None:
    at = moment(re.sub(r"(?<=[ap])\.?\s?(?=m)", "", printed, flags=re.IGNORECASE))
    if at is None and printed.strip()[:2].strip().isdigit() and "uur" in printed:
        return timedelta(hours=int(printed.strip()[:2]))
    return at.clock if at else None
