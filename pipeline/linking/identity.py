"""Which id an activity bears: kept while any of its listings is there, never made of title or time. Pure."""

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b


@dataclass(frozen=True, slots=True)
class Holder:
    """A unit before it gets its id. `lead` is its first listing, seen first at `since`, an ISO 8601 text.

    `held` are the ids that its listings bear until now, the oldest first; none: they are new. `absent_runs`: complete
    visits since one of its listings was seen, 0 while one is there.
    """

    unit: int
    source_id: str
    lead: str
    since: str
    held: tuple[str, ...] = ()
    absent_runs: int = 0

    @property
    def age(self) -> tuple[str, str, str]:
        """Smaller for whom was here first."""
        return self.since, self.source_id, self.lead


@dataclass
class Naming:
    """`ids` by unit; `merged`: which id stands for which from now on; `revived`: aliases that are ids again."""

    ids: dict[int, str] = field(default_factory=dict)
    merged: dict[str, str] = field(default_factory=dict)
    revived: list[str] = field(default_factory=list)


def name(clusters: Iterable[Sequence[Holder]], *, is_taken: Callable[[str], bool], aliases: Container[str]) -> Naming:
    """An id for each cluster: that of its oldest member that has one and does not go with an older one elsewhere.

    Where a cluster brings several ids together, the oldest stays and the others become aliases. Where one parts, the
    part with the oldest listing keeps the id; the other takes its own of before, if that is an alias by now, or a new
    one. `is_taken` tells whether an activity bears an id; `aliases` are those that stand for another.
    """
    naming = Naming()
    groups = [sorted(cluster, key=lambda holder: holder.age) for cluster in clusters]
    groups.sort(key=lambda group: group[0].age)
    won = _won(groups)
    given = set(won)
    for number, group in enumerate(groups):
        mine = [one for one in dict.fromkeys(held for holder in group for held in holder.held) if won[one] == number]
        chosen = mine[0] if mine else _fresh(group[0], given, is_taken)
        given.add(chosen)
        if not mine and chosen in aliases:
            naming.revived.append(chosen)
        naming.merged |= dict.fromkeys(mine[1:], chosen)
        naming.ids |= dict.fromkeys((holder.unit for holder in group), chosen)
    return naming


def outlived(holders: Iterable[Holder]) -> dict[int, int]:
    """Unit → unit, for those no longer on their page where the same source prints their activity in another unit.

    Evenings that are over keep the place and the title that they had; the activity is where it is printed now.
    """
    alike: dict[tuple[str, str], list[Holder]] = defaultdict(list)
    for holder in holders:
        if holder.held:
            alike[holder.source_id, holder.held[0]].append(holder)
    found: dict[int, int] = {}
    for some in alike.values():
        last = min(some, key=lambda holder: (holder.absent_runs, holder.age))
        found |= {one.unit: last.unit for one in some if one.absent_runs > last.absent_runs}
    return found


def _won(groups: Sequence[Sequence[Holder]]) -> dict[str, int]:
    """Per id the number of the group that goes on under it."""
    oldest: dict[str, tuple[tuple[str, str, str], int]] = {}
    for number, group in enumerate(groups):
        for holder in group:
            for held in holder.held:
                oldest[held] = min(oldest.get(held, (holder.age, number)), (holder.age, number))
    return {held: number for held, (_, number) in oldest.items()}


def _fresh(first: Holder, given: Container[str], is_taken: Callable[[str], bool]) -> str:
    for attempt in range(1_000):
        one = minted(first.source_id, first.lead, attempt)
        if one not in given and not is_taken(one):
            return one
    raise AssertionError(f"1,000 ids for {first.source_id} {first.lead} are all taken")


def minted(source_id: str, key: str, attempt: int = 0) -> str:
    """A new id: opaque, and the same again when a database is built anew from the same listings in the same order."""
    mark = f"{source_id}\0{key}\0{attempt or ''}"
    return blake2b(mark.encode(), digest_size=8).hexdigest()
