"""The truth for linking: towns full of activities, what their sites print of them, and which listings are one.

    from tests.truth.world import world
    w = world(seed=7, listings=20_000)
    w.listings                       what spiders would stage, in the order of source and key
    w.activity_of[source_id, key]    the number of the activity that a listing is of
    w.kinds_of[source_id, key]       in which ways it is printed otherwise; names in tables/kinds.toml
    w.hard_negatives                 activities that look alike and are not; a and b are numbers of activities

The same seed and size give the same world. Towns grow in number, not in size. Everything is decidable: no listing
loses what alone tells its activity from another, and of the printings of one activity none lost its title where
another lost its venue.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from random import Random

from schemas.listing import Listing
from schemas.source import Source
from tests.truth.activities import Mark, TrueActivity, marks_of, told_apart, town_activities
from tests.truth.draft import Draft
from tests.truth.hard_negatives import siblings
from tests.truth.printing import drafts
from tests.truth.printing import listings as printed
from tests.truth.towns import a_town, town_names

Key = tuple[str, str]
"""Source id and key of a listing."""

_TOWNS = 4
"""How many towns lie together in a region: an activity may have its like in another of them."""
_ACTIVITIES_OF_TOWN = 100
_LISTINGS_OF_ACTIVITY = 3
_SHARE_WITH_SIBLING = 0.16


@dataclass(frozen=True)
class HardNegative:
    """Two activities, by their numbers, that look alike and are not one; `kind` says why they look alike."""

    kind: str
    a: int
    b: int


@dataclass(frozen=True)
class World:
    """Sources with their listings, and the truth about them."""

    sources: tuple[Source, ...]
    listings: tuple[Listing, ...]
    activity_of: Mapping[Key, int]
    kinds_of: Mapping[Key, tuple[str, ...]]
    hard_negatives: tuple[HardNegative, ...]
    activities: Mapping[int, TrueActivity]

    @cached_property
    def source_of(self) -> Mapping[str, Source]:
        """The sources by their ids."""
        return {source.id: source for source in self.sources}


def world(seed: int, listings: int) -> World:
    """A world of exactly so many listings (up to about 350,000)."""
    found: list[tuple[Listing, tuple[str, ...], int]] = []
    activities: dict[int, TrueActivity] = {}
    negatives: list[HardNegative] = []
    regions = Regions(seed)
    while len(found) < listings:
        region = regions.next(activities=(listings - len(found)) // _LISTINGS_OF_ACTIVITY + 1)
        negatives += region.hard_negatives
        for number, (activity, its_drafts) in region.activities.items():
            activities[number] = activity
            found += [(one, tuple(draft.kinds), number) for draft in its_drafts for one in printed(draft)]
    return _world(found[:listings], activities, negatives)


@dataclass(frozen=True)
class Region:
    """Some towns: their activities by number, each with what is printed of it; siblings stand beside each other."""

    activities: dict[int, tuple[TrueActivity, list[Draft]]]
    hard_negatives: list[HardNegative]


class Regions:
    """The regions of a world, one after the other; each depends on its number alone, and on how much is asked for."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._names = iter(town_names(Random(f"{seed}")))  # noqa: S311 a world has to come out the same each time
        self._regions = 0
        self._activities = 0

    def next(self, *, activities: int) -> Region:
        """The next region, with about so many activities if that is less than a region has."""
        rng = Random(f"{self._seed}/{self._regions}")  # noqa: S311
        first_town = self._regions * _TOWNS
        towns = [a_town(rng, next(self._names), number=first_town + n) for n in range(_TOWNS)]
        each = min(_ACTIVITIES_OF_TOWN, activities // _TOWNS + 1)
        some, pairs = _region(rng, [town_activities(rng, town, _about(rng, each)) for town in towns])
        first = self._activities
        self._regions += 1
        self._activities += len(some)
        return Region(
            {first + n: (some[n], drafts(rng, some[n])) for n in _beside_siblings(len(some), pairs)},
            [HardNegative(kind, first + a, first + b) for kind, a, b in pairs],
        )


def _about(rng: Random, count: int) -> int:
    return round(count * rng.uniform(0.7, 1.3)) or 1


def _region(rng: Random, towns: list[list[TrueActivity]]) -> tuple[list[TrueActivity], list[tuple[str, int, int]]]:
    """The activities of some towns with siblings for some of them, and the pairs of siblings by position."""
    found = [activity for town in towns for activity in town]
    taken: set[Mark] = {mark for activity in found for mark in marks_of(activity)}
    pairs: list[tuple[str, int, int]] = []
    for number, activity in enumerate(found[:]):
        if rng.random() >= _SHARE_WITH_SIBLING:
            continue
        others = [town[0].town for town in towns if town and town[0].town is not activity.town]
        made = siblings(rng, activity, rng.choice(others)) if others else None
        if made is None or (new := marks_of(made[2]) - marks_of(activity)) & taken:
            continue
        taken |= new
        kind, found[number], sibling = made
        pairs.append((kind, number, len(found)))
        found.append(sibling)
    return told_apart(found), pairs


def _beside_siblings(count: int, pairs: list[tuple[str, int, int]]) -> list[int]:
    """The positions of activities, each sibling after its like: where a world is cut off, both are in it or none."""
    base = {b: a for _, a, b in pairs}
    return sorted(range(count), key=lambda number: (base.get(number, number), number))


def _world(
    found: list[tuple[Listing, tuple[str, ...], int]],
    activities: dict[int, TrueActivity],
    negatives: list[HardNegative],
) -> World:
    """What was found, put in order, and only what of the truth has listings."""
    found.sort(key=lambda one: (one[0].source_id, one[0].key))
    numbers = {number for _, _, number in found}
    sources = {
        outlet.source.id: outlet.source
        for number in numbers
        for outlet in (activities[number].organisation.site, *activities[number].town.aggregators)
    }
    used = {listing.source_id for listing, _, _ in found}
    return World(
        sources=tuple(sources[name] for name in sorted(used)),
        listings=tuple(listing for listing, _, _ in found),
        activity_of={(listing.source_id, listing.key): number for listing, _, number in found},
        kinds_of={(listing.source_id, listing.key): kinds for listing, kinds, _ in found},
        hard_negatives=tuple(one for one in negatives if one.a in numbers and one.b in numbers),
        activities={number: activities[number] for number in sorted(numbers)},
    )
