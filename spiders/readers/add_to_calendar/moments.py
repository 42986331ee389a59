"""Starts and ends as links and buttons print them, in the form that schema.org's are read in."""

import re
from datetime import UTC, date, datetime, timedelta

from schemas.zones import zone
from spiders.readers.schema_org.printed_time import printed_time
from spiders.readers.schema_org.zoning import is_zone

_ZONE_NAME = re.compile(r"[A-Za-z_]+(?:/[A-Za-z_+-]+)*")
# The first in the list of zones of PHP: what a form holds where nobody chose. EventON (WordPress) prints the wall clock
# of the site with it, as if it were UTC.
_NOT_CHOSEN = "Africa/Abidjan"
# The plus sign of an offset that was not escaped in an address.
_LOST_PLUS = re.compile(r"(?<=\d) (\d\d:?\d\d)$")
_BY_MONTH = re.compile(
    r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:,?\s+(\d{1,2}):(\d\d)(?::\d\d)?\s*([ap])?\.?m?\.?)?$", re.IGNORECASE
)


def moment(text: str, *, tzid: str | None, page_tzid: str) -> str | None:
    """The day or the moment that `text` prints, local to `tzid`; None where it prints none.

    What is printed in UTC is put on the clock of `tzid`, or else of the page: calendars want UTC from such a link,
    it says nothing of where the event is.
    """
    printed = printed_time(_LOST_PLUS.sub(r"+\1", text.strip()))
    if printed is None or printed.repair == "epoch":
        return None
    stated = tzid if tzid and is_zone(tzid) and _ZONE_NAME.fullmatch(tzid) else None
    if not isinstance(printed.local, datetime):
        return printed.local.isoformat()
    if tzid == _NOT_CHOSEN != page_tzid:
        return printed.local.isoformat()
    if printed.offset is None:
        return f"{printed.local.isoformat()}[{stated}]" if stated else printed.local.isoformat()
    at = (printed.local - printed.offset).replace(tzinfo=UTC).astimezone(zone(stated or page_tzid))
    name = f"[{stated}]" if stated else at.isoformat()[19:]
    return f"{at.replace(tzinfo=None).isoformat()}{name}"


def last_day(first: str, end: str | None) -> str | None:
    """`end`, of whole days the day before: calendars are given the day after the last (RFC 5545)."""
    if end is None or len(first) > 10 or len(end) > 10:
        return end
    day = date.fromisoformat(end) - timedelta(days=1)
    return day.isoformat() if day.isoformat() > first else None


def iso(text: str, *, is_day_first: bool) -> str:
    """`text` in the order of ISO 8601, where it is a day of three numbers with its month or day first.

    >>> iso("12/01/2026 07:30 PM", is_day_first=False), iso("01/12/2026", is_day_first=True)
    ('2026-12-01T19:30', '2026-12-01')
    """
    form = _BY_MONTH.match(text.strip())
    if form is None:
        return text
    first, second, year, hour, minute, half = form.groups()
    month, day = (second, first) if is_day_first else (first, second)
    on = f"{year}-{int(month):02}-{int(day):02}"
    if hour is None:
        return on
    hours = int(hour) if half is None else int(hour) % 12 + (12 if half in "pP" else 0)
    return f"{on}T{hours:02}:{minute}"
