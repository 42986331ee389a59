"""What we believe is on: the published records."""

from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

from schemas.facets import Facets, LanguageTag
from schemas.place import KnownPlace
from schemas.record import CalendarDay, Instant, Record, Url
from schemas.schedule import Schedule, Status
from schemas.source import SourceId
from schemas.vocabulary import AttendanceMode, Basis, Rights

ActivityId = Annotated[str, Meta(pattern=r"^[a-z0-9]+$", description="minted once, opaque")]


class Organisation(Record):
    """Who organises. `municipality` is the slug under which its feeds stand."""

    id: str
    name: str
    municipality: str
    url: Url | None = None


class Contribution(Record):
    """A listing that contributed to an activity, with the page that it stands on.

    `last_seen_at` is given to the day (midnight UTC), so that a second run on one day changes nothing.
    """

    source_id: SourceId
    listing_key: str
    last_seen_at: Instant
    url: Url | None = None


class Activity(Facets, kw_only=True):  # named again for mypy
    """One activity, with where each field and facet comes from.

    `basis` tells per facet what it rests on, `provenance` per field which source gave it. `text_language` is what title
    and description are written in; the languages that are spoken are a facet.
    `last_seen_at` is given to the day (midnight UTC).
    """

    id: ActivityId
    title: str
    organisation: Organisation
    schedule: Schedule
    status: Status
    sources: tuple[Contribution, ...]
    first_seen_at: Instant
    last_seen_at: Instant
    last_changed_at: Instant
    sequence: Annotated[int, Meta(ge=0, description="number of changes so far; RFC 5545 SEQUENCE")] = 0
    summary: str | None = None
    description: str | None = None
    text_language: LanguageTag | None = None
    url: Url | None = None
    attendance_mode: AttendanceMode | None = None
    join_url: Url | None = None
    place: KnownPlace | None = None
    rights: Rights = Rights.FACTS
    basis: dict[str, Basis] = msgspec.field(default_factory=dict)
    provenance: dict[str, SourceId] = msgspec.field(default_factory=dict)


class Trust(StrEnum):
    """Why we believe that an occurrence takes place."""

    SEEN = "seen"  # its date stands on the organiser's site
    RULE = "rule"  # it follows from the rule of its schedule
    NOT_RESEEN = "not_reseen"  # its listing was not on the site at the last healthy visits


class Occurrence(Record):
    """Once that an activity happens.

    `start` and `end` carry the offset of the schedule's zone, in what is published that of Europe/Amsterdam; for whole
    days they are dates, `end` exclusive.
    `recurrence_id` is the start that the schedule's rule gives: stable when the occurrence moves.
    `title` and `url` are set only where this occurrence bears others than its activity.
    """

    activity_id: ActivityId
    start: str
    recurrence_id: str
    all_day: bool
    status: Status
    trust: Trust
    end: str | None = None
    title: str | None = None
    url: Url | None = None
    last_seen_on: CalendarDay | None = None
