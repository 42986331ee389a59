"""What a calendar says comes out as it says it; RFC 5545."""

from collections.abc import Callable

import pytest

from schemas.listing import Listing
from schemas.place import Place
from schemas.schedule import Override, Slot, Status
from schemas.vocabulary import AttendanceMode
from spiders.page import Page, Reading
from spiders.readers.ical import READER, calendar

One = Callable[..., Listing]
Read = Callable[..., Reading]


def _slots(listing: Listing) -> tuple[Slot, ...]:
    assert listing.schedule is not None
    return listing.schedule.slots


def _zone(listing: Listing) -> str | None:
    assert listing.schedule is not None
    return listing.schedule.tzid


def test_a_full_event_keeps_every_field_as_printed(listing_of: One) -> None:
    listing = listing_of("""
UID:taalcafe-7@debrug.example
SUMMARY;LANGUAGE=nl:Taalcafé\\, iedereen welkom
DESCRIPTION:Met koffie.\\nGratis\\; loop binnen.
DTSTART;TZID=Europe/Amsterdam:20261124T193000
DTEND;TZID=Europe/Amsterdam:20261124T213000
LOCATION:Buurthuis De Brug\\, Lange Kade 12\\, Brugdam
GEO:52.0907;5.1214
URL:https://debrug.example/taalcafe
STATUS:CONFIRMED
ORGANIZER;CN=Jan Jansen:mailto:jan@debrug.example
ATTENDEE;CN=Piet Pietersen:mailto:piet@debrug.example
""")
    assert listing.key == "taalcafe-7@debrug.example"
    assert (listing.title, listing.language) == ("Taalcafé, iedereen welkom", "nl")
    assert listing.description == "Met koffie.\nGratis; loop binnen."
    assert _slots(listing) == (Slot(dtstart="2026-11-24T19:30:00", dtend="2026-11-24T21:30:00"),)
    assert _zone(listing) == "Europe/Amsterdam"
    assert listing.place == Place(
        name="Buurthuis De Brug", address="Buurthuis De Brug, Lange Kade 12, Brugdam", lat=52.0907, lon=5.1214
    )
    assert (listing.url, listing.status) == ("https://debrug.example/taalcafe", Status.SCHEDULED)
    assert (listing.organiser, listing.repairs) == (None, ())
    assert "Jan" not in repr(listing)
    assert "Piet" not in repr(listing)


def test_what_is_not_stated_stays_unknown(listing_of: One) -> None:
    listing = listing_of("DTSTART:20261124T193000")
    assert _slots(listing) == (Slot(dtstart="2026-11-24T19:30:00"),)
    assert (listing.title, listing.status, listing.place, listing.url) == ("", None, None, None)
    assert (listing.description, listing.attendance_mode, listing.join_url) == (None, None, None)


@pytest.mark.parametrize(
    ("times", "zone", "start", "end"),
    [
        ("DTSTART:20261124T183000Z", "UTC", "2026-11-24T18:30:00", None),
        ("DTSTART:20261124T193000", None, "2026-11-24T19:30:00", None),
        ("DTSTART;VALUE=DATE:20261124\nDTEND;VALUE=DATE:20261126", None, "2026-11-24", "2026-11-26"),
        ("DTSTART:20261124", None, "2026-11-24", None),
        ("DTSTART;VALUE=DATE;TZID=Europe/Amsterdam:20261124", None, "2026-11-24", None),
        ("DTSTART:20261124T193000\nDURATION:PT1H30M", None, "2026-11-24T19:30:00", "2026-11-24T21:00:00"),
        ("DTSTART;VALUE=DATE:20261124\nDURATION:P1W", None, "2026-11-24", "2026-12-01"),
        (
            "DTSTART;TZID=Europe/Amsterdam:20261124T193000\nDTEND;TZID=Europe/London:20261124T200000",
            "Europe/Amsterdam",
            "2026-11-24T19:30:00",
            "2026-11-24T21:00:00",
        ),
        (
            "DTSTART;TZID=Europe/Amsterdam:20261024T233000\nDURATION:PT5H",  # clocks go back in that night
            "Europe/Amsterdam",
            "2026-10-24T23:30:00",
            "2026-10-25T03:30:00",
        ),
        (
            "DTSTART;TZID=Europe/Amsterdam:20261024T233000\nDURATION:P1D",
            "Europe/Amsterdam",
            "2026-10-24T23:30:00",
            "2026-10-25T23:30:00",
        ),
    ],
)
def test_times_are_read_in_the_zone_of_their_start(
    listing_of: One, times: str, zone: str | None, start: str, end: str | None
) -> None:
    listing = listing_of(times)
    assert _zone(listing) == zone
    assert _slots(listing) == (Slot(dtstart=start, dtend=end),)


