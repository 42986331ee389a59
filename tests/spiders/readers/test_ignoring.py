"""`#bruggen-ignore` holds whatever format an event stands in, and by whatever reader it comes."""

from datetime import UTC, datetime

import pytest

from spiders import readers
from spiders.page import Page

NOW = datetime(2026, 11, 26, tzinfo=UTC)
ICAL = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n"
    "BEGIN:VEVENT\r\nUID:1\r\nDTSTART:20261210T190000Z\r\nSUMMARY:Koor\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT\r\nUID:2\r\nDTSTART:20261211T190000Z\r\nSUMMARY:Bestuur\r\n{mark}END:VEVENT\r\nEND:VCALENDAR\r\n"
)
JSON_LD = (
    '<!DOCTYPE html><script type="application/ld+json">[{{"@type":"Event","name":"Koor","startDate":"2026-12-10"}},'
    '{{"@type":"Event","name":"Bestuur","startDate":"2026-12-11","description":"Intern {mark}"}}]</script>'
)
MICRODATA = (
    '<!DOCTYPE html><div itemscope itemtype="https://schema.org/Event"><b itemprop=name>Koor</b>'
    '<time itemprop=startDate datetime=2026-12-10></time></div><div itemscope itemtype="https://schema.org/Event">'
    "<b itemprop=name>Bestuur</b><time itemprop=startDate datetime=2026-12-11></time>"
    "<p itemprop=description>Intern {mark}</p></div>"
)
H_EVENT = (
    "<!DOCTYPE html><div class=h-event><b class=p-name>Koor</b><time class=dt-start datetime=2026-12-10></time></div>"
    "<div class=h-event><b class=p-name>Bestuur</b><time class=dt-start datetime=2026-12-11></time>"
    "<p class=e-content>Intern {mark}</p></div>"
)
CARD = "<li><h3>{title}</h3><p>donderdag {day} december 2026, 19:00 uur</p><p>In de zaal. {mark}</p></li>"
CARDS = f"<!DOCTYPE html><h1>Agenda</h1><ul>{CARD.format(title='Koor', day=10, mark='')}{{card}}</ul>"
SECOND = CARD.format(title="Bestuur", day=17, mark="{mark}")
FORMATS = {
    "agenda.ics": (ICAL, "DESCRIPTION:Intern #Bruggen-Ignore\r\n"),
    "json-ld": (JSON_LD, "#bruggen-ignore"),
    "microdata": (MICRODATA, "#bruggen-ignore"),
    "h-event": (H_EVENT, "#bruggen-ignore"),
    "cards": (CARDS.format(card=SECOND), "#bruggen-ignore"),
}


def titles(body: str, path: str) -> set[str]:
    page = Page("nl.utrecht.koor", f"https://koor.example/{path}", body.encode(), NOW)
    return {listing.title for listing in readers.read(page)[0].listings}


@pytest.mark.parametrize("path", FORMATS)
def test_a_marked_event_is_left_out_in_every_format(path: str) -> None:
    text, mark = FORMATS[path]
    assert titles(text.format(mark=""), path) == {"Koor", "Bestuur"}
    assert "Bestuur" not in titles(text.format(mark=mark), path)


def test_an_event_that_is_marked_in_one_format_does_not_come_by_another() -> None:
    marked = JSON_LD.replace('{{"@type":"Event","name":"Koor","startDate":"2026-12-10"}},', "")
    body = marked.format(mark="#bruggen-ignore") + CARDS.format(card=SECOND.format(mark=""))
    assert "Bestuur" not in titles(body, "beide")


def test_a_mark_outside_of_all_records_is_for_the_whole_page() -> None:
    body = CARDS.format(card=SECOND.format(mark="")) + "<footer>#bruggen-ignore</footer>"
    page = Page("nl.utrecht.koor", "https://koor.example/", body.encode(), NOW)
    reading, _, _ = readers.read(page)
    assert reading.listings == ()
    assert "2 marked #bruggen-ignore" in reading.problems[-1].what


@pytest.mark.parametrize("kind", ["PRIVATE", "CONFIDENTIAL", "private"])
def test_a_private_event_of_a_calendar_is_left_out(kind: str) -> None:
    assert titles(ICAL.format(mark=f"CLASS:{kind}\r\n"), "agenda.ics") == {"Koor"}


def test_a_private_event_behind_an_add_to_calendar_link_is_left_out() -> None:
    event = "BEGIN:VCALENDAR%0ABEGIN:VEVENT%0ADTSTART:20261211T190000Z%0ASUMMARY:Bestuur%0A{}END:VEVENT%0AEND:VCALENDAR"
    page = '<!DOCTYPE html><a href="data:text/calendar;charset=utf8,{}">in mijn agenda</a>'
    assert titles(page.format(event.format("")), "detail") == {"Bestuur"}
    assert titles(page.format(event.format("CLASS:PRIVATE%0A")), "detail") == set()
