"""No page holds up the visits to other sources for longer than its time."""

import threading
import time

import pytest

from spiders.crawl.reading_time import ReadingTooSlow, limited


def read_for(seconds: float) -> str:
    """A reader that catches whatever happens to it, as readers do."""
    ends_at = time.process_time() + seconds
    while time.process_time() < ends_at:
        try:
            sum(range(1_000))
        except Exception:  # noqa: BLE001, S112
            continue
    return "read"


def test_reading_that_takes_too_long_is_ended() -> None:
    with pytest.raises(ReadingTooSlow), limited(0.05):
        read_for(5)


def test_reading_in_time_is_left_alone_and_so_is_what_comes_after() -> None:
    with limited(0.05):
        assert read_for(0.01) == "read"
    assert read_for(0.1) == "read"


def test_outside_of_the_main_thread_there_is_no_limit() -> None:
    said: list[str] = []

    def run() -> None:
        with limited(0.01):
            said.append(read_for(0.05))

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert said == ["read"]
