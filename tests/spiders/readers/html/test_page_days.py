"""Near which day the days of a page lie that leave their year out; all pages are read on 2 November 2026."""

from collections.abc import Callable
from datetime import date

import pytest

from pipeline.normalise import said
from spiders.page import Page
from spiders.page_facts import PageFacts
from spiders.readers.html import READER
from spiders.readers.html.page_days import day_of_list

TODAY = date(2026, 11, 2)
POST = (
    '<meta property="og:type" content="article">'
    '<meta property="article:published_time" content="{day}T10:00:00+01:00"><h1>Burendag</h1>'
)
CHANGED = '<meta property="article:modified_time" content="{day}T10:00:00+01:00"><h1>Burendag</h1>'
LIST = "<ul><li>3 november</li><li>10 november</li><li>17 november</li></ul>"


def starts(page: Page) -> list[str]:
    """The first days of what the page announces, the way it is understood."""
    schedules = [said(listing)[0] for listing in READER.read(page).listings]
    return [schedule.slots[0].dtstart[:10] for schedule in schedules if schedule]


@pytest.mark.parametrize(
    ("page", "days"),
    [
        (POST.format(day="2023-10-20") + "<p>3 november om 15.00 uur", ["2023-11-03"]),
        (POST.format(day="2023-10-20") + "<p>Aanstaande dinsdag om 15.00 uur", ["2023-10-24"]),
        (POST.format(day="2023-10-20") + LIST, ["2023-11-03", "2023-11-10", "2023-11-17"]),
        (POST.format(day="2026-10-20") + "<p>5 januari om 15.00 uur", ["2027-01-05"]),
        (POST.format(day="2023-10-20") + "<p>3 december 2026 om 15.00 uur", ["2026-12-03"]),
        (CHANGED.format(day="2023-10-20") + "<p>3 november om 15.00 uur", ["2023-11-03"]),
        (CHANGED.format(day="2023-10-20") + LIST, ["2026-11-03", "2026-11-10", "2026-11-17"]),
        (CHANGED.format(day="2026-08-20") + "<p>26 augustus om 15.00 uur", ["2026-08-26"]),
        ("<h1>Burendag</h1><p>5 januari om 15.00 uur", ["2027-01-05"]),
        (
            POST.format(day="2019-02-01") + CHANGED.format(day="2026-10-20") + LIST,  # a list that is kept
            ["2026-11-03", "2026-11-10", "2026-11-17"],
        ),
    ],
)
def test_days_without_a_year_lie_near_the_day_of_their_page(
    a_page: Callable[..., Page], page: str, days: list[str]
) -> None:
    assert starts(a_page(page)) == days


def test_what_happens_by_a_rule_on_an_old_page_still_does(a_page: Callable[..., Page]) -> None:
    (listing,) = READER.read(a_page(CHANGED.format(day="2023-10-20") + "<p>elke dinsdag van 10 tot 12 uur")).listings
    assert listing.page_date == "2026-11-02"


@pytest.mark.parametrize(
    ("facts", "day"),
    [
        (PageFacts(url=""), TODAY),
        (PageFacts(url="", day=date(2026, 9, 1)), date(2026, 9, 1)),
        (PageFacts(url="", day=date(2026, 7, 1)), TODAY),
        (PageFacts(url="", day=date(2026, 7, 1), is_article=True), date(2026, 7, 1)),
        (PageFacts(url="", day=date(2019, 7, 1), is_article=True, changed_on=date(2026, 10, 1)), date(2026, 10, 1)),
        (PageFacts(url="", day=date(2026, 11, 3)), TODAY),
    ],
)
def test_a_list_lies_near_its_last_change(facts: PageFacts, day: date) -> None:
    assert day_of_list(facts, TODAY) == day
