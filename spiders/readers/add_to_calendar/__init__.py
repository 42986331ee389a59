"""Links and buttons that put an event into the visitor's own calendar: they state start, end, title and place."""

from collections.abc import Iterable
from dataclasses import dataclass

from schemas.errors import UnreadableText
from schemas.health import Problem
from spiders.page import Page, Reading
from spiders.readers.add_to_calendar.buttons import buttons
from spiders.readers.add_to_calendar.files import files
from spiders.readers.add_to_calendar.links import links
from spiders.readers.add_to_calendar.titles import with_pages
from spiders.readers.pooling import pooled
from spiders.readers.schema_org import Thing, reading_of
from spiders.text import base_url

_SIGNS = (b"dates=", b"startdt=", b"addeventatc")
_SIGNS_OF_CALENDARS = (b"calendar.yahoo", b"data:text/calendar", b"addtocalendar", b"add-to-calendar-button")


@dataclass(frozen=True)
class AddToCalendar:
    """The reader of links to Google, Outlook, Office and Yahoo, of buttons, and of calendars within an address."""

    name: str = "add-to-calendar"
    version: int = 1

    def recognises(self, page: Page) -> bool:
        signs = (*_SIGNS, *_SIGNS_OF_CALENDARS) if b"calendar" in page.body else _SIGNS
        return any(sign in page.body for sign in signs)

    def read(self, page: Page) -> Reading:
        try:
            tree = page.tree
        except UnreadableText as error:
            return Reading(problems=(Problem(what=str(error), where=page.url),))
        stated = with_pages(_once([*links(tree, page.tzid), *buttons(tree, page.tzid)]), tree)
        read = reading_of(stated, page, reader=self.name, base=base_url(tree, page.url))
        return pooled([read, files(tree, page, reader=self.name)], page)


READER = AddToCalendar()


def _once(stated: Iterable[tuple[str, Thing]]) -> list[Thing]:
    """The events, each once: what one calendar is offered on the same day under the same title as another, is the same.

    The first of them counts, as offsets are set by hand more often than the wall clock; what it leaves out, the others
    may add.
    """
    first: dict[tuple[str | None, str], tuple[str, Thing]] = {}
    events: list[Thing] = []
    for calendar, event in stated:
        mark = event.line("name"), event.texts("startDate")[0][:10]
        known_calendar, known = first.setdefault(mark, (calendar, event))
        if known_calendar == calendar:
            events.append(event)
            continue
        for name, values in event.properties.items():
            known.properties.setdefault(name, values)
    return events
