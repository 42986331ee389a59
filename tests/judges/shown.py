"""What readers that others wrote show of a calendar: bytes, window → start (UTC, or a day), title, status; sorted."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from pathlib import Path

import pytest
from ical.calendar_stream import IcsCalendarStream

from tests.judges.judges import NODE_MODULES
from tests.output.readers import AMSTERDAM, instant

HERE = Path(__file__).parent
Shown = list[tuple[str, str, str]]


def by_ical(feed: bytes, first: date, last: date) -> Shown:
    """Home Assistant's reader."""
    calendar = IcsCalendarStream.calendar_from_ics(feed.decode())
    return sorted(
        (instant(one.dtstart.isoformat()), one.summary or "", one.status or "")
        for one in calendar.timeline_tz(AMSTERDAM).overlapping(first, last)
        if _day(one.dtstart) >= first
    )


def by_sabre(feed: bytes, first: date, last: date) -> Shown:
    """sabre/vobject: Nextcloud on the server, calendarize in TYPO3."""
    if shutil.which("php") is None or not Path("/usr/share/php/Sabre/VObject/autoload.php").exists():
        pytest.skip("sabre/vobject is not installed: `apt-get install php-cli php-sabre-vobject` brings it")
    return _asked(["php", str(HERE / "shown.php")], feed, first, last)


def _by_node(reader: str, feed: bytes, first: date, last: date) -> Shown:
    if shutil.which("node") is None or not (NODE_MODULES / reader).is_dir():
        pytest.skip(f"{reader} is not installed: `npm ci` brings it")
    return _asked(["node", str(HERE / "shown.mjs"), reader], feed, first, last)


def _asked(program: list[str], feed: bytes, first: date, last: date) -> Shown:
    command = [*program, first.isoformat(), last.isoformat()]
    zone = {**os.environ, "TZ": AMSTERDAM.key}
    answer = subprocess.run(command, input=feed, capture_output=True, timeout=60, check=True, env=zone)
    rows = (json.loads(line.replace(b".000Z", b"Z")) for line in answer.stdout.splitlines())
    return sorted((start, title, status) for start, title, status in rows if _local_day(start) >= first)


def _local_day(start: str) -> date:
    return _day(datetime.fromisoformat(start)) if "T" in start else date.fromisoformat(start)


def _day(when: date) -> date:
    return when.astimezone(AMSTERDAM).date() if isinstance(when, datetime) else when


READERS: dict[str, Callable[[bytes, date, date], Shown]] = {
    "ical": by_ical,
    "node-ical": partial(_by_node, "node-ical"),
    "ical-expander": partial(_by_node, "ical-expander"),
    "sabre/vobject": by_sabre,
}
