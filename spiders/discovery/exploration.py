"""What a look through a site saw: records that travel, without the crawler that made them."""

from dataclasses import dataclass, field

from schemas.health import Failure
from schemas.listing import Listing
from schemas.record import Record
from spiders.discovery.candidates import Candidate
from spiders.discovery.site_facts import SiteFacts
from spiders.page import Page, Reading


class Bounds(Record):
    """Where a look through a site ends."""

    pages: int = 14
    seconds: float = 40.0
    depth: int = 2


@dataclass(frozen=True)
class Lead:
    """An address to look at. `listed_by`: the page whose list leads there."""

    candidate: Candidate
    depth: int = 0
    listed_by: str | None = None


@dataclass(frozen=True)
class Sight:
    """A page that was looked at, and what was read there. `announced`: the listings that announce something."""

    lead: Lead
    page: Page
    reading: Reading = field(default_factory=Reading)
    reader: str | None = None
    announced: tuple[Listing, ...] = ()
    is_shell: bool = False


@dataclass(frozen=True)
class Missed:
    """An address that was looked at in vain, and why."""

    lead: Lead
    failure: Failure
    detail: str


@dataclass(frozen=True)
class Exploration:
    """All that a look through a site saw, in that order. `trouble`: why the front door stayed shut.

    `directories`: pages that announce nothing themselves, with the pages of single activities that they lead to.
    """

    start: str
    sights: tuple[Sight, ...] = ()
    missed: tuple[Missed, ...] = ()
    facts: SiteFacts = field(default_factory=SiteFacts)
    platforms: tuple[str, ...] = ()
    directories: dict[str, tuple[str, ...]] = field(default_factory=dict)
    unvisited: int = 0
    in_browser: bool = False
    trouble: Missed | None = None
