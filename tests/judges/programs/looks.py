"""How a program is asked: addresses and a window (as in DTSTART) → how many occurrences it shows of each."""

from collections.abc import Sequence
from typing import Protocol


class Look(Protocol):
    """Subscribes to what is new, lets the program ask all addresses anew, and looks."""

    def __call__(self, urls: Sequence[str], first: str, last: str) -> dict[str, int]: ...
