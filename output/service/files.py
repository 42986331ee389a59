"""The files of the visible release, as bodies in memory. Each request looks at its file anew: a switch shows at once.

A body is made from one open file, so its bytes, tag and date belong together whichever release is visible meanwhile.
When a release cannot be read (a link that leads nowhere, a broken disk, half a file), the last good bytes stand in:
those in memory, and of a calendar else those of the newest release before that has them whole.
"""

import mimetypes
import os
import re
import time
from collections import OrderedDict
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from output.service.bodies import Body
from output.service.changes import cache_control
from output.service.releases import Mark, before, is_whole_calendar, mark_of, sizes

MOST_REMEMBERED = 96_000_000  # bytes
TRUSTED_S = 0.005  # a look costs a quarter of an answer from memory
LARGEST_REMEMBERED = 8_000_000  # larger files are read from disk for each request

_TYPES = {
    ".ics": "text/calendar; charset=utf-8",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".ndjson": "application/x-ndjson",
    ".gz": "application/gzip",
    ".parquet": "application/vnd.apache.parquet",
    ".csv": "text/csv; charset=utf-8",
    ".ttl": "text/turtle; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
}
_PAGED = re.compile(r"data/v\d+/changes/")
_PART = re.compile(r"(?!\.(?!well-known$))[^/\\\x00]{1,255}")
_CALENDAR = ".ics"


class LargeFile(NamedTuple):
    """A file that is too large to be remembered."""

    path: Path
    content_type: str


class Moved(NamedTuple):
    """A folder that has a page: it ends in a slash, so that the links in it work."""

    target: str


class Lost(NamedTuple):
    """A calendar that should be there, and is whole nowhere."""


class Stored(NamedTuple):
    """A body as it stands on disk."""

    mark: Mark
    body: Body


Found = Body | LargeFile | Moved | Lost | None


class ReleaseFiles:
    """The files under `public`, which may be a link that is replaced at any time."""

    def __init__(self, public: Path) -> None:
        self._public = public
        self._root = str(public)
        self._bodies: OrderedDict[str, Stored] = OrderedDict()
        self._size = 0
        self._looked_at: dict[str, float] = {}
        self._lock = Lock()

    def remembered(self, path: str) -> Body | None:
        """The body of a file that was read before and is the same still; costs a look at its directory entry."""
        entry = self._bodies.get(path)
        if entry is None:
            return None
        try:
            if mark_of(os.stat(self._root + path)) != entry.mark:  # noqa: PTH116 three times as fast as Path.stat
                return None
        except OSError:
            return None
        with self._lock:
            if path in self._bodies:
                self._bodies.move_to_end(path)
        return entry.body

    def lately(self, path: str) -> Body | None:
        """The same, but a file that was looked at in the last milliseconds is not looked at again."""
        now = time.monotonic()
        if path in self._looked_at and now - self._looked_at[path] < TRUSTED_S and (entry := self._bodies.get(path)):
            return entry.body
        body = self.remembered(path)
        if body is None:
            self._looked_at.pop(path, None)
        else:
            self._looked_at[path] = now
        return body

    def read(self, path: str) -> Found:
        """What stands at the path of a request; None where nothing does. Reads the disk: not for the event loop."""
        parts = path[1:].split("/")
        is_folder = parts[-1] == ""
        if not all(_PART.fullmatch(part) for part in (parts[:-1] if is_folder else parts)):
            return None
        try:
            release = self._public.resolve(strict=True)
            found = _stored(release, path, f"{path}index.html" if is_folder else path)
        except (FileNotFoundError, NotADirectoryError):
            if self._is_missed(path):
                return self._last_good(path)
            self._forget(path)
            return None
        except (OSError, ValueError):
            return self._last_good(path)
        if isinstance(found, Stored):
            return self._remember(path, found)
        return self._last_good(path) if isinstance(found, Lost) else found

    def warm(self, paths: list[str]) -> None:
        """The files at `paths` are remembered, as far as half of the room goes."""
        for path in paths:
            if self._size > MOST_REMEMBERED // 2:
                return
            self.remembered(path) or self.read(path)

    def _remember(self, path: str, found: Stored) -> Body:
        with self._lock:
            self._drop(path)
            self._bodies[path] = found
            self._size += found.body.size
            while self._size > MOST_REMEMBERED and len(self._bodies) > 1:
                self._drop(next(iter(self._bodies)))
        return found.body

    def _forget(self, path: str) -> None:
        with self._lock:
            self._drop(path)

    def _drop(self, path: str) -> None:
        self._looked_at.pop(path, None)
        if entry := self._bodies.pop(path, None):
            self._size -= entry.body.size

    def _last_good(self, path: str) -> Body | Lost | None:
        if entry := self._bodies.get(path):
            return entry.body
        if not path.endswith(_CALENDAR):
            return None
        found = next(filter(None, (_whole(release, path) for release in before(self._public))), None)
        return self._remember(path, found) if found else Lost()

    def _is_missed(self, path: str) -> bool:
        """Whether a file that is not there should be: the release lists it, or is none that can list anything."""
        listed = sizes(self._public)
        return listed is None or path in listed


def _stored(release: Path, path: str, file_path: str) -> Stored | LargeFile | Moved | Lost | None:
    """What a release has on disk. Raises OSError and ValueError."""
    real = Path(f"{release}{file_path}").resolve(strict=True)
    if not real.is_relative_to(release):
        return None
    if real.is_dir():
        return Moved(f"{path}/") if (real / "index.html").is_file() else None
    is_calendar = path.endswith(_CALENDAR)
    with real.open("rb") as opened:
        status = os.fstat(opened.fileno())
        if is_calendar and (sizes(release) or {}).get(path, status.st_size) != status.st_size:
            return Lost()
        content_type = _content_type(real)
        if status.st_size > LARGEST_REMEMBERED:
            return LargeFile(real, content_type)
        content = opened.read()
    if is_calendar and not is_whole_calendar(content):
        return Lost()
    kept = cache_control(content) if _PAGED.match(path[1:]) else "no-cache"
    body = Body(content, content_type, modified_at=status.st_mtime, cache_control=kept, in_parts=True)
    return Stored(mark_of(status), body)


def _whole(release: Path, path: str) -> Stored | None:
    try:
        found = _stored(release, path, path)
    except (OSError, ValueError):
        return None
    return found if isinstance(found, Stored) else None


def _content_type(path: Path) -> str:
    return _TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
