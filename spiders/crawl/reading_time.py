"""A limit on the time that reading one page may take: reading holds up all other visits."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

# The longest of 464 real pages takes less than 5 s. Half of the time that a server has to answer (20 s), so that no
# answer that waits meanwhile is taken for late.
MOST_S = 10.0


class ReadingTooSlow(BaseException):
    """Not an Exception, so that no reader takes it for a fault in the page and goes on."""


@contextmanager
def limited(most_s: float = MOST_S) -> Iterator[None]:
    """What runs within ends after `most_s` seconds of CPU, with ReadingTooSlow.

    By a timer of the operating system, which speaks to the main thread only: elsewhere there is no limit.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return

    def stop(*_: object) -> None:
        raise ReadingTooSlow

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, most_s)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
