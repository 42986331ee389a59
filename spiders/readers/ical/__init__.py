"""iCalendar files (RFC 5545) as the world writes them: `READER` for the ladder, `calendar` for all events of a file."""

from spiders.page import Page, Reading
from spiders.readers.ical.listings import NAME
from spiders.readers.ical.reading import VERSION, all_events, announced_events, is_calendar


class IcalReader:
    """Reads calendars; a group of components that did not change since the last visit is not read again."""

    name = NAME
    version = VERSION

    def recognises(self, page: Page) -> bool:
        return is_calendar(page.body)

    def read(self, page: Page) -> Reading:
        """One listing per UID. What is private or marked `#bruggen-ignore` is counted and left out."""
        return announced_events(page)


READER = IcalReader()


def calendar(page: Page) -> Reading:
    """All events of a file, private ones too: for the command `bruggen occurrences`, never for publishing."""
    return all_events(page)
