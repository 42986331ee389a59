"""`bruggen read` and `bruggen occurrences`: JSON lines in, JSON lines out, one per row, in order."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from pipeline.cli import bruggen

CALENDAR = """BEGIN:VCALENDAR
BEGIN:VEVENT
UID:koor
SUMMARY:Koor
LOCATION:De Wilg
DTSTART;TZID=Europe/Amsterdam:20261124T193000
DTEND;TZID=Europe/Amsterdam:20261124T210000
RRULE:FREQ=WEEKLY
EXDATE;TZID=Europe/Amsterdam:20261201T193000
END:VEVENT
BEGIN:VEVENT
UID:open-dag
SUMMARY:Open dag
DTSTART;VALUE=DATE:20261205
STATUS:CANCELLED
END:VEVENT
END:VCALENDAR
"""
PAGE = """<script type="application/ld+json">{"@type": "Event", "name": "Taalcafé", "startDate": "2026-12-01T10:00",
"location": {"@type": "Place", "name": "De Wilg", "address": "Wilgenlaan 12"},}</script>"""


def asked(command: str, *rows: dict[str, Any] | str) -> list[dict[str, Any]]:
    lines = "\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows)
    done = CliRunner().invoke(bruggen, [command], input=lines)
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.output.splitlines()]


@pytest.fixture
def calendar(tmp_path: Path) -> str:
    path = tmp_path / "agenda.ics"
    path.write_text(CALENDAR, encoding="utf-8")
    return str(path)


def test_the_listings_of_a_page_come_out_as_printed(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    (answer,) = asked(
        "read", {"id": "a", "path": str(path), "url": "https://dewilg.example/", "now": "2026-11-24T05:00"}
    )
    assert answer["id"] == "a"
    (listing,) = answer["listings"]
    assert (listing["title"], listing["start"], listing["end"]) == ("Taalcafé", "2026-12-01T10:00:00", None)
    assert listing["location"] == {"name": "De Wilg", "address": "Wilgenlaan 12"}
    assert (listing["all_day"], listing["reader"]) == (False, "json-ld")


def test_an_occurrence_printed_without_its_rule_stands_where_it_was_moved_to(tmp_path: Path) -> None:
    path = tmp_path / "agenda.ics"
    path.write_text(
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:raad\nSUMMARY:Raad\nRECURRENCE-ID:20261201T193000\n"
        "DTSTART:20261203T190000\nDTEND:20261203T210000\nEND:VEVENT\nEND:VCALENDAR\n",
        encoding="utf-8",
    )
    (answer,) = asked("read", {"id": "a", "path": str(path)})
    (listing,) = answer["listings"]
    assert (listing["start"], listing["end"]) == ("2026-12-03T19:00:00", "2026-12-03T21:00:00")


def test_the_occurrences_of_a_calendar_stand_in_their_order_with_their_offsets(calendar: str) -> None:
    (answer,) = asked("occurrences", {"id": 1, "path": calendar, "from": "2026-11-24", "to": "2026-12-09"})
    assert [(one["uid"], one["start"], one["all_day"]) for one in answer["occurrences"]] == [
        ("koor", "2026-11-24T19:30:00+01:00", False),
        ("open-dag", "2026-12-05", True),
        ("koor", "2026-12-08T19:30:00+01:00", False),
    ]
    assert answer["occurrences"][1]["status"] == "cancelled"
    assert "error" not in answer


def test_a_rule_alone_gives_its_first_starts() -> None:
    (answer,) = asked(
        "occurrences", {"id": 1, "rrule": "FREQ=MONTHLY;BYDAY=-1FR", "dtstart": "20261127T200000", "limit": 3}
    )
    assert [one["start"] for one in answer["occurrences"]] == [
        "2026-11-27T20:00:00",
        "2026-12-25T20:00:00",
        "2027-01-29T20:00:00",
    ]


def test_a_bad_row_costs_itself_only_and_says_why(calendar: str) -> None:
    answers = asked(
        "occurrences",
        {"id": 1, "path": "/nowhere.ics", "from": "2026-11-24", "to": "2026-12-09"},
        {"id": 2, "rrule": "FREQ=FORTNIGHTLY", "dtstart": "20261127"},
        {"id": 3, "path": calendar},
        {"id": 4, "path": calendar, "from": "2026-11-24", "to": "2026-11-25"},
    )
    assert [answer["id"] for answer in answers] == [1, 2, 3, 4]
    assert "No such file" in answers[0]["error"]
    assert "FORTNIGHTLY" in answers[1]["error"]
    assert "'from'" in answers[2]["error"]
    assert len(answers[3]["occurrences"]) == 1


def test_a_page_that_is_no_calendar_is_said_to_be_none(tmp_path: Path) -> None:
    path = tmp_path / "agenda.ics"
    path.write_text("<!DOCTYPE html><p>Zo terug</p>", encoding="utf-8")
    (answer,) = asked("occurrences", {"id": 1, "path": str(path), "from": "2026-11-24", "to": "2026-12-09"})
    assert "no calendar" in answer["error"]


def test_a_line_that_is_no_json_is_named_by_its_number() -> None:
    done = CliRunner().invoke(
        bruggen, ["occurrences"], input='{"id": 1, "rrule": "FREQ=DAILY", "dtstart": "20261124"}\n{oops'
    )
    assert done.exit_code == 2
    assert "line 2 of standard input is no JSON" in done.output
