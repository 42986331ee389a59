"""Pages without a format, written in the style of the wild: see cases/. What announces nothing gives no listing."""

from collections.abc import Callable
from typing import Any

import pytest

from pipeline.normalise import said
from spiders.page import Page, Reader
from spiders.readers.html import READER


def test_a_frozen_page_gives_its_listings(frozen_case: Any, as_expected: Callable[[Reader, Page], Any]) -> None:
    assert as_expected(READER, frozen_case.page) == frozen_case.expected


def test_all_that_a_frozen_page_announces_can_be_understood(frozen_case: Any) -> None:
    for listing in READER.read(frozen_case.page).listings:
        schedule, _ = said(listing)
        assert schedule is not None, listing.when_text


@pytest.mark.parametrize(
    ("line", "start"),
    [
        ("di 03-11-2026 om 19.30 uur", "2026-11-03T19:30:00"),
        ("Tue, Nov 3, 2026 at 7:30 p.m.", "2026-11-03T19:30:00"),
        ("3/11/2026 - 19:30", "2026-11-03T19:30:00"),
        ("November 3 (Tu), 2026, 7:30 PM", "2026-11-03T19:30:00"),
        ("2026-11-03 19:30", "2026-11-03T19:30:00"),
        ("3 november", "2026-11-03"),
    ],
)
def test_a_day_is_found_in_whatever_way_it_is_printed(a_page: Callable[..., Page], line: str, start: str) -> None:
    (listing,) = READER.read(a_page(f"<title>De Brug</title><h1>Taalcafé</h1><p>{line}</p>")).listings
    schedule, _ = said(listing)
    assert listing.title == "Taalcafé"
    assert schedule is not None
    assert schedule.slots[0].dtstart == start


@pytest.mark.parametrize(
    "line",
    [
        "Geplaatst op 3 november 2026",
        "Laatst bijgewerkt: 03-11-2026",
        "Telefoon 030 - 123 45 67",
        "© 2026 De Brug",
        "Opgericht op 3 november 1987",
        "Aanmelden vóór 3 november 2026",
        "12 december: geen les",
    ],
)
def test_a_line_about_something_else_is_no_listing(a_page: Callable[..., Page], line: str) -> None:
    assert READER.read(a_page(f"<h1>Taalcafé</h1><p>{line}</p>")).listings == ()


def test_a_heading_that_says_lezen_names_what_stands_below_it(a_page: Callable[..., Page]) -> None:
    page = a_page(
        "<title>De Brug</title><h2>Naaien</h2><p>Elke maandag van 10.00 tot 12.00 uur</p>"
        "<h2>Lezen</h2><p>Elke dinsdag van 14.00 tot 16.00 uur</p>"
    )
    assert [listing.title for listing in READER.read(page).listings] == ["Naaien", "Lezen"]


@pytest.mark.parametrize("words", ["Lezen", "Verder lezen", "Meer lezen"])
@pytest.mark.parametrize("card", ["{link}<p>{day}</p><p>{name}</p>", "<p>{day}</p><p>{name}</p>{link}"])
def test_a_link_to_read_on_names_nothing(a_page: Callable[..., Page], words: str, card: str) -> None:
    link = f"<a href='/lees'>{words}</a>"
    evenings = (("3 november 2026, 19.30 uur", "Koor"), ("4 november 2026, 20.00 uur", "Koken"))
    cards = "".join(f"<div>{card.format(link=link, day=day, name=name)}</div>" for day, name in evenings)
    listings = READER.read(a_page(f"<title>De Brug</title>{cards}")).listings
    assert [listing.title for listing in listings] == ["Koor", "Koken"]


def test_a_page_that_shows_a_month_first_is_read_so(a_page: Callable[..., Page]) -> None:
    rows = "".join(
        f"<tr><td>{day}</td><td>{name}</td></tr>" for day, name in (("11/03/2026", "Choir"), ("11/24/2026", "Chess"))
    )
    first, _ = READER.read(a_page(f"<h1>Club</h1><table>{rows}</table>")).listings
    schedule, _ = said(first)
    assert schedule is not None
    assert schedule.slots[0].dtstart == "2026-11-03"


