"""Whatever a page holds, reading it ends, soon, without an exception."""

import time
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from spiders.page import Page
from spiders.readers.html import READER

_WORDS = st.sampled_from(
    [
        "3 november 2026",
        "elke dinsdag",
        "19.30 uur",
        "Taalcafé",
        "geplaatst op",
        "t/m",
        "12",
        "nov",
        "7 PM",
        "—",
        "Waar:",
        "2026",
    ]
)
_TAGS = st.sampled_from(
    ["p", "div", "li", "ul", "table", "tr", "td", "th", "h1", "h3", "a", "span", "b", "br", "dl", "dt", "nav"]
)
_PIECES = st.lists(
    st.one_of(_WORDS, _TAGS.map(lambda tag: f"<{tag}>"), _TAGS.map(lambda tag: f"</{tag}>")), max_size=120
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=_PIECES)
def test_no_page_raises(a_page: Callable[..., Page], pieces: list[str]) -> None:
    reading = READER.read(a_page("<html>" + " ".join(pieces)))
    assert all(listing.title and listing.when_text for listing in reading.listings)


_HOSTILE = {
    "dashes": "<p>" + "- " * 100_000 + "3 november 2026</p>",
    "days": "<p>" + "3 november 2026, " * 20_000 + "</p>",
    "lines of days": "<br>3 november 2026 19.30 uur" * 5_000,
    "rows": "<table>" + "<tr><td>3 november 2026</td><td>19.30</td><td>Taalcafé</td></tr>" * 5_000 + "</table>",
    "headings": "".join(f"<h{n % 6 + 1}>Kop {n}</h{n % 6 + 1}>" for n in range(20_000)) + "<p>3 november 2026</p>",
    "documents": "<p>3 november 2026 " + "agenda minutes " * 20_000 + "</p>",
    "nested": "<div>" * 5_000 + "3 november 2026" + "</div>" * 5_000,
    "numbers": "<td>" + "</td><td>".join(str(n % 31 + 1) for n in range(20_000)) + "</td>",
    "small words": "<p>3 november 2026 " + "en op de " * 30_000 + "</p>",
    "weekdays": "<li>elke dinsdag van 10 tot 12 uur</li>" * 5_000,
}


@pytest.mark.parametrize("name", _HOSTILE)
def test_a_hostile_page_is_read_in_bounded_time(a_page: Callable[..., Page], name: str) -> None:
    began = time.process_time()
    READER.read(a_page(f"<html><body>{_HOSTILE[name]}</body></html>"))
    assert time.process_time() - began < 8  # seconds, on a machine that does other things; measured below 2
