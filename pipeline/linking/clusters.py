"""Units grouped into activities: by the strongest links first, never against a contradiction. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """What is known of two units, `one` < `other`.

    `contradicts`: they cannot be one activity. `is_judged`: a person said that they are.
    """

    one: int
    other: int
    bits: float
    contradicts: bool = False
    is_judged: bool = False


def components(links: Iterable[Link]) -> list[list[int]]:
    """Units that hang together by `links`, each list and all lists in order."""
    leader: dict[int, int] = {}

    def root(unit: int) -> int:
        while (above := leader.setdefault(unit, unit)) != unit:
            leader[unit] = leader[above]
            unit = leader[unit]
        return unit

    for link in links:
        one, other = sorted((root(link.one), root(link.other)))
        leader[other] = one
    found = defaultdict(list)
    for unit in sorted(leader):
        found[root(unit)].append(unit)
    return sorted(found.values())


def clusters(units: Sequence[int], links: Iterable[Link], source_of: Mapping[int, str]) -> list[list[int]]:
    """The activities among `units`.

    Links are taken from the strongest on, of one strength in the order of their units. Two groups become one unless any
    two of their units contradict each other or come from one source; so a chain whose ends contradict is cut at its
    weakest link.
    """
    groups = {unit: [unit] for unit in units}
    known = {(link.one, link.other): link for link in links}
    for link in sorted(known.values(), key=lambda link: (-link.bits, link.one, link.other)):
        one, other = groups[link.one], groups[link.other]
        if link.contradicts or one is other or (not link.is_judged and _clash(one, other, known, source_of)):
            continue
        one += other
        for unit in other:
            groups[unit] = one
    return sorted({id(group): sorted(group) for group in groups.values()}.values())


def _clash(
    one: Sequence[int], other: Sequence[int], known: Mapping[tuple[int, int], Link], source_of: Mapping[int, str]
) -> bool:
    for a in one:
        for b in other:
            link = known.get((min(a, b), max(a, b)))
            if source_of[a] == source_of[b] or (link is not None and link.contradicts):
                return True
    return False
