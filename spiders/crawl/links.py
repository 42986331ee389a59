"""Where a page without listings says that its calendar stands."""

import base64
import binascii
import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, quote, urljoin, urlsplit

from selectolax.lexbor import LexborNode

from schemas.errors import UnreadableText
from spiders.page import Page

_EMBED = "/calendar/embed"
# A calendar of Google is named in frames (`src`) and in links to subscribe (`cid`), below the number of an account.
_GOOGLE_PATH = re.compile(r"/calendar(?:/[a-z]{1,9}/[^/]{1,99})?(?:/embed|/render|/r)?/?")
# An address that shows the way to a calendar holds one of these, and so does its page: looked for before anything is
# parsed, because a page of 83 kB holds 146 addresses (382 real pages, 26 November 2026).
_SIGNS = (".ics", ".ical", "webcal", "ical=1", "text/calendar", _EMBED, "calendar.google.com", "google.com/calendar")
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
    for node in page.tree.css("link[href], a[href], iframe[src], iframe[data-src]"):
        attributes = node.attributes
        address = (attributes.get("href") or attributes.get("data-src") or attributes.get("src") or "").strip()
        if attributes.get("type") != "text/calendar" and not any(sign in address.lower() for sign in _SIGNS):
            continue
        try:
            link = _absolute(page.url, address)
            google = tuple(_google_calendars(link)) if _GOOGLE_PATH.fullmatch(urlsplit(link).path) else ()
            yield from google
            if not google and _promises_calendar(node, address, link):
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


def _google_calendars(address: str) -> Iterator[str]:
    """The public .ics of each calendar that is named, on the origin of `address`, or the one that is subscribed to.

    Left out are those with a hash in their names: holidays, week numbers, birthdays, which Google makes for everyone.
    """
    for name, calendar in parse_qsl(urlsplit(address).query):
        if name not in {"src", "cid"}:
            continue
        if calendar.startswith(("webcal:", "webcals:", "http:", "https:")):
            yield _absolute(address, calendar)
        elif (identifier := _google_identifier(calendar)) and "#" not in identifier:
            yield urljoin(address, f"/calendar/ical/{quote(identifier, safe='')}/public/basic.ics")


def _google_identifier(text: str) -> str | None:
    """The identifier of a calendar, printed as it is or in Base64; None where it is neither.

    >>> _google_identifier("koor@x.example"), _google_identifier("a29vckB4LmV4YW1wbGU"), _google_identifier("7")
    ('koor@x.example', 'koor@x.example', None)
    """
    if "@" in text:
        return text
    try:
        decoded = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True).decode("ascii")
    except (binascii.Error, ValueError):
        return None
    return decoded if "@" in decoded else None
