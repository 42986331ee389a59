import time
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from spiders.page import Page
from spiders.readers.delimited import READER


def test_a_frozen_page_is_read_as_a_person_read_it(
    frozen_case: Any, as_expected: Callable[..., dict[str, Any]]
) -> None:
    assert as_expected(READER, frozen_case.page) == frozen_case.expected


@pytest.mark.parametrize(
    "body",
    [
        "<!DOCTYPE html><p>naam,datum</p>",
        '[{"naam": "a", "datum": "b"}]',
        "BEGIN:VCALENDAR\nVERSION:2.0",
        "%PDF-1.7\na,b",
        "Welkom, buurtgenoten\n\nOp 1 december is er koffie.",
        "naam,datum",
    ],
)
def test_what_is_no_table_is_left_to_others(a_page: Callable[..., Page], body: str) -> None:
    assert not READER.recognises(a_page(body))


@settings(deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=200), st.binary(max_size=100))
def test_no_text_breaks_the_reader(a_page: Callable[..., Page], text: str, noise: bytes) -> None:
    page = a_page(b"titel;datum;tijd\n" + text.encode(errors="replace") + b"\n" + noise)
    READER.recognises(page)
    assert all(listing.title for listing in READER.read(page).listings)


def test_ten_megabytes_take_bounded_time(a_page: Callable[..., Page]) -> None:
    for row in ("Koor;2026-12-01;19:30\n", '"', "a;" * 50_000 + "\n"):
        body = "titel;datum;tijd\n" + row * (10_000_000 // len(row))
        began = time.process_time()
        READER.read(a_page(body))
        assert time.process_time() - began < 5
