"""What a person settled: whether two listings are one activity, and what a field of an activity is."""

from enum import StrEnum
from typing import Annotated, Any

from msgspec import Meta

from schemas.activity import ActivityId
from schemas.record import CalendarDay, Record
from schemas.source import SourceId


class Verdict(StrEnum):
    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


class ListingName(Record, order=True):
    """The listing of `key` at the source."""

    source_id: SourceId
    key: Annotated[str, Meta(min_length=1)]


class Judgement(Record):
    """A verdict on two listings. Which of them stands first says nothing."""

    verdict: Verdict
    one: ListingName
    other: ListingName
    by: str
    on: CalendarDay
    why: str = ""


class Lock(Record):
    """A field of an activity that a person settled, whatever sources say.

    `value` is as in the dataset; None: unknown.
    """

    activity_id: ActivityId
    field: str
    value: Any
    by: str
    on: CalendarDay
    why: str = ""
