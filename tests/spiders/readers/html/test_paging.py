"""Where a list goes on, and what looks so and is no next page of it. The pages are of November 2026."""

import time
from collections.abc import Callable

import pytest

from spiders.page import Page
from spiders.readers.html import READER
from spiders.readers.html.paging import further_pages

FORWARD = ("3 november 2026", "10 november 2026", "2 januari 2027")
BACKWARD = tuple(reversed(FORWARD))
SITE = "https://debrug.example"


@pytest.mark.parametrize(
    ("link", "path"),
    [
        ('<link rel="next" href="/agenda/page/2/">', "/agenda/page/2/"),
        ('<a rel="nofollow next" href="/agenda/?pagina=2">verder</a>', "/agenda/?pagina=2"),
        ('<a href="?page=2">Volgende »</a>', "/agenda/?page=2"),
        ('<a href="/agenda/lijst/pagina/2/">Volgende 10 activiteiten</a>', "/agenda/lijst/pagina/2/"),
        ('<a href="/agenda/?offset=20">Meer activiteiten</a>', "/agenda/?offset=20"),
        ('<a href="/agenda/?tx_agenda[currentPage]=2">»</a>', "/agenda/?tx_agenda%5BcurrentPage%5D=2"),
        ('<a aria-label="Volgende pagina" href="/agenda/2"><svg></svg></a>', "/agenda/2"),
        ('<a href="/agenda/?maand=2026-12">Volgende maand</a>', "/agenda/?maand=2026-12"),
        ('<a href="/agenda/2026/12/">december</a>', "/agenda/2026/12/"),
        ('<a href="/agenda/?month=1&amp;year=2027">januari 2027 ›</a>', "/agenda/?month=1&year=2027"),
        ('<a href="/agenda/page/2/">Oudere berichten</a>', "/agenda/page/2/"),
    ],
)
def test_a_list_goes_on_there(a_page: Callable[..., Page], link: str, path: str) -> None:
    assert further_pages(a_page(link), FORWARD) == (SITE + path,)


@pytest.mark.parametrize(
    "link",
    [
        '<a href="/agenda/?page=2">Vorige</a>',
        '<a rel="prev" href="/agenda/?page=2">«</a>',
        '<a rel="next" href="/agenda/koor-de-brug">Koor De Brug</a>',  # the next activity
        '<a rel="next" href="https://elders.example/agenda/?page=2">Volgende</a>',
        '<a rel="next" href="/nieuws/page/2/">Volgende</a>',
        '<a rel="next" href="/agenda/">Volgende</a>',
        '<a href="#">Volgende</a>',
        '<a href="javascript:next()">Volgende</a>',
        '<a href="/agenda/lijst-2.pdf?page=2">Volgende</a>',
        '<a href="/agenda/?page_id=7">2</a>',
        '<a href="/agenda/?dag=2">2</a>',  # a day of a month
        '<a href="/agenda/?page=7">7</a>',
        '<a href="/agenda/?page=2&amp;sort=naam">Volgende</a>',
        '<a href="/agenda/?page=2&amp;phpsessid=a1b2">Volgende</a>',
        '<a href="/agenda/?maand=2027-02">Volgende maand</a>',  # more than two months ahead
        '<a href="/agenda/?maand=2026-10">oktober</a>',
        '<a href="/agenda/?week=49">Volgende week</a>',
        '<a href="/2026/12/">december 2026</a>',  # an archive, not this list
        '<a href="http://[/?page=2">Volgende</a>',
        '<a href="/agenda/?page=²">Volgende</a>',
    ],
)
def test_that_is_no_next_page_of_the_list(a_page: Callable[..., Page], link: str) -> None:
    assert further_pages(a_page(link), FORWARD) == ()


def test_older_posts_are_left_where_a_list_runs_back(a_page: Callable[..., Page]) -> None:
    assert further_pages(a_page('<a href="/agenda/page/2/">Oudere berichten</a>'), BACKWARD) == ()


def test_of_numbered_pages_the_next_two_are_taken(a_page: Callable[..., Page]) -> None:
    numbers = "".join(f'<a href="/agenda/?page={n}">{n}</a> ' for n in range(1, 9)) + '<a href="/agenda/?page=8">»</a>'
    assert further_pages(a_page(numbers), FORWARD) == (f"{SITE}/agenda/?page=2", f"{SITE}/agenda/?page=3")
    second = a_page(numbers, url=f"{SITE}/agenda/?page=2")
    assert further_pages(second, FORWARD) == (f"{SITE}/agenda/?page=3", f"{SITE}/agenda/?page=4")


def test_a_calendar_without_end_is_followed_for_two_months(a_page: Callable[..., Page]) -> None:
    url, seen = f"{SITE}/agenda/", []
    for month in ("2026-12", "2027-01", "2027-02", "2027-03"):
        page = a_page(f'<a href="/agenda/?maand={month}">»</a>', url=url)
        found = further_pages(page, FORWARD[:1])
        url, seen = f"{SITE}/agenda/?maand={month}", [*seen, *found]
    assert seen == [f"{SITE}/agenda/?maand=2026-12", f"{SITE}/agenda/?maand=2027-01"]


@pytest.mark.parametrize("whens", [(), FORWARD[:1]])
def test_a_page_without_a_list_has_no_next_page(a_page: Callable[..., Page], whens: tuple[str, ...]) -> None:
    assert further_pages(a_page('<link rel="next" href="/agenda/?page=2">'), whens) == ()


def test_the_reader_leads_to_the_next_page_before_the_pages_of_activities(a_page: Callable[..., Page]) -> None:
    rows = '<li><a href="/koor">Koor</a> 3 november 2026</li><li><a href="/soep">Soep</a> 4 november 2026</li>'
    page = a_page(f'<h1>Agenda</h1><ul>{rows}</ul><a href="?page=2">Volgende</a>')
    assert READER.read(page).links == (f"{SITE}/agenda/?page=2", f"{SITE}/koor", f"{SITE}/soep")


def test_ten_thousand_links_are_looked_at_in_no_time(a_page: Callable[..., Page]) -> None:
    page = a_page("".join(f'<a href="/agenda/?page={n}&amp;{"x=1&amp;" * 150}">volgende</a>' for n in range(10_000)))
    assert page.tree
    began = time.process_time()
    further_pages(page, FORWARD)
    assert time.process_time() - began < 2  # seconds; measured 0.2
