"""Pages written before anybody looked at the reader: how much of them is read, of the half mended for and the other."""

from functools import cache

import pytest

from tests.spiders.readers.html.blind.scoring import Figures, cases, figures

# A hundredth below what was measured.
FLOORS = {
    "developed_on": {"recall": 0.99, "times": 0.99, "ends": 0.99, "precision": 0.99, "cancelled": 1.0, "placed": 0.80},
    "evaluated_once": {
        "recall": 0.76,
        "times": 0.97,
        "ends": 0.94,
        "precision": 0.88,
        "cancelled": 1.0,
        "placed": 0.56,
    },
}
MOST_FROM_PAGES_WITHOUT_EVENTS = 0


@cache
def _measured(role: str | None) -> Figures:
    """The sum over the cases of a role, or over those that hold no event."""
    chosen = (case for case in cases() if (case.role == role if role else not case.events))
    return sum(map(figures, chosen), Figures())


@pytest.mark.parametrize("role", FLOORS)
def test_of_pages_never_seen_as_much_is_read_right_as_before(role: str) -> None:
    shares = _measured(role).shares
    assert {name: share for name, floor in FLOORS[role].items() if (share := shares[name] or 0.0) < floor} == {}


def test_pages_without_events_announce_hardly_anything() -> None:
    assert _measured(None).listings <= MOST_FROM_PAGES_WITHOUT_EVENTS


def test_both_halves_are_as_large() -> None:
    roles = [case.role for case in cases()]
    assert abs(roles.count("developed_on") - roles.count("evaluated_once")) <= 1
