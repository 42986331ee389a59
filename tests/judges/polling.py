"""Two programs that poll a calendar, day after day: vdirsyncer with khal, and ical.js. Each tells what it shows."""

import functools
import json
import subprocess
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from urllib.request import urlopen
from zoneinfo import ZoneInfo

from click import Command
from click.testing import CliRunner
from khal.cli import main_khal
from vdirsyncer.cli import app as vdirsyncer

from tests.judges.loopback import serving
from tests.output.readers import KHAL_FIELDS, khal_settings

EXPAND = Path(__file__).parents[1] / "output" / "expand.mjs"
Shown = list[tuple[str, str, str]]
"""Start (local time in Amsterdam, or a day), title and status of each occurrence, sorted."""

_VDIRSYNCER = """
[general]
status_path = "{folder}/status/"
[pair feed]
a = "published"
b = "here"
collections = null
conflict_resolution = "a wins"
[storage published]
type = "http"
url = "{url}"
[storage here]
type = "filesystem"
path = "{folder}/calendar/"
fileext = ".ics"
"""


class _Quiet(SimpleHTTPRequestHandler):
    extensions_map = {".ics": "text/calendar; charset=utf-8"}  # noqa: RUF012 as the base class has it

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 the name of the base class
        pass


def served(folder: Path) -> AbstractContextManager[str]:
    """The address under which the files of `folder`, a link or not, can be asked for."""
    return serving(functools.partial(_Quiet, directory=str(folder)))


class Khal:
    """Subscribed with vdirsyncer, shown by khal."""

    def __init__(self, url: str, folder: Path) -> None:
        (folder / "calendar").mkdir(parents=True)
        (folder / "vdirsyncer").write_text(_VDIRSYNCER.format(folder=folder, url=url), encoding="utf-8")
        (folder / "khal").write_text(khal_settings(folder, "Europe/Amsterdam"), encoding="utf-8")
        self._folder = folder
        self._run(vdirsyncer, "-c", str(folder / "vdirsyncer"), "discover")

    def poll(self, first: date, last: date) -> Shown:
        """What is shown from `first` to `last`, both counted in, after fetching anew."""
        self._run(vdirsyncer, "-c", str(self._folder / "vdirsyncer"), "sync")
        window = [first.isoformat(), last.isoformat()]
        lines = self._run(main_khal, "-c", str(self._folder / "khal"), "list", "--notstarted", *KHAL_FIELDS, *window)
        rows = [row for line in lines.splitlines() for row in json.loads(line)]
        return sorted({(_khal_start(row), row["title"], row["status"]) for row in rows})

    def _run(self, program: Command, *arguments: str) -> str:
        """What the program prints; called in this process, as its start takes longer than its work."""
        home = {name: str(self._folder) for name in ("HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")}
        done = CliRunner(env=home).invoke(program, arguments)
        assert done.exit_code == 0, (done.output, done.exception)
        return done.stdout


def _khal_start(row: dict[str, str]) -> str:
    return row["start-long-full"][: 10 if row["all-day"] == "True" else 16]


def by_ical_js(url: str, first: date, last: date) -> Shown:
    """What ical.js shows of the calendar at `url` from `first` until before `last`."""
    with urlopen(url) as answer:  # noqa: S310 our own server
        text = answer.read()
    command = ["node", str(EXPAND), first.isoformat(), last.isoformat()]
    done = subprocess.run(command, input=text, capture_output=True, timeout=60, check=True)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    return sorted({(local(row["start"].replace(".000Z", "Z")), row["title"], row["status"]) for row in rows})


def local(text: str) -> str:
    """A moment as the clock in Amsterdam shows it; days as they are."""
    if "T" not in text:
        return text
    when = datetime.fromisoformat(text)
    return f"{when.replace(tzinfo=when.tzinfo or UTC).astimezone(ZoneInfo('Europe/Amsterdam')):%Y-%m-%dT%H:%M}"