def test_a_list_without_years_that_has_begun_belongs_to_one_year(a_page: Callable[..., Page]) -> None:
    days = "".join(f"<li>{day}</li>" for day in ("13 januari", "14 april", "14 juli", "10 november"))
    starts = []
    for listing in READER.read(a_page(f"<h1>Taalwandeling</h1><ul>{days}</ul>")).listings:
        schedule, _ = said(listing)
        assert schedule is not None
        starts.append(schedule.slots[0].dtstart)
    assert starts == ["2026-01-13", "2026-04-14", "2026-07-14", "2026-11-10"]


def test_what_says_when_something_does_not_happen_is_no_name(a_page: Callable[..., Page]) -> None:
    rule = "elke woensdag van 9.30 tot 12.00 uur, niet in de schoolvakanties"
    (listing,) = READER.read(a_page(f"<p><b>Naaiatelier</b><br>{rule}</p>")).listings
    assert listing.title == "Naaiatelier"


def test_a_record_ends_where_another_part_of_the_page_begins(a_page: Callable[..., Page]) -> None:
    page = "<h1>Agenda</h1><h3>Koor</h3><p>3 november 2026</p><h3>Soep</h3><p>4 november 2026</p><h2>Bestuur</h2><p>Ans"
    last = READER.read(a_page(page)).listings[-1]
    assert (last.title, last.description) == ("Soep", "Soep\n4 november 2026")


def test_a_file_is_no_page_of_an_activity(a_page: Callable[..., Page]) -> None:
    entries = '<li><a href="/a.pdf">Taalcafé</a> 3 november 2026</li><li><a href="/b">Koor</a> 4 november 2026</li>'
    page = a_page(f"<h1>Club</h1><ul>{entries}</ul>")
    reading = READER.read(page)
    assert reading.links == ("https://debrug.example/b",)
    assert [listing.url for listing in reading.listings] == [page.url, "https://debrug.example/b"]


@pytest.mark.parametrize(
    ("hours", "start", "end"),
    [
        ("10 tot 12 uur", "10:00", "12:00"),
        ("9-11 a.m.", "09:00", "11:00"),
        ("van 13.30 - 15.30 uur", "13:30", "15:30"),
        ("830am", "08:30", None),
        ("half acht", "19:30", None),
    ],
)
def test_the_hours_of_a_line_are_found_whole(
    a_page: Callable[..., Page], hours: str, start: str, end: str | None
) -> None:
    (listing,) = READER.read(a_page(f"<h1>Taalcafé</h1><p>3 november 2026, {hours}</p>")).listings
    schedule, _ = said(listing)
    assert schedule is not None
    slot = schedule.slots[0]
    assert (slot.dtstart[11:16], slot.dtend and slot.dtend[11:16]) == (start, end)


@pytest.mark.parametrize(
    ("sentence", "start"),
    [
        ("Alle avonden beginnen om 20.00 uur.", "2026-11-03T20:00:00"),
        ("Aanvang: 19.30 uur", "2026-11-03T19:30:00"),
        ("Aanmelden kan tot 17.00 uur.", "2026-11-03"),
        ("Wij zijn telefonisch bereikbaar van 9.00 tot 12.00 uur.", "2026-11-03"),
    ],
)
def test_hours_stated_once_hold_for_the_days_below_unless_they_are_those_of_a_desk(
    a_page: Callable[..., Page], sentence: str, start: str
) -> None:
    days = "<ul><li>3 november 2026</li><li>10 november 2026</li></ul>"
    first, _ = READER.read(a_page(f"<h1>Filmavond</h1><p>{sentence}</p>{days}")).listings
    schedule, _ = said(first)
    assert schedule is not None
    assert schedule.slots[0].dtstart == start
