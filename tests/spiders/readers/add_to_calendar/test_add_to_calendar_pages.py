from collections.abc import Callable
from typing import Any

import pytest

from spiders.page import Page
from spiders.readers.add_to_calendar import READER
from spiders.readers.add_to_calendar.links import LONGEST_LINK
from spiders.readers.add_to_calendar.moments import last_day, moment


def test_a_frozen_page_is_read_as_a_person_read_it(
    frozen_case: Any, as_expected: Callable[..., dict[str, Any]]
) -> None:
    assert as_expected(READER, frozen_case.page) == frozen_case.expected


@pytest.mark.parametrize(
    ("text", "tzid", "at"),
    [
        ("20261201T183000Z", None, "2026-12-01T19:30:00+01:00"),
        ("20260701T183000Z", None, "2026-07-01T20:30:00+02:00"),
        ("20261201T183000Z", "Europe/London", "2026-12-01T18:30:00[Europe/London]"),
        ("20261201T193000Z", "Africa/Abidjan", "2026-12-01T19:30:00"),
        ("20261201T183000Z", "UTC 0", "2026-12-01T19:30:00+01:00"),
        ("20261201T193000", "Europe/Amsterdam", "2026-12-01T19:30:00[Europe/Amsterdam]"),
        ("20261201T193000", "Nergens/Ooit", "2026-12-01T19:30:00"),
        ("2026-12-01T18:30:00 01:00", None, "2026-12-01T18:30:00+01:00"),
        ("20261201", "Europe/Amsterdam", "2026-12-01"),
        ("1796000000", None, None),
        ("morgen", None, None),
        ("", None, None),
    ],
)
def test_a_moment_is_local_to_the_stated_zone_else_to_that_of_the_page(
    text: str, tzid: str | None, at: str | None
) -> None:
    assert moment(text, tzid=tzid, page_tzid="Europe/Amsterdam") == at


def test_the_day_after_the_last_is_not_the_last() -> None:
    assert last_day("2026-12-01", "2026-12-03") == "2026-12-02"
    assert last_day("2026-12-01", "2026-12-02") is None
    assert last_day("2026-12-01T10:00:00", "2026-12-03") == "2026-12-03"


def test_an_address_without_end_is_not_read(a_page: Callable[..., Page]) -> None:
    link = '<a href="/?text=Koor&dates=20261201T193000/20261201T203000&details=%s">agenda</a>'
    assert len(READER.read(a_page(link % "kort")).listings) == 1
    assert READER.read(a_page(link % ("x" * LONGEST_LINK))).listings == ()


def test_calendars_that_differ_by_an_offset_are_offered_one_event(a_page: Callable[..., Page]) -> None:
    body = """<a href="https://www.google.com/calendar/event?dates=20260620T130000/20260620T150000&text=Koor&ctz=UTC+0">a</a>
    <a href="https://outlook.office.com/?startdt=2026-06-20T13%3A00%3A00%2B00%3A00&subject=Koor&location=Kerk">b</a>"""
    listings = READER.read(a_page(body)).listings
    assert [listing.schedule.slots[0].dtstart for listing in listings if listing.schedule] == ["2026-06-20T13:00:00"]
    assert listings[0].place is not None


def test_an_activity_twice_a_day_stays_two(a_page: Callable[..., Page]) -> None:
    link = '<a href="https://www.google.com/calendar/event?text=Yoga&dates=20261201T%s/20261201T%s">agenda</a>'
    assert len(READER.read(a_page(link % ("090000", "100000") + link % ("190000", "200000"))).listings) == 2


@pytest.mark.parametrize(
    ("links", "url"),
    [
        ('<a href="/agenda/koor">KOOR  in de kerk</a>', "https://debrug.example/agenda/koor"),
        ('<a href="/a">Koor in de kerk</a><a href="/a"><b>Koor in</b> de kerk</a>', "https://debrug.example/a"),
        ('<a href="/a">Koor in de kerk</a><a href="/b">Koor in de kerk</a>', "https://debrug.example/agenda/"),
        ('<a href="/a">Lees meer</a><a href="#koor">Koor in de kerk</a>', "https://debrug.example/agenda/"),
    ],
)
def test_an_event_gets_the_page_that_its_title_leads_to(a_page: Callable[..., Page], links: str, url: str) -> None:
    body = f'{links}<a href="/?text=Koor+in+de+kerk&dates=20261201T193000/20261201T203000">agenda</a>'
    assert [listing.url for listing in READER.read(a_page(body)).listings] == [url]
