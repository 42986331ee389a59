import json
from collections.abc import Callable
from typing import Any

import pytest

from schemas.listing import Listing
from spiders.page import Page, Reading
from spiders.readers import read
from spiders.readers.json_api import READER

MEETING = {"title": "Buurtraad", "start": "2026-12-01T19:30:00"}


def test_a_frozen_page_is_read_as_a_person_read_it(
    frozen_case: Any, as_expected: Callable[..., dict[str, Any]]
) -> None:
    assert as_expected(READER, frozen_case.page) == frozen_case.expected


@pytest.mark.parametrize(
    ("start", "dtstart", "tzid"),
    [
        ("2026-12-01T19:30:00+01:00", "2026-12-01T19:30:00", "Europe/Amsterdam"),
        ("2026-12-01T18:30:00Z", "2026-12-01T19:30:00", "Europe/Amsterdam"),
        ("2026-12-01T19:30:00+05:30", "2026-12-01T19:30:00", "UTC+05:30"),
        ("2026-12-01 19:30", "2026-12-01T19:30:00", None),
        ("2026/12/01 19:30:00", "2026-12-01T19:30:00", None),
        ("1-12-2026 19:30", "2026-12-01T19:30:00", None),
        ("12/01/2026 - 07:30 PM", "2026-12-01T19:30:00", None),
        ("Tuesday, December 1, 2026 @ 7:30 PM", "2026-12-01T19:30:00", None),
        ("dinsdag 1 december 2026 om 19.30 uur", "2026-12-01T19:30:00", None),
        ("20261201T193000", "2026-12-01T19:30:00", None),
        ("01/12/2026 19u30", "2026-12-01T19:30:00", None),
        ("2026-12-01T18:30:00.000+0000", "2026-12-01T19:30:00", "Europe/Amsterdam"),
        (
            "Tue Dec 01 2026 19:30:00 GMT+0100 (Central European Standard Time)",
            "2026-12-01T19:30:00",
            "Europe/Amsterdam",
        ),
        ("Tue, 01 Dec 2026 18:30:00 GMT", "2026-12-01T19:30:00", "Europe/Amsterdam"),
        (1796149800, "2026-12-01T19:30:00", "Europe/Amsterdam"),
        (1796149800000, "2026-12-01T19:30:00", "Europe/Amsterdam"),
        ("/Date(1796149800000+0100)/", "2026-12-01T19:30:00", "Europe/Amsterdam"),
        ("2026-12-01", "2026-12-01", None),
        ("2026-12-01T00:00:00", "2026-12-01", None),
        ("2026-11-30T23:00:00Z", "2026-12-01", "Europe/Amsterdam"),
    ],
)
def test_a_start_is_read_in_the_form_in_which_apis_print_it(
    a_page: Callable[..., Page], only_listing: Callable[[Reading], Listing], start: Any, dtstart: str, tzid: str | None
) -> None:
    schedule = only_listing(READER.read(a_page(json.dumps([MEETING | {"start": start}])))).schedule
    assert schedule is not None
    assert (schedule.slots[0].dtstart, schedule.tzid) == (dtstart, tzid)


@pytest.mark.parametrize(
    "fields",
    [
        {"start": None, "created_at": "2026-12-01T19:30:00"},
        {"start": None, "registration_deadline": "2026-12-01"},
        {"start": None, "date": "2026-10-01", "modified": "2026-10-02", "author": 3},
        {"start": None, "publishedDate": "2026-10-01T10:00:00Z"},
        {"start": None, "sales": {"startDateTime": "2026-10-01T10:00:00Z"}},
        {"start": "0000-00-00 00:00:00"},
        {"start": "9999-12-31"},
        {"status": "draft"},
        {"is_deleted": True},
        {"title": "6f0c3a52-9d0e-4a53-8f19-0d9d0c0a1b2c"},
    ],
)
def test_a_record_that_announces_nothing_is_no_listing(a_page: Callable[..., Page], fields: dict[str, Any]) -> None:
    assert READER.read(a_page(json.dumps([MEETING | fields]), url="https://debrug.example/api")).listings == ()


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"status": "CANCELLED"}, "cancelled"),
        ({"eventStatus": "https://schema.org/EventPostponed"}, "postponed"),
        ({"cancelled": True}, "cancelled"),
        ({"canceledEvent": "false"}, None),
        ({"Meeting_Type": "Canceled"}, "cancelled"),
        ({"title": "Geannuleerd: koor"}, "cancelled"),
        ({"title": "Koor (afgelast)"}, "cancelled"),
        ({"title": "Koor zingt Uitgesteld Verlangen"}, None),
        ({"status": "confirmed"}, "scheduled"),
    ],
)
def test_a_status_is_read_wherever_it_is_said(
    a_page: Callable[..., Page],
    only_listing: Callable[[Reading], Listing],
    fields: dict[str, Any],
    status: str | None,
) -> None:
    assert only_listing(READER.read(a_page(json.dumps([MEETING | fields])))).status == status


