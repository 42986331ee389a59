"""When a schedule happens: its occurrences in a window."""

from pipeline.occurrences.expand import expand
from pipeline.occurrences.instance import Expansion, Instance
from pipeline.recurrence import Budget

__all__ = ["Budget", "Expansion", "Instance", "expand"]
