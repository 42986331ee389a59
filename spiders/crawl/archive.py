"""The archive: every answer of a crawl, once, as WARC records (ISO 28500), so that the crawl can be replayed."""

import zlib
from base64 import b32encode
from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha1
from http import HTTPStatus
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from isal import isal_zlib

from schemas.health import Failure

NOT_MODIFIED_PROFILE = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
FAILURE_HEADER = "WARC-Bruggen-Failure"
SUFFIX = ".warc.gz"
_LEVEL = 2  # of ISA-L: 382 real pages to 20 % of their size, 0.13 ms a page; zlib 18 % in 1.21 ms (26 November 2026)

Headers = Iterable[tuple[str, str]]


class Archive:
    """Writes one archive; the file begins with the first record, each record is compressed alone and flushed.

    All records bear the time of the run: with the run's own clock a replay cannot tell them apart.
    """

    def __init__(self, var: Path, run_id: str, now: datetime) -> None:
        self.path = _free_path(var / "archive", run_id)
        self._date = now.strftime("%Y-%m-%dT%H:%M:%SZ")
        self._file: BinaryIO | None = None

    def add_response(self, url: str, *, status: int, headers: Headers, body: bytes) -> None:
        """An answer as it came, still compressed if it was. An answer 304 is kept as a revisit record."""
        revisit = status == HTTPStatus.NOT_MODIFIED
        own = {"WARC-Profile": NOT_MODIFIED_PROFILE} if revisit else {}
        lines = (f"{name}: {' '.join(value.splitlines())}" for name, value in headers)  # none can smuggle in another
        head = "\r\n".join((f"HTTP/1.1 {status} {_phrase(status)}", *lines, "", ""))
        self._add(url, "revisit" if revisit else "response", body, own, head.encode("latin-1", "replace"))

    def add_failure(self, url: str, failure: Failure, detail: str) -> None:
        """A request that got no answer."""
        self._add(url, "metadata", detail.encode(), {FAILURE_HEADER: failure.value})

    def close(self) -> None:
        if self._file:
            self._file.close()

    def _add(self, url: str, kind: str, body: bytes, own: dict[str, str], http_head: bytes = b"") -> None:
        fields = {
            "WARC-Type": kind,
            "WARC-Record-ID": f"<{uuid4().urn}>",
            "WARC-Date": self._date,
            "WARC-Target-URI": url,
            "WARC-Payload-Digest": f"sha1:{b32encode(sha1(body, usedforsecurity=False).digest()).decode()}",
            **own,
            "Content-Type": "application/http; msgtype=response" if http_head else "text/plain; charset=utf-8",
            "Content-Length": str(len(http_head) + len(body)),
        }
        head = "WARC/1.0\r\n" + "".join(f"{name}: {value}\r\n" for name, value in fields.items()) + "\r\n"
        packer = isal_zlib.compressobj(_LEVEL, zlib.DEFLATED, zlib.MAX_WBITS + 16)
        pieces = [packer.compress(piece) for piece in (head.encode() + http_head, body, b"\r\n\r\n")]
        self._opened().write(b"".join([*pieces, packer.flush()]))

    def _opened(self) -> BinaryIO:
        if not self._file:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self.path.open("xb", buffering=0)
        return self._file


def prune_archive(var: Path, now: datetime, days: int = 30) -> tuple[Path, ...]:
    """The archives older than `days` days, which are gone now: raw pages may hold personal names."""
    oldest = (now - timedelta(days=days)).timestamp()
    old = [path for path in sorted((var / "archive").glob(f"*{SUFFIX}")) if path.stat().st_mtime < oldest]
    for path in old:
        path.unlink()
    return tuple(old)


def _free_path(directory: Path, run_id: str) -> Path:
    """The run's own path; when a killed run of that name left one, the next free one beside it."""
    path, number = directory / f"{run_id}{SUFFIX}", 1
    while path.exists():
        number += 1
        path = directory / f"{run_id}.{number}{SUFFIX}"
    return path


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"
