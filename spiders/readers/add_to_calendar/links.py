"""Links that open a visitor's calendar with an event filled in: Google, Outlook and Office, Yahoo.

They are known by their parameters, not by their host: sites send them through counters and frames of their own.
"""

import html
import re
from collections.abc import Callable, Iterator
from urllib.parse import parse_qsl

from selectolax.lexbor import LexborHTMLParser

from spiders.readers.add_to_calendar.moments import last_day, moment
from spiders.readers.schema_org import Thing

# Real pages have up to 300 of them, a link or three for each event.
MOST_LINKS = 3000
LONGEST_LINK = 20_000

_ATTRIBUTES = ("href", "data-href", "data-url", "data-link", "value")
_SIGNS = ("dates=", "startdt=", "calendar.yahoo")
_SELECTOR = ", ".join(f'[{attribute}*="{sign}" i]' for attribute in _ATTRIBUTES for sign in _SIGNS)
_ESCAPED = re.compile(r"&(?:amp|#0?38);")
_DURATION = re.compile(r"^(\d\d)(\d\d)$")

_Parameters = dict[str, str]


def links(tree: LexborHTMLParser, page_tzid: str) -> Iterator[tuple[str, Thing]]:
    """The events of the links of a page, in the order they stand there, each with the calendar that it is for."""
    for node in tree.css(_SELECTOR)[:MOST_LINKS]:
        for attribute in _ATTRIBUTES:
            if event := _event(node.attributes.get(attribute) or "", page_tzid):
                yield event


def _event(address: str, page_tzid: str) -> tuple[str, Thing] | None:
    if len(address) > LONGEST_LINK or not any(sign in address.lower() for sign in _SIGNS):
        return None
    stated = _parameters(address)
    for calendar, needed, read in _FORMS:
        if needed <= stated.keys() and (event := read(stated, page_tzid)):
            return calendar, event
    return None


def _parameters(address: str) -> _Parameters:
    """The parameters of an address, names in lower case; also where the ampersands were escaped twice."""
    query = _ESCAPED.sub("&", address.partition("?")[2])
    try:
        pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=100)
    except ValueError:
        return {}
    stated: _Parameters = {}
    for name, value in pairs:
        stated.setdefault(name.lower(), html.unescape(value).strip())
    return stated


def _google(stated: _Parameters, page_tzid: str) -> Thing | None:
    """https://calendar.google.com/calendar/render?action=TEMPLATE&text=…&dates=20261201T183000Z/20261201T200000Z"""
    first, _, last = stated["dates"].partition("/")
    tzid = stated.get("ctz")
    start = moment(first, tzid=tzid, page_tzid=page_tzid)
    end = moment(last, tzid=tzid, page_tzid=page_tzid)
    if start is None:
        return None
    end = last_day(start, end)
    return _thing(stated["text"], start, end, place=stated.get("location"), about=stated.get("details"))


def _outlook(stated: _Parameters, page_tzid: str) -> Thing | None:
    """https://outlook.live.com/calendar/0/deeplink/compose?subject=…&startdt=2026-12-01T19:30:00+01:00&enddt=…"""
    start = moment(stated["startdt"], tzid=None, page_tzid=page_tzid)
    end = moment(stated.get("enddt", ""), tzid=None, page_tzid=page_tzid)
    if start is None:
        return None
    if stated.get("allday", "").lower() == "true":
        start, end = start[:10], end and end[:10]
    end = last_day(start, end)
    return _thing(stated["subject"], start, end, place=stated.get("location"), about=stated.get("body"))


def _yahoo(stated: _Parameters, page_tzid: str) -> Thing | None:
    """https://calendar.yahoo.com/?v=60&title=…&st=20261201T183000Z&et=…, or its length: dur=0130."""
    start = moment(stated["st"], tzid=None, page_tzid=page_tzid)
    end = moment(stated.get("et", ""), tzid=None, page_tzid=page_tzid)
    if start is None:
        return None
    length = stated.get("dur", "").lower()
    if length == "allday":
        start, end = start[:10], end and end[:10]
    end = last_day(start, end)
    event = _thing(stated["title"], start, end, place=stated.get("in_loc"), about=stated.get("desc"))
    if hours := _DURATION.match(length):
        event.properties["duration"] = [f"PT{int(hours[1])}H{int(hours[2])}M"]
    return event


def _thing(title: str, start: str, end: str | None, *, place: str | None, about: str | None) -> Thing:
    stated = {"name": title, "startDate": start, "endDate": end, "location": place, "description": about}
    return Thing(types=("Event",), properties={name: [text] for name, text in stated.items() if text})


_FORMS: tuple[tuple[str, frozenset[str], Callable[[_Parameters, str], Thing | None]], ...] = (
    ("google", frozenset({"dates", "text"}), _google),
    ("outlook", frozenset({"startdt", "subject"}), _outlook),
    ("yahoo", frozenset({"st", "title"}), _yahoo),
)
