"""Sets of activities as whole numbers of many bits: joined and crossed in microseconds, whatever is asked."""

from array import array
from collections.abc import Hashable, Iterable, Iterator
from typing import Generic, TypeVar

_BINARY = bytes.maketrans(b"01", b"\x00\x01")
_DENSE = 256  # a set with fewer than one activity in so many is kept as a list


Key = TypeVar("Key", bound=Hashable)


class Postings(Generic[Key]):
    """Which activities have which property. Bit n of a set stands for activity n."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.everything = (1 << count) - 1
        self._lists: dict[Key, array[int]] = {}
        self._dense: dict[Key, int] = {}

    def add(self, key: Key, number: int) -> None:
        """Activity `number` has the property; asked before `settle` only."""
        found = self._lists.get(key)
        if found is None:
            found = self._lists[key] = array("I")
        if not found or found[-1] != number:
            found.append(number)

    def settle(self) -> tuple[Key, ...]:
        """All properties there are. What is frequent is kept as bits from now on."""
        known = tuple(self._lists)
        for key in [key for key, numbers in self._lists.items() if len(numbers) * _DENSE > self.count]:
            self._dense[key] = bits(self._lists.pop(key), self.count)
        return known

    def __getitem__(self, key: Key) -> int:
        found = self._dense.get(key)
        return found if found is not None else bits(self._lists.get(key, ()), self.count)

    def any_of(self, keys: Iterable[Key]) -> int:
        """The activities that have one of the properties."""
        found, numbers = 0, array("I")
        for key in keys:
            if key in self._dense:
                found |= self._dense[key]
            else:
                numbers.extend(self._lists.get(key, ()))
        return found | bits(numbers, self.count)


def bits(numbers: Iterable[int], count: int) -> int:
    """The set of `numbers`, all below `count`."""
    octets = bytearray(count + 7 >> 3)
    for number in numbers:
        octets[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(octets, "little")


def flags(found: int, count: int) -> bytes:
    """One octet per activity: 1 for those in the set."""
    return f"{found:b}".zfill(count).encode("ascii").translate(_BINARY)[::-1]


def members(found: int, count: int, *, since: int = 0) -> Iterator[int]:
    """The numbers in the set from `since` on, in order."""
    flagged = flags(found, count)
    number = flagged.find(1, since)
    while number >= 0:
        yield number
        number = flagged.find(1, number + 1)
