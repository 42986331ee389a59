"""Where a page says that its calendar stands."""

from datetime import UTC, datetime

import pytest

from spiders.crawl.links import calendar_links, holds_calendar, is_calendar_address, looks_like_html
from spiders.page import Page

CASES = (
    ('<link rel="alternate" type="text/calendar" href="/agenda/feed">', ("https://deotters.example/agenda/feed",)),
    ('<link rel="stylesheet" href="/agenda.ics.css">', ()),
    ('<a href="agenda.ics?lang=nl">agenda</a>', ("https://deotters.example/club/agenda.ics?lang=nl",)),
    ('<a href="webcal://agenda.example/x">abonneren</a>', ("https://agenda.example/x",)),
    ('<a href="WEBCAL://agenda.example/x">abonneren</a>', ("https://agenda.example/x",)),
    ('<a href="?ical=1">exporteren</a>', ("https://deotters.example/club/?ical=1",)),
    ('<a href="/een.ics">een</a><a href="/een.ics">nog eens</a>', ("https://deotters.example/een.ics",)),
    (
        '<iframe src="https://calendar.google.com/calendar/embed?src=otters%40group.calendar.google.com&amp;ctz=X">',
        ("https://calendar.google.com/calendar/ical/otters%40group.calendar.google.com/public/basic.ics",),
    ),
    (
        '<iframe src="https://calendar.google.com/calendar/embed?src=a%40x&src=b%40x"></iframe>',
        (
            "https://calendar.google.com/calendar/ical/a%40x/public/basic.ics",
            "https://calendar.google.com/calendar/ical/b%40x/public/basic.ics",
        ),
    ),
    (
        (
            '<iframe src="about:blank" data-src="https://calendar.google.com/calendar/embed?src=a29vckB4LmV4YW1wbGU&src='
            'bmwuZHV0Y2gjaG9saWRheUBncm91cC52LmNhbGVuZGFyLmdvb2dsZS5jb20"></iframe>'
        ),
        ("https://calendar.google.com/calendar/ical/koor%40x.example/public/basic.ics",),
    ),
    (
        '<a href="https://calendar.google.com/calendar/u/0?cid=a29vckB4LmV4YW1wbGU">abonneren</a>',
        ("https://calendar.google.com/calendar/ical/koor%40x.example/public/basic.ics",),
    ),
    (
        '<a href="https://www.google.com/calendar/render?cid=webcal%3A%2F%2Fdeotters.example%2F%3Fical%3D1">Google</a>',
        ("https://deotters.example/?ical=1",),
    ),
    ('<a href="https://www.google.com/calendar/event?action=TEMPLATE&text=x&dates=20261201/20261202">Google</a>', ()),
    ('<a href="/calendar/?ical=1">exporteren</a>', ("https://deotters.example/calendar/?ical=1",)),
    ('<a href="http://[/kapot.ics">kapot</a><a href="mailto:a@b.example">mail</a>', ()),
    ('<a href="file:///etc/agenda.ics">schijf</a>', ()),
)


def page(body: str) -> Page:
    return Page(
        "nl.utrecht.otters", "https://deotters.example/club/", body.encode(), datetime(2026, 11, 24, tzinfo=UTC)
    )


@pytest.mark.parametrize(("html", "links"), CASES)
def test_calendars_are_found_where_a_page_names_them(html: str, links: tuple[str, ...]) -> None:
    assert calendar_links(page(f"<!DOCTYPE html>{html}")) == links


def test_a_text_that_is_no_html_names_no_calendar() -> None:
    assert calendar_links(page("BEGIN:VCALENDAR\nURL:<a href='/x.ics'>")) == ()


@pytest.mark.parametrize("body", [b"\xef\xbb\xbf \n<!DOCTYPE html>", b"<html>", b"\n\n<p>"])
def test_html_is_known_by_its_first_byte(body: bytes) -> None:
    assert looks_like_html(body)


@pytest.mark.parametrize("body", [b"BEGIN:VCALENDAR", b"\xef\xbb\xbfbegin:vcalendar", b"<pre>BEGIN : VCALENDAR"])
def test_a_calendar_is_known_by_its_begin(body: bytes) -> None:
    assert holds_calendar(body)


@pytest.mark.parametrize(
    "url", ["https://a.example/agenda", "https://a.example/x.ics.html", "https://a.example/?ical=0"]
)
def test_an_address_that_promises_no_calendar_is_none(url: str) -> None:
    assert not is_calendar_address(url)
