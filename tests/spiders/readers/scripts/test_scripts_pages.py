"""Frozen pages that carry events for their own scripts, and the bounds of looking for them."""

import json
import time
from collections.abc import Callable
from typing import Any

import pytest

from spiders.page import Page
from spiders.readers.scripts import MOST_DOCUMENTS, READER
from spiders.readers.scripts.dated import is_dated
from spiders.readers.scripts.literals import MOST_CHARACTERS, Allowance, literals, value_of
from spiders.readers.scripts.unfolding import unflattened, unfolded

EVENT = "{title: 'Koor', start: '2026-12-01T19:30', location: 'Kerk'}"


def test_a_frozen_page_is_read_as_a_person_read_it(
    frozen_case: Any, as_expected: Callable[..., dict[str, Any]]
) -> None:
    assert as_expected(READER, frozen_case.page) == frozen_case.expected


@pytest.mark.parametrize(
    ("text", "holds_a_date"),
    [
        (b'"startDate":"2026-12-01"', True),
        (b"start: '2026-12-01'", True),
        (b'\\"start\\":\\"2026-12-01', True),
        (b"&quot;start&quot;:&quot;2026-12-01", True),
        (b'"start_time":1796151600', True),
        (b'"begindatum": "1-12-2026"', True),
        (b"start: new Date(2026, 11, 1)", True),
        (b'"dtstart":"20261201T193000"', True),
        (b'"start":[0,"2026-12-01"]', True),
        (b'"price":"2026-12-01"', False),
        (b"margin:0 1796151600px", False),
        (b'"start":"straks"', False),
        (b"", False),
    ],
)
def test_a_date_is_one_only_under_a_name_of_time(text: bytes, holds_a_date: bool) -> None:
    assert is_dated(text) == holds_a_date


@pytest.mark.parametrize(
    "script",
    [
        f"var agenda = [{EVENT}];",
        f"window.app.agenda=[{EVENT}]",
        f"teken([{EVENT}]);",
        f"const laad = () => {{ return [{EVENT}]; }};",
        f"$('#c').fullCalendar({{ header: false, click: function(e) {{ return {{a: 1}}; }}, events: [{EVENT}] }});",
        f"/* it's */ if (x == [1]) {{}} // don't\nvar agenda = [{EVENT}];",
        f"var leeg = []; var stuk = [{{start: '2026-12-01', x: y z}}; var agenda = [{EVENT}];",
        f"agenda = [{EVENT},]",
        f"JSON.parse('[{json.dumps({'title': 'Koor', 'start': '2026-12-01T19:30', 'location': 'Kerk'})}]')",
        f"[{EVENT}]",
    ],
)
def test_a_literal_is_found_wherever_it_stands(script: str, a_page: Callable[..., Page]) -> None:
    listings = READER.read(a_page(f"<script>{script}</script>")).listings
    assert [(listing.title, listing.place and listing.place.name) for listing in listings] == [("Koor", "Kerk")]


@pytest.mark.parametrize(
    ("literal", "start"),
    [
        ("{start: new Date(2026, 0, 31)}", "2026-01-31"),
        ("{start: new Date(2026, 11, 1, 19, 30, 0)}", "2026-12-01T19:30"),
        ("{start: new Date(2026,11,1,9)}", "2026-12-01T09:00"),
        ("{start: new Date('2026-12-01T19:30')}", "2026-12-01T19:30"),
        ('{start: moment("2026-12-01")}', "2026-12-01"),
        ("{start: new Date(year, 1, 2)}", "new Date(year, 1, 2)"),
    ],
)
def test_dates_of_javascript_become_iso_dates_with_months_from_one(literal: str, start: str) -> None:
    assert value_of(literal) == {"start": start}


@pytest.mark.parametrize(
    "piece",
    ["x=[{", "x=[{'start':'2026-12-01'", "/*", "'\\'", '"\\"', "`", "JSON.parse('", "({", "x=[" * 3 + "'", "x=[/"],
)
def test_a_script_made_to_take_time_is_read_in_linear_time(piece: str) -> None:
    script = "a={'start':'2026-12-01'};" + piece * (300_000 // len(piece))
    began = time.perf_counter()
    found = list(literals(script, Allowance()))
    assert time.perf_counter() - began < 5
    assert found[:1] == [({"start": "2026-12-01"}, "{'start':'2026-12-01'}")]


def test_what_nests_without_end_is_passed_over(a_page: Callable[..., Page]) -> None:
    deep = "[" * 50_000 + "'start: 2026-12-01'" + "]" * 50_000
    body = f"<script>a={deep}; start = {{'start':'2026-12-01'}}; b=[{EVENT}]</script>"
    assert [listing.title for listing in READER.read(a_page(body)).listings] == ["Koor"]


def test_a_page_with_too_much_is_read_in_part_and_says_so(a_page: Callable[..., Page]) -> None:
    many = "".join(f"<script>a=[{EVENT.replace('Koor', f'Koor {n}')}]</script>" for n in range(MOST_DOCUMENTS + 5))
    reading = READER.read(a_page(many))
    assert len(reading.listings) == MOST_DOCUMENTS
    assert [problem.what for problem in reading.problems] == ["more data for scripts than is read: read in part"]


def test_characters_are_counted_over_the_whole_page() -> None:
    allowance = Allowance(left=100)
    assert list(literals(f"a = [{EVENT * 3}]; b = [{EVENT}]", allowance)) == []
    assert allowance.is_used_up
    assert Allowance().left == MOST_CHARACTERS


def test_json_in_strings_is_read_and_other_strings_stay() -> None:
    document = {"body": '{"start": "2026-12-01", "title": "Koor"}', "text": "[Let op] start: 2026-12-01", "n": [1, 2]}
    assert unfolded(document) == {
        "body": {"start": "2026-12-01", "title": "Koor"},
        "text": "[Let op] start: 2026-12-01",
        "n": [1, 2],
    }


@pytest.mark.parametrize(
    ("flat", "document"),
    [
        ([{"a": 1}, "x"], {"a": "x"}),
        ([["ShallowReactive", 1], {"at": 2}, ["Date", "2026-12-01T19:30:00Z"]], {"at": "2026-12-01T19:30:00Z"}),
        ([[1, 1], {"a": 2}, 5], [{"a": 5}, {"a": 5}]),
        ([{"a": 0, "b": -1, "c": 99, "d": True}], {"a": None, "b": None, "c": None, "d": None}),
        ([["Set", 1], "x"], ["x"]),
        ({"a": 1}, None),
        ([], None),
    ],
)
def test_a_list_of_references_becomes_the_document_that_it_stands_for(flat: Any, document: Any) -> None:
    assert unflattened(flat) == document


def test_references_that_multiply_are_read_in_bounded_time() -> None:
    doubling = [[place + 1, place + 1] for place in range(100)]
    began = time.perf_counter()
    unfolded(unflattened([*doubling, "x"]))
    assert time.perf_counter() - began < 5
