"""Time zones by the names that schedules carry."""

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from schemas.errors import UnknownZone

DEFAULT_TZID = "Europe/Amsterdam"
_OFFSET = re.compile(r"^UTC([+-])(\d\d):(\d\d)$")


@cache
def zone(tzid: str) -> tzinfo:
    """The zone of an IANA name, `UTC`, or a fixed offset as `UTC+05:30`. Raises UnknownZone."""
    if tzid == "UTC":
        return UTC
    if offset := _OFFSET.match(tzid):
        sign, hours, minutes = offset.groups()
        span = timedelta(hours=int(hours), minutes=int(minutes))
        return timezone(-span if sign == "-" else span)
    try:
        return ZoneInfo(tzid)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UnknownZone(f"{tzid!r} is neither an IANA zone nor an offset such as UTC+05:30") from error


def aware(when: date | datetime, tzid: str | None) -> datetime:
    """`when`, a date (its midnight) or naive local time in `tzid`, as an instant; no zone: Europe/Amsterdam."""
    local = when if isinstance(when, datetime) else datetime(when.year, when.month, when.day)  # noqa: DTZ001
    return local.replace(tzinfo=zone(tzid or DEFAULT_TZID))
