"""What of an activity is told to those who follow it: all but when it was last read, and from whom each fact is.

Those move with every visit, without anything that a visitor of the activity would notice.
"""

from collections.abc import Callable
from operator import attrgetter
from typing import Any

from schemas.activity import Activity

SILENT = frozenset({"last_seen_at", "sources", "provenance"})
TOLD = tuple(name for name in Activity.__struct_fields__ if name not in SILENT)

told: Callable[[Activity], tuple[Any, ...]] = attrgetter(*TOLD)
"""The values of the fields in `TOLD`."""
