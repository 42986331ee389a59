"""One evening of a series in another place, from the calendar that says so to all that is published of it."""

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import icalendar
import pytest
import recurring_ical_events

from output.release import publish
from pipeline.build import build
from pipeline.edition import edition
from pipeline.store import opened
from spiders.page import Page
from spiders.readers.ical import READER
from tests.makers import MONDAY, a_source, staged

CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:koor@dewilg.example
SUMMARY:Koor
LOCATION:De Wilg\\, Wilgenlaan 3\\, 1234 AB Molendam
DTSTART;TZID=Europe/Amsterdam:20261124T193000
DTEND;TZID=Europe/Amsterdam:20261124T210000
RRULE:FREQ=WEEKLY;COUNT=4
END:VEVENT
BEGIN:VEVENT
UID:koor@dewilg.example
RECURRENCE-ID;TZID=Europe/Amsterdam:20261201T193000
SUMMARY:Koor
LOCATION:Bibliotheek\\, Plein 1\\, 1234 CD Molendam
DESCRIPTION:Deze keer in de bibliotheek!
DTSTART;TZID=Europe/Amsterdam:20261201T193000
DTEND;TZID=Europe/Amsterdam:20261201T210000
END:VEVENT
END:VCALENDAR
"""
HOME, AWAY = "De Wilg", "Bibliotheek"
EXPECTED = [("2026-11-24", HOME), ("2026-12-01", AWAY), ("2026-12-08", HOME), ("2026-12-15", HOME)]


@dataclass(frozen=True)
class Release:
    folder: Path

    def table(self, name: str) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = json.loads((self.folder / "data" / "v1" / f"{name}.json").read_bytes())[name]
        return rows


@pytest.fixture
def release(tmp_path: Path) -> Release:
    """What is published after two nights with the same calendar."""
    source = a_source(organisation="Zangvereniging", url="https://dewilg.example/agenda.ics")
    listings = READER.read(Page(source.id, source.url, CALENDAR.encode(), MONDAY)).listings
    with opened(tmp_path / "bruggen.duckdb") as store:
        for run in ("run-1", "run-2"):
            build(store, [staged(*listings, source=source, run=run)], run_id=run, now=MONDAY, accepted=())
        publish(edition(store, as_of=MONDAY.date()), var=tmp_path, run_id="20261123T060000Z")
    return Release(tmp_path / "public")


def test_the_dataset_has_each_evening_at_its_own_place(release: Release) -> None:
    places = {row["id"]: row["place"]["name"] for row in release.table("activities")}
    found = [(row["start"][:10], places[row["activity_id"]]) for row in release.table("occurrences")]
    assert sorted(found) == EXPECTED


@pytest.mark.parametrize("feed", ["all.ics", "all.simple.ics"])
def test_a_calendar_program_shows_each_evening_at_its_own_place(release: Release, feed: str) -> None:
    calendar = icalendar.Calendar.from_ical((release.folder / "feeds" / feed).read_bytes())
    window = datetime(2026, 11, 23, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
    found = sorted(recurring_ical_events.of(calendar).between(*window), key=lambda event: event.start)
    assert [(str(one.start.date()), str(one["LOCATION"]).partition(",")[0]) for one in found] == EXPECTED


def test_the_page_shows_each_evening_at_its_own_place(release: Release) -> None:
    page = (release.folder / "index.html").read_text(encoding="utf-8")
    assert re.findall(f"{HOME}|{AWAY}", page[page.index("<main") :])[:2] == [HOME, AWAY]
