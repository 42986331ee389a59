"""EXRULE, which RFC 5545 dropped and old calendars still have: written out as dates that do not happen."""

import re
from datetime import datetime, time, timedelta
from itertools import islice, takewhile

from dateutil.rrule import rrule, rrulestr

from schemas.errors import UnreadableText
from schemas.record import LocalTime
from schemas.schedule import local_time
from schemas.zones import zone
from spiders.readers.ical.repair import Repair
from spiders.readers.ical.times import Moment

_MOST_YEARS = 20
_MOST_TIMES = 2_000
# Only rules that come round soon: dateutil looks for the next time until the year 9999.
_ORDINARY = re.compile(
    r"(?:FREQ=DAILY|FREQ=(?:WEEKLY|YEARLY|MONTHLY)(?:;BYMONTH=[^;]*)?(?:;BYDAY=(?:,?(?:[+-]?[1-4])?[A-Z]{2})+)?"
    r"|FREQ=(?:MONTHLY|YEARLY);BYMONTHDAY=[^;]*)"
)
_BOUNDS = re.compile(r";(?:INTERVAL|COUNT|UNTIL|WKST)=[^;]*")


def _as_it_is(rule: str) -> str:
    return rule


EXRULE = Repair(
    "exception_rule", "RFC 5545 A.3 (EXRULE was removed)", "Zimbra, Evolution, older PHP libraries", _as_it_is
)


def excluded_by_rule(text: str, start: Moment) -> list[LocalTime]:
    """The times of a rule in the first 20 years from `start`, at most 2,000. Raises UnreadableText."""
    if not _ORDINARY.fullmatch(_in_order(text)) or ("COUNT=" in text and "UNTIL=" in text):
        raise UnreadableText(f"a rule of exceptions that is too fine: {text[:60]!r}")
    first = start.local if isinstance(start.local, datetime) else datetime.combine(start.local, time())
    aware = first.replace(tzinfo=zone(start.tzid)) if start.tzid else first
    try:
        endless = rrulestr(text, dtstart=aware)
        if not isinstance(endless, rrule):
            raise UnreadableText(f"more than one rule of exceptions: {text[:60]!r}")
        last = aware + timedelta(days=366 * _MOST_YEARS)
        bounded = endless if "COUNT=" in text or "UNTIL=" in text else endless.replace(until=last)
        return [_printed(when, start) for when in islice(takewhile(lambda when: when <= last, bounded), _MOST_TIMES)]
    except (ValueError, OverflowError, TypeError) as error:
        raise UnreadableText(f"not a rule of exceptions: {text[:60]!r}") from error


def _in_order(text: str) -> str:
    """FREQ, then what chooses days with BYMONTH first; without bounds."""
    parts = _BOUNDS.sub("", f";{text}").strip(";").split(";")
    return ";".join(
        sorted(parts, key=lambda part: (not part.startswith("FREQ"), not part.startswith("BYMONTH="), part))
    )


def _printed(when: datetime, start: Moment) -> LocalTime:
    return local_time(when.date() if start.is_day else when)
