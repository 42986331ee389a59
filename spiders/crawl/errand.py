"""What one crawl is sent out to do."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from schemas.health import Health
from schemas.listing import Listing
from schemas.source import Source
from spiders.crawl.politeness import Politeness


def _ignore(_: Health) -> None:
    """The progress that nobody watches."""


def says_when(listing: Listing, _source: Source, _now: datetime) -> bool:
    """Whether `listing` says when it is, for one who cannot read the words."""
    return listing.schedule is not None or bool(listing.when_text)


@dataclass(frozen=True)
class Errand:
    """The sources to visit, and all that the visits need from outside: place, time, limits.

    With `replay` (an archive or a directory of archives) every answer comes from there and nothing is archived.
    `announces` tells whether a listing announces something still to come: asked only to choose among the pages of a
    site, so that crawling needs nobody who interprets.
    """

    sources: tuple[Source, ...]
    var: Path
    run_id: str
    now: datetime
    politeness: Politeness = field(default_factory=Politeness)
    replay: Path | None = None
    progress: Callable[[Health], None] = _ignore
    announces: Callable[[Listing, Source, datetime], bool] = says_when
