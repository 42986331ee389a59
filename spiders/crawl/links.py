"""Where a page without listings says that its calendar stands."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, quote, urljoin, urlsplit

from selectolax.lexbor import LexborNode

from schemas.errors import UnreadableText
from spiders.page import Page

_EMBED = "/calendar/embed"
# An address that shows the way to a calendar holds one of these, and so does its page: looked for before anything is
# parsed, because a page of 83 kB holds 146 addresses (382 real pages, 26 November 2026).
_SIGNS = (".ics", ".ical", "webcal", "ical=1", "text/calendar", _EMBED)
_SIGNS_IN_BYTES = tuple(sign.encode() for sign in _SIGNS)


def calendar_links(page: Page) -> tuple[str, ...]:
    """Addresses of calendars that an HTML page names, in the order they stand there, each once.

    `link rel=alternate`, hrefs to .ics, webcal: addresses, and embedded Google calendars (whose public .ics stands
    on the origin of the embed).
    """
    body = page.body.lower()
    if not looks_like_html(body) or not any(sign in body for sign in _SIGNS_IN_BYTES):
        return ()
    try:
        return tuple(dict.fromkeys(link for link in _named(page) if link.startswith(("http://", "https://"))))
    except UnreadableText:
        return ()


def looks_like_html(body: bytes) -> bool:
    return body[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def holds_calendar(body: bytes) -> bool:
    """Whether an iCalendar object begins in `body`, however badly it was prepared."""
    return re.search(rb"BEGIN\s*:\s*VCALENDAR", body, re.IGNORECASE) is not None


def holds_no_events(body: bytes) -> bool:
    """Whether `body` is an iCalendar object to its end, without an event."""
    if looks_like_html(body) or not holds_calendar(body):
        return False
    text = body.upper()
    return b"END:VCALENDAR" in text and b"BEGIN:VEVENT" not in text


def is_calendar_address(url: str) -> bool:
    """Whether `url` promises iCalendar.

    >>> is_calendar_address("https://example.org/agenda.ics?x=1"), is_calendar_address("https://example.org/?ical=1")
    (True, True)
    """
    parts = urlsplit(url)
    return parts.path.lower().endswith((".ics", ".ical")) or ("ical", "1") in parse_qsl(parts.query)


def _named(page: Page) -> Iterator[str]:
    for node in page.tree.css("link[href], a[href], iframe[src]"):
        attributes = node.attributes
        address = (attributes.get("href") or attributes.get("src") or "").strip()
        if attributes.get("type") != "text/calendar" and not any(sign in address.lower() for sign in _SIGNS):
            continue
        try:
            link = _absolute(page.url, address)
            if urlsplit(link).path.endswith(_EMBED):
                yield from _google_calendars(link)
            elif _promises_calendar(node, address, link):
                yield link
        except ValueError:  # an address that is none, such as http://[/
            continue


def _promises_calendar(node: LexborNode, address: str, link: str) -> bool:
    if node.tag == "link":
        return node.attributes.get("type") == "text/calendar"
    return address.lower().startswith("webcal") or is_calendar_address(link)


def _absolute(base: str, address: str) -> str:
    """webcal: says that it is a calendar, not how to fetch it: by the scheme of the page."""
    scheme, colon, rest = address.partition(":")
    if scheme.lower() in {"webcal", "webcals"}:
        address = f"{urlsplit(base).scheme}{colon}{rest}"
    return urljoin(base, address)


def _google_calendars(embed: str) -> Iterator[str]:
    for name, calendar in parse_qsl(urlsplit(embed).query):
        if name == "src":
            yield urljoin(embed, f"/calendar/ical/{quote(calendar, safe='')}/public/basic.ics")
