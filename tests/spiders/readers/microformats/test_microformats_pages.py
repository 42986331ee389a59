from collections.abc import Callable
from typing import Any

import pytest

from spiders.page import Page
from spiders.readers.microformats import READER, times


def test_a_frozen_page_is_read_as_a_person_read_it(
    frozen_case: Any, as_expected: Callable[..., dict[str, Any]]
) -> None:
    assert as_expected(READER, frozen_case.page) == frozen_case.expected


def test_a_page_without_a_root_is_not_parsed(a_page: Callable[..., Page]) -> None:
    page = a_page('<div class="event"><span class="dtstart">1 december</span></div>')
    assert not READER.recognises(page)
    assert "tree" not in vars(page)


@pytest.mark.parametrize(
    ("parts", "words", "start"),
    [
        (["2026-12-01"], "dinsdag 1 december", "2026-12-01"),
        (["2026-12-01"], "1 december 19:30", "2026-12-01T19:30"),
        (["2026-12-01"], "24.11.2026, 9.30 uur", "2026-12-01T09:30"),
        (["2026-12-01"], "7:30 pm", "2026-12-01T19:30"),
        (["2026-12-01"], "10 am - 12.30 pm", "2026-12-01T10:00/2026-12-01T12:30"),
        (["2026-12-01"], "inloop 9:00, start 9:30, lunch 12:00", "2026-12-01"),
        (["2026-12-01", "19:30"], "", "2026-12-01T19:30"),
        (["19:30", "2026-12-01"], "", "2026-12-01T19:30"),
        (["2026-12-01", "7:30pm", "-05:00"], "", "2026-12-01T19:30-05:00"),
        (["2026-12-01", "12am"], "", "2026-12-01T00:00"),
        (["2026-12-01", "193000Z"], "", "2026-12-01T19:30:00Z"),
        (["2026-001"], "", "2026-01-01"),
        (["0000-999"], "", "0003-09-26"),
        (["elke dinsdag"], "elke dinsdag", "elke dinsdag"),
        (["2026-12-01T19:30"], "half acht", "2026-12-01T19:30"),
        ([""], "", ""),
    ],
)
def test_parts_and_words_of_a_start_become_one_start(parts: list[str], words: str, start: str) -> None:
    assert times.start(parts, words) == start


@pytest.mark.parametrize(
    ("day", "words", "is_exclusive", "last"),
    [
        ("2026-08-08", "7 augustus", True, "2026-08-07"),
        ("2026-08-08", "8 augustus", True, "2026-08-08"),
        ("2026-08-08", "augustus 2026", True, "2026-08-07"),
        ("2026-08-08", "augustus 2026", False, "2026-08-08"),
        ("2026-08-08", "7 augustus", False, "2026-08-07"),
        ("20260801", "31 juli", False, "2026-07-31"),
        ("2026-02-31", "30", True, "2026-02-31"),
    ],
)
def test_the_last_day_is_the_one_that_is_shown_else_the_day_before_the_end_of_hcalendar(
    day: str, words: str, is_exclusive: bool, last: str
) -> None:
    assert times.end([day], words, is_exclusive=is_exclusive) == last
