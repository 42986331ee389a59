"""Whatever stands in JSON, the reader answers, soon, and with listings that can be stored."""

import json
import time
from collections.abc import Callable
from typing import Any

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas.listing import Listing
from spiders.page import Page, Reading
from spiders.readers.json_api import READER

SECONDS = 5.0  # of CPU: the machine is shared

_NAMES = (
    "title name start end date time startDate endDate start_time allDay location venue address city url id status "
    "cancelled description events items data @type @id nl en dates next links state kind modified timezone "
    "duration price is_free title.rendered EventDate MM_DateTime 2026-12-01 calendarType openingHours subEvent"
)
_WORDS = (
    "2026-12-01 2026-12-01T19:30 2026-12-01T19:30:00Z 19:30 9999-12-31 2026-02-30 1796149800 /Date(9)/ 24:00 Event "
    "dinsdag Europe/Amsterdam ../x http://[ https://debrug.example/1 <b> &#0; true PT2H periodic -1 \ud800"
)
_KEYS = st.sampled_from(_NAMES.split())
_TEXTS = st.sampled_from(_WORDS.split())
_SCALARS = st.one_of(_TEXTS, st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=8))
_VALUES = st.recursive(
    _SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(_KEYS, inner, max_size=6)),
    max_leaves=30,
)
_QUIET = settings(
    deadline=None,
    derandomize=True,
    database=None,
    max_examples=150,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def _assert_sound(reading: Reading) -> None:
    keys = [listing.key for listing in reading.listings]
    assert len(keys) == len(set(keys))
    for listing in reading.listings:
        assert msgspec.convert(msgspec.to_builtins(listing), Listing) == listing


@_QUIET
@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(a_page: Callable[..., Page], body: bytes) -> None:
    page = a_page(body)
    READER.recognises(page)
    _assert_sound(READER.read(page))


@_QUIET
@given(_VALUES)
def test_no_values_break_the_reader(a_page: Callable[..., Page], value: Any) -> None:
    event = {"title": "Naam", "start": "2026-12-01T19:30"}
    for document in (value, {"events": [event, value]}, [event | (value if isinstance(value, dict) else {})]):
        _assert_sound(READER.read(a_page(json.dumps(document).encode(errors="replace"))))


def test_a_record_that_is_but_a_map_of_languages_breaks_nothing(a_page: Callable[..., Page]) -> None:
    for name in ({"nl": "Koor", "en": "Choir"}, {"year": 2026, "month": 12, "day": 1}):
        _assert_sound(
            READER.read(a_page(json.dumps({"events": [{"name": name, "place": {"a": {}}}, name], "x": name})))
        )


def _assert_soon(page: Page) -> Reading:
    began = time.process_time()
    assert READER.recognises(page)
    reading = READER.read(page)
    assert time.process_time() - began < SECONDS
    return reading


def test_nesting_without_end_is_no_trouble(a_page: Callable[..., Page]) -> None:
    for opening, closing in (("[", "]"), ('{"a":', "}"), ('{"events":[', "]}")):
        for depth in (200, 900, 100_000):
            body = opening * depth + '{"title":"x","start":"2026-12-01"}' + closing * depth
            _assert_soon(a_page(body))


def test_ten_megabytes_of_records_take_bounded_time(a_page: Callable[..., Page]) -> None:
    rows = [{"id": n, "title": f"Avond {n}", "start": "2026-12-01T19:30", "text": "x" * 200} for n in range(33_000)]
    body = json.dumps(rows)
    assert len(body) > 9_000_000
    assert len(_assert_soon(a_page(body)).listings) == 5_000


def test_megabytes_of_small_objects_take_bounded_time(a_page: Callable[..., Page]) -> None:
    _assert_soon(a_page(json.dumps([{"a": {"b": [{"c": n}]}} for n in range(100_000)])))
    _assert_soon(a_page(json.dumps({str(n): {"k": n} for n in range(100_000)})))


def test_a_megabyte_of_one_text_takes_bounded_time(a_page: Callable[..., Page]) -> None:
    for piece in ("1 december ", "12:00 - ", "<div>", "9" * 50 + " ", "(" * 40, "a-"):
        text = piece * (1_000_000 // len(piece))
        _assert_soon(a_page(json.dumps([{"title": text, "start": text, "date": "2026-12-01", "description": text}])))