@pytest.mark.parametrize("times", ["DTSTART:20261124T183000Z", "DTSTART:20261124T193000"])
def test_x_wr_timezone_places_utc_and_floating_times(listing_of: One, times: str) -> None:
    listing = listing_of(times, header="X-WR-TIMEZONE:Europe/Amsterdam")
    assert _zone(listing) == "Europe/Amsterdam"
    assert _slots(listing)[0].dtstart == "2026-11-24T19:30:00"


def test_x_wr_timezone_leaves_stated_zones_and_whole_days_alone(read: Read) -> None:
    reading = read(
        "DTSTART;TZID=Europe/London:20261124T183000",
        "DTSTART;VALUE=DATE:20261124",
        header="X-WR-TIMEZONE:Europe/Amsterdam",
    )
    assert [_zone(listing) for listing in reading.listings] == ["Europe/London", None]


def test_a_series_has_its_rule_dates_and_exceptions_in_its_own_zone(listing_of: One) -> None:
    listing = listing_of("""
DTSTART;TZID=Europe/Amsterdam:20261103T193000
RRULE:FREQ=WEEKLY;UNTIL=20270629T173000Z;BYDAY=TU
RDATE;TZID=Europe/Amsterdam:20261105T193000
EXDATE:20261110T183000Z
EXDATE;TZID=Europe/Amsterdam:20261222T193000,20261229T193000
""")
    assert _slots(listing) == (
        Slot(
            dtstart="2026-11-03T19:30:00",
            rrule="FREQ=WEEKLY;UNTIL=20270629T173000Z;BYDAY=TU",
            rdate=("2026-11-05T19:30:00",),
            exdate=("2026-11-10T19:30:00", "2026-12-22T19:30:00", "2026-12-29T19:30:00"),
        ),
    )


def test_an_added_period_is_a_slot_with_its_own_end(listing_of: One) -> None:
    listing = listing_of("""
DTSTART:20261103T193000
DTEND:20261103T213000
RDATE;VALUE=PERIOD:20261105T100000/20261105T110000,20261106T100000/PT45M
""")
    assert _slots(listing) == (
        Slot(dtstart="2026-11-03T19:30:00", dtend="2026-11-03T21:30:00"),
        Slot(dtstart="2026-11-05T10:00:00", dtend="2026-11-05T11:00:00"),
        Slot(dtstart="2026-11-06T10:00:00", dtend="2026-11-06T10:45:00"),
    )


def test_several_rules_are_several_slots(listing_of: One) -> None:
    listing = listing_of("DTSTART:20261103T193000\nRRULE:FREQ=WEEKLY;BYDAY=TU\nRRULE:FREQ=MONTHLY;BYDAY=1SA")
    assert [slot.rrule for slot in _slots(listing)] == ["FREQ=WEEKLY;BYDAY=TU", "FREQ=MONTHLY;BYDAY=1SA"]


_SERIES = "UID:1@debrug.example\nSUMMARY:Koor\nDTSTART;TZID=Europe/Amsterdam:20261103T193000\nRRULE:FREQ=WEEKLY"


def test_overrides_change_one_occurrence_or_all_that_follow(listing_of: One) -> None:
    listing = listing_of(
        _SERIES,
        "UID:1@debrug.example\nRECURRENCE-ID:20261110T183000Z\nDTSTART;TZID=Europe/Amsterdam:20261111T200000",
        "UID:1@debrug.example\nRECURRENCE-ID;TZID=Europe/Amsterdam:20261117T193000\nSTATUS:CANCELLED\n"
        "DTSTART;TZID=Europe/Amsterdam:20261117T193000",
        "UID:1@debrug.example\nRECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Amsterdam:20261201T193000\n"
        "SUMMARY:Koor en thee\nDTSTART;TZID=Europe/Amsterdam:20261201T180000\nDURATION:PT2H",
    )
    assert listing.schedule is not None
    assert listing.title == "Koor"
    assert listing.schedule.overrides == (
        Override(recurrence_id="2026-11-10T19:30:00", dtstart="2026-11-11T20:00:00"),
        Override(recurrence_id="2026-11-17T19:30:00", dtstart="2026-11-17T19:30:00", status=Status.CANCELLED),
        Override(
            recurrence_id="2026-12-01T19:30:00",
            this_and_future=True,
            dtstart="2026-12-01T18:00:00",
            dtend="2026-12-01T20:00:00",
            title="Koor en thee",
        ),
    )


