from collections.abc import Callable
from typing import Any

from spiders.page import Page
from spiders.readers.xml_feed import READER


def test_a_frozen_page_is_read_as_a_person_read_it(
    frozen_case: Any, as_expected: Callable[..., dict[str, Any]]
) -> None:
    assert as_expected(READER, frozen_case.page) == frozen_case.expected


def test_web_pages_sitemaps_and_pictures_are_left_to_others(a_page: Callable[..., Page]) -> None:
    for body in (
        '<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN"><html xmlns="x"><p>1</p></html>',
        '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>x</loc></url></urlset>',
        '<svg xmlns="http://www.w3.org/2000/svg"><title>x</title></svg>',
        "<p>1 december</p>",
        "BEGIN:VCALENDAR",
    ):
        assert not READER.recognises(a_page(body))


def test_a_feed_without_declaration_and_one_in_utf_16_are_recognised(a_page: Callable[..., Page]) -> None:
    feed = '<rss version="2.0"><channel><item><title>Koor op 1 december</title></item></channel></rss>'
    for body in (feed.encode(), f'<?xml version="1.0" encoding="utf-16"?>{feed}'.encode("utf-16")):
        assert READER.recognises(a_page(body))
        assert [one.title for one in READER.read(a_page(body)).listings] == ["Koor op 1 december"]


def test_the_date_of_publication_is_never_that_of_an_event(a_page: Callable[..., Page]) -> None:
    item = "<item><title>Nieuws</title><pubDate>Tue, 01 Dec 2026 14:00:00 +0100</pubDate></item>"
    listing = READER.read(a_page(f"<rss><channel>{item}</channel></rss>")).listings[0]
    assert (listing.schedule, listing.when_text, listing.page_date) == (None, "Nieuws", "2026-12-01")
