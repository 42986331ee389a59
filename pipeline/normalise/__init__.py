"""From what a listing prints to what it means: schedule, place, facets. Pure."""

import msgspec

from pipeline.normalise.place import split_address
from schemas.errors import UnknownZone
from schemas.listing import Listing
from schemas.schedule import Schedule
from schemas.source import Source
from schemas.zones import DEFAULT_TZID, zone


def normalised(listing: Listing, source: Source) -> Listing | None:
    """`listing` with a schedule in a zone and a place in parts; None when it announces no time that can be read.

    A time for which the source states no zone is local time in the Netherlands. The venue of the source file holds
    where the listing states none and does not take place online.
    """
    if listing.schedule is None or not listing.schedule.slots or not _is_known(listing.schedule.tzid):
        return None
    stated = listing.place or (None if listing.attendance_mode == "online" else source.place)
    return msgspec.structs.replace(
        listing,
        schedule=_in_a_zone(listing.schedule),
        place=split_address(stated) if stated else None,
    )


def _in_a_zone(schedule: Schedule) -> Schedule:
    return schedule if schedule.tzid else msgspec.structs.replace(schedule, tzid=DEFAULT_TZID)


def _is_known(tzid: str | None) -> bool:
    try:
        zone(tzid or DEFAULT_TZID)
    except UnknownZone:
        return False
    return True
