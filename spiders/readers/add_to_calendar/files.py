"""Calendars that stand whole within an address: `data:text/calendar;charset=utf-8,BEGIN:VCALENDAR…`."""

import base64
import binascii
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import unquote_to_bytes

from msgspec.structs import replace as replaced
from selectolax.lexbor import LexborHTMLParser

from schemas.health import Problem
from schemas.listing import Listing
from spiders.page import Page, Reading
from spiders.readers import ical

MOST_FILES = 500
LONGEST_FILE = 500_000

_SELECTOR = ", ".join(f'[{attribute}^="data:text/calendar" i]' for attribute in ("href", "data-href", "src"))


def files(tree: LexborHTMLParser, page: Page, *, reader: str) -> Reading:
    """What the calendars within addresses of the page announce, each UID once; an event without a page stands on it."""
    listings: dict[str, Listing] = {}
    problems: dict[Problem, None] = {}
    for body in _bodies(tree):
        held = replace(page, body=body, content_type="text/calendar", known={})
        reading = ical.READER.read(held) if ical.READER.recognises(held) else Reading()
        for listing in reading.listings:
            named = replaced(listing, reader=reader, url=listing.url or page.url)
            listings.setdefault(listing.key, named)
        problems.update(dict.fromkeys(reading.problems))
    return Reading(tuple(listings.values()), problems=tuple(problems))


def _bodies(tree: LexborHTMLParser) -> Iterator[bytes]:
    for node in tree.css(_SELECTOR)[:MOST_FILES]:
        addresses = (node.attributes.get(name) or "" for name in ("href", "data-href", "src"))
        address = next(address for address in addresses if address.lower().startswith("data:text/calendar"))
        head, _, content = address.partition(",")
        if len(address) <= LONGEST_FILE and (body := _decoded(content, is_base64=head.lower().endswith(";base64"))):
            yield body


def _decoded(content: str, *, is_base64: bool) -> bytes:
    body = unquote_to_bytes(content)
    if not is_base64:
        return body
    try:
        return base64.b64decode(body)
    except (binascii.Error, ValueError):
        return b""
