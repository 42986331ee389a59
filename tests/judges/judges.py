"""Judges of calendars that others wrote, and one of octets: paths of calendars → what is wrong, by path.

They know nothing of our writer. What is not installed skips its test, saying so.
"""

import atexit
import json
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest
from ical.calendar_stream import IcsCalendarStream
from ical.exceptions import CalendarParseError

HERE = Path(__file__).parent
NODE_MODULES = HERE.parents[1] / "node_modules"
Troubles = dict[Path, str]


def of_npm(name: str) -> Path:
    """The folder of a package that Node runs."""
    if shutil.which("node") is None or not (NODE_MODULES / name).is_dir():
        pytest.skip(f"{name} is not installed: `npm ci --ignore-scripts` brings it")
    return NODE_MODULES / name


def by_ical(paths: Sequence[Path]) -> Troubles:
    """Home Assistant's reader, which refuses a whole calendar for one fault."""
    found: Troubles = {}
    for path in paths:
        try:
            calendar = IcsCalendarStream.calendar_from_ics(path.read_bytes().decode())
            if path.read_bytes().count(b"BEGIN:VEVENT") != len(calendar.events):
                found[path] = "not every event is read"
            next(iter(calendar.timeline), None)
        except (CalendarParseError, ValueError, AttributeError) as error:  # the last: an event without a start
            found[path] = str(error)
    return found


def by_ical_js(paths: Sequence[Path]) -> Troubles:
    """The reader of Thunderbird and Nextcloud, strictly."""
    of_npm("ical.js")
    command = ["node", str(HERE / "ical_js.mjs"), *map(str, paths)]
    answer = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    return {Path(path): trouble for path, trouble in map(json.loads, answer.stdout.splitlines())}


def by_libical(paths: Sequence[Path]) -> Troubles:
    """The reader of Evolution and KDE, with its check of what iTIP and RFC 5545 forbid."""
    answer = subprocess.run(
        [_libical(), *paths], capture_output=True, text=True, timeout=60, check=True, errors="replace"
    )
    lines = (line.partition("\t") for line in answer.stdout.splitlines())
    return {Path(path): trouble for path, tab, trouble in lines if tab}


@cache
def _libical() -> Path:
    folder = mkdtemp(prefix="bruggen-judge-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    program = Path(folder) / "libical"
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None:
        pytest.skip("no C compiler: `apt-get install gcc libical-dev` brings one")
    built = subprocess.run(
        [compiler, "-o", program, HERE / "libical.c", "-lical"], capture_output=True, text=True, check=False
    )
    if built.returncode:
        pytest.skip(f"libical is not installed (`apt-get install libical-dev`): {built.stderr[:200]}")
    return program


def by_octets(paths: Sequence[Path]) -> Troubles:
    """What no parser sees, RFC 5545 §3.1: line ends, lengths, folds, control characters, a mark before it all."""
    return {path: trouble for path in paths if (trouble := _trouble(path.read_bytes()))}


def _trouble(text: bytes) -> str | None:
    lines = text.split(b"\r\n")
    if text.startswith(b"\xef\xbb\xbf"):
        return "a byte order mark"
    if lines[0] != b"BEGIN:VCALENDAR" or lines[-2:] != [b"END:VCALENDAR", b""]:
        return "not from BEGIN to END"
    for number, line in enumerate(lines, 1):
        if len(line) > 75:
            return f"line {number}: {len(line)} octets"
        if re.search(rb"[\x00-\x08\n-\x1f\x7f]", line):
            return f"line {number}: a control character"
        try:
            line.decode()
        except UnicodeDecodeError:
            return f"line {number}: folded inside a character, or no UTF-8"
    return _twice(text)


def _twice(text: bytes) -> str | None:
    events = text.replace(b"\r\n ", b"").split(b"BEGIN:VEVENT\r\n")[1:]
    names = Counter(
        tuple(line for line in event.split(b"\r\n") if line.startswith((b"UID:", b"RECURRENCE-ID"))) for event in events
    )
    return next((f"{name} stands there twice" for name, count in names.items() if count > 1), None)


JUDGES: dict[str, Callable[[Sequence[Path]], Troubles]] = {
    "ical": by_ical,
    "ical.js": by_ical_js,
    "libical": by_libical,
    "octets": by_octets,
}
