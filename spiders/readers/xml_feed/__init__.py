"""XML: feeds with event dates (RSS, Atom), xCal, exports of platforms, and any other XML that prints events."""

import re
from dataclasses import dataclass, replace
from typing import Any

from schemas.errors import UnreadableText
from schemas.health import Problem
from spiders.page import Page, Reading
from spiders.readers.json_api.jcal import as_icalendar
from spiders.readers.records import reading_of
from spiders.readers.xml_feed.feed import is_feed, reading_of_feed
from spiders.readers.xml_feed.tree import document_of
from spiders.readers.xml_feed.xcal import is_xcal, jcal_of

_START = re.compile(rb"[\xef\xbb\xbf\s]{0,64}<(?:\?xml|[A-Za-z!])")
_OTHER = re.compile(rb"<!doctype html|<html[\s>]|<urlset|<sitemapindex|<svg[\s>]", re.IGNORECASE)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_ROOT = re.compile(rb"<(?!\?|!)([A-Za-z][\w.:-]{0,60})")


@dataclass(frozen=True)
class XmlFeed:
    """The reader of XML that is no web page and no sitemap."""

    name: str = "xml"
    version: int = 1

    def recognises(self, page: Page) -> bool:
        head = page.body[:1000].replace(b"\x00", b"") if page.body[:2] in _UTF16 else page.body[:1000]
        head = head.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
        if _START.match(head) is None or _OTHER.search(head):
            return False
        root = _ROOT.search(head)
        is_declared = head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml") or b"xmlns" in head
        return root is not None and (is_declared or _is_of_feeds(root[1]))

    def read(self, page: Page) -> Reading:
        try:
            document, repairs = document_of(page.body)
        except UnreadableText as error:
            return Reading(problems=(Problem(what=str(error), where=page.url),))
        if is_xcal(document):
            return _calendar(document, page)
        if is_feed(document):
            return reading_of_feed(document, page, reader=self.name, repairs=repairs)
        return reading_of(document, page, reader=self.name, repairs=repairs, is_whole_page=True)


READER = XmlFeed()


def _is_of_feeds(root: bytes) -> bool:
    """Whether a root without XML declaration is one of no web page."""
    name = root.lower().rsplit(b":", 1)[-1]
    return name in {b"rss", b"feed", b"rdf", b"icalendar", b"events", b"calendar", b"cdbxml", b"meetings", b"agenda"}


def _calendar(document: dict[str, Any], page: Page) -> Reading:
    from spiders.readers.ical import READER as ICAL  # noqa: PLC0415 few pages need it

    return ICAL.read(replace(page, body=as_icalendar(jcal_of(document)).encode(), content_type="text/calendar"))
