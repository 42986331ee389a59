"""Hostile titles, descriptions and addresses: what reaches calendars and pages is harmless."""

import re
from pathlib import Path

import icalendar
import pytest
from selectolax.lexbor import LexborHTMLParser

from output.ical_check import calendar_fault
from output.plain_text import address
from output.release import publish
from schemas.activity import Organisation
from schemas.change import Edition
from schemas.facets import Cost, DutchLevels, Registration
from schemas.place import KnownPlace
from schemas.vocabulary import AttendanceMode, CostKind, RegistrationKind, Rights
from tests.output.editions import edition, once

TEXTS = {
    "a line break that begins a property": "Eten\r\nATTACH:file:///etc/passwd",
    "an event that ends the event": "Eten\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:kwaad\r\nEND:VEVENT",
    "a bare newline": "Eten\nSTATUS:CANCELLED",
    "a bare carriage return": "Eten\rSTATUS:CANCELLED",
    "a Unicode line separator": "Eten\u2028STATUS:CANCELLED\u2029X",
    "NUL": "Et\x00en\x00",
    "an escape of a terminal": "\x1b[31mrood\x1b[0m\x07",
    "an override of direction": "Eten \u202egpj.exe\u202c",
    "isolates that never end": "\u2066\u2067\u2068Eten",
    "byte order marks": "\ufeffEten\ufeff",
    "half a surrogate pair": "Eten \ud83d",
    "a noncharacter": "Eten \ufffe\uffff",
    "1 MB": "Eten " * 200_000,
    "1 MB without a space": "é" * 500_000,
    "marks piled up": "E" + "\u0301" * 5_000,
    "a script": "<script>alert(1)</script>",
    "the end of a script": "</script></style></title><svg onload=alert(1)>",
    "an attribute that ends": '" onmouseover="alert(1)" x=\'',
    "an image that fails": "<img src=x onerror=alert(1)>",
    "a template": "{{ 7 * 7 }}{% include '/etc/passwd' %}",
    "a formula": "=cmd|' /C calc'!A0",
    "a script as address": "javascript:alert(1)",
    "backslashes before separators": "Eten\\\\;\\,\\n;DTSTART:19700101",
    "a parameter": 'Eten";X-EVIL="1:2',
    "nothing": "",
    "only what is hidden": "\x00\u202e\ufeff",
}

URLS = {
    "a script": "javascript:alert(document.domain)",
    "a script in capitals": "JaVaScRiPt:alert(1)",
    "a page in an address": "data:text/html,<script>alert(1)</script>",
    "a file": "file:///etc/passwd",
    "an address without scheme": "//kwaad.example/",
    "a header": "https://kwaad.example/\r\nSet-Cookie: a=b",
    "a property": "https://kwaad.example/\r\nATTACH:file:///etc/passwd",
    "a quotation mark": 'https://kwaad.example/"onmouseover="alert(1)',
    "a tag": "https://kwaad.example/<script>alert(1)</script>",
    "NUL": "https://kwaad.example/\x00",
    "an override of direction": "https://kwaad.example/\u202etxt.exe",
    "half a surrogate pair": "https://kwaad.example/\ud83d",
    "1 MB": "https://kwaad.example/" + "a" * 1_000_000,
    "a template": "https://kwaad.example/{{7*7}}",
}

HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")


def hostile(text: str = "Eten", url: str = "https://haven.example/") -> Edition:
    """An activity that bears `text` and `url` wherever a source may put one."""
    return edition(
        *once(
            "a1",
            "2026-11-26T18:00:00+01:00",
            "2026-11-26T20:00:00+01:00",
            title=text,
            description=text,
            rights=Rights.FULL,
            organisation=Organisation(id="nl.otterdam.x", name=text or "x", municipality="otterdam", url=url),
            place=KnownPlace(id="p1", name=text, room=text, street=text, city=text),
            cost=Cost(kind=CostKind.PAID, note=text),
            dutch_level=DutchLevels(note=text),
            registration=Registration(kind=RegistrationKind.REQUIRED, url=url),
            accessibility=(text,),
            attendance_mode=AttendanceMode.MIXED,
            join_url=url,
            url=url,
        ),
        sources=(),
    )


def published(content: Edition, var: Path) -> tuple[dict[str, bytes], dict[str, str]]:
    """The calendars and the pages of a release, by path."""
    release = publish(content, var=var, run_id="20261124T063000Z").directory
    assert release
    calendars = {str(path): path.read_bytes() for path in release.rglob("*.ics")}
    pages = {str(path): path.read_text(encoding="utf-8") for path in release.rglob("*.html")}
    return calendars, {path: text for path, text in pages.items() if "/data/" not in path}


def look_at_calendar(text: bytes) -> None:
    assert calendar_fault(text) is None
    assert len(text) < 20_000
    assert not HIDDEN.search(text.decode().replace("\r\n", ""))
    calendar = icalendar.Calendar.from_ical(text)
    (event,) = calendar.walk("VEVENT")
    assert event.errors == []
    assert str(event["UID"]).startswith("a1")
    assert str(event["STATUS"]) == "CONFIRMED"
    assert {"ATTACH", "X-EVIL", "COMMENT"}.isdisjoint(event)
    assert not any(name in event for name in ("RRULE", "ORGANIZER", "ATTENDEE"))
    for name in ("URL", "CONFERENCE"):
        assert re.fullmatch(r"https?://[!-~]*", str(event.get(name, "https://"))), name


def look_at_page(text: str, *, scripts: int) -> None:
    assert not HIDDEN.search(text)
    assert len(text) < 60_000
    tree = LexborHTMLParser(text)
    assert len(tree.css("script")) == scripts
    assert tree.css("svg[onload], img") == []
    for node in tree.css("*"):
        names = {name for name in node.attributes if name.startswith("on")}
        assert names == set(), node.html
    for link in tree.css("a[href]"):
        href = link.attributes["href"] or ""
        assert re.match(r"(https?://|#|\.\./|[a-z0-9./_-]+$)", href), href


@pytest.mark.parametrize("name", TEXTS)
def test_a_hostile_text_does_no_harm_in_calendars_and_pages(name: str, tmp_path: Path) -> None:
    calendars, pages = published(hostile(text=TEXTS[name]), tmp_path)
    assert calendars
    for text in calendars.values():
        look_at_calendar(text)
    for path, page in pages.items():
        look_at_page(page, scripts=page.count("</script>\n"))
        assert page.count("</script>\n") <= 1, path
        assert "49" not in page or "{{" not in TEXTS[name]


@pytest.mark.parametrize("name", URLS)
def test_a_hostile_address_does_no_harm_in_calendars_and_pages(name: str, tmp_path: Path) -> None:
    calendars, pages = published(hostile(url=URLS[name]), tmp_path)
    for text in calendars.values():
        look_at_calendar(text)
        assert b"javascript:" not in text.lower()
    for page in pages.values():
        look_at_page(page, scripts=page.count("</script>\n"))
        assert "javascript:" not in page.lower()


@pytest.mark.parametrize("name", URLS)
def test_an_address_is_ascii_and_short_or_nothing(name: str) -> None:
    found = address(URLS[name])
    assert found is None or (re.fullmatch(r"https?://[!-~]+", found) and len(found) <= 2_000 and '"' not in found)
