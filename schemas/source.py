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


Selector = Annotated[str, Meta(min_length=1, max_length=500, extra={"is_selector": True})]
"""A CSS selector, as far as lexbor knows them; `spiders/source_file.py` tries it."""


class Selectors(Record):
    """Where the activities stand on the pages of a source: CSS selectors, all but `record` looked for in a record."""

    record: Annotated[Selector, Meta(description="each activity on the page")]
    title: Annotated[Selector | None, Meta(description="what it is called; else found by its shape")] = None
    when: Annotated[Selector | None, Meta(description="all that says when; else the words of time are found")] = None
    place: Annotated[Selector | None, Meta(description="where it is; else found by its shape")] = None
    link: Annotated[Selector | None, Meta(description="the link to its page; else the first link")] = None
    description: Annotated[Selector | None, Meta(description="what is said of it; else all of the record")] = None


class Source(Record):
    """A source as declared. `id` comes from the file's path; everything else from its keys."""

    id: SourceId
    organisation: Annotated[str, Meta(min_length=1, description="the organisation that publishes here")]
    url: Annotated[Url, Meta(description="the page or calendar where the activities stand")]
    reader: Annotated[str | None, Meta(description="name of the one reader to use; else the ladder finds it")] = None
    pages: Annotated[tuple[Url, ...], Meta(description="further pages to read")] = ()
    selectors: Annotated[
        Selectors | None, Meta(description="where the activities stand, for pages that no reader reads rightly")
    ] = None
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
