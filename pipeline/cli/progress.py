"""Progress on a terminal: one line that is overwritten, on standard error; nothing where nobody looks."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from pipeline.run import Progress

_WORDS = {"crawl": "visiting sources", "build": "settling activities", "publish": "writing the release"}


@contextmanager
def shown() -> Iterator[Progress]:
    """A callback that shows how far each stage is."""
    if not sys.stderr.isatty():
        yield lambda _stage, _done, _all: None
        return

    def told(stage: str, done: int, all_of_them: int) -> None:
        filled = 30 * done // max(all_of_them, 1)
        bar = "█" * filled + "░" * (30 - filled)
        sys.stderr.write(f"\r\033[K{_WORDS.get(stage, stage):<22} {bar} {done}/{all_of_them}")
        sys.stderr.flush()

    try:
        yield told
    finally:
        sys.stderr.write("\r\033[K")
