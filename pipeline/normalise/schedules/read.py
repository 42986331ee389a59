"""The tables of the grammar, in their order."""

from pipeline.normalise.schedules.clocks import CLOCKS, HOURS, MEASURES, ROLES
from pipeline.normalise.schedules.days import COMPANY, DATES, STRETCHES
from pipeline.normalise.schedules.rules import DEADLINES, WEEKDAYS
from pipeline.normalise.schedules.scan import scanned
from pipeline.normalise.schedules.values import Node

_TABLES = (COMPANY, MEASURES, CLOCKS, HOURS, ROLES, DATES, STRETCHES, WEEKDAYS, DEADLINES)


def nodes(text: str, *, month_first: bool = False) -> list[Node]:
    """Everything that `text` says of time, with the words and marks between."""
    found = scanned(text, month_first=month_first)
    for table in _TABLES:
        found = table(found)
    return found
