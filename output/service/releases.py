"""What releases on disk say of themselves: which bytes they are, and whether a calendar is as it was published."""

import os
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

import msgspec

from output.feeds import INDEX, index_of
from output.switch import releases_before

Mark = tuple[int, int, int, int]


def mark_of(status: os.stat_result) -> Mark:
    return status.st_dev, status.st_ino, status.st_mtime_ns, status.st_size


def sizes(release: Path) -> Mapping[str, int] | None:
    """Bytes of each calendar by its address, as the release lists them; None where its list cannot be read.

    >>> sizes(Path("nowhere")) is None
    True
    """
    path = release / INDEX
    try:
        return _sizes(path, mark_of(path.stat()))
    except (OSError, ValueError, msgspec.MsgspecError):
        return None


@lru_cache(maxsize=8)
def _sizes(path: Path, _mark: Mark) -> dict[str, int]:
    return {f"/{name}": size for name, size in index_of(path.read_bytes()).sizes.items()}


def is_whole_calendar(content: bytes) -> bool:
    """Whether this is a calendar from its first line to its last. Nothing else may reach a calendar program: it would
    empty its calendar.
    """
    ends = content.startswith(b"BEGIN:VCALENDAR\r\n") and content.endswith(b"END:VCALENDAR\r\n")
    return ends and b"\0" not in content


def before(public: Path) -> Iterator[Path]:
    """The releases older than the visible one, the newest first; all, where none is visible."""
    return iter(releases_before(public.parent, public.resolve()))
