"""From what a listing prints to what it means: schedule, place, facets. Pure."""

from datetime import date

from msgspec.structs import replace

from pipeline.normalise.called_off import with_status_of_words
from pipeline.normalise.exceptions import without_exceptions
from pipeline.normalise.holidays import Region
from pipeline.normalise.place import is_online, place_of
from pipeline.normalise.schedules import Announcement, announcements, together
from pipeline.normalise.school_regions import school_region
from schemas.errors import UnknownZone, UnreadableText
from schemas.listing import Listing
from schemas.place import Place
from schemas.schedule import Schedule, Status
from schemas.source import Source
from schemas.vocabulary import AttendanceMode
from schemas.zones import DEFAULT_TZID, zone

# Hours during which a place is open are no activity.
_ACTIVITIES = frozenset({"single", "range", "recurring", "list"})


def normalised(listing: Listing, source: Source) -> Listing | None:
    """`listing` with a schedule in a zone and a place in parts; None when it announces no time that can be read.

    A time for which the source states no zone is local time in the Netherlands. The venue of the source file holds
    where the listing states none and does not take place online. School holidays are those of its municipality. A title
    that says that it is called off says so in the status instead.
    """
    schedule, status = said(listing, region=school_region(source.municipality, country=source.country))
    if schedule is None or not schedule.slots or not _is_known(schedule.tzid):
        return None
    return with_status_of_words(
        replace(
            listing,
            schedule=_in_a_zone(schedule),
            status=status,
            attendance_mode=listing.attendance_mode or _mode(listing.place),
            place=place_of(listing.place, source.place, is_remote=listing.attendance_mode == "online"),
        )
    )


def said(listing: Listing, *, region: Region | None = None) -> tuple[Schedule | None, Status | None]:
    """The schedule and status that a listing states in its format, else in its words; None where it states none."""
    if listing.schedule is not None or not listing.when_text:
        return listing.schedule, listing.status
    page_date = date.fromisoformat(listing.page_date) if listing.page_date else listing.fetched_at.date()
    month_first = bool(listing.month_first)
    schedule, status = scheduled(listing.when_text, page_date, month_first=month_first, region=region)
    return schedule, listing.status or status


def scheduled(
    text: str, page_date: date, *, month_first: bool = False, region: Region | None = None
) -> tuple[Schedule | None, Status | None]:
    """The one schedule that `text` tells and that can be put in a calendar without inventing anything, and its status.

    None is left to a person: a rule wider than the truth, one without an anchor, a weekday that its date does not
    have, days taken out that nobody can name, and texts that announce several activities.
    """
    found = [
        _excepted(one, page_date, region)
        for one in announcements(text, reference=page_date, month_first=month_first)
        if one.kind in _ACTIVITIES
    ]
    return together(found, text) or (None, None)


def _excepted(announced: Announcement, page_date: date, region: Region | None) -> Announcement:
    """`announced` without the days that it takes out again; without a schedule where nobody can say which these are."""
    if announced.schedule is None or not announced.exceptions:
        return announced
    try:
        schedule = without_exceptions(announced.schedule, announced.excepted, on=page_date, region=region)
    except UnreadableText:
        return replace(announced, schedule=None)
    return replace(announced, schedule=schedule)


def _mode(place: Place | None) -> AttendanceMode | None:
    """Online where all that is printed as place says so."""
    return AttendanceMode.ONLINE if place and is_online(place) else None


def _in_a_zone(schedule: Schedule) -> Schedule:
    return schedule if schedule.tzid else replace(schedule, tzid=DEFAULT_TZID)


def _is_known(tzid: str | None) -> bool:
    try:
        zone(tzid or DEFAULT_TZID)
    except UnknownZone:
        return False
    return True
