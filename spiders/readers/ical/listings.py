"""One group of components as one listing: as printed, nothing interpreted, no person named."""

import re
from collections.abc import Iterable

from selectolax.lexbor import LexborHTMLParser

from schemas.errors import UnreadableText
from schemas.listing import Listing
from schemas.place import Place
from schemas.schedule import Schedule
from schemas.vocabulary import AttendanceMode
from spiders.page import Page
from spiders.readers.ical.elsewhere import is_at_another_place
from spiders.readers.ical.events import Event, event
from spiders.readers.ical.grouping import Group
from spiders.readers.ical.overrides import is_for_all_that_follow
from spiders.readers.ical.repair import Repair
from spiders.readers.ical.schedules import schedule

NAME = "ical"
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(-[A-Za-z0-9]{2,8})*")
_MARKUP = re.compile(r"<(?:br|p|div|span|a|b|i|ul|ol|li|strong|em|html|body|h\d|table)[\s/>]", re.IGNORECASE)
_BREAKS = re.compile(r"<(?:br|/p|/div|/li|/h\d|/tr)\b[^<>]{0,200}>", re.IGNORECASE)
_MOST_MARKUP = 100_000
_MEETINGS = re.compile(
    r"https://(?:[\w-]+\.)?(?:zoom\.us|meet\.google\.com|teams\.microsoft\.com|teams\.live\.com|meet\.jit\.si|"
    r"whereby\.com|webex\.com|bigbluebutton\.org)/[^\s<>\"]{1,1000}"
)
_ADDRESS_LINE = re.compile(r"\d+\s?[a-zA-Z]{0,2}\Z")
_GEO = re.compile(r"([+-]?\d{1,3}(?:\.\d{1,20})?)\s*;\s*([+-]?\d{1,3}(?:\.\d{1,20})?)")


def _without_markup(text: str) -> str:
    if not _MARKUP.search(text) or len(text) > _MOST_MARKUP:
        return text
    words = LexborHTMLParser(_BREAKS.sub("\n", text)).text()
    return "\n".join(" ".join(line.split()) for line in words.splitlines()).strip()


def _with_semicolon(geo: str) -> str:
    return re.sub(r"\A([^;,]{1,30}),([^;,]{1,30})\Z", r"\1;\2", geo)


def _with_lower_scheme(url: str) -> str:
    return re.sub(r"\A(https?)://", lambda scheme: scheme[0].lower(), url, flags=re.IGNORECASE)


MARKUP = Repair(
    "markup_in_text", "RFC 5545 §3.8.1.5", "Google Calendar, WordPress (HTML in DESCRIPTION)", _without_markup
)
GEO_COMMA = Repair("comma_in_geo", "RFC 5545 §3.8.1.6", "plugins that print lat,lon", _with_semicolon)
URL_SCHEME = Repair("capital_scheme", "RFC 3986 §3.1 asks for small letters", "hand-written URLs", _with_lower_scheme)
LISTING_REPAIRS = (MARKUP, GEO_COMMA, URL_SCHEME)


def listing(group: Group, page: Page, fingerprint: str, hidden: Iterable[Event] = ()) -> tuple[Listing, list[str]]:
    """The listing of a group, and what stayed unread in it. Raises UnreadableText when its start is unreadable."""
    master = event(group.master.text, group.master.context) if group.master else None
    changed, unread = _changed(group)
    events = [master, *changed] if master else changed
    if not events:
        raise UnreadableText(unread[0] if unread else "nothing in it can be read")
    when = schedule(master, changed, hidden)
    first = events[0]
    if any(is_for_all_that_follow(one) and is_at_another_place(one, first) for one in changed):
        unread.append("read without the other place of all that follow")
    return _printed(first, when, page, fingerprint, key=_key(group, page, fingerprint), repairs=_repairs(events)), [
        *unread,
        *(trouble for event in events for trouble in event.unread),
    ]


def _changed(group: Group) -> tuple[list[Event], list[str]]:
    changed: list[Event] = []
    unread: list[str] = []
    for block in group.overrides:
        try:
            changed.append(event(block.text, block.context))
        except UnreadableText as trouble:
            unread.append(f"read without one of its changes: {trouble}")
    return changed, unread


def _repairs(events: Iterable[Event]) -> tuple[str, ...]:
    return tuple(sorted({name for event in events for name in event.noted}))


def _key(group: Group, page: Page, fingerprint: str) -> str:
    return f"{group.uid}{group.suffix}" if group.uid else f"{page.url}#{fingerprint}"


def _printed(
    first: Event, when: Schedule, page: Page, fingerprint: str, *, key: str, repairs: tuple[str, ...]
) -> Listing:
    noted = set(repairs)
    description = first.text("DESCRIPTION")
    join_url = _join_url(first)
    place = _place(first, noted)
    return Listing(
        source_id=page.source_id,
        key=key,
        title=first.title,
        reader=NAME,
        fingerprint=fingerprint,
        fetched_at=page.fetched_at,
        url=_url(first.text("URL"), noted),
        description=MARKUP(description, noted) or None if description else None,
        schedule=when,
        place=place,
        attendance_mode=AttendanceMode.ONLINE if join_url and place is None else None,
        join_url=join_url,
        status=first.status,
        language=_language(first),
        repairs=tuple(sorted(noted)),
    )


def _url(text: str | None, noted: set[str]) -> str | None:
    url = URL_SCHEME(text, noted) if text else None
    return url if url and url.startswith(("http://", "https://")) and not re.search(r"\s", url) else None


def _join_url(first: Event) -> str | None:
    """Where CONFERENCE (RFC 7986 §5.11), a vendor's own property, or a LOCATION that is a meeting's address says so."""
    stated = [line.value.strip() for line in first.several("CONFERENCE")]
    vendors = ("X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL", "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK")
    stated += [text for name in vendors if (text := first.text(name))]
    stated += [found[0] for found in (_MEETINGS.fullmatch(first.text("LOCATION") or ""),) if found]
    return next((url for url in stated if url.startswith(("http://", "https://")) and not re.search(r"\s", url)), None)


def _language(first: Event) -> str | None:
    line = first.first.get("SUMMARY")
    tag = line.parameters.get("LANGUAGE", "") if line else ""
    return tag if _LANGUAGE.fullmatch(tag) else None


def _place(first: Event, noted: set[str]) -> Place | None:
    """LOCATION as printed: all of it as `address` when it has several parts, its first part as `name`."""
    location = first.text("LOCATION") or ""
    if _MEETINGS.fullmatch(location):
        location = ""
    lat, lon = _coordinates(first, noted)
    parts = [part.strip() for part in re.split(r"[\n,]", location) if part.strip()]
    if not parts and lat is None:
        return None
    name = parts[0] if parts and not (len(parts) > 1 and _ADDRESS_LINE.search(parts[0])) else None
    return Place(name=name, address=", ".join(parts) if len(parts) > 1 else None, lat=lat, lon=lon)


def _coordinates(first: Event, noted: set[str]) -> tuple[float | None, float | None]:
    """GEO; RFC 5545 §3.8.1.6. Zero degrees both ways is a form left empty."""
    text = first.text("GEO")
    found = _GEO.fullmatch(GEO_COMMA(text, noted)) if text else None
    lat, lon = (float(found[1]), float(found[2])) if found else (0.0, 0.0)
    return (lat, lon) if (lat or lon) and abs(lat) <= 90 and abs(lon) <= 180 else (None, None)
