"""A schedule and what is asked of it."""

from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from pipeline.occurrences.stretches import Stretch, stretches
from pipeline.occurrences.window import Window
from pipeline.recurrence import Budget
from schemas.schedule import Override, Schedule
from schemas.zones import zone


@dataclass(frozen=True, slots=True)
class Asked:
    """One expansion.

    `singles` are the overrides of one instance by recurrence_id, `singles_by_day` those by day.
    """

    schedule: Schedule
    window: Window
    budget: Budget
    singles: dict[str, Override]
    singles_by_day: dict[str, Override]
    stretches: tuple[Stretch, ...]

    @property
    def zone(self) -> tzinfo | None:
        return self.window.zone

    def override(self, name: str) -> Override | None:
        """The override of one instance; a day and a time on that day name the same instance."""
        if "T" not in name:
            return self.singles_by_day.get(name)
        return self.singles.get(name) or self.singles.get(name[:10])


def asked(schedule: Schedule, start: date | datetime, end: date | datetime, budget: Budget) -> Asked:
    """Raises UnknownZone."""
    singles = {o.recurrence_id: o for o in schedule.overrides if not o.this_and_future}
    return Asked(
        schedule=schedule,
        window=Window(start, end, zone(schedule.tzid) if schedule.tzid else None),
        budget=budget,
        singles=singles,
        singles_by_day={o.recurrence_id[:10]: o for o in singles.values()},
        stretches=stretches(schedule.overrides),
    )
