"""The tables of the grammar, in their order."""

from pipeline.normalise.schedules.clocks import CLOCKS, HALVES, in_twelve_hours
from pipeline.normalise.schedules.company import BADGES, COMPANY
from pipeline.normalise.schedules.days import DATES
from pipeline.normalise.schedules.grammar import signed
from pipeline.normalise.schedules.hours import HOURS, MORE_HOURS, ROLES
from pipeline.normalise.schedules.measures import MEASURES
from pipeline.normalise.schedules.months import MONTHS
from pipeline.normalise.schedules.rhythms import RHYTHMS
from pipeline.normalise.schedules.rules import DEADLINES, WEEKDAYS
from pipeline.normalise.schedules.scan import scanned
from pipeline.normalise.schedules.stretches import STRETCHES
from pipeline.normalise.schedules.values import Node

_WORDS_AND_CLOCKS = (BADGES, COMPANY, RHYTHMS, MEASURES, CLOCKS, HALVES)
_HOURS_AND_DAYS = (HOURS, MORE_HOURS, ROLES, DATES, MONTHS, STRETCHES, WEEKDAYS, DEADLINES)


def nodes(text: str, *, month_first: bool = False) -> list[Node]:
    """Everything that `text` says of time, with the words and marks between."""
    found = signed(scanned(text, month_first=month_first))
    for table in _WORDS_AND_CLOCKS:
        found = table(found)
    found = found._replace(nodes=in_twelve_hours(found.nodes, text, is_english=month_first))
    for table in _HOURS_AND_DAYS:
        found = table(found)
    return found.nodes
