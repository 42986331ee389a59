"""Readers that others wrote, each as: calendar bytes → what happens in a window, to be held against an edition."""

import functools
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events

from output.dutch import PREFIX
from schemas.activity import Activity, Occurrence
from schemas.schedule import Status

FIRST, LAST = date(2026, 11, 17), date(2027, 3, 25)
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
PROJECT = Path(__file__).parents[2]

Happening = tuple[str, str, str, str]
"""Start and end (UTC, or days; empty: as RFC 5545 §3.6.1 has it without DTEND), title, status."""

STATUS = {
    Status.SCHEDULED: "CONFIRMED",
    Status.CANCELLED: "CANCELLED",
    Status.POSTPONED: "CANCELLED",
    Status.TENTATIVE: "TENTATIVE",
    Status.MISSING: "TENTATIVE",
}


def told(occurrences: Iterable[Occurrence], activities: Iterable[Activity]) -> list[Happening]:
    """What a reader should find for `occurrences`."""
    titles = {one.id: one.title for one in activities}
    return sorted(
        (
            instant(one.start),
            _end(instant(one.start), one.end and instant(one.end)),
            PREFIX.get(one.status, "") + (one.title or titles[one.activity_id]),
            STATUS[one.status],
        )
        for one in occurrences
    )


def instant(text: str) -> str:
    return f"{datetime.fromisoformat(text).astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if "T" in text else text


def by_icalendar(feed: bytes) -> list[Happening]:
    """Read by icalendar, expanded by recurring-ical-events."""
    calendar = icalendar.Calendar.from_ical(feed)
    broken = [event.errors for event in calendar.walk("VEVENT") if event.errors]
    assert broken == []
    begin = datetime.combine(FIRST, time.min, AMSTERDAM)
    found = recurring_ical_events.of(calendar).between(begin, datetime.combine(LAST, time.min, AMSTERDAM))
    return sorted(
        (
            _moment(event.start),
            _end(_moment(event.start), _moment(event.end)),
            str(event["SUMMARY"]),
            str(event["STATUS"]),
        )
        for event in found
        if _on(event.start) >= FIRST
    )


def _on(when: date | datetime) -> date:
    return when.astimezone(AMSTERDAM).date() if isinstance(when, datetime) else when


def _end(start: str, end: str | None) -> str:
    """`end`, or nothing where it says no more than the start: readers fill it in."""
    unstated = start if "T" in start else (date.fromisoformat(start) + timedelta(days=1)).isoformat()
    return "" if end in {None, unstated} else str(end)


def _moment(when: date | datetime) -> str:
    return f"{when.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if isinstance(when, datetime) else when.isoformat()


def by_ical_js(feed: bytes) -> list[Happening]:
    """Read and expanded by ical.js under Node."""
    if shutil.which("node") is None or not (PROJECT / "node_modules" / "ical.js").is_dir():
        pytest.skip("ical.js is not installed: `npm ci` brings it")
    script = Path(__file__).parent / "expand.mjs"
    command = ["node", str(script), FIRST.isoformat(), LAST.isoformat()]
    answer = subprocess.run(command, input=feed, capture_output=True, timeout=60, check=True)
    rows = [json.loads(line.replace(b".000Z", b"Z")) for line in answer.stdout.splitlines()]
    return sorted((row["start"], _end(row["start"], row["end"]), row["title"], row["status"]) for row in rows)


def by_khal(feed: bytes, folder: Path) -> list[Happening]:
    """Imported and listed by khal. It makes up an hour where no end is stated: its ends are left out."""
    khal = Path(sys.executable).parent / "khal"
    if not khal.exists():
        pytest.skip("khal is not installed: it comes with the development dependencies")
    (folder / "calendar").mkdir()
    (folder / "config").write_text(khal_settings(folder, "UTC"), encoding="utf-8")
    (folder / "feed.ics").write_bytes(feed)
    run = [str(khal), "-c", str(folder / "config")]
    environment = {**os.environ, "HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CACHE_HOME": str(folder)}
    run_khal = functools.partial(subprocess.run, capture_output=True, timeout=60, check=True, env=environment)
    run_khal([*run, "import", "--batch", "-a", "feed", str(folder / "feed.ics")])
    window = [FIRST.isoformat(), (LAST - timedelta(days=1)).isoformat()]  # khal counts the last day in
    answer = run_khal([*run, "list", "--notstarted", *KHAL_FIELDS, *window])
    rows = [row for line in answer.stdout.splitlines() for row in json.loads(line)]
    return sorted({(_khal_start(row), "", row["title"], row["status"]) for row in rows})  # days repeat what lasts


def _khal_start(row: dict[str, str]) -> str:
    local = row["start-long-full"]
    return (
        local[:10] if row["all-day"] == "True" else instant(datetime.fromisoformat(local).astimezone(UTC).isoformat())
    )


_KHAL = """
[calendars]
[[feed]]
path = {folder}/calendar
[locale]
local_timezone = {zone}
default_timezone = {zone}
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%dT%H:%M
longdatetimeformat = %Y-%m-%dT%H:%M
[sqlite]
path = {folder}/khal.db
"""
KHAL_FIELDS = [part for name in ("start-long-full", "all-day", "title", "status") for part in ("--json", name)]


def khal_settings(folder: Path, zone: str) -> str:
    """The settings of a khal that keeps its calendar in `folder` and tells times of `zone`."""
    return _KHAL.format(folder=folder, zone=zone)
