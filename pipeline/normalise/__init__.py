"""From what a listing prints to what it means: schedule, place, facets. Pure."""

import re
from datetime import date

import msgspec

from pipeline.normalise.exceptions import without_exceptions
from pipeline.normalise.place import split_address
from pipeline.normalise.schedules import Announcement, announcements
from schemas.errors import UnknownZone, UnreadableText
from schemas.listing import Listing
from schemas.schedule import Schedule, Status
from schemas.source import Source
from schemas.zones import DEFAULT_TZID, zone

# What the words around a time say of it, where that is a status. Words that say neither (full, online) stay words.
_STATUS_WORDS = {"cancelled": Status.CANCELLED, "postponed": Status.POSTPONED}
# Hours during which a place is open are no activity.
_ACTIVITIES = {"single", "range", "recurring", "list"}


# Words that say less than every week, and that no rule is made of yet: what stands beside them is no weekly rule.
_SELDOMER = re.compile(
    r"\b(?:\d+|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|twaalf|two|three|four|five|six|eight|ten)\s*"
    r"(?:keer|maal|x|lessen|bijeenkomsten|times|sessions)\b|\b(?:elke|iedere|per|every|each)\s+(?:maand|month)\b",
    re.IGNORECASE,
)


def normalised(listing: Listing, source: Source) -> Listing | None:
    """`listing` with a schedule in a zone and a place in parts; None when it announces no time that can be read.

    A time for which the source states no zone is local time in the Netherlands. The venue of the source file holds
    where the listing states none and does not take place online.
    """
    schedule, status = said(listing)
    if schedule is None or not schedule.slots or not _is_known(schedule.tzid):
        return None
    stated = listing.place or (None if listing.attendance_mode == "online" else source.place)
    return msgspec.structs.replace(
        listing,
        schedule=_in_a_zone(schedule),
        status=status,
        place=split_address(stated) if stated else None,
    )


def said(listing: Listing) -> tuple[Schedule | None, Status | None]:
    """The schedule and status that a listing states in its format, else in its words; None where it states none."""
    if listing.schedule is not None or not listing.when_text:
        return listing.schedule, listing.status
    page_date = date.fromisoformat(listing.page_date) if listing.page_date else listing.fetched_at.date()
    announced = _announced(listing.when_text, page_date, month_first=bool(listing.month_first))
    if announced is None:
        return None, listing.status
    return _scheduled(announced, page_date), listing.status or _status(announced)


def _announced(text: str, page_date: date, *, month_first: bool) -> Announcement | None:
    """The one thing that `text` announces and that can be put in a calendar without inventing anything.

    Left to a person: a rule wider than the truth, one without an anchor, a weekday that its date does not have, and
    texts that announce several things.
    """
    found = [
        one for one in announcements(text, reference=page_date, month_first=month_first) if one.kind in _ACTIVITIES
    ]
    clear = [one for one in found if one.schedule and not (one.underspecified or one.unanchored or one.contradiction)]
    if len(clear) != 1 or len(found) != 1:
        return None
    is_wider = _SELDOMER.search(text) and any("FREQ=WEEKLY" in (slot.rrule or "") for slot in clear[0].slots)
    return None if is_wider else clear[0]


def _scheduled(announced: Announcement, page_date: date) -> Schedule | None:
    """Its schedule without the days that it takes out again; None where nobody can say which days these are."""
    if announced.schedule is None or not announced.exceptions:
        return announced.schedule
    try:
        return without_exceptions(announced.schedule, announced.excepted, on=page_date, region=None)
    except UnreadableText:
        return None


def _status(announced: Announcement) -> Status | None:
    return next((_STATUS_WORDS[word] for word in announced.status if word in _STATUS_WORDS), None)


def _in_a_zone(schedule: Schedule) -> Schedule:
    return schedule if schedule.tzid else msgspec.structs.replace(schedule, tzid=DEFAULT_TZID)


def _is_known(tzid: str | None) -> bool:
    try:
        zone(tzid or DEFAULT_TZID)
    except UnknownZone:
        return False
    return True
