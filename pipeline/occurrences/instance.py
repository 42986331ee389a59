"""What expanding a schedule gives."""

from dataclasses import dataclass
from datetime import date, datetime

from schemas.record import LocalTime
from schemas.schedule import Status


@dataclass(frozen=True, slots=True)
class Instance:
    """One time that a schedule happens.

    `start` and `end` are dates for whole days (`end` exclusive), aware where the schedule has a zone, else naive.
    `recurrence_id` is the start that the rule gives, also where an override moved the instance; `status` and `title`
    are those of an override.
    """

    start: date | datetime
    end: date | datetime | None
    recurrence_id: LocalTime
    status: Status | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Expansion:
    """Instances in order of start, then recurrence_id; `truncated` says what is missing, and why. None: nothing."""

    instances: tuple[Instance, ...]
    truncated: str | None = None
