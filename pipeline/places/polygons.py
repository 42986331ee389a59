"""Polygons, packed small, and the question in which of them a point lies.

Packed: little-endian 32-bit integers; the number of rings, the number of points of each, then for all points
longitude and latitude in millionths of a degree (0.1 m). Holes are rings as well: a point lies inside
where a ray from it crosses the rings an odd number of times (even-odd rule).
"""

import sys
from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain, pairwise
from typing import NamedTuple, TypeAlias

Numbers: TypeAlias = "array[int]"
"""Packed integers; the class itself can be subscripted from Python 3.12 on."""

_MILLION = 1_000_000
_CELL = 50_000  # 0.05°: about 5 km, in which 1 to 60 neighbourhoods lie

Ring = Sequence[Sequence[float]]
"""Points as GeoJSON has them (RFC 7946 §3.1.6): longitude, latitude; the last equals the first."""


class _Polygon(NamedTuple):
    code: str
    west: int
    south: int
    east: int
    north: int
    rings: tuple[Numbers, ...]


def packed(rings: Iterable[Ring]) -> bytes:
    """The rings of one area as bytes."""
    flat = [array("i", [round(x * _MILLION) for point in ring for x in (point[0], point[1])]) for ring in rings]
    numbers = array("i", [len(flat), *(len(ring) // 2 for ring in flat)])
    return b"".join(_little_endian(part).tobytes() for part in (numbers, *flat))


def unpacked(rings: bytes) -> tuple[Numbers, ...]:
    """The rings of `packed`, each as longitude, latitude, longitude … in millionths of a degree."""
    numbers = array("i")
    numbers.frombytes(rings)
    numbers = _little_endian(numbers)
    count = numbers[0]
    ends = [1 + count]
    for points in numbers[1 : 1 + count]:
        ends.append(ends[-1] + 2 * points)
    return tuple(numbers[start:end] for start, end in pairwise(ends))


class PolygonIndex:
    """Areas by the cells of a grid that their bounding boxes touch."""

    def __init__(self, outlines: Iterable[tuple[str, bytes]]) -> None:
        self._cells: dict[tuple[int, int], list[_Polygon]] = defaultdict(list)
        for code, rings in outlines:
            polygon = _polygon(code, unpacked(rings))
            for x in range(polygon.west // _CELL, polygon.east // _CELL + 1):
                for y in range(polygon.south // _CELL, polygon.north // _CELL + 1):
                    self._cells[x, y].append(polygon)

    def area_at(self, lat: float, lon: float) -> str | None:
        """The code of the area in which the point lies; None: in none (abroad, or large water)."""
        x, y = round(lon * _MILLION), round(lat * _MILLION)
        for polygon in self._cells.get((x // _CELL, y // _CELL), ()):
            in_box = polygon.west <= x <= polygon.east and polygon.south <= y <= polygon.north
            if in_box and sum(_crossings(ring, x, y) for ring in polygon.rings) % 2:
                return polygon.code
        return None


def _crossings(ring: Numbers, x: int, y: int) -> int:
    """How many sides of `ring` a ray eastward from the point crosses."""
    count = 0
    x1, y1 = ring[-2], ring[-1]
    for x2, y2 in zip(ring[::2], ring[1::2], strict=True):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            count += 1
        x1, y1 = x2, y2
    return count


def _polygon(code: str, rings: tuple[Numbers, ...]) -> _Polygon:
    longitudes = list(chain.from_iterable(ring[::2] for ring in rings))
    latitudes = list(chain.from_iterable(ring[1::2] for ring in rings))
    return _Polygon(code, min(longitudes), min(latitudes), max(longitudes), max(latitudes), rings)


def _little_endian(numbers: Numbers) -> Numbers:
    if sys.byteorder == "big":
        numbers = numbers[:]
        numbers.byteswap()
    return numbers