def test_the_latest_of_two_overrides_of_one_occurrence_holds(listing_of: One) -> None:
    override = "UID:1@debrug.example\nRECURRENCE-ID:20261110T183000Z\nSEQUENCE:{}\nDTSTART:20261111T{}00Z"
    listing = listing_of(_SERIES, override.format(3, "2030"), override.format(2, "1830"))
    assert listing.schedule is not None
    assert [o.dtstart for o in listing.schedule.overrides] == ["2026-11-11T21:30:00"]


def test_a_change_of_an_excluded_occurrence_does_not_bring_it_back(listing_of: One) -> None:
    listing = listing_of(
        f"{_SERIES}\nEXDATE:20261110T183000Z",
        "UID:1@debrug.example\nRECURRENCE-ID:20261110T183000Z\nDTSTART;TZID=Europe/Amsterdam:20261111T200000",
    )
    assert listing.schedule is not None
    assert listing.schedule.overrides == ()


@pytest.mark.parametrize(("sequence", "held"), [(1, 0), (2, 1)])
def test_an_older_change_after_the_end_of_the_series_is_of_a_former_version(
    listing_of: One, sequence: int, held: int
) -> None:
    listing = listing_of(
        f"{_SERIES};UNTIL=20261130T000000Z\nSEQUENCE:2",
        f"UID:1@debrug.example\nRECURRENCE-ID:20261208T183000Z\nSEQUENCE:{sequence}\nDTSTART:20261209T183000Z",
    )
    assert listing.schedule is not None
    assert len(listing.schedule.overrides) == held


def test_an_override_without_its_series_is_a_slot(listing_of: One) -> None:
    listing = listing_of(
        "UID:1@debrug.example\nSUMMARY:Koor\nRECURRENCE-ID;TZID=Europe/Amsterdam:20261110T193000\n"
        "DTSTART;TZID=Europe/Amsterdam:20261111T200000\nDTEND;TZID=Europe/Amsterdam:20261111T210000"
    )
    assert listing.schedule is not None
    assert listing.schedule.slots == (Slot(dtstart="2026-11-10T19:30:00"),)
    assert listing.schedule.overrides == (
        Override(
            recurrence_id="2026-11-10T19:30:00",
            dtstart="2026-11-11T20:00:00",
            dtend="2026-11-11T21:00:00",
        ),
    )


def test_a_higher_sequence_supersedes_the_event_it_repeats(listing_of: One) -> None:
    version = "UID:1@debrug.example\nSUMMARY:{}\nSEQUENCE:{}\nDTSTART:2026112{}T193000"
    listing = listing_of(version.format("Nieuw", 2, 5), version.format("Oud", 1, 4))
    assert (listing.key, listing.title) == ("1@debrug.example", "Nieuw")


def test_events_that_wrongly_share_a_uid_are_all_kept_under_keys_of_their_own(read: Read) -> None:
    reading = read(*(f"UID:agenda\nSUMMARY:Bingo\nDTSTART:202611{day}T193000" for day in (10, 17, 24)))
    assert [listing.schedule and listing.schedule.slots[0].dtstart for listing in reading.listings] == [
        "2026-11-10T19:30:00",
        "2026-11-17T19:30:00",
        "2026-11-24T19:30:00",
    ]
    assert len({listing.key for listing in reading.listings}) == 3
    assert all(listing.key.startswith("agenda#") for listing in reading.listings)


def test_an_event_without_uid_gets_a_key_that_is_stable(
    make_page: Callable[..., Page], calendar_of: Callable[..., str]
) -> None:
    text = calendar_of("PRIORITY:5").replace("UID:1@debrug.example\r\n", "DTSTART:20261124T193000\r\n")
    first, again = (READER.read(make_page(text)).listings[0] for _ in range(2))
    assert first.key == again.key
    assert first.key.startswith("https://debrug.example/agenda.ics#")


def test_several_calendars_in_one_file_keep_their_own_zones(
    make_page: Callable[..., Page], calendar_of: Callable[..., str]
) -> None:
    text = calendar_of("UID:a\nDTSTART:20261124T183000Z", header="X-WR-TIMEZONE:Europe/Amsterdam")
    text += calendar_of("UID:b\nDTSTART:20261124T183000Z", header="X-WR-TIMEZONE:Europe/London")
    assert [_zone(listing) for listing in READER.read(make_page(text)).listings] == [
        "Europe/Amsterdam",
        "Europe/London",
    ]


