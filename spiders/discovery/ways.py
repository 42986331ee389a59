"""From what was seen on a site to the ways in which it can be read, best first. Pure."""

import math
import re
from dataclasses import dataclass

from schemas.discovery import Found
from schemas.listing import Listing
from spiders.discovery.candidates import NAMED_TWICE, NEWS_FEED
from spiders.discovery.exploration import Exploration, Sight
from spiders.readers import LADDER

MOST_WAYS = 3
_MOST_TOGETHER = 12
_LEAST_TRUST = 0.4
_NO_WORD = re.compile(r"[\W_]+")
_TELLING = 6  # letters from which on a title within another one is the same activity
_BEST_LINK = 100  # the address given is worth more, for no words of it
_FEW = 100  # activities up to which longer titles are searched for shorter ones: the work grows with their square


@dataclass(frozen=True, eq=False)
class _Group:
    """A page with what it leads to, as addresses that can be read together."""

    found: tuple[Found, ...]
    marks: frozenset[str]
    trust: float
    score: int = 0


def ways(exploration: Exploration) -> tuple[tuple[Found, ...], ...]:
    """Sets of addresses that are to be read together; the first is the most complete for its trustworthiness.

    No address stands in two ways. Empty where nothing was found.
    """
    left = _groups(exploration)
    found: list[tuple[Found, ...]] = []
    while left and len(found) < MOST_WAYS:
        way = _cover(left)
        found.append(tuple(one for group in way for one in group.found))
        left = [group for group in left if group not in way]
    return tuple(found)


def trust_in(reader: str) -> float:
    """How much a reader is believed beside the others: 1 for the best rung of the ladder, least for the last.

    >>> trust_in("ical") > trust_in("microdata")
    True
    """
    heights = [height for height, rung in enumerate(LADDER) for name in reader.split("+") if name in rung]
    return 1 - (1 - _LEAST_TRUST) * min(heights, default=0) / max(1, len(LADDER) - 1)


def mark(listing: Listing) -> str:
    """What tells one activity from another on a site, whichever page prints it: the letters of its title."""
    return _NO_WORD.sub("", listing.title.casefold())


def _cover(groups: list[_Group]) -> list[_Group]:
    """The best group, and those that add enough to it."""
    way: list[_Group] = []
    covered = 0
    fresh = {group: group.marks for group in groups}
    while fresh and len(way) < _MOST_TOGETHER:
        best = max(fresh, key=lambda group: (len(fresh[group]) * group.trust, group.trust))
        added = fresh.pop(best)
        if way and len(added) < _wanted(best, covered):
            break
        way.append(best)
        covered += len(added)
        fresh = {group: _without(marks, added) for group, marks in fresh.items()}
    return way


def _without(marks: frozenset[str], known: frozenset[str]) -> frozenset[str]:
    """The marks that name something else than those known: neither the same, nor one within the other."""
    together = "\n".join(known)
    telling = [one for one in known if len(one) >= _TELLING] if len(known) <= _FEW else []
    return frozenset(
        mark
        for mark in marks
        if mark not in known
        and not (len(mark) >= _TELLING and mark in together)
        and not any(one in mark for one in telling)
    )


def _wanted(group: _Group, covered: int) -> int:
    """How many new activities make a further address worth a visit each night: the less trusted, the more."""
    is_sure = group.trust > 0.7 or NAMED_TWICE <= group.score <= _BEST_LINK
    return max(1 if is_sure else 2, math.ceil(covered * 0.1 / group.trust))


def _groups(exploration: Exploration) -> list[_Group]:
    pages = {sight.page.url: sight for sight in exploration.sights}
    together: dict[str, list[Sight]] = {}
    for sight in exploration.sights:
        if sight.announced:
            head = sight.lead.listed_by if sight.lead.listed_by in pages else sight.page.url
            together.setdefault(head or sight.page.url, []).append(sight)
    return [
        _directory(pages[url], sights, exploration) if url in exploration.directories else _group(pages[url], sights)
        for url, sights in together.items()
    ]


def _directory(head: Sight, sights: list[Sight], exploration: Exploration) -> _Group:
    """The pages that a directory leads to: those that announce, and with them those that were not looked at.

    The latter only where most of those that were looked at announce something.
    """
    entries = exploration.directories[head.page.url]
    seen = {sight.lead.candidate.url for sight in exploration.sights} | {
        miss.lead.candidate.url for miss in exploration.missed
    }
    good = {sight.lead.candidate.url: sight for sight in sights}
    looked_at = [url for url in entries if url in seen]
    others = [url for url in entries if url not in seen] if 2 * len(good) > len(looked_at) else []
    reader = sights[0].reader or ""
    why = f"listed by {head.page.url}"
    found = [
        Found(url=sight.page.url, reader=sight.reader or "", why=why, activities=len(set(map(mark, sight.announced))))
        for sight in good.values()
    ]
    return _Group(
        (*found, *(Found(url=url, reader=reader, why=why, activities=0) for url in others)),
        frozenset(mark(listing) for sight in sights for listing in sight.announced) | set(others),
        trust_in(reader),
    )


def _group(head: Sight, sights: list[Sight]) -> _Group:
    names = "+".join(dict.fromkeys(name for sight in sights for name in (sight.reader or "").split("+") if name))
    marks = frozenset(mark(listing) for sight in sights for listing in sight.announced)
    looked_at = sum(1 for sight in sights if sight is not head)
    left = set(head.reading.links) - {sight.lead.candidate.url for sight in sights} if looked_at else set()
    is_news = head.lead.candidate.kind == "xml" and head.lead.candidate.score <= NEWS_FEED
    found = Found(
        url=head.page.url,
        reader=names,
        why=head.lead.candidate.why,
        activities=len(marks) + len(left),
        more_pages=len(left),
    )
    return _Group(
        (found,),
        marks | left,
        trust_in(names) * (0.5 if is_news else 1),
        head.lead.candidate.score,
    )
