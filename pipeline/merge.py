"""One activity out of the listings that announce it: field by field, with where each came from. Pure."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pipeline.normalise.place import known_place
from schemas.activity import Activity, Contribution, Organisation
from schemas.facets import Facets
from schemas.listing import Listing
from schemas.schedule import Status
from schemas.source import Source
from schemas.vocabulary import Basis, Rights

# Best first: a format that was made for events is seldom wrong about them.
_FIDELITY = ("ical", "json-ld", "microdata")
_PLAIN_FIELDS = ("title", "url", "schedule", "attendance_mode", "join_url", "status")


@dataclass(frozen=True)
class Voice:
    """One listing, normalised, with who said it and since when. `absent_runs`: complete visits without it."""

    listing: Listing
    source: Source
    first_seen_at: datetime
    absent_runs: int

    @property
    def rank(self) -> tuple[Any, ...]:
        """Lower is believed first: who still says it, the organiser itself, the better format, the newer."""
        said = self.listing.organiser
        elsewhere = said is not None and slug(said) != slug(self.source.organisation)
        names = self.listing.reader
        fidelity = _FIDELITY.index(names) if names in _FIDELITY else len(_FIDELITY)
        return (self.absent_runs > 0, elsewhere, fidelity, -self.first_seen_at.timestamp(), self.source.id)


def merged(activity_id: str, voices: Sequence[Voice], *, first_seen_at: datetime, now: datetime) -> Activity:
    """The activity that `voices` (at least one) announce; its status is what they say, before any decision.

    Where no listing has an address of its own, the link leads to the page of the source.
    """
    ranked = sorted(voices, key=lambda voice: voice.rank)
    fields: dict[str, Any] = {}
    provenance: dict[str, str] = {}
    for voice in ranked:
        for name, value in _stated(voice).items():
            if value is not None and name not in fields:
                fields[name] = value
                provenance[name] = voice.source.id
    if "url" not in fields:
        fields["url"], provenance["url"] = ranked[0].source.url, ranked[0].source.id
    facets, basis = _facets(ranked, provenance)
    return Activity(
        id=activity_id,
        organisation=organisation(ranked[0].source),
        sources=tuple(_contribution(voice) for voice in ranked),
        first_seen_at=first_seen_at,
        last_seen_at=now,
        last_changed_at=now,
        rights=ranked[0].source.rights,
        basis=basis,
        provenance=dict(sorted(provenance.items())),
        **{"status": Status.SCHEDULED} | fields | facets,
    )


def organisation(source: Source) -> Organisation:
    """Who publishes at `source`; two sources of one organisation in one municipality share its id."""
    name = source.organisation
    return Organisation(
        id=f"{source.country}.{source.municipality}.{slug(name)}",
        name=name,
        municipality=source.municipality,
        url=source.url,
    )


def slug(name: str) -> str:
    """`name` in lower-case ASCII letters, digits and hyphens; never empty.

    >>> slug("Café 't Hoekje"), slug("مقهى")
    ('cafe-t-hoekje', 'x')
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain)) or "x"


def _stated(voice: Voice) -> dict[str, Any]:
    listing = voice.listing
    plain = {name: getattr(listing, name) for name in _PLAIN_FIELDS}
    place = known_place(listing.place) if listing.place else None
    description = listing.description if voice.source.rights is Rights.FULL else None
    return plain | {"place": place, "description": description}


def _facets(ranked: Sequence[Voice], provenance: dict[str, str]) -> tuple[dict[str, Any], dict[str, Basis]]:
    """The facets and what each rests on: what any listing states goes before what any organisation declares."""
    facets: dict[str, Any] = {}
    basis: dict[str, Basis] = {}
    stated = [(voice, voice.listing.facets, Basis.STATED) for voice in ranked]
    declared = [(voice, voice.source.defaults, Basis.ORGANISATION_DEFAULT) for voice in ranked]
    for voice, said, rests_on in stated + declared:
        for name in Facets.__struct_fields__:
            value = getattr(said, name, None)
            if value is not None and name not in facets:
                facets[name], basis[name], provenance[name] = value, rests_on, voice.source.id
    return facets, dict(sorted(basis.items()))


def _contribution(voice: Voice) -> Contribution:
    return Contribution(
        source_id=voice.source.id,
        listing_key=voice.listing.key,
        last_seen_at=voice.listing.fetched_at,
        url=voice.listing.url or voice.source.url,
    )
