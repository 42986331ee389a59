"""Frozen pages with RDFa, and what is read from each."""

from collections.abc import Callable
from typing import Any

import pytest

from spiders.page import Page
from spiders.readers.rdfa import MOST_TYPES, READER


def test_a_frozen_page_is_read_as_a_person_read_it(
    frozen_case: Any, as_expected: Callable[..., dict[str, Any]]
) -> None:
    assert as_expected(READER, frozen_case.page) == frozen_case.expected


@pytest.mark.parametrize(
    "body",
    ["<script>if (typeof event == 'x') {}</script>", '<div typeof="foaf:Document">event</div>', "<p>event</p>"],
)
def test_a_page_whose_types_name_no_event_is_not_parsed(body: str, a_page: Callable[..., Page]) -> None:
    page = a_page(body)
    assert not READER.recognises(page)
    assert "tree" not in vars(page)


def test_a_thing_that_is_typed_without_end_keeps_few_types(a_page: Callable[..., Page]) -> None:
    typed = '<div resource="#a" typeof="Event"></div>' * 5000
    name = '<div resource="#a"><b property="name">Koor</b><b property="startDate" content="2026-12-01"></b></div>'
    reading = READER.read(a_page(typed + name))
    assert [listing.title for listing in reading.listings] == ["Koor"]
    assert MOST_TYPES < 5000
