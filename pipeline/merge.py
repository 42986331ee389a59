"""One activity out of the listings that announce it: field by field, with where each came from. Pure."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any

import msgspec

from pipeline.linking.evenings import Single
from pipeline.linking.series import series
from pipeline.normalise.language import first_language
from pipeline.normalise.place import known_place
from pipeline.normalise.summary import summary
from pipeline.page_addresses import home_of, page_address, page_of
from pipeline.standing import standing_of
from pipeline.voices import Voice, by_authority, slug
from schemas.activity import Activity, Contribution, Organisation
from schemas.facets import Facets, Support
from schemas.listing import Listing
from schemas.place import KnownPlace, Place
from schemas.source import Source
from schemas.vocabulary import Audience, Basis, Rights

_PLAIN_FIELDS = ("title", "url", "schedule", "attendance_mode", "join_url")


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

    Where no listing has a page of its own, the link leads to that of the source, if that is one.
    """
    ranked = by_authority(voices)
    fields: dict[str, Any] = {}
    provenance: dict[str, str] = {}
    for voice in ranked:
        for name, value in _stated(voice, locate).items():
            if value is not None and name not in fields:
                fields[name] = value
                provenance[name] = voice.source.id
    fields |= _of_fold([voice for voice in ranked if voice.source.id == provenance["schedule"]], url=fields.get("url"))
    standing = standing_of(ranked, fields["schedule"], believed=provenance["schedule"])
    fields |= {"status": standing.status, "schedule": standing.schedule}
    if standing.source_id:
        provenance["status"] = standing.source_id
    if "url" not in fields and (page := page_of(ranked[0].source)):
        fields["url"], provenance["url"] = page, ranked[0].source.id
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
        **fields | facets,
    )
    return msgspec.structs.replace(activity, summary=summary_of(activity))


def _of_fold(fold: Sequence[Voice], *, url: str | None) -> dict[str, Any]:
    """What the listings of one source say together, who print one activity evening by evening."""
    if len(fold) == 1:
        return {}
    there = [voice.listing.title for voice in fold if not voice.absent_runs] or [voice.listing.title for voice in fold]
    title = max(there, key=there.count)
    return {"title": title, "schedule": series(map(_single, fold), title=title, url=url)}


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
        url=page_address(listing.url),
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
        url=home_of(source),
    )


def _stated(voice: Voice, locate: Locate) -> dict[str, Any]:
    listing = voice.listing
    plain = {name: getattr(listing, name) for name in _PLAIN_FIELDS}
    if plain["attendance_mode"] is None and voice.found.basis.get("attendance_mode") is Basis.STATED:
        plain["attendance_mode"] = voice.found.attendance_mode
    place = locate(listing.place, voice.source) if listing.place else None
    description = listing.description if voice.source.rights is Rights.FULL else None
    return plain | {"url": page_address(listing.url), "place": place, "description": description}


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
    if basis_of.get("support") is Basis.ORGANISATION_DEFAULT and _is_for_children(facets.get("audience")):
        facets["support"] = msgspec.structs.replace(facets["support"], childcare=None)
        if facets["support"] == Support():
            for known in (facets, basis_of, provenance):
                del known["support"]
    return facets, dict(sorted(basis_of.items()))


def _is_for_children(audience: tuple[Audience, ...] | None) -> bool:
    """Whether it is for children and nobody older than the young: that children may come along says nothing there."""
    groups = frozenset(audience or ())
    return Audience.CHILDREN in groups and groups <= {Audience.CHILDREN, Audience.YOUNG_PEOPLE}


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
