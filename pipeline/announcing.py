"""Does a listing announce something that is still to come? What a crawl asks to choose among the pages of a site."""

from datetime import datetime, timedelta

from pipeline.normalise import normalised
from pipeline.occurrences import Budget, expand
from pipeline.occurrences.instance import Instance
from schemas.errors import BruggenError
from schemas.listing import Listing
from schemas.source import Source

AHEAD = timedelta(days=400)


def announces(listing: Listing, source: Source, now: datetime) -> bool:
    """Whether `listing` has a time that can be read and that comes within AHEAD."""
    return next_instance(listing, source, now) is not None


def next_instance(listing: Listing, source: Source, now: datetime) -> Instance | None:
    """When what `listing` announces takes place next; None: its time cannot be read, or it is over."""
    try:
        meaning = normalised(listing, source)
        if meaning is None or meaning.schedule is None:
            return None
        found = expand(meaning.schedule, start=now, end=now + AHEAD, budget=Budget(), most=1)
    except BruggenError:
        return None
    return found.instances[0] if found.instances else None
