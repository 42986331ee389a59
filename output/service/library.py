"""The index that answers now. A release that becomes visible is indexed beside it; meanwhile the one before answers."""

import asyncio
import logging
import os
import time
from collections.abc import Callable
from pathlib import Path

from output.feeds import INDEX, index_of
from output.service.files import ReleaseFiles
from output.service.index import Index
from output.service.loading import index
from output.service.nearness import Point
from output.service.releases import before
from schemas.errors import BruggenError

_log = logging.getLogger("bruggen.service")
LONGEST_WAIT_S = 1.0  # a small release is indexed meanwhile; nobody waits longer for a large one
_ASK_AGAIN_S = 60.0
_SHARE_OF_RETRIES = 0.1  # of the time at most: a large release takes seconds to be found broken

Postcodes = Callable[[], dict[str, Point] | None]
"""Gives the middle of each four-digit postcode; None when the table cannot be read now."""


class Library:
    """Indexes of the release that `public` shows."""

    def __init__(self, public: Path, files: ReleaseFiles, postcodes: Postcodes) -> None:
        self._public = public
        self._files = files
        self._ask_postcodes = postcodes
        self._asked_at = float("-inf")
        self._postcodes: dict[str, Point] | None = None
        self._mark: tuple[int, int, int] | None = None
        self._retry_at = float("inf")
        self._loading: asyncio.Task[None] | None = None
        self._index: Index | None = None

    @property
    def postcodes(self) -> dict[str, Point]:
        """The middles of postcodes; while the table cannot be read, it is asked for once a minute."""
        if self._postcodes is None and time.monotonic() > self._asked_at + _ASK_AGAIN_S:
            self._asked_at = time.monotonic()
            self._postcodes = self._ask_postcodes()
        return self._postcodes or {}

    def open(self) -> None:
        """Index the visible release; where that cannot be searched, the newest one before it that can."""
        self._follow()
        earlier = before(self._public)
        while self._index is None and (release := next(earlier, None)):
            self._load(release)

    async def current(self) -> Index | None:
        """The index of the visible release; for a moment after a switch, or if that is broken, of the one before.

        A broken one is looked at again after a minute: somebody may have mended it.
        """
        mark = self._visible_mark()
        if self._loading is None and mark and (mark != self._mark or time.monotonic() > self._retry_at):
            self._loading = asyncio.create_task(self._followed())
        if self._loading:
            await asyncio.wait((self._loading,), timeout=LONGEST_WAIT_S)
        return self._index

    async def _followed(self) -> None:
        try:
            await asyncio.to_thread(self._follow)
        finally:
            self._loading = None

    def _follow(self) -> None:
        self._mark, since = self._visible_mark(), time.monotonic()
        is_loaded = self._load(self._public.resolve())
        now = time.monotonic()
        self._retry_at = float("inf") if is_loaded else now + max(_ASK_AGAIN_S, (now - since) / _SHARE_OF_RETRIES)

    def _load(self, release: Path) -> bool:
        try:
            self._index = index(release)
        except BruggenError as error:
            _log.warning("%s; the release before answers searches", error)
            return False
        self._files.warm(_feed_paths(release))
        return True

    def _visible_mark(self) -> tuple[int, int, int] | None:
        try:
            status = os.stat(self._public)  # noqa: PTH116 asked at each request
        except OSError:
            return None
        return status.st_dev, status.st_ino, status.st_ctime_ns


def _feed_paths(release: Path) -> list[str]:
    feeds = index_of((release / INDEX).read_bytes()).feeds
    return [f"/{path}" for feed in feeds for path in (feed.path, feed.simple_path)]
