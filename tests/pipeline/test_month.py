"""A month passes over made-up towns; what is published each day is held against the truth of `tests/truth/month.py`."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from pipeline.build import build
from pipeline.edition import edition
from pipeline.store import opened
from schemas.activity import Activity
from schemas.change import Edition
from schemas.schedule import Status
from tests.truth.month import Day, month

_AWAY = {Status.MISSING, Status.GONE}


@dataclass
class Published:
    """What was published on a day, beside what is true; `holders`: the published activities of each true one."""

    day: Day
    edition: Edition
    holders: dict[int, list[Activity]] = field(default_factory=lambda: defaultdict(list))
    numbers: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    def id_of(self, activity_id: str) -> str:
        """The id, or the one that stands for it by now."""
        aliases = {alias.id: alias.activity_id for alias in self.edition.aliases}
        return aliases.get(activity_id, activity_id)


@pytest.fixture(scope="module")
def days(tmp_path_factory: pytest.TempPathFactory) -> list[Published]:
    return list(_days(tmp_path_factory.mktemp("month")))


def _days(folder: Path) -> Iterator[Published]:
    known: dict[tuple[str, str], int] = {}
    with opened(folder / "bruggen.duckdb") as store:
        for day in month(seed=21, activities=40):
            build(store, day.staged, run_id=day.run_id, now=day.now)
            known |= day.activity_of
            yield _published(day, edition(store, as_of=day.now.date()), known)


def _published(day: Day, found: Edition, known: dict[tuple[str, str], int]) -> Published:
    published = Published(day, found)
    for activity in found.activities:
        for number in {known[one.source_id, one.listing_key] for one in activity.sources}:
            published.holders[number].append(activity)
            published.numbers[activity.id].add(number)
    return published


def test_no_activity_changes_its_id(days: list[Published]) -> None:
    first: dict[int, str] = {}
    changed = []
    for published in days:
        for number, holders in published.holders.items():
            own = first.setdefault(number, holders[0].id)
            if published.id_of(own) not in {activity.id for activity in holders}:
                changed.append((published.day.number, number, own))
    assert not changed


def test_nothing_is_reported_cancelled_that_nobody_cancelled(days: list[Published]) -> None:
    wrong = []
    for published in days:
        day, numbers = published.day, published.numbers
        off = {(activity, evening.isoformat()) for activity, evening in day.evenings_off}
        for one in published.edition.occurrences:
            of = numbers[one.activity_id]
            on = (one.recurrence_id or one.start)[:10]
            if one.status is Status.CANCELLED and not of & day.cancelled and not {(n, on) for n in of} & off:
                wrong.append((day.number, one.activity_id, one.start))
    assert not wrong


def test_every_cancellation_is_published_within_its_day(days: list[Published]) -> None:
    late = []
    for published in days:
        cancelled = {
            (number, (one.recurrence_id or one.start)[:10])
            for one in published.edition.occurrences
            if one.status is Status.CANCELLED
            for number in published.numbers[one.activity_id]
        }
        for event in published.day.events:
            whole = any(one.status is Status.CANCELLED for one in published.holders[event.activity])
            if event.kind == "cancelled" and not whole and event.activity not in {number for number, _ in cancelled}:
                late.append((published.day.number, event))
            if event.evening and (event.activity, event.evening.isoformat()) not in cancelled:
                late.append((published.day.number, event))
    assert not late


def test_nothing_of_a_broken_source_is_lost(days: list[Published]) -> None:
    lost = []
    for published in days:
        for (source_id, _), number in published.day.activity_of.items():
            if source_id in published.day.broken and number not in published.day.over:
                holders = published.holders[number]
                if not holders or all(one.status in _AWAY for one in holders):
                    lost.append((published.day.number, source_id, number))
    assert not lost
