"""Who says what of one activity, and who of them is believed first. Pure."""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from pipeline.normalise.facets import FoundFacets
from schemas.facets import Facets
from schemas.listing import Listing
from schemas.source import Source

# Best first: a format that was made for events is seldom wrong about them.
_FIDELITY = ("ical", "json-ld", "microdata")

NOTHING_FOUND = FoundFacets(facets=Facets())


@dataclass(frozen=True)
class Voice:
    """One listing, normalised, with who said it and since when. `absent_runs`: complete visits without it.

    `absent_since`: the first of them, once there were so many that it counts as missing. `found`: what its words say of
    facets.
    """

    listing: Listing
    source: Source
    first_seen_at: datetime
    absent_runs: int
    found: FoundFacets = NOTHING_FOUND
    absent_since: datetime | None = None

    def authority(self, named: Collection[str]) -> int:
        """0 for the organiser's own site, if others name it so; 1 if nothing tells; 2 for a site that repeats another.

        `named` are slugs of the organisers that others name, and hosts of websites that they lead to.
        """
        said = self.listing.organiser
        if (said is not None and slug(said) != slug(self.source.organisation)) or self._leads_elsewhere:
            return 2
        return 0 if slug(self.source.organisation) in named or _host(self.source.url) in named else 1

    @property
    def is_rule(self) -> bool:
        return self.listing.schedule is not None and any(slot.rrule for slot in self.listing.schedule.slots)

    def rank(self, named: Collection[str], *, is_alone: bool = False) -> tuple[Any, ...]:
        """Lower is believed first: who still says it, the organiser itself, the better format, the newer.

        `is_alone`: its source prints nothing else of the activity; one evening tells less than a series.
        """
        names = self.listing.reader
        fidelity = _FIDELITY.index(names) if names in _FIDELITY else len(_FIDELITY)
        return (
            self.absent_since is not None,
            self.authority(named),
            self.absent_runs > 0,
            is_alone and not self.is_rule,
            fidelity,
            -self.first_seen_at.timestamp(),
            self.source.id,
        )

    @property
    def _leads_elsewhere(self) -> bool:
        """Whether its page stands on another website than that of its source."""
        page = _host(self.listing.url)
        return bool(page) and page != _host(self.source.url)


def by_authority(voices: Iterable[Voice]) -> list[Voice]:
    """The voices, whom we believe first first."""
    some = list(voices)
    named = named_by(some)
    printed = Counter(voice.source.id for voice in some)
    return sorted(some, key=lambda voice: voice.rank(named, is_alone=printed[voice.source.id] == 1))


def named_by(voices: Collection[Voice]) -> frozenset[str]:
    """The organisers that sites which repeat others name, and the websites that they lead to."""
    repeating = [voice.listing for voice in voices if voice.authority(()) == 2]
    names = {slug(listing.organiser) for listing in repeating if listing.organiser}
    return frozenset(names | {_host(listing.url) for listing in repeating})


def _host(url: str | None) -> str:
    return (urlsplit(url or "").hostname or "").removeprefix("www.")


def slug(name: str) -> str:
    """`name` in lower-case ASCII letters, digits and hyphens; never empty.

    >>> slug("Café 't Hoekje"), slug("مقهى")
    ('cafe-t-hoekje', 'x')
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain)) or "x"
