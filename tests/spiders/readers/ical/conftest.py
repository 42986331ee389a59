"""Reading a calendar from its text, in one line."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from schemas.listing import Listing
from spiders.page import Page, Reading
from spiders.readers.ical import READER

Read = Callable[..., Reading]
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def page(text: str | bytes, known: Mapping[str, Listing] | None = None) -> Page:
    body = text if isinstance(text, bytes) else text.encode()
    return Page("nl.brugdam.debrug", "https://debrug.example/agenda.ics", body, NOON, known=known or {})


def calendar_text(*components: str, header: str = "") -> str:
    """A calendar of events given by their lines, with UIDs 1, 2, … where they have none, and what is no event as is."""
    written = []
    for number, lines in enumerate(components, start=1):
        bare = lines.strip("\n")
        if not bare.startswith("BEGIN:"):
            uid = "" if "UID" in bare.upper() else f"UID:{number}@debrug.example\n"
            bare = f"BEGIN:VEVENT\n{uid}{bare}\nEND:VEVENT"
        written.append(bare)
    whole = "\n".join(
        ["BEGIN:VCALENDAR", "VERSION:2.0", *filter(None, [header.strip("\n")]), *written, "END:VCALENDAR"]
    )
    return whole.replace("\n", "\r\n") + "\r\n"


@pytest.fixture
def make_page() -> Callable[..., Page]:
    return page


@pytest.fixture
def calendar_of() -> Callable[..., str]:
    return calendar_text


@pytest.fixture
def read() -> Read:
    """Reads a calendar of the given events."""

    def reading(*components: str, **header: Any) -> Reading:
        return READER.read(page(calendar_text(*components, **header)))

    return reading


@pytest.fixture
def listing_of(read: Read) -> Callable[..., Listing]:
    """The one listing of a calendar of the given events."""

    def one(*components: str, **header: Any) -> Listing:
        (listing,) = read(*components, **header).listings
        return listing

    return one
