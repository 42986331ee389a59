"""The page for people."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from output.release import publish
from schemas.activity import Activity, Occurrence
from schemas.schedule import Slot, Status
from tests.output.editions import activity, edition, occurrence, once, schedule, town, weekly


def page(tmp_path: Path, *parts: Activity | Occurrence, base_url: str | None = None) -> LexborHTMLParser:
    """The page of an edition of `parts`, of the whole town where there are none."""
    publish(edition(*parts) if parts else town(), var=tmp_path, run_id="1", base_url=base_url)
    return LexborHTMLParser((tmp_path / "public" / "index.html").read_bytes())


def words(node: LexborNode | None) -> str:
    assert node is not None
    return re.sub(r"\s+", " ", node.text()).strip()


def test_every_day_of_the_fortnight_lists_what_is_on_with_its_time(tmp_path: Path) -> None:
    days = {words(day.css_first("h3")): day for day in page(tmp_path).css("section.day")}
    rows = {
        day: [(words(li.css_first(".time")), words(li.css_first(".title"))) for li in node.css("li:has(.time)")]
        for day, node in days.items()
    }
    assert rows == {
        "dinsdag 24 november": [("19.30–21.00", "Taalcafé")],
        "woensdag 25 november": [("20.00–22.00", "AFGELAST Open repetitie")],
        "donderdag 26 november": [("18.00", "Samen eten; soep, brood & verhalen")],
        "zaterdag 28 november": [("10.00–11.30", "نزهة في الحي – wandelen met elkaar 🚶🏽‍♀️")],
        "dinsdag 1 december": [("19.30–21.00", "AFGELAST Taalcafé")],
        "woensdag 2 december": [("19.00–20.00", "Online praatuur")],
        "zaterdag 5 december": [("t/m 6 december", "Sinterklaasweekend")],
    }


def test_a_row_says_place_organisation_rhythm_and_what_is_good_to_know(tmp_path: Path) -> None:
    rows = {words(li.css_first(".title")): words(li) for li in page(tmp_path).css("li:has(.title)")}
    assert rows["Taalcafé"] == "19.30–21.00 Taalcafé Taalcafé Lombok · herhaalt elke week"
    assert rows["Samen eten; soep, brood & verhalen"] == (
        "18.00 Samen eten; soep, brood & verhalen Buurthuis De Haven, Kade 7, Otterdam Buurthuis De Haven "
        "Kosten: € 3,50 Aanmelden: verplicht"
    )
    assert "Niet meer gezien op de site sinds 12 november 2026." in rows["نزهة في الحي – wandelen met elkaar 🚶🏽‍♀️"]


def test_what_is_cancelled_says_so_in_words(tmp_path: Path) -> None:
    (row,) = page(tmp_path, *once("a1", "2026-11-26T18:00:00+01:00", status=Status.CANCELLED)).css("li.cancelled")
    assert words(row.css_first(".stamp")) == "AFGELAST"
    assert words(row.css_first("p.status")) == "Dit gaat niet door."


def test_a_postponed_evening_says_so_in_words(tmp_path: Path) -> None:
    (row,) = page(tmp_path, *once("a1", "2026-11-26T18:00:00+01:00", status=Status.POSTPONED)).css("li.postponed")
    assert words(row.css_first(".stamp")) == "UITGESTELD"


def test_markup_in_a_title_is_text(tmp_path: Path) -> None:
    evil = "<script>alert(1)</script>\" onmouseover='x'"
    tree = page(tmp_path, *once("a1", "2026-11-26T18:00:00+01:00", title=evil), base_url="https://bruggen.example")
    assert words(tree.css_first(".title")) == evil
    assert tree.css("script") == []
    assert tree.css("[onmouseover]") == []


def test_the_page_asks_nothing_of_other_hosts(tmp_path: Path) -> None:
    tree = page(tmp_path)
    assert tree.css("link[rel=stylesheet], img, iframe, script[src]") == []
    style = words(tree.css_first("style"))
    assert "url(" not in style
    assert "@import" not in style


def test_every_link_is_a_web_or_calendar_address_or_a_file_of_the_release(tmp_path: Path) -> None:
    tree = page(tmp_path, base_url=None)
    for link in tree.css("a[href]"):
        href = link.attributes["href"] or ""
        is_file = (tmp_path / "public" / href).is_file()
        assert href.startswith(("https://", "http://")) or is_file or tree.css_first(href) is not None, href


def test_addresses_are_full_where_it_is_known_where_they_are_served(tmp_path: Path) -> None:
    hrefs = [link.attributes["href"] for link in page(tmp_path, base_url="https://bruggen.example/x").css("a[href]")]
    assert "https://bruggen.example/x/feeds/otterdam/all.ics" in hrefs
    assert "webcal://bruggen.example/x/feeds/otterdam/all.ics" in hrefs


def test_the_page_has_landmarks_one_heading_and_languages(tmp_path: Path) -> None:
    tree = page(tmp_path)
    assert [len(tree.css(name)) for name in ("h1", "header", "main", "footer", "nav[aria-label]")] == [1, 1, 1, 1, 1]
    assert tree.css_first("html[lang=nl]")
    assert tree.css_first("p[lang=en]")
    ids = [node.attributes["id"] for node in tree.css("[id]")]
    assert len(ids) == len(set(ids))
    assert {node.attributes["aria-labelledby"] for node in tree.css("[aria-labelledby]")} <= set(ids)


def test_a_fortnight_without_anything_says_so(tmp_path: Path) -> None:
    far = once("a1", "2027-01-26T18:00:00+01:00")
    assert "niets aangekondigd" in words(page(tmp_path, *far).css_first("main"))


def test_what_does_not_fit_on_the_page_is_counted(tmp_path: Path) -> None:
    pairs = [once(f"a{number}", "2026-11-26T18:00:00+01:00") for number in range(612)]
    tree = page(tmp_path, *(one for pair in pairs for one in pair))
    assert len(tree.css("li:has(.title)")) == 600
    assert "12 keer dat er iets is past niet op deze pagina" in words(tree.css_first("main"))


def test_a_calendar_that_cannot_hold_everything_says_so(tmp_path: Path) -> None:
    pairs = [once(f"a{number}", "2026-11-26T18:00:00+01:00") for number in range(801)]
    assert "Niet alles past in deze agenda" in words(page(tmp_path, *(one for two in pairs for one in two)).root)


GONE = ("2026-11-26T18:00:00+01:00", Status.GONE)
OVER = ("2026-11-23T18:00:00+01:00", Status.PAST)


@pytest.mark.parametrize(("start", "status"), [GONE, OVER])
def test_what_is_gone_or_over_is_not_on_the_page(tmp_path: Path, start: str, status: Status) -> None:
    tree = page(tmp_path, *weekly(), *once("b2", start, title="Weg", status=status))
    assert "Weg" not in [words(node) for node in tree.css(".title")]


def test_what_was_cancelled_long_ago_is_not_on_the_page(tmp_path: Path) -> None:
    cancelled = once(
        "b2",
        "2026-11-26T18:00:00+01:00",
        status=Status.CANCELLED,
        last_changed_at=datetime(2026, 10, 1, tzinfo=UTC),
    )
    assert [words(node) for node in page(tmp_path, *weekly(), *cancelled).css(".stamp")] == ["AFGELAST"]


def test_what_lasts_several_days_stands_under_today_while_it_goes_on(tmp_path: Path) -> None:
    fair, _ = once("b2", "2026-11-20", "2026-11-29", title="Kerstmarkt")
    tree = page(tmp_path, fair, occurrence("b2", "2026-11-20", "2026-11-29"))
    (day,) = tree.css("section.day")
    assert words(day) == "dinsdag 24 november t/m 28 november Kerstmarkt Taalcafé Lombok"


def test_an_evening_kept_in_utc_stands_under_its_day_and_hour_here(tmp_path: Path) -> None:
    slot = Slot(dtstart="2026-11-26T23:30:00", dtend="2026-11-27T00:30:00")
    walk = activity("a1", schedule(slot, tzid="UTC"), title="Nachtwandeling")
    evening = occurrence("a1", "2026-11-26T23:30:00+00:00", "2026-11-27T00:30:00+00:00")
    publish(edition(walk, evening), var=tmp_path, run_id="20261124T063000Z")
    page = (tmp_path / "public" / "index.html").read_text(encoding="utf-8")
    assert '<time datetime="2026-11-27' in page
    assert "00.30–01.30" in page
    simple = (tmp_path / "public" / "feeds/all.simple.ics").read_bytes()
    assert b"DTSTART:20261126T233000Z" in simple
    assert b"andere dag of tijd" not in simple
    records = json.loads((tmp_path / "public" / "data/v1/occurrences.json").read_bytes())["occurrences"]
    assert [(one["start"], one["recurrence_id"]) for one in records] == [
        ("2026-11-27T00:30:00+01:00", "2026-11-26T23:30:00")
    ]
