"""Microformats: h-event, and hCalendar's vevent, in the class attributes of a page."""

import re
from dataclasses import dataclass

from schemas.errors import UnreadableText
from schemas.health import Problem
from spiders.page import Page, Reading
from spiders.readers.microformats.events import events
from spiders.readers.schema_org import reading_of
from spiders.text import base_url

_ROOT = re.compile(rb"\b(?:h-event|vevent)\b")


@dataclass(frozen=True)
class Microformats:
    """The reader of h-event and hCalendar."""

    name: str = "microformats"
    version: int = 1

    def recognises(self, page: Page) -> bool:
        return (
            b"event" in page.body
            and (b"vevent" in page.body or b"h-event" in page.body)
            and _ROOT.search(page.body) is not None
        )

    def read(self, page: Page) -> Reading:
        try:
            tree = page.tree
        except UnreadableText as error:
            return Reading(problems=(Problem(what=str(error), where=page.url),))
        return reading_of(events(tree), page, reader=self.name, base=base_url(tree, page.url))


READER = Microformats()
