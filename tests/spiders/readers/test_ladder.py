"""Which reader answers for a page, and what of two formats on one page is kept."""

from datetime import UTC, datetime

import pytest

from schemas.errors import SourceError
from spiders.page import Page
from spiders.readers import LADDER, read, reader_named

EVENT_LD = """<script type="application/ld+json">
{"@context": "https://schema.org", "@type": "Event", "name": "Taalcafé", "startDate": "2026-12-01T19:30"}</script>"""
EVENT_MICRODATA = """<div itemscope itemtype="https://schema.org/Event"><span itemprop="name">%s</span>
<time itemprop="startDate" datetime="2026-12-01T19:30"></time><a itemprop="url" href="/taalcafe">meer</a></div>"""
LEADS_ON = """<script type="application/ld+json">{"@context": "https://schema.org", "@type": "ItemList",
"itemListElement": [{"@type": "ListItem", "position": 1, "url": "https://dewilg.example/agenda/1"}]}</script>"""
CALENDAR = """BEGIN:VCALENDAR
BEGIN:VEVENT
UID:1
SUMMARY:Koor
DTSTART:20261201T193000
END:VEVENT
END:VCALENDAR
"""


def a_page(body: str, content_type: str = "text/html") -> Page:
    return Page(
        source_id="nl.molendam.de-wilg",
        url="https://dewilg.example/agenda",
        body=body.encode(),
        fetched_at=datetime(2026, 11, 24, tzinfo=UTC),
        content_type=content_type,
    )


def test_every_row_of_the_ladder_names_a_reader_of_that_name() -> None:
    names = [name for rung in LADDER for name in rung]
    assert [reader_named(name).name for name in names] == names


def test_a_calendar_is_recognised_by_its_body_whatever_the_server_calls_it() -> None:
    reading, reader, _ = read(a_page(CALENDAR, "text/html"))
    assert ([listing.title for listing in reading.listings], reader) == (["Koor"], "ical")


def test_an_event_in_two_formats_is_one_listing_and_keeps_its_own_address() -> None:
    reading, reader, _ = read(a_page(EVENT_LD + EVENT_MICRODATA % "Taalcafé"))
    assert [listing.url for listing in reading.listings] == ["https://dewilg.example/taalcafe"]
    assert reader == "json-ld+microdata"


def test_events_that_stand_in_one_format_only_are_all_kept() -> None:
    reading, _, _ = read(a_page(EVENT_LD + EVENT_MICRODATA % "Koor"))
    assert [listing.title for listing in reading.listings] == ["Taalcafé", "Koor"]


def test_no_private_channel_of_a_person_leaves_the_ladder_and_the_problem_says_how_many_did() -> None:
    body = CALENDAR.replace("SUMMARY:Koor", "SUMMARY:Koor\nDESCRIPTION:Bel 06-12345678 of mail info@koor.example")
    reading, _, _ = read(a_page(body))
    assert reading.listings[0].description is not None
    assert "12345678" not in reading.listings[0].description
    assert "info@koor.example" in reading.listings[0].description
    assert [problem.what for problem in reading.problems] == ["left out for privacy: 1 mobile number"]


def test_a_page_that_no_reader_knows_gives_nothing_and_no_reader() -> None:
    assert read(a_page("<p>Welkom!</p>")) == (read(a_page(""))[0], None, 0)


def test_a_source_that_names_its_reader_is_read_by_no_other() -> None:
    reading, _, _ = read(a_page(EVENT_LD), "microdata")
    assert reading.listings == ()


def test_an_unknown_reader_is_named_with_those_there_are() -> None:
    with pytest.raises(SourceError, match="unknown reader 'rss'; expected one of ical"):
        reader_named("rss")


def test_a_page_whose_markup_only_leads_on_is_read_by_its_shape() -> None:
    reading, reader, _ = read(a_page(LEADS_ON + "<h1>Koor</h1><p>dinsdag 1 december 2026, 19.30 uur</p>"))
    assert ([listing.title for listing in reading.listings], reader) == (["Koor"], "html")
    assert reading.links == ("https://dewilg.example/agenda/1",)


def test_a_page_that_only_leads_on_names_the_reader_that_saw_it() -> None:
    reading, reader, _ = read(a_page(LEADS_ON))
    assert (reading.links, reader) == (("https://dewilg.example/agenda/1",), "json-ld")
