"""Readers of what is embedded in pages keep two laws: nothing makes them raise, and no page takes them long."""

import time
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from spiders.page import Page
from spiders.readers import reader_named

READERS = ("json-ld", "microdata", "rdfa", "microformats", "add-to-calendar", "scripts")

PIECES = (
    '<div typeof="Event" resource="#a" property="subEvent">',
    '<div typeof="schema:Event" about="#a" rel="schema:location">',
    '<span property="startDate" content="',
    '<a rel="schema:url" property="name" href="',
    '<div class="h-event vevent p-location location">',
    '<span class="dtstart dt-start dtend dt-end value p-name summary fn org geo">',
    '<abbr class="dtend value-title" title="',
    '<a href="https://x.example/?text=a&dates=',
    '<a href="/?startdt=2026&subject=',
    '<a href="data:text/calendar;base64,',
    '<div class="addeventatc"><span class="start">',
    '<add-to-calendar-button name="a" startdate="',
    "<script>events: [{start: '",
    '<script type="application/json">{"start":"',
    "<script>self.__next_f.push([1,",
    '<div data-x=\'[{"title":"a","start":"',
    "JSON.parse('",
    "new Date(2026, 99, 99)",
    "2026-12-01T19:30",
    "20261201T193000Z/20261201T200000Z",
    "9999-99-99",
    "0000-000",
    "24:00",
    "-24:00",
    "\\",
    "'",
    '"',
    "}]}",
    '">',
    "</script>",
    "</div>",
    "é\x00\ud83d".encode("utf-8", "replace").decode(),
)


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=30))
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_page_makes_a_reader_raise(a_page: Callable[..., Page], pieces: list[str]) -> None:
    page = a_page("<html>" + "".join(pieces))
    for name in READERS:
        reader = reader_named(name)
        if reader.recognises(page):
            reading = reader.read(page)
            assert all(listing.title and listing.key for listing in reading.listings)


MADE_TO_TAKE_TIME = {
    "nested events": "<div typeof=Event class=vevent property=subEvent><b class='dtstart value'>2026-12-01</b>" * 4000,
    "nested places": "<div class=vevent>" + "<div class='location vcard vevent'>x" * 4000,
    "one thing typed often": "<p typeof=Event resource='#a' property=startDate content='2026-12-01'>" * 20_000,
    "references in circles": "<p typeof=Event resource='#a'><p resource='#a' property='subEvent'>" * 10_000,
    "links without end": "<a href='/?text=a&dates=20261201/20261202" + "&dates=1" * 200_000 + "'>",
    "many links": "<a href='/?text=a&dates=20261201T100000/20261202T100000'>x</a>" * 10_000,
    "many buttons": "<div class=addeventatc><i class=start>2026-12-01</i><i class=title>x</i></div>" * 10_000,
    "calendars": "<a href='data:text/calendar,BEGIN:VCALENDAR%0ABEGIN:VEVENT%0A'>" * 10_000,
    "open attributes": ' data-a=\'[{"start":"2026-12-01' * 20_000,
    "open scripts": "<script>a=[{start:'2026-12-01'," * 5_000,
    "values with many parts": "<p class='vevent'><b class='dtstart'>" + "<i class='value'>2026</i>" * 20_000,
    "long words": "<p class=vevent><b class=dtstart title='2026-12-01'>" + "12:00 " * 100_000,
}


@pytest.mark.parametrize("body", MADE_TO_TAKE_TIME.values(), ids=MADE_TO_TAKE_TIME.keys())
def test_a_page_made_to_take_time_is_read_in_seconds(body: str, a_page: Callable[..., Page]) -> None:
    page = a_page("<html>" + body)
    began = time.perf_counter()
    for name in READERS:
        reader = reader_named(name)
        if reader.recognises(page):
            assert len(reader.read(page).listings) <= 10_000
    assert time.perf_counter() - began < 5 * len(READERS)
