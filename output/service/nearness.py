"""What is near a postcode: distances as the crow flies, between the middle of the postcode and the places."""

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from math import asin, cos, degrees, radians, sin, sqrt
from statistics import fmean

EARTH_M = 6_371_000
Point = tuple[float, float]


def distance_m(one: Point, other: Point) -> float:
    """Metres between two points (latitude, longitude in degrees) on a ball (haversine); 0.5 % off at most."""
    (lat, lon), (other_lat, other_lon) = (tuple(map(radians, point)) for point in (one, other))
    half = sin((other_lat - lat) / 2) ** 2 + cos(lat) * cos(other_lat) * sin((other_lon - lon) / 2) ** 2
    return 2 * EARTH_M * asin(min(1.0, sqrt(half)))


class Places:
    """The places of activities from south to north, and the middles of the postcodes that stand in them."""

    def __init__(self, numbers_at: Mapping[Point, "array[int]"], points_of: Mapping[str, list[Point]]) -> None:
        self._points = sorted(numbers_at)
        self._numbers = [numbers_at[point] for point in self._points]
        self.postcodes = {
            postcode: (fmean(lat for lat, _ in points), fmean(lon for _, lon in points))
            for postcode, points in points_of.items()
        }

    def within(self, middle: Point, radius_m: float) -> Iterator[int]:
        """The numbers of the activities at most so far from `middle`."""
        height = degrees(radius_m / EARTH_M)
        for position in range(bisect_left(self._points, (middle[0] - height, -180.0)), len(self._points)):
            point = self._points[position]
            if point[0] > middle[0] + height:
                return
            if distance_m(middle, point) <= radius_m:
                yield from self._numbers[position]
