"""Events in records of any make, JSON or XML: one engine that finds them by their shape, and a table of platforms.

A document is what a parser gives: objects, lists, texts, numbers. `finding` looks for tables of records, `columns`
tells which fields hold title and time, `roles` which hold the rest, `listing` makes a listing out of each record.
"""

from typing import Any

from schemas.errors import UnreadableText
from schemas.health import Problem
from spiders.page import Page, Reading
from spiders.readers.records.context import Context
from spiders.readers.records.finding import tables
from spiders.readers.records.listing import Surroundings, listing
from spiders.readers.records.paging import next_pages
from spiders.readers.records.spans import Frame
from spiders.readers.schema_org.keys import Unkeyed, keyed
from spiders.text import canonical_url

MOST_RECORDS = 5_000

__all__ = ["reading_of"]


def reading_of(
    document: Any,  # noqa: ANN401
    page: Page,
    *,
    reader: str,
    repairs: tuple[str, ...] = (),
    is_whole_page: bool = False,
) -> Reading:
    """The events of `document`, as a reading of `page`, with the pages that it says come next.

    Where it is the whole page, the address of the page says what it is about.
    """
    found: list[Unkeyed] = []
    problems: dict[Problem, None] = {}
    for table in tables(document, Context(names=_names(page.url) if is_whole_page else ())):
        frame = Frame(table.columns, table.platform, table.context, page.tzid)
        around = Surroundings(page, reader, frame, repairs)
        for record in table.records[: max(0, MOST_RECORDS - len(found))]:
            try:
                one = listing(record, around)
            except UnreadableText as error:
                problems[Problem(what=str(error), where=page.url)] = None
                continue
            if one is not None:
                found.append(one)
        if len(table.records) > MOST_RECORDS:
            problems[Problem(what=f"{len(table.records)} records: read up to {MOST_RECORDS}", where=page.url)] = None
    listings = keyed(found, page_key=canonical_url(page.url))
    return Reading(tuple(listings), next_pages(document, page.url), tuple(problems))


def _names(url: str) -> tuple[str, ...]:
    """The words of an address, as the names of what stands around the document."""
    return tuple(part for part in url.split("?", maxsplit=1)[0].split("/")[2:] if part)[:12]
