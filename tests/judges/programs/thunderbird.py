"""Debian's Thunderbird without a window, asked by its remote control (Marionette)."""

import json
import os
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.judges.programs.looks import Look

_PORT = 2828
_PREFERENCES = """
user_pref("calendar.timezone.local", "Europe/Amsterdam");
user_pref("calendar.timezone.useSystemTimezone", false);
user_pref("mail.provider.suppress_dialog_on_startup", true);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
"""
_ASK = """
const { cal } = ChromeUtils.importESModule("resource:///modules/calendar/calUtils.sys.mjs");
const [urls, first, last, done] = arguments;
const known = (url) => cal.manager.getCalendars().find((one) => one.uri.spec === url);
for (const url of urls) {
  if (!known(url)) {
    const made = cal.manager.createCalendar("ics", Services.io.newURI(url));
    made.name = url;
    made.setProperty("cache.enabled", true);
    cal.manager.registerCalendar(made);
  } else if (!known(url).getProperty("disabled")) {
    known(url).refresh();
  }
}
const look = async () => {
  const counts = {};
  const kinds = Ci.calICalendar.ITEM_FILTER_TYPE_EVENT | Ci.calICalendar.ITEM_FILTER_CLASS_OCCURRENCES;
  const window = [cal.createDateTime(first), cal.createDateTime(last)];
  for (const url of urls) counts[url] = (await known(url).getItemsAsArray(kinds, 0, ...window)).length;
  return counts;
};
setTimeout(() => look().then(done, (error) => done(String(error))), 8000);
"""


@contextmanager
def thunderbird(folder: Path) -> Iterator[Look]:
    """Started with a new profile in `folder`."""
    profile = folder / "thunderbird"
    profile.mkdir()
    (profile / "user.js").write_text(_PREFERENCES, encoding="utf-8")
    command = ["thunderbird", "--headless", "--marionette", "--remote-allow-system-access", "--profile", str(profile)]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, env={**os.environ, "HOME": str(folder)}, stdout=quiet, stderr=quiet) as program:
        try:
            yield _Remote().look
        finally:
            program.terminate()


class _Remote:
    """The remote control: each message is its length, a colon and JSON."""

    def __init__(self) -> None:
        self._socket = _connected()
        self._received()
        self._asked("WebDriver:NewSession", {})
        self._asked("Marionette:SetContext", {"value": "chrome"})
        self._asked("WebDriver:SetTimeouts", {"script": 120_000})

    def look(self, urls: Sequence[str], first: str, last: str) -> dict[str, int]:
        answer = self._asked("WebDriver:ExecuteAsyncScript", {"script": _ASK, "args": [list(urls), first, last]})
        found: dict[str, int] = answer["value"]
        return found

    def _asked(self, name: str, parameters: dict[str, Any]) -> Any:
        message = json.dumps([0, 1, name, parameters]).encode()
        self._socket.sendall(b"%d:%b" % (len(message), message))
        _, _, error, result = self._received()
        if error:
            raise RuntimeError(f"{name}: {error['message']}")
        return result

    def _received(self) -> Any:
        length = b""
        while not length.endswith(b":"):
            length += self._socket.recv(1)
        content = b""
        while len(content) < int(length[:-1]):
            content += self._socket.recv(65536)
        return json.loads(content)


def _connected() -> socket.socket:
    for _ in range(120):
        try:
            return socket.create_connection(("127.0.0.1", _PORT))
        except OSError:
            time.sleep(0.5)
    raise RuntimeError(f"Thunderbird does not listen on port {_PORT}")
