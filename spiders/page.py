"""A fetched page, and what a reader takes from it: the seam that every reader plugs into."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Protocol

from selectolax.lexbor import LexborHTMLParser

from schemas.errors import UnreadableText
from schemas.health import Problem
from schemas.listing import Listing
from schemas.source import Selectors
from schemas.zones import DEFAULT_TZID
from spiders.text import decoded, hard_to_parse


@dataclass(frozen=True)
class Page:
    """One answer of a web server, whole. `url` is the address that answered, after redirects.

    `known` holds the listings of the last visit to this address by fingerprint: what a reader recognises there by
    fingerprint it need not read again. `tzid` is the zone of times that state none, where a format needs one.
    `selectors` are those of its source file.
    """

    source_id: str
    url: str
    body: bytes
    fetched_at: datetime
    content_type: str = ""
    tzid: str = DEFAULT_TZID
    known: Mapping[str, Listing] = field(default_factory=dict)
    selectors: Selectors | None = None

    @cached_property
    def folded(self) -> bytes:
        """The body with small letters only, for readers that look for their signs in it."""
        return self.body.lower()

    @cached_property
    def tree(self) -> LexborHTMLParser:
        """The page as a tree, in the charset that it is in, parsed once for all readers.

        Raises UnreadableText where that would take too long: 200,000 nested elements take lexbor 41 seconds.
        """
        if trouble := hard_to_parse(self.body):
            raise UnreadableText(trouble)
        try:
            self.body.decode()
        except UnicodeDecodeError:  # the parser takes all bytes for UTF-8
            return LexborHTMLParser(decoded(self.body, self.content_type))
        return LexborHTMLParser(self.body)


@dataclass(frozen=True)
class Reading:
    """What one reader found: listings as printed, pages to follow, and what could not be read."""

    listings: tuple[Listing, ...] = ()
    links: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


class Reader(Protocol):
    """A format. `name` stands in listings and source files; `version` grows when its answers change."""

    @property
    def name(self) -> str: ...

    @property
    def version(self) -> int: ...

    def recognises(self, page: Page) -> bool:
        """Whether `read` could find something; cheap, on the bytes, never on the content type."""

    def read(self, page: Page) -> Reading:
        """The listings of `page`. Pure; raises nothing: what cannot be read is a problem in the answer."""
