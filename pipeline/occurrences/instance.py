"""What expanding a schedule gives."""

from datetime import date, datetime

from schemas.record import LocalTime, Record, Url
from schemas.schedule import Status


class Instance(Record):
    """One time that a schedule happens.

    `start` and `end` are dates for whole days (`end` exclusive), aware where the schedule has a zone, else naive.
    `recurrence_id` is the start that the rule gives, also where an override moved the instance; `status`, `title`
    and `url` are those of an override.
    """

    start: date | datetime
    end: date | datetime | None
    recurrence_id: LocalTime
    status: Status | None = None
    title: str | None = None
    url: Url | None = None


class Expansion(Record):
    """Instances in order of start, then recurrence_id; `truncated` says what is missing, and why. None: nothing."""

    instances: tuple[Instance, ...]
    truncated: str | None = None
