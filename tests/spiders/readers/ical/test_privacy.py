"""What its organiser keeps private or marks as not for us is counted, never listed."""

from collections.abc import Callable

import pytest

from schemas.listing import Listing
from spiders.page import Page, Reading
from spiders.readers.ical import READER, calendar

Read = Callable[..., Reading]
_EVENT = "UID:{uid}\nSUMMARY:Verjaardag\nDTSTART:20261124T193000\n{line}"
_SERIES = "UID:a\nSUMMARY:Koor\nDTSTART:20261103T193000\nRRULE:FREQ=WEEKLY"


@pytest.mark.parametrize(
    "line",
    [
        "CLASS:PRIVATE",
        "class:confidential",
        "DESCRIPTION:Alleen voor ons #bruggen-ignore",
        "CATEGORIES:#Bruggen-Ignore",
        "DESCRIPTION:Alleen voor ons #brug\n gen-ignore",
    ],
)
def test_a_withheld_event_is_counted_without_its_words(read: Read, line: str) -> None:
    reading = read(_EVENT.format(uid="geheim", line=line), _EVENT.format(uid="open", line="CLASS:PUBLIC"))
    assert [listing.key for listing in reading.listings] == ["open"]
    assert [problem.what for problem in reading.problems] == ["1 events are private or ask to be ignored"]
    assert "geheim" not in repr(reading)


def test_a_withheld_change_hides_its_occurrence_rather_than_telling_the_old_time(read: Read) -> None:
    moved = "UID:a\nRECURRENCE-ID:20261110T193000\nCLASS:PRIVATE\nSUMMARY:Bij Jan thuis\nDTSTART:20261111T193000"
    (listing,) = read(_SERIES, moved).listings
    assert listing.schedule is not None
    assert listing.schedule.slots[0].exdate == ("2026-11-10T19:30:00",)
    assert listing.schedule.overrides == ()
    assert "Jan" not in repr(listing)


def test_all_events_of_a_file_can_be_asked_for(make_page: Callable[..., Page], calendar_of: Callable[..., str]) -> None:
    page = make_page(calendar_of(_EVENT.format(uid="geheim", line="CLASS:PRIVATE")))
    assert READER.read(page).listings == ()
    assert [listing.key for listing in calendar(page).listings] == ["geheim"]


@pytest.mark.parametrize("name", ["ORGANIZER", "ATTENDEE", "CONTACT", "COMMENT"])
def test_no_one_is_named_even_where_lines_are_badly_folded(listing_of: Callable[..., Listing], name: str) -> None:
    listing = listing_of(f"SUMMARY:Koor\n{name};CN=Jan\nJansen:mailto:jan@debrug.example\nDTSTART:20261124T193000")
    assert listing.title == "Koor"
    assert "jan" not in repr(listing).lower()
