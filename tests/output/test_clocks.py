"""Whether an occurrence takes place when its schedule says, whatever clocks that is kept by."""

import pytest

from output.clocks import moved_from
from tests.output.editions import occurrence


@pytest.mark.parametrize(
    ("tzid", "named", "start", "expected"),
    [
        ("Europe/Amsterdam", "2026-11-26T19:30:00", "2026-11-26T19:30:00+01:00", None),
        ("Europe/Amsterdam", "2026-11-26T19:30:00", "2026-11-26T20:00:00+01:00", "2026-11-26T19:30:00+01:00"),
        ("UTC", "2026-11-26T18:30:00", "2026-11-26T19:30:00+01:00", None),
        ("UTC", "2026-11-26T18:30:00", "2026-11-26T18:30:00+01:00", "2026-11-26T19:30:00+01:00"),
        ("Europe/London", "2026-10-25T01:30:00", "2026-10-25T02:30:00+02:00", None),  # the hour that comes twice
        ("Europe/Amsterdam", "2026-11-26", "2026-11-26", None),
        ("Europe/Amsterdam", "2026-11-26", "2026-11-27T10:00:00+01:00", "2026-11-26"),
    ],
)
def test_an_occurrence_moved_where_the_moment_differs(tzid: str, named: str, start: str, expected: str | None) -> None:
    assert moved_from(occurrence("a1", start, recurrence_id=named), tzid) == expected
