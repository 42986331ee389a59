"""Lists of days without a year: one that is in order and has begun was printed before its first day."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from spiders.readers.html.marks import month_and_day
from spiders.readers.html.reading import Found

_FEWEST = 3


def printed_on(found: Sequence[Found], today: date) -> dict[int, date]:
    """For records of such lists, by their anchor, the first day of the list: the page's date cannot be later."""
    lists: dict[int, list[tuple[int, tuple[int, int]]]] = defaultdict(list)
    for one in found:
        if one.record.block >= 0 and (day := month_and_day(one.when)):
            lists[one.record.block].append((one.record.anchor, day))
    dates: dict[int, date] = {}
    for days in lists.values():
        first = _begun([day for _, day in days], today)
        if first:
            dates.update((anchor, first) for anchor, _ in days)
    return dates


def _begun(days: list[tuple[int, int]], today: date) -> date | None:
    """The date of the first of `days` (month, day), where they are in order and `today` lies among them."""
    if len(days) < _FEWEST:
        return None
    wraps = sum(later < earlier for earlier, later in pairwise(days))
    if wraps > 1 or (wraps and days[-1] >= days[0]):
        return None
    for year in (today.year, today.year - 1):
        first, last = _dated(year, days[0]), _dated(year + wraps, days[-1])
        if first and last and first <= today <= last:
            return first
    return None


def _dated(year: int, day: tuple[int, int]) -> date | None:
    try:
        return date(year, *day)
    except ValueError:
        return None
