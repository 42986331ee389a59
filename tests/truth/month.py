"""A simulated month: what sources stage day by day while the world changes, and what is true each day.

    for day in month(seed=1, activities=300):
        build(store, day.staged, run_id=day.run_id, now=day.now)
        ...                           # hold what is published against day.activity_of, day.cancelled, day.unseen …

Each day some three of a hundred activities change (`Event`): moved to another day or hour, renamed, moved to another
place, cancelled, one evening of them cancelled, vanished, returned, new. Keys change with the time where the source
builds them from it. Agendas of single evenings roll on: the evening that is over leaves, a later one enters. Some
sources are broken for a week; activities that stand there change in other months. Every activity keeps its number.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import blake2b
from random import Random

from schemas.health import Failure, Health, Outcome
from schemas.listing import Listing
from schemas.source import Source
from schemas.staged import StagedPage, StagedSource
from tests.truth.activities import TrueActivity
from tests.truth.draft import Draft
from tests.truth.month_events import EVENTS, Change, Event, Planned
from tests.truth.printing import FETCHED_AT, listings
from tests.truth.when import TODAY
from tests.truth.world import Key, Regions

_SHARE_A_DAY = 0.03
_SHARE_NEW = 0.1
_SHARE_BROKEN = 0.04
_BROKEN_FOR = 7
_LAG = (1, 1, 2)


@dataclass(frozen=True)
class Day:
    """One day: what is staged in the morning, and the truth about it.

    `staged`: every source, in the order of ids; a broken one with its last good pages, as crawling leaves them.
    `activity_of`: of each listing in `staged`. `events`: what sources print today for the first time.
    `cancelled`: activities that a source calls off, today or earlier; `evenings_off`: evenings likewise, by activity
    and local day. All else that is not seen was cancelled by nobody: `unseen` holds the activities that no source
    prints today and that are not over, `over` those whose last day is past, `broken` the sources that failed.
    """

    number: int
    run_id: str
    now: datetime
    staged: tuple[StagedSource, ...]
    activity_of: Mapping[Key, int]
    events: tuple[Event, ...]
    cancelled: frozenset[int]
    evenings_off: frozenset[tuple[int, date]]
    unseen: frozenset[int]
    over: frozenset[int]
    broken: frozenset[str]


def month(seed: int, *, activities: int, days: int = 30) -> Iterator[Day]:
    """The days of a month in a world of so many activities, of which a tenth enters in its course."""
    running = _Month(seed, activities=activities, days=days)
    for number in range(days):
        yield running.day(number)


class _Month:
    """The state of the world between two days."""

    def __init__(self, seed: int, *, activities: int, days: int) -> None:
        self._rng = Random(f"{seed}/month")  # noqa: S311 the same month each time
        self._drafts = _drafts(seed, activities)
        self._sources = _sources(self._drafts)
        self._broken = self._breakdowns(days)
        self._pending: dict[int, list[tuple[Change, Draft]]] = {}
        self._announced: dict[int, list[Event]] = {}
        self._good: dict[str, tuple[Listing, ...]] = {}
        self._numbers: dict[Key, int] = {}
        self._cancelled: set[int] = set()
        self._evenings_off: set[tuple[int, date]] = set()
        self._fresh = [number for number in self._drafts if self._rng.random() < _SHARE_NEW]
        for draft in (draft for number in self._fresh for draft in self._drafts[number]):
            draft.is_shown = False
        self._unchanged = [number for number in self._drafts if number not in self._fresh and self._may_change(number)]
        self._rng.shuffle(self._unchanged)

    def day(self, number: int) -> Day:
        """The world on the day of this number, from 0; to be asked for in order."""
        today = TODAY + timedelta(days=number)
        if number:
            for _ in range(max(1, round(_SHARE_A_DAY * len(self._drafts)))):
                self._happen(number, today)
        for change, draft in self._pending.pop(number, []):
            change(draft)
        return self._morning(number, today)

    def _happen(self, number: int, today: date) -> None:
        """One more event today: something new every eighth time, else a change to an activity that had none yet."""
        if self._fresh and self._rng.random() < 1 / 8:
            self._plan(number, self._fresh.pop(), "new", Planned(_show, _show))
            return
        (kind,) = self._rng.choices(list(EVENTS), [share for share, _ in EVENTS.values()])
        for activity in reversed(self._unchanged):
            drafts = self._drafts[activity]
            is_on = next(drafts[0].when.days(today), None) is not None
            planned = EVENTS[kind][1](self._rng, drafts, self._rivals(activity), today) if is_on else None
            if planned:
                self._unchanged.remove(activity)
                self._plan(number, activity, kind, planned)
                return

    def _rivals(self, activity: int) -> list[Draft]:
        """What is printed of the other activities of its kind in its town."""
        like = self._drafts[activity][0].activity
        return [
            draft
            for number, drafts in self._drafts.items()
            for draft in drafts
            if number != activity and draft.activity.kind is like.kind and draft.activity.town.name == like.town.name
        ]

    def _plan(self, number: int, activity: int, kind: str, planned: Planned) -> None:
        """Let it happen today at the first site and later at the others, and keep what is true of it."""
        first, *others = self._drafts[activity]
        self._at(number, planned.own, first)
        lags = [self._rng.choice(_LAG) for _ in others]
        for lag, draft in zip(lags, others, strict=True):
            if planned.aggregators:
                self._at(number + lag, planned.aggregators, draft)
        self._announced.setdefault(number, []).append(Event(kind, activity, planned.evening))
        if kind == "cancelled":
            self._cancelled.add(activity)
        if planned.evening:
            self._evenings_off.add((activity, planned.evening))
        if planned.returns_after:
            back = number + max(lags, default=0) + planned.returns_after
            self._plan(back, activity, "returned", Planned(_show, _show))

    def _at(self, number: int, change: Change, draft: Draft) -> None:
        self._pending.setdefault(number, []).append((change, draft))

    def _morning(self, number: int, today: date) -> Day:
        now = FETCHED_AT + timedelta(days=number)
        broken = frozenset(source_id for source_id, days in self._broken.items() if number in days)
        printed = self._print(today, broken)
        staged = tuple(
            _staged(self._sources[one], printed[one], run_id=f"day-{number:02}", now=now, is_broken=one in broken)
            for one in sorted(self._sources)
        )
        activity_of = {
            (one.source_id, one.key): self._numbers[one.source_id, one.key] for some in printed.values() for one in some
        }
        over = frozenset(activity for activity, drafts in self._drafts.items() if _is_over(drafts, today))
        known = frozenset(self._numbers.values())
        return Day(
            number=number,
            run_id=f"day-{number:02}",
            now=now,
            staged=staged,
            activity_of=activity_of,
            events=tuple(self._announced.pop(number, ())),
            cancelled=frozenset(self._cancelled),
            evenings_off=frozenset(self._evenings_off),
            unseen=known - frozenset(activity_of.values()) - over,
            over=over,
            broken=broken,
        )

    def _print(self, today: date, broken: frozenset[str]) -> dict[str, tuple[Listing, ...]]:
        """What each source shows today; a broken one what it showed last."""
        found: dict[str, list[Listing]] = {source_id: [] for source_id in self._sources}
        for activity, drafts in self._drafts.items():
            for draft in drafts:
                if draft.outlet.source.id not in broken:
                    for listing in listings(draft, today=today):
                        found[listing.source_id].append(listing)
                        self._numbers[listing.source_id, listing.key] = activity
        self._good |= {source_id: tuple(some) for source_id, some in found.items() if source_id not in broken}
        return dict(self._good)

    def _breakdowns(self, days: int) -> dict[str, range]:
        """The days on which some of the sources fail, a week each, after the first two days."""
        count = max(1, round(_SHARE_BROKEN * len(self._sources)))
        some = self._rng.sample(sorted(self._sources), count)
        starts = [self._rng.randint(2, max(2, days - _BROKEN_FOR - 2)) for _ in some]
        return {one: range(start, start + _BROKEN_FOR) for one, start in zip(some, starts, strict=True)}

    def _may_change(self, activity: int) -> bool:
        return all(draft.outlet.source.id not in self._broken for draft in self._drafts[activity])


def _drafts(seed: int, activities: int) -> dict[int, list[Draft]]:
    """The printings of so many activities, by their numbers; what was over before the first day is left out."""
    found: dict[int, list[Draft]] = {}
    regions = Regions(seed)
    while len(found) < activities:
        some: dict[int, tuple[TrueActivity, list[Draft]]] = regions.next(activities=activities - len(found)).activities
        found |= {number: drafts for number, (_, drafts) in some.items() if not _is_over(drafts, TODAY)}
    return dict(list(found.items())[:activities])


def _sources(drafts: Mapping[int, list[Draft]]) -> dict[str, Source]:
    outlets = (draft.outlet for some in drafts.values() for draft in some)
    return {outlet.source.id: outlet.source for outlet in outlets}


def _show(draft: Draft) -> None:
    draft.is_shown = True


def _is_over(drafts: list[Draft], today: date) -> bool:
    return all(next(draft.when.days(today), None) is None for draft in drafts)


def _staged(source: Source, some: tuple[Listing, ...], *, run_id: str, now: datetime, is_broken: bool) -> StagedSource:
    """What crawling leaves at rest after a visit."""
    visit = (Outcome.FAILED, Failure.SERVER_ERROR) if is_broken else (Outcome.OK, None)
    health = Health(
        source_id=source.id, run_id=run_id, outcome=visit[0], failure=visit[1], visited_at=now, listings=len(some)
    )
    body = blake2b("".join(one.fingerprint for one in some).encode(), digest_size=8).hexdigest()
    read_at = some[0].fetched_at if some else now
    return StagedSource(
        source=source,
        health=health,
        pages=(StagedPage(url=source.url, fetched_at=read_at, body_hash=body, listings=some),),
    )
