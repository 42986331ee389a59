"""Whatever stands in a page, the readers answer, soon, and with listings that can be stored."""

import json
import time
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas.listing import Listing
from spiders.page import Page, Reader, Reading
from spiders.readers import json_ld, microdata

PAGE_SECONDS = 5.0  # generous: the machine is shared; the work itself takes a tenth of it

_NAME_WORDS = (
    "@id @type @graph @value @list name description startDate endDate duration location address geo latitude url "
    "longitude subEvent superEvent eventSchedule repeatFrequency byDay byMonth byMonthDay byMonthWeek repeatCount "
    "startTime endTime exceptDate scheduleTimezone eventStatus eventAttendanceMode offers price priceCurrency "
    "isAccessibleForFree organizer audience typicalAgeRange inLanguage itemListElement streetAddress"
)
_TEXT_WORDS = (
    "Event EventSeries Place Schedule ItemList VirtualLocation 2026-11-24 2026-11-24T19:30 2026-11-24T19:30+01:00 "
    "9999-12-31 2026-02-30 P1W PT2H P1M P0D 5SU MO 31 -1 0 52.1 https://debrug.example/1 http://[ //x # 19:30 24:00 "
    "Europe/Amsterdam ../etc 1795545000000 \ud800 &#0; <b> EventCancelled 12,50 true nl x@y.example "
)
_NAMES = _NAME_WORDS.split()
_TEXTS = st.sampled_from(_TEXT_WORDS.split(" "))
_SCALARS = st.one_of(_TEXTS, st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8))
_VALUES = st.recursive(
    _SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(_NAMES), inner, max_size=6)),
    max_leaves=25,
)
_QUIET = settings(
    deadline=None,
    derandomize=True,
    database=None,
    max_examples=150,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@_QUIET
@given(st.text(max_size=300))
def test_no_text_in_a_block_breaks_json_ld(a_page: Callable[..., Page], text: str) -> None:
    _assert_sound(_read(json_ld.READER, a_page(_block(text).encode(errors="replace"))))


@_QUIET
@given(st.dictionaries(st.sampled_from(_NAMES), _VALUES, max_size=12))
def test_no_values_break_json_ld(a_page: Callable[..., Page], values: dict[str, Any]) -> None:
    event = {"@type": "Event", "name": "Naam", "startDate": "2026-11-24T19:30"} | values
    _assert_sound(_read(json_ld.READER, a_page(_block(json.dumps([event, {"subEvent": event}])))))


@_QUIET
@given(
    st.lists(
        st.tuples(
            st.sampled_from(("div", "a", "meta", "time", "link", "span", "p", "table", "template", "/div", "/span")),
            st.sampled_from(("itemprop", "itemscope itemtype", "itemref", "content", "datetime", "href", "id")),
            st.one_of(_TEXTS, st.sampled_from(_NAMES), st.text(max_size=8)),
        ),
        max_size=40,
    )
)
def test_no_elements_break_microdata(a_page: Callable[..., Page], elements: list[tuple[str, str, str]]) -> None:
    tags = "".join(f'<{tag} itemprop=name {name}="{value.replace(chr(34), "")}">x' for tag, name, value in elements)
    body = f'<div itemscope itemtype="http://schema.org/Event">{tags}'.encode(errors="replace")
    _assert_sound(_read(microdata.READER, a_page(body)))


@pytest.mark.parametrize(
    ("reader", "body"),
    [
        (json_ld.READER, '<script type="application/ld+json">' + "[" * 200_000),
        (json_ld.READER, '<script type="application/ld+json">' + '{"@type":"Event","subEvent":' * 200_000),
        (json_ld.READER, "<div>" * 200_000 + '<script type="application/ld+json">{}'),
        (microdata.READER, '<div itemprop="subEvent" itemscope itemtype="http://schema.org/Event">' * 200_000),
    ],
    ids=["brackets", "events in events", "elements around", "items in items"],
)
def test_nesting_without_end_is_a_problem_and_no_crash(a_page: Callable[..., Page], reader: Reader, body: str) -> None:
    reading = _read(reader, a_page(body))
    assert reading.listings == ()
    assert [problem.what for problem in reading.problems if "too deeply" in problem.what]


@pytest.mark.parametrize(
    ("reader", "body"),
    [
        (json_ld.READER, '<script type="application/ld+json">{"@type":"Event","a":"' + '\\"' * 200_000),
        (json_ld.READER, '<script type="application/ld+json">{"@type":"Event",' + '"' * 200_000),
        (json_ld.READER, '<script type="application/ld+json">{</script>' * 50_000),
        (microdata.READER, "itemtype=event " * 300_000),
        (
            microdata.READER,
            "<p itemscope itemtype=schema.org/Event itemref='a b'></p>" * 5_000
            + "<b id=a><i itemprop=description>"
            + "x" * 300_000
            + "</i></b><b id=b itemprop=name itemref=a>y</b>",
        ),
    ],
    ids=["escaped quotes", "quotes", "broken blocks", "type words", "items that share a long text"],
)
def test_what_is_made_to_be_slow_is_not(a_page: Callable[..., Page], reader: Reader, body: str) -> None:
    begun = time.process_time()
    _read(reader, a_page(body))
    assert time.process_time() - begun < PAGE_SECONDS


def test_five_megabytes_of_events_are_all_read(a_page: Callable[..., Page]) -> None:
    event = {"@type": "Event", "startDate": "2026-11-24T19:30+01:00", "description": "<p>Kom ook.</p>" * 40}
    blocks = [event | {"name": f"Avond {number}", "url": f"/avond/{number}"} for number in range(7_000)]
    begun = time.process_time()
    reading = _read(json_ld.READER, a_page(_block(json.dumps(blocks))))
    assert len(reading.listings) == 7_000
    assert time.process_time() - begun < 2 * PAGE_SECONDS


def _block(text: str) -> str:
    return f'<p>x</p><script type="application/ld+json">{text}</script>'


def _read(reader: Reader, page: Page) -> Reading:
    return reader.read(page) if reader.recognises(page) else Reading()


def _assert_sound(reading: Reading) -> None:
    """Stored and loaded again, the listings are the same, so that they keep all constraints of the record."""
    stored = msgspec.json.encode(reading.listings)
    assert msgspec.json.decode(stored, type=tuple[Listing, ...]) == reading.listings
    assert len({listing.key for listing in reading.listings}) == len(reading.listings)
    assert all(link.startswith(("http://", "https://")) for link in reading.links)