def test_a_cancelling_calendar_cancels_its_events(listing_of: One) -> None:
    assert listing_of("DTSTART:20261124", header="METHOD:CANCEL").status is Status.CANCELLED


def test_times_of_an_alarm_are_not_times_of_the_event(listing_of: One) -> None:
    listing = listing_of(
        "SUMMARY:Koor\nBEGIN:VALARM\nTRIGGER:-PT15M\nDURATION:PT5M\nDESCRIPTION:Piep\nEND:VALARM\nDTSTART:20261124T193000"
    )
    assert _slots(listing) == (Slot(dtstart="2026-11-24T19:30:00"),)
    assert listing.description is None


@pytest.mark.parametrize(
    "line",
    [
        "CONFERENCE;VALUE=URI;FEATURE=VIDEO:https://meet.jit.si/taalcafe",
        "X-GOOGLE-CONFERENCE:https://meet.jit.si/taalcafe",
        "LOCATION:https://meet.jit.si/taalcafe",
    ],
)
def test_a_stated_meeting_without_a_place_is_online(listing_of: One, line: str) -> None:
    listing = listing_of(f"DTSTART:20261124T193000\n{line}")
    assert (listing.join_url, listing.attendance_mode, listing.place) == (
        "https://meet.jit.si/taalcafe",
        AttendanceMode.ONLINE,
        None,
    )


def test_a_meeting_beside_a_place_does_not_say_how_one_attends(listing_of: One) -> None:
    listing = listing_of("DTSTART:20261124T193000\nLOCATION:De Brug\nX-GOOGLE-CONFERENCE:https://meet.jit.si/x")
    assert (listing.join_url, listing.attendance_mode) == ("https://meet.jit.si/x", None)


def test_an_address_is_not_called_the_name_of_a_place(listing_of: One) -> None:
    listing = listing_of("DTSTART:20261124\nLOCATION:Lange Kade 12\\, 1234 AB Brugdam")
    assert listing.place == Place(address="Lange Kade 12, 1234 AB Brugdam")


@pytest.mark.parametrize(
    ("component", "trouble"),
    [
        ("SUMMARY:Wanneer?", "no DTSTART"),
        ("DTSTART:volgende week", "not a date or time"),
        ("DTSTART:20260231T193000", "not a date or time"),
        ("DTSTART:20261124T193000\nRRULE:elke dinsdag", "not a recurrence rule"),
        ("DTSTART:20261124T193000\nRRULE:FREQ=DAILY\nEXRULE:FREQ=HOURLY", "rule of exceptions that is too fine"),
    ],
)
def test_an_unreadable_event_costs_itself_only_and_is_explained(read: Read, component: str, trouble: str) -> None:
    reading = read("UID:goed\nDTSTART:20261124T193000", f"UID:kwaad\n{component}")
    assert [listing.key for listing in reading.listings] == ["goed"]
    (problem,) = reading.problems
    assert trouble in problem.what
    assert problem.where == "kwaad"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("<html><body>404</body></html>", "not a calendar"),
        ("", "not a calendar"),
        ("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "no event in 1 calendars"),
        ("BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nEND:VTODO\r\nEND:VCALENDAR\r\n", "1 components of other kinds"),
    ],
)
def test_a_file_without_events_says_why_in_one_line(make_page: Callable[..., Page], text: str, why: str) -> None:
    reading = calendar(make_page(text))
    assert reading.listings == ()
    assert why in reading.problems[-1].what


@pytest.mark.parametrize(
    ("body", "is_calendar"),
    [
        (b"BEGIN:VCALENDAR\r\n", True),
        (b"\xef\xbb\xbf\r\n begin:vcalendar\r\n", True),
        ("BEGIN:VCALENDAR\r\n".encode("utf-16"), True),
        (b"BEGIN:VEVENT\n", True),
        (b"<!doctype html><p>BEGIN:VCALENDAR", False),
        (b"BEGIN:VCARD\r\n", False),
        (b"", False),
    ],
)
def test_a_calendar_is_recognised_by_its_bytes(
    make_page: Callable[..., Page], body: bytes, *, is_calendar: bool
) -> None:
    assert READER.recognises(make_page(body)) is is_calendar


def test_an_end_that_cannot_be_read_stays_unknown_and_is_explained(read: Read) -> None:
    reading = read("DTSTART:20261124T193000\nDTEND:laat")
    assert _slots(reading.listings[0]) == (Slot(dtstart="2026-11-24T19:30:00"),)
    assert "its end is not a date or time" in reading.problems[0].what
