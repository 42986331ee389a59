"""What the open dataset holds where it differs from the records that travel between the stages."""

from typing import Annotated

from msgspec import Meta

from schemas.activity import Activity, Occurrence, Organisation
from schemas.change import Alias, Change
from schemas.health import Failure
from schemas.place import Latitude, Longitude, Precision
from schemas.record import Record, Url
from schemas.source import SourceId
from schemas.vocabulary import Rights

VERSION = "v1"
LICENSE = "https://creativecommons.org/publicdomain/zero/1.0/"


class PublishedSource(Record):
    """A source as published: who announces where, on what terms, and whether we can read it.

    Nothing here changes at every visit.
    """

    id: SourceId
    organisation: str
    url: Url
    rights: Rights
    license: Url
    texts: str
    listings: Annotated[int, Meta(ge=0)]
    failure: Failure | None = None
    opted_out: bool = False


class PublishedPlace(Record):
    """A venue, with the codes of CBS and what these areas are called. Rooms stand with the activities."""

    id: str
    name: str | None = None
    street: str | None = None
    postcode: str | None = None
    city: str | None = None
    gm_code: str | None = None
    wk_code: str | None = None
    bu_code: str | None = None
    gm_name: str | None = None
    wk_name: str | None = None
    bu_name: str | None = None
    lat: Latitude | None = None
    lon: Longitude | None = None
    precision: Precision | None = None


class Table(Record):
    """A table of the dataset. `schema` is the name of its schema; `key`: what tells two records apart, if anything."""

    name: str
    schema: str
    record: type[Record]
    key: tuple[str, ...]
    meaning: str


TABLES = (
    Table(
        name="activities",
        schema="activity",
        record=Activity,
        key=("id",),
        meaning="What is on: everything still to come, and what ended or was cancelled lately.",
    ),
    Table(
        name="occurrences",
        schema="occurrence",
        record=Occurrence,
        key=("activity_id", "recurrence_id"),
        meaning="Each time that something happens, for 90 days from the day of publishing.",
    ),
    Table(
        name="organisations",
        schema="organisation",
        record=Organisation,
        key=("id",),
        meaning="Who organises, as far as we read their sites.",
    ),
    Table(name="places", schema="place", record=PublishedPlace, key=("id",), meaning="Where activities are."),
    Table(
        name="sources",
        schema="source",
        record=PublishedSource,
        key=("id",),
        meaning="The sites that are read, with the rights to what they say.",
    ),
    Table(
        name="changes",
        schema="change",
        record=Change,
        key=(),
        meaning="The log of the last 60 days: what changed, when, and why. To follow changes, read changes/ instead.",
    ),
    Table(
        name="aliases",
        schema="alias",
        record=Alias,
        key=("id",),
        meaning="Ids that were published once and stand for another activity by now.",
    ),
)


class Publisher(Record):
    """Who publishes the dataset, and the page where that publisher is reached."""

    name: str = "Bruggen"
    url: Url | None = None
