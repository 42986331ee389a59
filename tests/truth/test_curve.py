"""The picture of the thresholds."""

import xml.etree.ElementTree as ET

from tests.truth.curve import picture


def test_the_picture_has_a_line_for_each_figure_and_stays_within_its_frame() -> None:
    points = [(float(bits), (1.0, 0.95, 0.2)) for bits in range(-6, 13)]
    root = ET.fromstring(picture(points, chosen=1.0))  # noqa: S314 our own
    lines = [one.attrib["points"] for one in root if one.tag.endswith("polyline")]
    places = [tuple(map(float, place.split(","))) for line in lines for place in line.split()]
    assert len(lines) == 3
    assert all(0 <= x <= 760 and 0 <= y <= 400 for x, y in places)
