from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from spiders.page import Page
from spiders.readers.plain_text import READER

PROGRAMME = """Programma van De Brug

Samen eten
Vrijdag 27 november 2026, 18.00 uur

Koor <voor iedereen>
Dinsdag 1 december 2026 van 20.00 tot 22.00 uur
"""


def test_paragraphs_of_text_are_read_as_those_of_a_page(a_page: Callable[..., Page]) -> None:
    page = a_page(PROGRAMME)
    assert READER.recognises(page)
    said = [f"{listing.title} {listing.when_text}" for listing in READER.read(page).listings]
    assert any("27 november 2026" in text for text in said)
    assert any("1 december 2026" in text for text in said)


def test_a_page_behind_a_warning_is_read_as_a_page(a_page: Callable[..., Page]) -> None:
    page = a_page("Warning: Undefined variable\n<!DOCTYPE html><h2>Koor</h2><p>Dinsdag 1 december 2026, 20.00 uur</p>")
    assert [listing.title for listing in READER.read(page).listings] == ["Koor"]


def test_what_is_no_text_is_left_to_others(a_page: Callable[..., Page]) -> None:
    for body in (
        b"<p>1 december</p>",
        b'{"a": 1}',
        b"BEGIN:VCALENDAR",
        b"%PDF-1.7 1 december",
        b"\x89PNG\r\n1 december",
    ):
        assert not READER.recognises(a_page(body))


@settings(deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=300))
def test_no_text_breaks_the_reader(a_page: Callable[..., Page], text: str) -> None:
    page = a_page((PROGRAMME + text).encode(errors="replace"))
    assert all(listing.title for listing in READER.read(page).listings)
