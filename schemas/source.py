"""Where one organisation announces its activities: one small TOML file."""

from typing import Annotated

from msgspec import Meta

from schemas.facets import Facets
from schemas.place import Place
from schemas.record import Record, Url
from schemas.vocabulary import Rights

SourceId = Annotated[
    str,
    Meta(
        pattern=r"^[a-z]{2}\.[a-z0-9-]+\.[a-z0-9-]+$",
        description="country.municipality.slug, from the path of the source file",
    ),
]


class Source(Record):
    """A source as declared. `id` comes from the file's path; everything else from its keys."""

    id: SourceId
    organisation: Annotated[str, Meta(min_length=1, description="the organisation that publishes here")]
    url: Annotated[Url, Meta(description="the page or calendar where the activities stand")]
    reader: Annotated[str | None, Meta(description="name of the one reader to use; else the ladder finds it")] = None
    pages: Annotated[tuple[Url, ...], Meta(description="further pages to read")] = ()
    place: Annotated[Place | None, Meta(description="venue where a listing states none")] = None
    rights: Annotated[Rights, Meta(description="what of the texts may be published")] = Rights.FACTS
    fewest: Annotated[int, Meta(ge=0, description="listings expected at least; fewer is a failure")] = 0
    defaults: Annotated[Facets | None, Meta(description="facets that hold for all activities here")] = None
    silent: Annotated[
        tuple[Annotated[int, Meta(ge=1, le=12)], ...],
        Meta(description="months (1 to 12) in which it is normal that nothing is announced"),
    ] = ()
    every: Annotated[int, Meta(ge=0, description="hours between two visits at least")] = 0
    browser: Annotated[bool, Meta(description="a browser has to fill the pages in; needs bruggen[browser]")] = False
    note: Annotated[str | None, Meta(description="for the next operator")] = None
    opted_out: Annotated[bool, Meta(description="the organiser asked to be left out")] = False

    @property
    def country(self) -> str:
        return self.id.split(".")[0]

    @property
    def municipality(self) -> str:
        """The slug of the municipality, as in the path of the source file."""
        return self.id.split(".")[1]
