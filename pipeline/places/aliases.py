"""Venues by the names that people give them: a table that grows by judgement, and those that source files declare."""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import msgspec

from pipeline.normalise.place import split_address
from pipeline.places.names import slug
from schemas.errors import BruggenError
from schemas.place import Place
from schemas.record import Record
from schemas.source import Source

OWN_TABLE = Path(__file__).with_name("aliases.toml")


class Alias(Record):
    """The names of a venue within a municipality (its slug), the place that they mean, and what that rests on."""

    municipality: str
    names: tuple[str, ...]
    place: Place
    why: str


class _Table(Record):
    venue: tuple[Alias, ...] = ()


def aliases(path: Path = OWN_TABLE) -> tuple[Alias, ...]:
    """The venues of a table, in its order. Raises BruggenError where it says something else than venues."""
    try:
        return msgspec.toml.decode(path.read_bytes(), type=_Table).venue
    except (OSError, msgspec.MsgspecError) as error:
        raise BruggenError(f"{path}: no table of venues: {error}") from error


def declared(sources: Iterable[Source], known: Iterable[Alias]) -> tuple[Alias, ...]:
    """The venues of source files that have an address, by their names; what names two places is left out.

    The names of `known` venues are left to those.
    """
    taken = set(named(known))
    places: dict[tuple[str, str], set[Place]] = defaultdict(set)
    for source in sources:
        venue = split_address(source.place) if source.place else Place()
        key = (slug(source.municipality), slug(venue.name or ""))
        if key[1] and key not in taken and (venue.street or venue.postcode):
            places[key].add(msgspec.structs.replace(venue, room=None, address=None))
    return tuple(
        Alias(municipality=municipality, names=(), place=one, why="declared by a source")
        for (municipality, _), (one, *others) in places.items()
        if not others
    )


def named(found: Iterable[Alias]) -> dict[tuple[str, str], Place]:
    """The places by the slugs of municipality and name. Raises BruggenError where one name means two places."""
    places: dict[tuple[str, str], Place] = {}
    for alias in found:
        for name in {slug(name) for name in (*alias.names, alias.place.name or "") if slug(name)}:
            key = (slug(alias.municipality), name)
            if places.setdefault(key, alias.place) != alias.place:
                raise BruggenError(f"venues of {alias.municipality}: {name!r} means two places, expected one")
    return places
