"""Every repair of the table mends its breakage, and is named where it did."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from schemas.listing import Listing
from spiders.page import Page, Reading
from spiders.readers.ical import READER
from spiders.readers.ical.repairs import REPAIRS

Read = Callable[..., Reading]

# Name of the repair → the lines of an event that needs it, and what must come out.
EVENTS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    (
        "unquoted_parameter",
        "DTSTART;TZID=(UTC+01:00) Amsterdam\\, Berlin:20261124T193000",
        {"dtstart": "2026-11-24T19:30:00"},
    ),
    ("unfolded_text", "DTSTART:20261124\nDESCRIPTION:Met koffie.\nEn thee.", {"description": "Met koffie.\nEn thee."}),
    (
        "quoted_printable",
        "DTSTART:20261124\nSUMMARY;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Taalcaf=C3=\n=A9 aan de kade",
        {"title": "Taalcafé aan de kade"},
    ),
    ("lower_case_time", "DTSTART:20261124t183000z", {"dtstart": "2026-11-24T18:30:00", "tzid": "UTC"}),
    ("iso_8601_time", "DTSTART:2026-11-24T19:30:00", {"dtstart": "2026-11-24T19:30:00", "tzid": None}),
    ("iso_8601_time", "DTSTART:2026-11-24", {"dtstart": "2026-11-24"}),
    ("spaces_in_time", "DTSTART:20261124 T193000", {"dtstart": "2026-11-24T19:30:00"}),
    ("time_without_separator", "DTSTART:20261124193000", {"dtstart": "2026-11-24T19:30:00"}),
    ("one_digit_hour", "DTSTART:20261124T93000", {"dtstart": "2026-11-24T09:30:00"}),
    ("time_without_seconds", "DTSTART:20261124T1930", {"dtstart": "2026-11-24T19:30:00"}),
    ("time_with_offset", "DTSTART:20261124T193000+0100", {"dtstart": "2026-11-24T18:30:00", "tzid": "UTC"}),
    ("hour_24", "DTSTART:20261124T220000\nDTEND:20261124T240000", {"dtend": "2026-11-25T00:00:00"}),
    ("leap_second", "DTSTART:20161231T235960Z", {"dtstart": "2016-12-31T23:59:59"}),
    ("date_with_mark", "DTSTART:20261124Z", {"dtstart": "2026-11-24"}),
    ("lower_case_duration", "DTSTART:20261124T193000\nDURATION:pt2h", {"dtend": "2026-11-24T21:30:00"}),
    ("spaces_in_duration", "DTSTART:20261124T193000\nDURATION:PT 2H", {"dtend": "2026-11-24T21:30:00"}),
    ("duration_without_t", "DTSTART:20261124T193000\nDURATION:P1H30M", {"dtend": "2026-11-24T21:00:00"}),
    ("quoted_zone", "DTSTART;TZID='Europe/Amsterdam':20261124T193000", {"tzid": "Europe/Amsterdam"}),
    ("utc_by_another_name", "DTSTART;TZID=tzone://Microsoft/Utc:20261124T183000", {"tzid": "UTC"}),
    ("zone_spelling", "DTSTART;TZID=europe/amsterdam:20261124T193000", {"tzid": "Europe/Amsterdam"}),
    ("zone_spelling", "DTSTART;TZID=America/New York:20261124T193000", {"tzid": "America/New_York"}),
    (
        "prefixed_zone",
        "DTSTART;TZID=/mozilla.org/20050126_1/Europe/Amsterdam:20261124T193000",
        {"tzid": "Europe/Amsterdam"},
    ),
    ("windows_zone", "DTSTART;TZID=W. Europe Standard Time:20261124T193000", {"tzid": "Europe/Amsterdam"}),
    ("windows_zone", "DTSTART;TZID=Romance Standard Time 1:20261124T193000", {"tzid": "Europe/Paris"}),
    (
        "zone_by_display_name",
        'DTSTART;TZID="(UTC+01:00) Amsterdam, Berlin, Bern":20261124T193000',
        {"tzid": "Europe/Amsterdam"},
    ),
    ("zone_by_offset", "DTSTART;TZID=GMT+0530:20261124T193000", {"tzid": "UTC+05:30"}),
    ("unknown_zone", "DTSTART;TZID=Brugdam:20261124T193000", {"tzid": None, "dtstart": "2026-11-24T19:30:00"}),
    ("date_written_as_midnight", "DTSTART;VALUE=DATE:20261124T000000", {"dtstart": "2026-11-24"}),
    (
        "utc_with_zone",
        "DTSTART;TZID=Europe/Amsterdam:20261124T193000Z",
        {"dtstart": "2026-11-24T19:30:00", "tzid": "Europe/Amsterdam"},
    ),
    (
        "marked_as_all_day",
        "DTSTART:20261124T000000\nDTEND:20261125T000000\nX-MICROSOFT-CDO-ALLDAYEVENT:TRUE",
        {"dtstart": "2026-11-24", "dtend": "2026-11-25"},
    ),
    ("repeated_property", "SUMMARY:Koor\nSUMMARY:Thee\nDTSTART:20261124", {"title": "Koor"}),
    ("end_of_other_kind", "DTSTART:20261124T193000\nDTEND;VALUE=DATE:20261124", {"dtend": None}),
    ("end_of_other_kind", "DTSTART;VALUE=DATE:20261124\nDTEND:20261125T120000", {"dtend": "2026-11-26"}),
    ("end_not_after_start", "DTSTART:20261124T193000\nDTEND:20261124T193000", {"dtend": None}),
    ("end_not_after_start", "DTSTART:20261124T193000\nDURATION:-PT1H", {"dtend": None}),
    ("escaped_rule", "DTSTART:20261124\nRRULE:FREQ=DAILY\\;COUNT=10", {"rrule": "FREQ=DAILY;COUNT=10"}),
    ("lower_case_rule", "DTSTART:20261124\nRRULE:freq=weekly;byday=tu", {"rrule": "FREQ=WEEKLY;BYDAY=TU"}),
    ("untidy_rule", "DTSTART:20261124\nRRULE:RRULE:FREQ=WEEKLY; BYDAY=TU,;;", {"rrule": "FREQ=WEEKLY;BYDAY=TU"}),
    ("full_weekday_names", "DTSTART:20261124\nRRULE:FREQ=WEEKLY;BYDAY=TUESDAY", {"rrule": "FREQ=WEEKLY;BYDAY=TU"}),
    ("dutch_weekdays", "DTSTART:20261124\nRRULE:FREQ=MONTHLY;BYDAY=2DI,-1ZO", {"rrule": "FREQ=MONTHLY;BYDAY=2TU,-1SU"}),
    ("empty_rule_part", "DTSTART:20261124\nRRULE:FREQ=DAILY;UNTIL=", {"rrule": "FREQ=DAILY"}),
    ("repeated_rule_part", "DTSTART:20261124\nRRULE:FREQ=DAILY;COUNT=2;COUNT=3", {"rrule": "FREQ=DAILY;COUNT=2"}),
    ("foreign_rule_part", "DTSTART:20261124\nRRULE:RSCALE=GREGORIAN;FREQ=DAILY;X-A=1", {"rrule": "FREQ=DAILY"}),
    (
        "count_or_interval_not_positive",
        "DTSTART:20261124\nRRULE:FREQ=DAILY;COUNT=-1;INTERVAL=0",
        {"rrule": "FREQ=DAILY"},
    ),
    ("ordinal_in_weekly_rule", "DTSTART:20261124\nRRULE:FREQ=WEEKLY;BYDAY=1TU", {"rrule": "FREQ=WEEKLY;BYDAY=TU"}),
    (
        "until_with_time",
        "DTSTART;VALUE=DATE:20261124\nRRULE:FREQ=DAILY;UNTIL=20261201T230000Z",  # midnight at home
        {"rrule": "FREQ=DAILY;UNTIL=20261202"},
    ),
    (
        "until_with_time",
        "DTSTART;VALUE=DATE:20261124\nRRULE:FREQ=DAILY;UNTIL=20261201T235959Z",
        {"rrule": "FREQ=DAILY;UNTIL=20261201"},
    ),
    (
        "until_without_time",
        "DTSTART;TZID=Europe/Amsterdam:20261124T193000\nRRULE:FREQ=DAILY;UNTIL=20261201",
        {"rrule": "FREQ=DAILY;UNTIL=20261201T225959Z"},
    ),
    (
        "until_in_local_time",
        "DTSTART;TZID=Europe/Amsterdam:20261124T193000\nRRULE:FREQ=DAILY;UNTIL=20261201T193000",
        {"rrule": "FREQ=DAILY;UNTIL=20261201T183000Z"},
    ),
    (
        "day_for_time",
        "DTSTART:20261124T193000\nRRULE:FREQ=WEEKLY\nEXDATE;VALUE=DATE:20261201",
        {"exdate": ("2026-12-01T19:30:00",)},
    ),
    (
        "time_for_day",
        "DTSTART;VALUE=DATE:20261124\nRRULE:FREQ=WEEKLY\nEXDATE:20261201T000000",
        {"exdate": ("2026-12-01",)},
    ),
    (
        "semicolons_in_list",
        "DTSTART;VALUE=DATE:20261124\nEXDATE;VALUE=DATE:20261201;20261208",
        {"exdate": ("2026-12-01", "2026-12-08")},
    ),
    (
        "exception_rule",
        "DTSTART;TZID=Europe/Amsterdam:20261124T193000\nRRULE:FREQ=WEEKLY\nEXRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=3",
        {"exdate": ("2026-11-24T19:30:00", "2026-12-08T19:30:00", "2026-12-22T19:30:00")},
    ),
    (
        "markup_in_text",
        "DTSTART:20261124\nDESCRIPTION:<p>Met <b>koffie</b><br>en thee</p>",
        {"description": "Met koffie\nen thee"},
    ),
    ("comma_in_geo", "DTSTART:20261124\nGEO:52.09,5.12", {"lat": 52.09, "lon": 5.12}),
    ("capital_scheme", "DTSTART:20261124\nURL:HTTPS://debrug.example/", {"url": "https://debrug.example/"}),
)

_EVENT = b"BEGIN:VEVENT\nUID:1\nSUMMARY:Taalcaf\xc3\xa9\nDTSTART:20261124T193000\nEND:VEVENT\n"
_WHOLE = b"BEGIN:VCALENDAR\n" + _EVENT + b"END:VCALENDAR\n"

# Name of the repair → a whole file that needs it; its one event is the Taalcafé of 24 November 2026, 19:30.
FILES: tuple[tuple[str, bytes], ...] = (
    ("utf_16", _WHOLE.decode().encode("utf-16")),
    ("utf_16", _WHOLE.decode().encode("utf-16-be")),
    ("byte_order_mark", b"\xef\xbb\xbf" + _WHOLE),
    ("control_characters", _WHOLE.replace(b"Taal", b"Ta\x0bal\x00") + b"\x00" * 9),
    ("bare_carriage_returns", _WHOLE.replace(b"\n", b"\r")),
    ("bare_carriage_returns", _WHOLE.replace(b"\n", b"\r\r\n")),
    ("blank_lines", _WHOLE.replace(b"\n", b"\n\n \n\n")),
    ("indented_file", b"    " + _WHOLE.replace(b"\n", b"\n    ")),
    ("unclosed_component", _WHOLE.replace(b"END:VEVENT\n", b"")),
    ("unclosed_component", _WHOLE.replace(b"END:VEVENT\n", b"BEGIN:VALARM\nTRIGGER:-PT5M\nEND:VEVENT\n")),
    ("stray_end", _WHOLE.replace(b"DTSTART", b"END:VALARM\nDTSTART")),
    ("no_calendar", _EVENT),
)

_OWN_ZONE = """
BEGIN:VTIMEZONE
TZID:Customized Time Zone
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
"""


def _flat(listing: Listing) -> dict[str, Any]:
    assert listing.schedule is not None
    parts = (listing, listing.place, listing.schedule, listing.schedule.slots[0])
    return {name: getattr(part, name) for part in parts if part for name in part.__struct_fields__}


@pytest.mark.parametrize(("name", "lines", "wanted"), EVENTS)
def test_a_broken_event_is_mended_and_says_so(read: Read, name: str, lines: str, wanted: dict[str, Any]) -> None:
    (listing,) = read(lines).listings
    flat = _flat(listing)
    assert {field: flat[field] for field in wanted} == wanted
    assert name in listing.repairs


@pytest.mark.parametrize(("name", "body"), FILES)
def test_a_broken_file_is_mended_and_says_so(make_page: Callable[[bytes], Page], name: str, body: bytes) -> None:
    page = make_page(body)
    assert READER.recognises(page)
    reading = READER.read(page)
    (listing,) = reading.listings
    assert (listing.title, _flat(listing)["dtstart"]) == ("Taalcafé", "2026-11-24T19:30:00")
    assert f"read after a repair of the file: {name}" in [problem.what for problem in reading.problems]


def test_text_in_latin_1_is_read_as_its_writer_meant_it(make_page: Callable[[bytes], Page]) -> None:
    (listing,) = READER.read(make_page(_WHOLE.decode().encode("latin-1"))).listings
    assert (listing.title, listing.repairs) == ("Taalcafé", ("latin_1_text",))


def test_a_zone_of_a_calendars_own_is_found_by_its_rules(read: Read) -> None:
    (listing,) = read("DTSTART;TZID=Customized Time Zone:20261124T193000", header=_OWN_ZONE).listings
    assert _flat(listing)["tzid"] == "Europe/Amsterdam"
    assert listing.repairs == ("zone_by_own_rules",)


def test_a_zone_named_by_its_offset_keeps_the_summer_time_of_its_rules(read: Read) -> None:
    name = "GMT+0100"
    (listing,) = read(
        f"DTSTART;TZID={name}:20260624T193000", header=_OWN_ZONE.replace("Customized Time Zone", name)
    ).listings
    assert _flat(listing)["tzid"] == "Europe/Amsterdam"


def test_every_repair_has_a_test_and_a_name_of_its_own() -> None:
    tested = {name for name, *_ in (*EVENTS, *FILES)} | {"latin_1_text", "zone_by_own_rules"}
    assert [repair.name for repair in REPAIRS if repair.name not in tested] == []
    assert len({repair.name for repair in REPAIRS}) == len(REPAIRS)


def test_the_documented_table_is_the_table_of_repairs() -> None:
    document = (Path(__file__).parents[4] / "docs" / "ical-conformance.md").read_text(encoding="utf-8")
    rows = [f"| `{repair.name}` | {repair.breaks} | {repair.by} |" for repair in REPAIRS]
    assert [line for line in document.splitlines() if line.startswith("| `")] == rows


def test_every_repair_cites_what_is_broken_and_who_breaks_it() -> None:
    assert [r.name for r in REPAIRS if "RFC" not in r.breaks or not r.by] == []


def test_a_calendar_as_the_rfc_asks_for_needs_no_repair() -> None:
    body = _WHOLE.replace(b"\n", b"\r\n")
    reading = READER.read(
        Page("nl.brugdam.debrug", "https://debrug.example/", body, datetime(2026, 11, 24, tzinfo=UTC))
    )
    assert (reading.listings[0].repairs, reading.problems) == ((), ())
