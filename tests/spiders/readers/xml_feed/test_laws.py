"""Whatever stands in XML, the reader answers, soon, and reads nothing from elsewhere."""

import time
from collections.abc import Callable

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas.listing import Listing
from spiders.page import Page, Reading
from spiders.readers.xml_feed import READER

SECONDS = 5.0  # of CPU: the machine is shared
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
_PIECES = (
    "<events>|</events>|<event>|</event>|<event id='1'>|<title>|</title>|<start>|</start>|<item>|</item>|<rss>|"
    "<channel>|"
    "2026-12-01T19:30|12/01/2026|&amp;|&nbsp;|&#0;|&#x110000;|&x;|<![CDATA[|]]>|<!--|-->|<?pi|?>|<ev:startdate>|"
    "<icalendar>|<vcalendar>|<components>|<vevent>|<dtstart>|<date>|<feed xmlns='http://www.w3.org/2005/Atom'>|<entry>|"
    "é|\x00|<!DOCTYPE a>|<a b=c>|</|<"
)
PIECES = _PIECES.split("|")
_QUIET = settings(
    deadline=None,
    derandomize=True,
    database=None,
    max_examples=200,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def _assert_sound(reading: Reading) -> None:
    for listing in reading.listings:
        assert msgspec.convert(msgspec.to_builtins(listing), Listing) == listing


def _assert_soon(page: Page) -> Reading:
    began = time.process_time()
    reading = READER.read(page)
    assert time.process_time() - began < SECONDS
    _assert_sound(reading)
    return reading


@_QUIET
@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(a_page: Callable[..., Page], body: bytes) -> None:
    READER.recognises(a_page(body))
    _assert_sound(READER.read(a_page(body)))


@_QUIET
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=5)), max_size=30))
def test_no_pieces_of_xml_break_the_reader(a_page: Callable[..., Page], pieces: list[str]) -> None:
    _assert_sound(READER.read(a_page((HEAD + "<events>" + "".join(pieces)).encode(errors="replace"))))


def test_entities_are_refused_and_files_and_addresses_are_not_read(a_page: Callable[..., Page]) -> None:
    bomb = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    for declared in ('<!ENTITY l0 "ha">' + bomb, '<!ENTITY l11 SYSTEM "file:///etc/passwd">'):
        event = "<event><title>&l11;</title><start>2026-12-01</start></event>"
        body = f"{HEAD}<!DOCTYPE e [{declared}]><events>{event}</events>"
        for page in (a_page(body), a_page(body.replace("UTF-8", "UTF-16").encode("utf-16"))):
            reading = _assert_soon(page)
            assert reading.listings == ()
            assert "entities" in reading.problems[0].what


def test_a_dtd_of_another_host_is_not_fetched(a_page: Callable[..., Page]) -> None:
    event = "<event><title>Koor</title><start>2026-12-01</start></event>"
    body = f'{HEAD}<!DOCTYPE e SYSTEM "http://127.0.0.1:9/x.dtd"><events>{event}</events>'
    assert [one.title for one in _assert_soon(a_page(body)).listings] == ["Koor"]


def test_nesting_without_end_is_no_trouble(a_page: Callable[..., Page]) -> None:
    for depth in (100, 1_000, 300_000):
        _assert_soon(a_page(HEAD + "<a>" * depth + "x" + "</a>" * depth))


def test_ten_megabytes_take_bounded_time(a_page: Callable[..., Page]) -> None:
    row = "<event><id>{}</id><title>Avond</title><start>2026-12-01T19:30</start><text>" + "x" * 120 + "</text></event>"
    rows = "".join(row.format(n) for n in range(48_000))
    assert len(_assert_soon(a_page(f"{HEAD}<events>{rows}</events>")).listings) == 5_000
    _assert_soon(a_page(f"{HEAD}<events>{rows}</wrong>"))
    _assert_soon(a_page(HEAD + "<events>" + "<event>" * 1_000_000))
    _assert_soon(a_page(HEAD + "<events>" + "&x;" * 1_000_000))
