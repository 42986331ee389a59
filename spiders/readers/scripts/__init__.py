"""Events in the data that a page carries for its own scripts: Next.js, Wix, Squarespace, FullCalendar and such."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Any

from msgspec.structs import replace

from schemas.errors import UnreadableText
from schemas.health import Problem
from schemas.listing import Listing
from schemas.schedule import Slot
from spiders.page import Page, Reading
from spiders.readers.json_ld import things
from spiders.readers.pooling import pooled
from spiders.readers.records import reading_of
from spiders.readers.schema_org import reading_of as reading_of_things
from spiders.readers.schema_org.keys import fingerprint
from spiders.readers.scripts.attributes import attribute_records, attribute_values, holds_fields
from spiders.readers.scripts.dated import is_dated
from spiders.readers.scripts.flight import FLIGHT, flight_values
from spiders.readers.scripts.literals import Allowance, literals, value_of
from spiders.readers.scripts.unfolding import unflattened, unfolded

# Real pages carry up to 40 documents with dates in them.
MOST_DOCUMENTS = 200

_NUXT = "__NUXT_DATA__"
# The types of script elements that are run, or that hold JSON for those that are; JSON-LD has a reader of its own.
_TYPES = re.compile(r"^(?:module|(?:text|application)/(?:x-|discover\+)?(?:javascript|ecmascript|json|mjs))?$")


@dataclass(frozen=True)
class Scripts:
    """The reader of what stands in script elements and in attributes made for scripts."""

    name: str = "scripts"
    version: int = 1

    def recognises(self, page: Page) -> bool:
        return page.body[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and (
            is_dated(page.body) or _NUXT.encode() in page.body or holds_fields(page.body)
        )

    def read(self, page: Page) -> Reading:
        allowance = Allowance()
        try:
            documents = list(islice(_documents(page, allowance), MOST_DOCUMENTS + 1))
        except UnreadableText as error:
            return Reading(problems=(Problem(what=str(error), where=page.url),))
        readings = [
            _reading(unfolded(document), page, reader=self.name, is_typed='"@type"' in text)
            for document, text in documents[:MOST_DOCUMENTS]
        ]
        found = pooled(readings, page)
        problems = dict.fromkeys(found.problems)
        if allowance.is_used_up or len(documents) > MOST_DOCUMENTS:
            problems[Problem(what="more data for scripts than is read: read in part", where=page.url)] = None
        return Reading(found.listings, problems=tuple(problems))


READER = Scripts()


def _reading(document: Any, page: Page, *, reader: str, is_typed: bool) -> Reading:  # noqa: ANN401
    """The events of one document: those in the words of schema.org, or else those that are found by their shape.

    Without links: those in data are addresses of data.
    """
    if is_typed:
        typed = reading_of_things(things(document), page, reader=reader, base=page.url)
        if typed.listings:
            return Reading(typed.listings, problems=typed.problems)
    read = reading_of(document, page, reader=reader)
    # What has its time only in words stands on the page too, where its reader of words sees what is around them.
    found = Reading(tuple(one for one in read.listings if one.schedule is not None), problems=read.problems)
    if len(found.listings) == 1 and found.listings[0].place is None:
        # Alone and without a place, it is the state of a page: The Events Calendar (WordPress) carries the title of its
        # list with the day that it begins on.
        return Reading()
    return _with_last_days(found) if b"fullcalendar" in page.folded else found


def _with_last_days(reading: Reading) -> Reading:
    """The reading, where whole days end on the day before the one printed: FullCalendar's `end` is the day after."""
    return Reading(tuple(map(_with_last_day, reading.listings)), reading.links, reading.problems)


def _with_last_day(listing: Listing) -> Listing:
    schedule = listing.schedule
    if schedule is None or all(slot.dtend is None or "T" in slot.dtend for slot in schedule.slots):
        return listing
    changed = replace(listing, schedule=replace(schedule, slots=tuple(map(_a_day_shorter, schedule.slots))))
    return replace(changed, fingerprint=fingerprint(changed))


def _a_day_shorter(slot: Slot) -> Slot:
    if slot.dtend is None or "T" in slot.dtend:
        return slot
    end = (date.fromisoformat(slot.dtend) - timedelta(days=1)).isoformat()
    return replace(slot, dtend=end if end > slot.dtstart else None)


def _documents(page: Page, allowance: Allowance) -> Iterator[tuple[Any, str]]:
    """The documents in scripts and attributes that hold dates with their texts, in the order printed, scripts first."""
    pushed: list[str] = []
    for script in page.tree.css("script"):
        kind = (script.attributes.get("type") or "").strip().lower()
        if "src" in script.attributes or not _TYPES.match(kind.partition(";")[0]):
            continue
        text = script.text()
        if FLIGHT in text:
            pushed.append(text)
        elif script.id == _NUXT:
            if (document := unflattened(value_of(text))) is not None:
                yield document, text
        elif is_dated(text.encode(errors="replace")):
            yield from literals(text, allowance)
    yield from flight_values("".join(pushed))
    yield from attribute_values(page, allowance)
    yield attribute_records(page), ""
