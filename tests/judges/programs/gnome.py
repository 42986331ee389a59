"""The calendars of GNOME, in evolution-data-server on a message bus of their own."""

import json
import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.judges.programs.looks import Look

_SCRIPT = Path(__file__).with_name("gnome_store.py")


@contextmanager
def gnome(folder: Path) -> Iterator[Look]:
    """Started with an empty home in `folder`. Debian's Python runs the script, as its bindings are made for that."""
    home = folder / "gnome"
    home.mkdir(mode=0o700)
    environment = {**os.environ, "HOME": str(home), "XDG_RUNTIME_DIR": str(home), "GSETTINGS_BACKEND": "memory"}
    command = ["dbus-run-session", "--", "/usr/bin/python3", str(_SCRIPT)]
    pipe, quiet = subprocess.PIPE, subprocess.DEVNULL
    with subprocess.Popen(command, env=environment, stdin=pipe, stdout=pipe, stderr=quiet, text=True) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        asked, told = program.stdin, program.stdout

        def look(urls: Sequence[str], first: str, last: str) -> dict[str, int]:
            print(json.dumps([list(urls), first, last]), file=asked, flush=True)
            found: dict[str, int] = json.loads(told.readline())
            return found

        yield look
        asked.close()
