"""One activity out of the listings that announce it: field by field, with where each came from. Pure."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import msgspec

from pipeline.linking.evenings import Single
from pipeline.linking.series import series
from pipeline.normalise.facets import FoundFacets
from pipeline.normalise.language import first_language
from pipeline.normalise.place import known_place
from pipeline.normalise.summary import summary
from schemas.activity import Activity, Contribution, Organisation
from schemas.facets import Facets
from schemas.listing import Listing
from schemas.place import KnownPlace, Place
from schemas.schedule import Status
from schemas.source import Source
from schemas.vocabulary import Basis, Rights

# Best first: a format that was made for events is seldom wrong about them.
_FIDELITY = ("ical", "json-ld", "microdata")
_PLAIN_FIELDS = ("title", "url", "schedule", "attendance_mode", "join_url", "status")


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

    @property
    def rank(self) -> tuple[Any, ...]:
        """Lower is believed first: who still says it, the organiser itself, the better format, the newer."""
        said = self.listing.organiser
        elsewhere = (said is not None and slug(said) != slug(self.source.organisation)) or self._leads_elsewhere
        names = self.listing.reader
        fidelity = _FIDELITY.index(names) if names in _FIDELITY else len(_FIDELITY)
        return (self.absent_runs > 0, elsewhere, fidelity, -self.first_seen_at.timestamp(), self.source.id)

    @property
    def _leads_elsewhere(self) -> bool:
        """Whether its page stands on another website than that of its source."""
        page, site = (urlsplit(url or "").hostname or "" for url in (self.listing.url, self.source.url))
        return bool(page) and page.removeprefix("www.") != site.removeprefix("www.")


Locate = Callable[[Place, Source], KnownPlace]
"""A printed place of a source, with what is known of it."""


def _as_printed(place: Place, _source: Source) -> KnownPlace:
    return known_place(place)


def merged(
    activity_id: str,
    voices: Sequence[Voice],
    *,
    first_seen_at: datetime,
    now: datetime,
    locate: Locate = _as_printed,
) -> Activity:
    """The activity that `voices` (at least one) announce; its status is what they say, before any decision.

    Where no listing has an address of its own, the link leads to the page of the source.
    """
    ranked = sorted(voices, key=lambda voice: voice.rank)
    fields: dict[str, Any] = {}
    provenance: dict[str, str] = {}
    for voice in ranked:
        for name, value in _stated(voice, locate).items():
            if value is not None and name not in fields:
                fields[name] = value
                provenance[name] = voice.source.id
    fields |= _of_fold([voice for voice in ranked if voice.source.id == provenance["schedule"]])
    if "url" not in fields:
        fields["url"], provenance["url"] = ranked[0].source.url, ranked[0].source.id
    facets, basis = _facets(ranked, provenance)
    if found := _text_language(ranked[0].listing):
        fields["text_language"], basis["text_language"] = found
        provenance["text_language"] = ranked[0].source.id
    activity = Activity(
        id=activity_id,
        organisation=organisation(ranked[0].source),
        sources=tuple(_contribution(voice) for voice in ranked),
        first_seen_at=first_seen_at,
        last_seen_at=now,
        last_changed_at=now,
        rights=ranked[0].source.rights,
        basis=dict(sorted(basis.items())),
        provenance=dict(sorted(provenance.items())),
        **{"status": Status.SCHEDULED} | fields | facets,
    )
    return msgspec.structs.replace(activity, summary=summary_of(activity))


def _of_fold(fold: Sequence[Voice]) -> dict[str, Any]:
    """What the listings of one source say together, who print one activity evening by evening."""
    if len(fold) == 1:
        return {}
    titles = [voice.listing.title for voice in fold]
    title = max(titles, key=titles.count)
    statuses = {voice.listing.status for voice in fold}
    return {
        "title": title,
        "schedule": series(map(_single, fold), title=title),
        "status": statuses.pop() or Status.SCHEDULED if len(statuses) == 1 else Status.SCHEDULED,
    }


def _single(voice: Voice) -> Single:
    listing = voice.listing
    if listing.schedule is None:
        raise AssertionError(f"{listing.source_id} {listing.key}: a listing without a schedule is no voice")
    return Single(
        key=listing.key,
        title=listing.title,
        schedule=listing.schedule,
        status=listing.status,
        absent_since=voice.absent_since,
    )


_TOLD = {Basis.STATED, Basis.CONFIRMED}


def summary_of(activity: Activity) -> str | None:
    """Its facts in a few sentences: those that a source or a person states for this very activity."""
    facts = {name: value for name, value in _by_name(activity).items() if activity.basis.get(name) in _TOLD}
    return summary(Facets(**facts), place=activity.place, attendance_mode=activity.attendance_mode) or None


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


def _stated(voice: Voice, locate: Locate) -> dict[str, Any]:
    listing = voice.listing
    plain = {name: getattr(listing, name) for name in _PLAIN_FIELDS}
    if plain["attendance_mode"] is None and voice.found.basis.get("attendance_mode") is Basis.STATED:
        plain["attendance_mode"] = voice.found.attendance_mode
    place = locate(listing.place, voice.source) if listing.place else None
    description = listing.description if voice.source.rights is Rights.FULL else None
    return plain | {"place": place, "description": description}


def _text_language(listing: Listing) -> tuple[str, Basis] | None:
    """What a listing is written in, or first if in several, by its words, or else as its page says.

    Words go first because many pages say English of Dutch texts.
    """
    if told := first_language(f"{listing.title}\n\n{listing.description or ''}"):
        return told, Basis.INFERRED
    return (listing.language, Basis.STATED) if listing.language else None


def _facets(ranked: Sequence[Voice], provenance: dict[str, str]) -> tuple[dict[str, Any], dict[str, Basis]]:
    """The facets and what each rests on, best first: markup, words, what the source declares for all, a guess."""
    said = [(voice, facets, basis) for basis in _BASES for voice in ranked for facets in _said(voice, basis)]
    facets: dict[str, Any] = {}
    basis_of: dict[str, Basis] = {}
    for voice, some, basis in said:
        for name, value in some.items():
            if value is not None and name not in facets:
                facets[name], basis_of[name], provenance[name] = value, basis, voice.source.id
    return facets, dict(sorted(basis_of.items()))


_BASES = (Basis.STATED, Basis.ORGANISATION_DEFAULT, Basis.INFERRED)


def _said(voice: Voice, basis: Basis) -> Iterator[dict[str, Any]]:
    """The facets of one listing that rest on `basis`; markup goes before words."""
    if basis is Basis.ORGANISATION_DEFAULT:
        yield _by_name(voice.source.defaults)
    if basis is Basis.STATED:
        yield _by_name(voice.listing.facets)
    yield _by_name(voice.found.resting_on(basis))


def _by_name(facets: Facets | None) -> dict[str, Any]:
    return {name: getattr(facets, name) for name in Facets.__struct_fields__} if facets else {}


def _contribution(voice: Voice) -> Contribution:
    return Contribution(
        source_id=voice.source.id,
        listing_key=voice.listing.key,
        last_seen_at=voice.listing.fetched_at,
        url=voice.listing.url or voice.source.url,
    )
