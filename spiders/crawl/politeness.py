"""How politely a crawl behaves, and where it stops."""

from typing import Annotated

from msgspec import Meta

from schemas.record import Record
from schemas.source import SourceId

_Seconds = Annotated[float, Meta(ge=0)]
_Count = Annotated[int, Meta(ge=1)]


class Politeness(Record):
    """The limits of a crawl. Seconds are per host (host and port); a larger Crawl-delay in robots.txt wins.

    `allow_loopback` opens the addresses of this machine, and no other that is not public. `hosts_at_once` bounds
    memory and open connections: to each host goes one request at a time, whatever its value. `may_shrink` names the
    sources that may announce far fewer activities than before, by the word of a person.
    """

    delay_s: _Seconds = 1.0
    allow_loopback: bool = False
    timeout_s: _Seconds = 20.0
    max_bytes: _Count = 10_000_000
    max_pages: _Count = 200
    max_source_s: _Seconds = 600.0
    hosts_at_once: _Count = 128
    may_shrink: frozenset[SourceId] = frozenset()
    contact_url: str = "https://bruggen.example/crawler"

    @property
    def user_agent(self) -> str:
        """Who we are, and where an organiser can say that we should stay away."""
        return f"Bruggen/0.1 (+{self.contact_url})"
