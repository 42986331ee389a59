"""What was found where on one site, and which of it is read."""

from typing import Annotated

from msgspec import Meta

from schemas.record import Instant, Record, Url


class Found(Record):
    """One address at which activities were read when the site was looked through.

    `reader` names the readers that found them; `why` says what pointed to the address; `activities` counts what
    differs by title. `more_pages`: pages that it lists and that were not looked at one by one.
    """

    url: Url
    reader: str
    why: str
    activities: Annotated[int, Meta(ge=0)]
    more_pages: Annotated[int, Meta(ge=0)] = 0


class Discovery(Record):
    """The ways in which a site can be read, best first; each is a set of addresses that are read together.

    `in_use` tells the way that is taken; an empty `ways`: the declared page is as good as anything found.
    `switched`: why the way in use is not the one of before, in words for the operator.
    """

    found_at: Instant
    ways: tuple[tuple[Found, ...], ...] = ()
    in_use: Annotated[int, Meta(ge=0)] = 0
    looked_at: int = 0
    switched: str | None = None

    @property
    def way(self) -> tuple[Found, ...]:
        """What is read now; empty: the declared page."""
        return self.ways[self.in_use] if self.in_use < len(self.ways) else ()
