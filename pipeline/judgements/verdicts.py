"""All judgements together: what follows from them for two listings, and where they contradict each other. Pure."""

from collections import defaultdict, deque
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from pipeline.judgements.locks import lock_value
from schemas.activity import ActivityId
from schemas.judgement import Judgement, ListingName, Lock, Verdict

Pair: TypeAlias = tuple[ListingName, ListingName]


def pair(one: ListingName, other: ListingName) -> Pair:
    """The two in their order, whichever was named first."""
    return (one, other) if one <= other else (other, one)


class Said(NamedTuple):
    """A judgement, with the file and table that it stands in."""

    judgement: Judgement
    where: str

    @property
    def pair(self) -> Pair:
        return pair(self.judgement.one, self.judgement.other)


@dataclass(frozen=True, slots=True)
class Judgements:
    """What is settled. `pairs` holds what was said of each pair, a firm word before an unsure one."""

    pairs: Mapping[Pair, Said] = field(default_factory=dict)
    locks: Mapping[ActivityId, tuple[Lock, ...]] = field(default_factory=dict)
    # The least name of all listings that are said to be one activity, for each of them.
    _least: Mapping[ListingName, ListingName] = field(default_factory=dict)
    _apart: frozenset[Pair] = frozenset()  # pairs of least names

    def of(self, verdict: Verdict) -> Iterator[Pair]:
        """The pairs of which exactly this was said, in the order of their names."""
        return (names for names, said in sorted(self.pairs.items()) if said.judgement.verdict is verdict)

    def verdict(self, one: ListingName, other: ListingName) -> Verdict | None:
        """What was said of the two, or follows: A is B and B is C, so A is C; A is B and B is not D, so A is not D."""
        first, second = self._least.get(one, one), self._least.get(other, other)
        if first == second:
            return Verdict.SAME
        if pair(first, second) in self._apart:
            return Verdict.DIFFERENT
        said = self.pairs.get(pair(one, other))
        return said.judgement.verdict if said else None


def together(said: Sequence[Said], locks: Iterable[Lock]) -> Judgements:
    """All of them together; `contradictions` found none."""
    pairs: dict[Pair, Said] = {}
    for one in said:
        if one.judgement.verdict is not Verdict.UNSURE or one.pair not in pairs:
            pairs[one.pair] = one
    least = _least_names(one.pair for one in pairs.values() if one.judgement.verdict is Verdict.SAME)
    apart = (names for names, one in pairs.items() if one.judgement.verdict is Verdict.DIFFERENT)
    by_activity: dict[ActivityId, dict[str, Lock]] = defaultdict(dict)
    for lock in locks:
        by_activity[lock.activity_id].setdefault(lock.field, lock)
    return Judgements(
        pairs=pairs,
        locks={activity_id: tuple(fields.values()) for activity_id, fields in by_activity.items()},
        _least=least,
        _apart=frozenset(pair(least.get(one, one), least.get(other, other)) for one, other in apart),
    )


def contradictions(said: Sequence[Said]) -> Iterator[str]:
    """Each judgement that two listings differ which others make the same, with the way that leads there."""
    links = _links(said)
    least = _least_names((one, other) for one, ways in links.items() for other in ways)
    for apart in said:
        one, other = apart.judgement.one, apart.judgement.other
        if apart.judgement.verdict is Verdict.DIFFERENT and least.get(one, one) == least.get(other, other):
            way = "; ".join(f"{step.where} says that {_told(step)}" for step in _way(one, other, links))
            yield f"{apart.where}: {_named(one)} and {_named(other)} are said to be different, but {way}"


def contradicting_locks(locks: Iterable[tuple[Lock, str]]) -> Iterator[str]:
    """Each lock that another lock of the same field of the same activity contradicts; `locks` with where they stand."""
    first: dict[tuple[ActivityId, str], tuple[Lock, str]] = {}
    for lock, where in locks:
        other, there = first.setdefault((lock.activity_id, lock.field), (lock, where))
        if lock_value(other) != lock_value(lock):
            yield (
                f"{where}: locks {lock.field} of {lock.activity_id} with {lock.value!r}, "
                f"but {there} with {other.value!r}; expected one value"
            )


def unknown(judgements: Judgements, known: Container[ListingName]) -> tuple[str, ...]:
    """A line for each judgement on a listing that is not `known`: it changes nothing, for now."""
    return tuple(
        f"{said.where}: no listing {_named(name)} is known; the judgement changes nothing"
        for _, said in sorted(judgements.pairs.items())
        for name in (said.judgement.one, said.judgement.other)
        if name not in known
    )


def unknown_locks(judgements: Judgements, known: Container[ActivityId]) -> tuple[str, ...]:
    """A line for each locked field of an activity that is not `known`: the lock changes nothing, for now."""
    return tuple(
        f"no activity {lock.activity_id} is known; the lock of its {lock.field} changes nothing"
        for _, locks in sorted(judgements.locks.items())
        for lock in locks
        if lock.activity_id not in known
    )


_Links: TypeAlias = Mapping[ListingName, Mapping[ListingName, Said]]


def _links(said: Iterable[Said]) -> _Links:
    """For each listing those that are said to be the same, with who says so."""
    links: dict[ListingName, dict[ListingName, Said]] = defaultdict(dict)
    for one in said:
        if one.judgement.verdict is Verdict.SAME:
            links[one.judgement.one][one.judgement.other] = one
            links[one.judgement.other][one.judgement.one] = one
    return links


def _way(start: ListingName, end: ListingName, links: _Links) -> list[Said]:
    """The fewest judgements that make the two one activity."""
    ways: dict[ListingName, list[Said]] = {start: []}
    queue = deque([start])
    while end not in ways:
        name = queue.popleft()
        for neighbour, said in links[name].items():
            if neighbour not in ways:
                ways[neighbour] = [*ways[name], said]
                queue.append(neighbour)
    return ways[end]


def _least_names(same: Iterable[Pair]) -> dict[ListingName, ListingName]:
    """The least name of the group, for every name in a group."""
    above: dict[ListingName, ListingName] = {}

    def least(name: ListingName) -> ListingName:
        while (higher := above.setdefault(name, name)) != name:
            above[name] = above[higher]
            name = above[name]
        return name

    for one, other in same:
        first, second = pair(least(one), least(other))
        above[second] = first
    return {name: least(name) for name in list(above)}


def _told(said: Said) -> str:
    return f"{_named(said.judgement.one)} is the same as {_named(said.judgement.other)}"


def _named(name: ListingName) -> str:
    return f"{name.source_id}#{name.key!r}"
