"""What a repair is: a small named function that mends one breakage, with what it breaks and who breaks it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Repair(Generic[T]):
    """`mend` returns its argument unchanged where there is nothing to mend.

    `breaks` cites the paragraph broken, `by` names who does it in the field.
    """

    name: str
    breaks: str
    by: str
    mend: Callable[[T], T]

    def __call__(self, broken: T, noted: set[str]) -> T:
        """`broken`, mended; the name of the repair is added to `noted` when it changed something."""
        whole = self.mend(broken)
        if whole != broken:
            noted.add(self.name)
        return whole


def mended(broken: T, repairs: Iterable[Repair[T]], noted: set[str]) -> T:
    """`broken` after all `repairs`, in their order."""
    for repair in repairs:
        broken = repair(broken, noted)
    return broken
