"""What changed, and why: the records of the change log."""

from enum import StrEnum

import msgspec

from schemas.activity import Activity, ActivityId, Occurrence, Organisation
from schemas.health import Health
from schemas.place import AreaCode
from schemas.record import CalendarDay, Instant, Record
from schemas.source import Source, SourceId


class Intent(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    MISSING = "missing"
    GONE = "gone"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    RESTORED = "restored"
    PAST = "past"


class Change(Record):
    """One line of the change log. `fields` names what differs, for a changed activity; `source_id` is who says it."""

    activity_id: ActivityId
    run_id: str
    at: Instant
    intent: Intent
    reason: str
    fields: tuple[str, ...] = ()
    source_id: SourceId | None = None


class Alias(Record):
    """An id that was published once and now stands for another activity: the two turned out to be one."""

    id: ActivityId
    activity_id: ActivityId
    at: Instant
    reason: str


class SourceReport(Record):
    """A source with how its last visit went, as published."""

    source: Source
    health: Health | None
    listings: int


class Edition(Record):
    """All that one build hands to publishing, in the order of their ids. `as_of` is the day of the run.

    `left`: ids of organisations that were forgotten by the word of a person, and are declared no more.
    `changes`: the change log of the last 60 days, oldest first. `aliases`: ids that stand for an activity by now, each
    straight to one that is or was published. `areas`: official names of the municipalities, districts and
    neighbourhoods in which activities are, by their codes, as far as they are known.
    """

    as_of: CalendarDay
    activities: tuple[Activity, ...]
    occurrences: tuple[Occurrence, ...]
    organisations: tuple[Organisation, ...]
    sources: tuple[SourceReport, ...]
    left: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    aliases: tuple[Alias, ...] = ()
    areas: dict[AreaCode, str] = msgspec.field(default_factory=dict)
