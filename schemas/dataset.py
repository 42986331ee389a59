"""What the open dataset holds where it differs from the records that travel between the stages."""

from typing import Annotated

from msgspec import Meta

from schemas.health import Failure
from schemas.record import Record, Url
from schemas.source import SourceId
from schemas.vocabulary import Rights

VERSION = "v1"
LICENSE = "https://creativecommons.org/publicdomain/zero/1.0/"


class PublishedSource(Record):
    """A source as published: who announces where, and whether we can read it. Nothing that changes at every visit."""

    id: SourceId
    organisation: str
    url: Url
    rights: Rights
    listings: Annotated[int, Meta(ge=0, description="listings that stand there now")]
    failure: Annotated[Failure | None, Meta(description="class of failure of the last visit")] = None
    opted_out: Annotated[bool, Meta(description="the organiser asked to be left out")] = False
