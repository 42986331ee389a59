"""What the selectors of a source file match on its pages, and what is said where they match nothing."""

from collections.abc import Callable
from typing import Any

import pytest

from pipeline.normalise import said
from schemas.source import Selectors
from spiders.page import Page, Reader
from spiders.readers.selected import READER

ROWS = "<ul><li><b>Koor</b> <i>3 november 2026</i></li><li><b>Schaken</b> <i>op afspraak</i></li></ul>"


def test_a_frozen_page_gives_its_listings(frozen_case: Any, as_expected: Callable[[Reader, Page], Any]) -> None:
    assert as_expected(READER, frozen_case.page) == frozen_case.expected


def test_all_that_a_frozen_page_announces_can_be_understood(frozen_case: Any) -> None:
    for listing in READER.read(frozen_case.page).listings:
        schedule, _ = said(listing)
        assert schedule is not None, listing.when_text


@pytest.mark.parametrize(
    ("selectors", "what"),
    [
        (Selectors(record="li.rij"), "the selector record = 'li.rij' matches nothing"),
        (Selectors(record="li", title="h3"), "the selector title = 'h3' finds nothing in 2 of 2 records"),
        (Selectors(record="li", when="time"), "the selector when = 'time' finds nothing in 2 of 2 records"),
        (Selectors(record="li"), "no when is found in 1 of 2 records"),
    ],
)
def test_what_matches_nothing_is_told_with_selector_and_page(
    a_page: Callable[..., Page], selectors: Selectors, what: str
) -> None:
    page = a_page(ROWS, selectors=selectors)
    assert [(problem.what, problem.where) for problem in READER.read(page).problems] == [(what, page.url)]


def test_a_record_may_be_the_link_itself(a_page: Callable[..., Page]) -> None:
    body = '<a class="kaart" href="/koor"><b>Koor</b> 3 november 2026</a>'
    (listing,) = READER.read(a_page(body, selectors=Selectors(record="a.kaart"))).listings
    assert (listing.title, listing.url) == ("Koor", "https://debrug.example/koor")


@pytest.mark.parametrize(
    "body", ["", "BEGIN:VCALENDAR", "<li>" * 3_000, "<div>" * 20_000, "<li><b>x</b> 3 nov 2026" * 3_000]
)
def test_no_page_raises(a_page: Callable[..., Page], body: str) -> None:
    reading = READER.read(a_page(body, selectors=Selectors(record="li", title="b")))
    assert reading.listings or reading.problems
