"""The files of the visible release, as bodies in memory. Each request looks at its file anew: a switch shows at once.

A body is made from one open file, so its bytes, tag and date belong together whichever release is visible meanwhile.
When a release cannot be read (a link that leads nowhere, a broken disk, half a file), the last good bytes stand in.
"""

import mimetypes
import os
import re
import time
from collections import OrderedDict
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from output.feeds import INDEX
from output.service.bodies import Body
from output.service.changes import cache_control

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
Mark = tuple[int, int, int, int]


class LargeFile(NamedTuple):
    """A file that is too large to be remembered."""

    path: Path
    content_type: str


class Moved(NamedTuple):
    """A folder that has a page: it ends in a slash, so that the links in it work."""

    target: str


Found = Body | LargeFile | Moved | None


class ReleaseFiles:
    """The files under `public`, which may be a link that is replaced at any time."""

    def __init__(self, public: Path) -> None:
        self._public = public
        self._root = str(public)
        self._bodies: OrderedDict[str, tuple[Mark, Body]] = OrderedDict()
        self._size = 0
        self._looked_at: dict[str, float] = {}
        self._lock = Lock()

    def remembered(self, path: str) -> Body | None:
        """The body of a file that was read before and is the same still; costs a look at its directory entry."""
        entry = self._bodies.get(path)
        if entry is None:
            return None
        try:
            if mark_of(os.stat(self._root + path)) != entry[0]:  # noqa: PTH116 three times as fast as Path.stat
                return None
        except OSError:
            return None
        with self._lock:
            if path in self._bodies:
                self._bodies.move_to_end(path)
        return entry[1]

    def lately(self, path: str) -> Body | None:
        """The same, but a file that was looked at in the last milliseconds is not looked at again."""
        now = time.monotonic()
        if path in self._looked_at and now - self._looked_at[path] < TRUSTED_S and (entry := self._bodies.get(path)):
            return entry[1]
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
            return self._from_disk(path, f"{path}index.html" if is_folder else path)
        except (FileNotFoundError, NotADirectoryError):
            if self._is_broken():
                return self._last_good(path)
            self._forget(path)
            return None
        except (OSError, ValueError):
            return self._last_good(path)

    def warm(self, paths: list[str]) -> None:
        """The files at `paths` are remembered, as far as half of the room goes."""
        for path in paths:
            if self._size > MOST_REMEMBERED // 2:
                return
            self.remembered(path) or self.read(path)

    def _from_disk(self, path: str, file_path: str) -> Found:
        release = self._public.resolve(strict=True)
        real = Path(f"{release}{file_path}").resolve(strict=True)
        if not real.is_relative_to(release):
            return None
        if real.is_dir():
            return Moved(f"{path}/") if (real / "index.html").is_file() else None
        with real.open("rb") as opened:
            status = os.fstat(opened.fileno())
            content_type = _content_type(real)
            if status.st_size > LARGEST_REMEMBERED:
                return LargeFile(real, content_type)
            content = opened.read()
        if content_type.startswith("text/calendar") and not _is_calendar(content):
            return self._last_good(path)
        kept = cache_control(content) if _PAGED.match(path[1:]) else "no-cache"
        body = Body(content, content_type, modified_at=status.st_mtime, cache_control=kept)
        self._remember(path, mark_of(status), body)
        return body

    def _remember(self, path: str, mark: Mark, body: Body) -> None:
        with self._lock:
            self._drop(path)
            self._bodies[path] = (mark, body)
            self._size += body.size
            while self._size > MOST_REMEMBERED and len(self._bodies) > 1:
                self._drop(next(iter(self._bodies)))

    def _forget(self, path: str) -> None:
        with self._lock:
            self._drop(path)

    def _drop(self, path: str) -> None:
        self._looked_at.pop(path, None)
        if entry := self._bodies.pop(path, None):
            self._size -= entry[1].size

    def _last_good(self, path: str) -> Body | None:
        entry = self._bodies.get(path)
        return entry[1] if entry else None

    def _is_broken(self) -> bool:
        """Whether what is visible is no whole release, so that a file that is not there tells nothing."""
        return not (self._public / INDEX).is_file()


def mark_of(status: os.stat_result) -> Mark:
    return status.st_dev, status.st_ino, status.st_mtime_ns, status.st_size


def _content_type(path: Path) -> str:
    return _TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"


def _is_calendar(content: bytes) -> bool:
    """Nothing else may reach a calendar program: it would empty its calendar."""
    return content.startswith(b"BEGIN:VCALENDAR\r\n") and content.endswith(b"END:VCALENDAR\r\n")
