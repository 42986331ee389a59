"""Which zone a printed time is local to."""

from datetime import date, datetime, timedelta

from schemas.errors import UnknownZone
from schemas.zones import zone
from spiders.readers.schema_org.printed_time import EVENTON, PrintedTime


def zone_of(printed: PrintedTime, page_tzid: str) -> str | None:
    """The zone that `printed` is local to: the page's, if its offset is the one in force there at that moment.

    Also where it is printed in UTC: that is how machines exchange moments, and says nothing of where the event is
    (the 3 real sites at hand that do show the local time to people). Else the bare offset as `UTC+05:30`. None: no
    offset is printed, so the source does not say.
    """
    if printed.tzid:
        return printed.tzid
    if printed.offset is None or not isinstance(printed.local, datetime):
        return None
    if not printed.offset:
        return page_tzid
    if printed.local.replace(tzinfo=zone(page_tzid)).utcoffset() == printed.offset or _is_eventon(printed, page_tzid):
        return page_tzid
    return fixed_zone(printed.offset)


def local_in(printed: PrintedTime, tzid: str | None) -> date | datetime:
    """`printed` on the wall clock of `tzid`; as printed where either has no zone, or it is a whole day."""
    if tzid is None or printed.offset is None or not isinstance(printed.local, datetime):
        return printed.local
    if _is_eventon(printed, tzid) or printed.local.replace(tzinfo=zone(tzid)).utcoffset() == printed.offset:
        return printed.local
    at = printed.local.replace(tzinfo=zone(fixed_zone(printed.offset)))
    return at.astimezone(zone(tzid)).replace(tzinfo=None)


def _is_eventon(printed: PrintedTime, tzid: str) -> bool:
    """Whether EventON printed the offset of another season.

    It prints the wall clock with the one offset that the site has when the page is made (its `get_schema`, read
    24 November 2026): +1:00 behind an evening in July is no statement about that evening.
    """
    if printed.repair != EVENTON:
        return False
    seasons = (datetime(printed.day.year, month, 15, tzinfo=zone(tzid)) for month in (1, 7))
    return printed.offset in {season.utcoffset() for season in seasons}


def fixed_zone(offset: timedelta) -> str:
    """`offset` as the name of a zone, in the form of schemas.zones.

    >>> fixed_zone(timedelta(0)), fixed_zone(timedelta(hours=-4)), fixed_zone(timedelta(hours=5, minutes=30))
    ('UTC', 'UTC-04:00', 'UTC+05:30')
    """
    minutes = int(offset.total_seconds()) // 60
    if minutes == 0:
        return "UTC"
    return f"UTC{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def is_zone(tzid: str) -> bool:
    """Whether `tzid` names a zone that we know."""
    try:
        zone(tzid)
    except UnknownZone:
        return False
    return True
