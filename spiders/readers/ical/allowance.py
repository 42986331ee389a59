"""What reading one file may cost, counted down: the bound on hostile calendars."""

from schemas.errors import UnreadableText

# The largest real calendar seen (2026-11) holds 5,000 events, 1,100 rules and 9,000 excluded dates.
_MOST = {"rules": 20_000, "exception rules": 10, "dates": 100_000, "zone definitions": 10}


class Allowance:
    """How many of each costly thing may still be read in one file."""

    def __init__(self) -> None:
        self._left = dict(_MOST)

    def take(self, what: str) -> bool:
        """Whether one more may be read; it then counts."""
        self._left[what] -= 1
        return self._left[what] >= 0

    def spend(self, what: str) -> None:
        """Counts one more. Raises UnreadableText when that is too many."""
        if not self.take(what):
            raise UnreadableText(f"more than {_MOST[what]} {what} in this file")
