"""How well clusters of listings agree with the truth; counted by contingency, never pair by pair.

`truth` gives the activity of each listing and `found` its cluster, both by any key; a listing that `found` leaves out
stands alone. Pairwise figures weigh an activity of many listings by its square; B-cubed (Bagga and Baldwin, 1998)
weighs each listing the same.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import comb

from tests.truth.words import KINDS
from tests.truth.world import HardNegative, Key, World

FOLDING = frozenset(one.name for one in KINDS.folding)
Clusters = Mapping[Key, Hashable]


@dataclass(frozen=True)
class Figures:
    """Precision and recall, each 1 where there was nothing to get wrong."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True)
class Part:
    """So many `of` all."""

    count: int
    of: int

    @property
    def share(self) -> float | None:
        """None: there are none."""
        return self.count / self.of if self.of else None


@dataclass(frozen=True)
class Score:
    """All that is said of one result. `recalled`: pairs of one activity that were found; `merged`: hard negatives."""

    pairwise: Figures
    b_cubed: Figures
    recalled: Mapping[str, Part]
    merged: Mapping[str, Part]


def score(world: World, found: Clusters) -> Score:
    """The figures of `found`; in `recalled` and `merged` also "all"."""
    return Score(
        pairwise=pairwise(world.activity_of, found),
        b_cubed=b_cubed(world.activity_of, found),
        recalled=recalled(world.activity_of, found, world.kinds_of),
        merged=wrongly_merged(world.activity_of, found, world.hard_negatives),
    )


def pairwise(truth: Mapping[Key, Hashable], found: Clusters) -> Figures:
    """Of the pairs put together, those that belong together; of those that do, those put together."""
    both, activities, clusters = _contingency(truth, found)
    right = _pairs(both.values())
    return Figures(_share(right, _pairs(clusters.values())), _share(right, _pairs(activities.values())))


def b_cubed(truth: Mapping[Key, Hashable], found: Clusters) -> Figures:
    """The mean over listings of how much of its cluster, and of its activity, is both."""
    both, activities, clusters = _contingency(truth, found)
    precision = sum(n * n / clusters[cluster] for (_, cluster), n in both.items())
    recall = sum(n * n / activities[activity] for (activity, _), n in both.items())
    return Figures(_share(precision, len(truth)), _share(recall, len(truth)))


def recalled(
    truth: Mapping[Key, Hashable], found: Clusters, kinds_of: Mapping[Key, Collection[str]]
) -> dict[str, Part]:
    """Per kind, the pairs of one activity of which a listing is of that kind, and how many of them were found.

    For a kind of folding the pairs within one source, for the others those across sources; "within_source" and
    "across_sources" are all of them.
    """
    count: Counter[str] = Counter()
    of: Counter[str] = Counter()
    for listings in _groups(truth, truth):
        of.update(dict(_pairs_of_kinds(listings, kinds_of)))
    for listings in _groups(truth, {key: (truth[key], found.get(key, key)) for key in truth}):
        count.update(dict(_pairs_of_kinds(listings, kinds_of)))
    return {kind: Part(count[kind], of[kind]) for kind in sorted(of)}


def wrongly_merged(
    truth: Mapping[Key, Hashable], found: Clusters, negatives: Iterable[HardNegative]
) -> dict[str, Part]:
    """Per kind and in "all", the hard negatives whose activities share a cluster."""
    clusters: dict[Hashable, set[Hashable]] = defaultdict(set)
    for key, activity in truth.items():
        clusters[activity].add(found.get(key, key))
    count: Counter[str] = Counter()
    of: Counter[str] = Counter()
    for one in negatives:
        merged = bool(clusters[one.a] & clusters[one.b])
        for kind in (one.kind, "all"):
            of[kind] += 1
            count[kind] += merged
    return {kind: Part(count[kind], of[kind]) for kind in sorted(of)}


def lines(result: Score) -> Iterator[str]:
    """The score as a table for people."""
    for name, figures in (("pairwise", result.pairwise), ("B-cubed", result.b_cubed)):
        yield f"{name:9} precision {figures.precision:.4f}  recall {figures.recall:.4f}  F1 {figures.f1:.4f}"
    for title, parts in (
        ("pairs found, per kind", result.recalled),
        ("hard negatives merged, per kind", result.merged),
    ):
        yield f"{title}:"
        for kind, part in parts.items():
            share = f"{part.share:8.2%}" if part.share is not None else "       -"
            yield f"  {kind:32} {share}  {part.count} of {part.of}"


def _contingency(
    truth: Mapping[Key, Hashable], found: Clusters
) -> tuple[Counter[tuple[Hashable, Hashable]], Counter[Hashable], Counter[Hashable]]:
    """Listings per activity and cluster, per activity, per cluster."""
    both = Counter((activity, found.get(key, key)) for key, activity in truth.items())
    activities: Counter[Hashable] = Counter()
    clusters: Counter[Hashable] = Counter()
    for (activity, cluster), n in both.items():
        activities[activity] += n
        clusters[cluster] += n
    return both, activities, clusters


def _groups(keys: Iterable[Key], group_of: Mapping[Key, Hashable]) -> Iterator[list[Key]]:
    """The keys that have one group, for each group of two or more."""
    groups: dict[Hashable, list[Key]] = defaultdict(list)
    for key in keys:
        groups[group_of[key]].append(key)
    return (group for group in groups.values() if len(group) > 1)


def _pairs_of_kinds(listings: list[Key], kinds_of: Mapping[Key, Collection[str]]) -> Iterator[tuple[str, int]]:
    """Per kind that these listings have, how many of their pairs count for it."""
    within, across = _pairs_by_source(listings)
    yield "within_source", within
    yield "across_sources", across
    for kind in {kind for key in listings for kind in kinds_of[key]}:
        rest_within, rest_across = _pairs_by_source([key for key in listings if kind not in kinds_of[key]])
        yield kind, within - rest_within if kind in FOLDING else across - rest_across


def _pairs_by_source(listings: list[Key]) -> tuple[int, int]:
    """How many pairs lie within one source, and how many across two."""
    within = _pairs(Counter(source_id for source_id, _ in listings).values())
    return within, comb(len(listings), 2) - within


def _pairs(sizes: Iterable[int]) -> int:
    return sum(comb(n, 2) for n in sizes)


def _share(count: float, of: float) -> float:
    return count / of if of else 1.0
