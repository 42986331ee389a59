"""From wall clock to time line: where a local start lies in its zone, and when what starts there ends."""

from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache

from pipeline.occurrences.window import instant, midnight

_LAST_DAY = date.max.toordinal()


def placed(local: datetime, zone: tzinfo | None) -> datetime:
    """`local` in `zone`; naive where there is none.

    A time that the zone skips is taken with the offset before the gap, of a time that comes twice the first is
    taken; RFC 5545 §3.3.5. So 02:30 on the night that clocks go forward becomes 03:30.
    """
    if zone is None:
        return local
    first = local.replace(tzinfo=zone)
    if _is_calm(zone, local.toordinal()) or first.utcoffset() == first.replace(fold=1).utcoffset():
        return first
    return first.astimezone(UTC).astimezone(zone)


def length(start: date | datetime, end: date | datetime | None, zone: tzinfo | None) -> timedelta | None:
    """How long it lasts: whole days for dates, else exact time; RFC 5545 §3.8.5.3 for an end that is stated.

    None where no end is stated, or one that is no end because it is not after the start: 03:30 after a start at 02:30
    in the hour that clocks skip.
    """
    if end is None:
        return None
    if not isinstance(start, datetime):
        days = (end.date() if isinstance(end, datetime) else end) - start
        return days if days > timedelta() else None
    exact = instant(placed(midnight(end), zone)) - instant(placed(start, zone))
    return exact if exact > timedelta() else None


def ended(start: date | datetime, lasting: timedelta | None) -> date | datetime | None:
    """When what starts at `start` and lasts so long ends; None also where that is beyond the year 9999."""
    if lasting is None:
        return None
    try:
        end = start + lasting
        if not isinstance(start, datetime) or not isinstance(end, datetime) or start.tzinfo is None:
            return end
        if _is_calm(start.tzinfo, start.toordinal()) and end.toordinal() == start.toordinal():
            return end
        return (instant(start) + lasting).astimezone(start.tzinfo)
    except OverflowError:
        return None


@lru_cache(maxsize=4096)
def _is_calm(zone: tzinfo, day: int) -> bool:
    """Whether the clocks of `zone` run through `day` without a change."""
    if day >= _LAST_DAY:
        return False
    midnights = [datetime.fromordinal(number).replace(tzinfo=zone) for number in (day, day + 1)]
    return len({moment.replace(fold=fold).utcoffset() for moment in midnights for fold in (0, 1)}) == 1