def test_an_end_before_or_at_the_start_says_nothing(
    a_page: Callable[..., Page], only_listing: Callable[[Reading], Listing]
) -> None:
    for end in ("2026-12-01T19:30:00", "2026-12-01T18:00:00"):
        schedule = only_listing(READER.read(a_page(json.dumps([MEETING | {"end": end}])))).schedule
        assert schedule is not None
        assert schedule.slots[0].dtend is None


def test_a_bare_last_day_is_made_exclusive(
    a_page: Callable[..., Page], only_listing: Callable[[Reading], Listing]
) -> None:
    row = {"title": "Kunstroute", "startDate": "2026-12-05", "endDate": "2026-12-06"}
    schedule = only_listing(READER.read(a_page(json.dumps([row])))).schedule
    assert schedule is not None
    assert schedule.slots[0].dtend == "2026-12-07"


def test_json_in_a_text_of_json_and_one_value_a_line_are_read(a_page: Callable[..., Page]) -> None:
    lines = "\n".join(json.dumps(MEETING | {"title": title}) for title in ("Een", "Twee"))
    assert [one.title for one in READER.read(a_page(lines)).listings] == ["Een", "Twee"]
    assert [one.title for one in READER.read(a_page(json.dumps(json.dumps([MEETING])))).listings] == ["Buurtraad"]


def test_html_within_json_is_read_by_the_readers_of_html(a_page: Callable[..., Page]) -> None:
    event = {"@context": "https://schema.org", "@type": "Event", "name": "Koor", "startDate": "2026-12-01T20:00"}
    markup = (
        f'<div class="view">{"<p>Welkom</p>" * 9}<script type="application/ld+json">{json.dumps(event)}</script></div>'
    )
    reading, _, _ = read(a_page(json.dumps([{"command": "insert", "data": markup}])))
    assert [one.title for one in reading.listings] == ["Koor"]


def test_the_organiser_is_heard_who_asks_to_be_left_out(a_page: Callable[..., Page]) -> None:
    reading = READER.read(a_page(json.dumps([MEETING | {"description": "Besloten #bruggen-ignore"}])))
    assert reading.listings == ()
    assert "left out" in reading.problems[0].what


def test_a_page_of_html_is_not_taken_for_json(a_page: Callable[..., Page]) -> None:
    assert not READER.recognises(a_page("<!DOCTYPE html><p>{a: 1}</p>"))
    assert not READER.recognises(a_page("BEGIN:VCALENDAR\nVERSION:2.0"))


@pytest.mark.parametrize(
    ("around", "links"),
    [
        ({"next": "/api?page=2"}, ["https://debrug.example/api?page=2"]),
        ({"_links": {"next": {"href": "/api?page=2"}}}, ["https://debrug.example/api?page=2"]),
        ({"@odata.nextLink": "https://debrug.example/api?$skip=50"}, ["https://debrug.example/api?$skip=50"]),
        ({"page": {"current": 1, "total": 3}}, ["https://debrug.example/api?soort=taal&page=2"]),
        ({"page": {"current": 3, "total": 3}}, []),
        ({"number": 0, "totalPages": 2}, ["https://debrug.example/api?soort=taal&page=1"]),
        ({"number": 1, "totalPages": 2}, []),
        ({"nextPageToken": "abc"}, ["https://debrug.example/api?soort=taal&pageToken=abc"]),
        ({"next": "https://elders.example/api"}, []),
        ({"next": "https://debrug.example/api?soort=taal"}, []),
        ({"next": None}, []),
    ],
)
def test_the_page_that_an_answer_names_as_next_is_followed(
    a_page: Callable[..., Page], around: dict[str, Any], links: list[str]
) -> None:
    page = a_page(json.dumps({"events": [MEETING], **around}), url="https://debrug.example/api?soort=taal")
    assert list(READER.read(page).links) == links


def test_records_are_told_apart_by_whichever_id_no_two_of_them_share(a_page: Callable[..., Page]) -> None:
    rows = [MEETING | {"KalenderId": n, "TypeId": 3} for n in (7, 8)]
    keys = [listing.key for listing in READER.read(a_page(json.dumps(rows))).listings]
    assert keys == ["https://debrug.example/agenda/#7", "https://debrug.example/agenda/#8"]


@pytest.mark.parametrize("opening", ["(", "callback(", "/**/ jQuery_1.done("])
def test_json_in_brackets_is_read_as_json(a_page: Callable[..., Page], opening: str) -> None:
    body = f'{opening}{{"events": [{{"title": "Taalcafé", "start": "2026-12-01T19:30:00"}}]}});'
    assert [listing.title for listing in READER.read(a_page(body)).listings] == ["Taalcafé"]
