"""An evening of a series that is at another place is a listing of its own."""

from collections.abc import Callable

import pytest

from schemas.listing import Listing
from schemas.schedule import Override, Slot, Status
from spiders.page import Page, Reading
from spiders.readers.ical import READER, calendar

Read = Callable[..., Reading]

SERIES = (
    "UID:koor\nSUMMARY:Koor\nLOCATION:De Wilg\\, Wilgenlaan 3\nDTSTART;TZID=Europe/Amsterdam:20261103T193000\n"
    "DTEND;TZID=Europe/Amsterdam:20261103T210000\nRRULE:FREQ=WEEKLY"
)
AWAY = (
    "UID:koor\nRECURRENCE-ID;TZID=Europe/Amsterdam:20261110T193000\nLOCATION:Bibliotheek\\, Plein 1\n"
    "DESCRIPTION:Deze keer in de bibliotheek!\nDTSTART;TZID=Europe/Amsterdam:20261110T200000"
)


def _by_key(reading: Reading) -> dict[str, Listing]:
    return {listing.key: listing for listing in reading.listings}


def test_an_evening_at_another_place_is_a_listing_of_its_own_with_its_place_and_words(read: Read) -> None:
    found = _by_key(read(SERIES, AWAY))
    assert list(found) == ["koor", "koor#2026-11-10T19:30:00"]
    evening = found["koor#2026-11-10T19:30:00"]
    assert evening.place is not None
    assert (evening.title, evening.place.name) == ("Koor", "Bibliotheek")
    assert evening.description == "Deze keer in de bibliotheek!"
    assert evening.schedule is not None
    assert evening.schedule.slots == (Slot(dtstart="2026-11-10T19:30:00"),)
    assert evening.schedule.overrides == (Override(recurrence_id="2026-11-10T19:30:00", dtstart="2026-11-10T20:00:00"),)


def test_the_series_is_without_the_evening_that_is_elsewhere(read: Read) -> None:
    series = _by_key(read(SERIES, AWAY))["koor"]
    assert series.place is not None
    assert series.schedule is not None
    assert series.place.name == "De Wilg"
    assert series.schedule.slots[0].exdate == ("2026-11-10T19:30:00",)
    assert series.schedule.overrides == ()


def test_a_cancelled_evening_stays_with_its_series_wherever_it_would_have_been(read: Read) -> None:
    (series,) = read(SERIES, f"{AWAY}\nSTATUS:CANCELLED").listings
    assert series.schedule is not None
    assert [one.status for one in series.schedule.overrides] == [Status.CANCELLED]


@pytest.mark.parametrize("location", ["", "\nLOCATION:", "\nLOCATION:De Wilg", "\nLOCATION:de wilg\\,  Wilgenlaan 3"])
def test_an_evening_that_states_no_other_place_stays_with_its_series(read: Read, location: str) -> None:
    evening = AWAY.replace("\nLOCATION:Bibliotheek\\, Plein 1", location)
    assert [listing.key for listing in read(SERIES, evening).listings] == ["koor"]


def test_an_evening_that_its_series_excludes_does_not_come_back_elsewhere(read: Read) -> None:
    assert list(_by_key(read(f"{SERIES}\nEXDATE:20261110T183000Z", AWAY))) == ["koor"]


def test_the_latest_version_says_whether_an_evening_is_elsewhere(read: Read) -> None:
    back = AWAY.replace("Bibliotheek\\, Plein 1", "De Wilg")
    assert list(_by_key(read(SERIES, f"{AWAY}\nSEQUENCE:1", f"{back}\nSEQUENCE:2"))) == ["koor"]
    assert len(read(SERIES, f"{back}\nSEQUENCE:1", f"{AWAY}\nSEQUENCE:2").listings) == 2


def test_a_withheld_evening_is_told_nowhere(read: Read) -> None:
    assert list(_by_key(read(SERIES, f"{AWAY}\nCLASS:PRIVATE"))) == ["koor"]


def test_another_place_for_all_that_follow_is_a_problem_that_is_told(read: Read) -> None:
    reading = read(SERIES, AWAY.replace("RECURRENCE-ID;", "RECURRENCE-ID;RANGE=THISANDFUTURE;"))
    assert [problem.what for problem in reading.problems] == [
        "one event is read without the other place of all that follow"
    ]


def test_an_evening_elsewhere_is_known_again(make_page: Callable[..., Page], calendar_of: Callable[..., str]) -> None:
    text = calendar_of(SERIES, AWAY)
    first = READER.read(make_page(text)).listings
    again = READER.read(make_page(text, {listing.fingerprint: listing for listing in first})).listings
    assert [id(listing) for listing in again] == [id(listing) for listing in first]


def test_all_events_of_a_file_have_their_own_uid(
    make_page: Callable[..., Page], calendar_of: Callable[..., str]
) -> None:
    assert [listing.key for listing in calendar(make_page(calendar_of(SERIES, AWAY))).listings] == ["koor"]
