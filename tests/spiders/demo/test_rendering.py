"""What the pages of the town hold."""

import json
import re
from datetime import date
from urllib.parse import urljoin, urlsplit

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from spiders.demo.answer import Answer
from spiders.demo.rendering import Copy, folders, render_town
from spiders.demo.server import Log, Request, Shelf

TODAY = date(2026, 11, 24)
TOWN = render_town(TODAY)
PAGES = {(site, path): answer for site, answers in TOWN.items() for path, answer in answers.items()}
HTML = sorted(key for key, answer in PAGES.items() if "html" in str(answer.content_type))
CALENDARS = sorted(key for key in PAGES if key[1].endswith(".ics"))
WITH_TRAILING_COMMAS = {("wereldkeuken", "/events/")}


def scripts(answer: Answer) -> list[str]:
    tree = LexborHTMLParser(answer.body)
    return [node.text() for node in tree.css("script[type='application/ld+json']")]


def test_there_are_sixteen_sites_and_each_has_a_robots_file() -> None:
    assert len(TOWN) == 16
    assert all(b"User-agent: *" in answers["/robots.txt"].body for answers in TOWN.values())


def test_two_renderings_of_one_day_are_the_same_to_the_byte() -> None:
    assert render_town(TODAY) == TOWN


def test_another_day_gives_other_pages() -> None:
    assert render_town(date(2026, 11, 25)) != TOWN


@settings(max_examples=15, deadline=None, derandomize=True)
@given(st.dates(date(2025, 9, 1), date(2035, 1, 1)))
def test_every_day_can_be_rendered(today: date) -> None:
    pages = render_town(today)
    assert pages.keys() == TOWN.keys()


@pytest.mark.parametrize("key", HTML)
def test_a_page_is_html_with_a_title_and_a_language(key: tuple[str, str]) -> None:
    tree = LexborHTMLParser(PAGES[key].body)
    assert tree.css_first("title")
    assert tree.css_first("body")
    is_older_than_languages = key[0] == "ouderensoos-gouden-tijd"
    assert bool(tree.css_first("html[lang]")) is not is_older_than_languages


@pytest.mark.parametrize("key", HTML)
def test_embedded_data_is_json_but_where_the_wild_breaks_it(key: tuple[str, str]) -> None:
    broken = []
    for script in scripts(PAGES[key]):
        try:
            json.loads(script)
        except ValueError:
            broken.append(script)
    assert bool(broken) is (key in WITH_TRAILING_COMMAS)
    assert all(re.search(r",\s*[}\]]", script) for script in broken)


@pytest.mark.parametrize("key", CALENDARS)
def test_a_calendar_is_read_without_an_error(key: tuple[str, str]) -> None:
    calendar = icalendar.Calendar.from_ical(PAGES[key].body)
    assert calendar.events
    assert [event.errors for event in calendar.events if event.errors] == []


@pytest.mark.parametrize("key", CALENDARS)
def test_a_calendar_has_lines_of_at_most_75_octets(key: tuple[str, str]) -> None:
    lines = PAGES[key].body.split(b"\r\n")
    assert lines[-1] == b""
    assert max(map(len, lines)) <= 75
    assert not any(b"\n" in line for line in lines)


def test_the_list_of_cards_names_the_page_of_every_card() -> None:
    answers = TOWN["sport-in-de-buurt"]
    page = answers["/activiteiten/"]
    listed = [row["url"] for row in json.loads(scripts(page)[0])["itemListElement"]]
    cards = [link.attributes["href"] for link in LexborHTMLParser(page.body).css("a:has(.card__title)")]
    assert listed == [f"http://sport-in-de-buurt.example{path}" for path in cards]
    assert {str(path) for path in cards} <= answers.keys()


def test_the_old_calendar_is_latin_1_and_does_not_say_so() -> None:
    answer = TOWN["ouderensoos-gouden-tijd"]["/agenda.ics"]
    assert answer.content_type == "text/calendar"
    assert "Seniorencafé".encode("latin-1") in answer.body


def test_servers_differ_in_what_they_tell_to_spare_a_visit() -> None:
    kinds = {
        (answers["/robots.txt"].etag is not None, answers["/robots.txt"].last_modified is not None)
        for answers in TOWN.values()
    }
    assert kinds == {(True, True), (True, False), (False, True), (False, False)}


def test_a_copy_of_the_town_shares_no_address_with_the_town() -> None:
    copied = render_town(TODAY, copy=Copy(3))
    assert sorted(copied) == [f"{folder}-3" for folder in folders()]
    body = copied["bibliotheek-3"]["/agenda/"].body.decode()
    assert "7278 AA" in body
    assert "Wilgenmonde 3" in body
    assert "7276" not in body


def links(site: str, path: str) -> set[str]:
    """Addresses on the site itself that a page leads to, as path and query."""
    answer = PAGES[site, path]
    base = f"http://{site}.example"
    found = [str(node.attributes["href"]) for node in LexborHTMLParser(answer.body).css("[href]")]
    found += re.findall(r'"(?:url|@id)":\s*"([^"]+)"', answer.body.decode("latin-1"))
    absolute = {urljoin(base + path, link.replace("webcal:", "http:")).partition("#")[0] for link in found}
    return {link.removeprefix(base) or "/" for link in absolute if urlsplit(link).hostname == f"{site}.example"}


@pytest.mark.parametrize("key", HTML)
def test_every_link_within_a_site_leads_somewhere(key: tuple[str, str]) -> None:
    shelf = Shelf(key[0], Log(), TOWN[key[0]])
    replies = {link: shelf.reply(Request("GET", link, {})) for link in links(*key)}
    assert [link for link, reply in replies.items() if reply.status >= 400] == []
