"""`python -m tests.pipeline.lived_month`: months of made-up towns, built day by day and held against the truth.

What is held: ids stay, nothing is cancelled that nobody cancelled, every cancellation is published within its day, and
nothing of a broken source is lost; beyond that, nothing that is printed is published as missing, and nothing that
moved leaves a second activity behind.
"""

import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import click

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
    """What was published on a day, beside what is true.

    `holders`: the published activities of each true one; `numbers`: the true ones of each published one; `present`: by
    true activity and source the ids under which its listings of today are published.
    """

    day: Day
    edition: Edition
    known: dict[tuple[str, str], int]
    holders: dict[int, list[Activity]] = field(default_factory=lambda: defaultdict(list))
    numbers: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    present: dict[tuple[int, str], set[str]] = field(default_factory=lambda: defaultdict(set))

    def __post_init__(self) -> None:
        self._aliases = {alias.id: alias.activity_id for alias in self.edition.aliases}
        for activity in self.edition.activities:
            for one in activity.sources:
                number = self.known[one.source_id, one.listing_key]
                if number not in self.numbers[activity.id]:
                    self.holders[number].append(activity)
                self.numbers[activity.id].add(number)
                if (one.source_id, one.listing_key) in self.day.activity_of:
                    self.present[number, one.source_id].add(activity.id)

    def id_of(self, activity_id: str) -> str:
        """The id, or the one that stands for it by now."""
        return self._aliases.get(activity_id, activity_id)

    def cancelled(self) -> set[tuple[int, str]]:
        """The true activities with the days of theirs that are published as cancelled."""
        return {
            (number, (one.recurrence_id or one.start)[:10])
            for one in self.edition.occurrences
            if one.status is Status.CANCELLED
            for number in self.numbers[one.activity_id]
        }


def lived(folder: Path, *, seed: int, activities: int) -> Iterator[Published]:
    """The days of a month, each as it was published."""
    known: dict[tuple[str, str], int] = {}
    with opened(folder / "bruggen.duckdb") as store:
        for day in month(seed=seed, activities=activities):
            build(store, day.staged, run_id=day.run_id, now=day.now)
            known |= day.activity_of
            yield Published(day, edition(store, as_of=day.now.date()), dict(known))


def changed_ids(days: list[Published]) -> Iterator[str]:
    """Activities whose listings at one source are published under an id that they did not have the day before."""
    before: dict[tuple[int, str], set[str]] = {}
    for published in days:
        for (number, source_id), ids in published.present.items():
            held = {published.id_of(one) for one in before.get((number, source_id), ids)}
            if not ids <= held:
                yield f"day {published.day.number}: activity {number} at {source_id} was {held}, is {ids}"
            before[number, source_id] = ids


def wrongly_cancelled(days: list[Published]) -> Iterator[str]:
    """Occurrences published as cancelled that nobody cancelled."""
    for published in days:
        off = {(number, evening.isoformat()) for number, evening in published.day.evenings_off}
        for number, on in published.cancelled():
            if number not in published.day.cancelled and (number, on) not in off:
                yield f"day {published.day.number}: activity {number} on {on}"


def late_cancellations(days: list[Published]) -> Iterator[str]:
    """What somebody cancelled on a day and was not published as cancelled on that day."""
    for published in days:
        cancelled = published.cancelled()
        for event in published.day.events:
            whole = any(one.status is Status.CANCELLED for one in published.holders[event.activity])
            some = event.activity in {number for number, _ in cancelled}
            is_late = event.evening and (event.activity, event.evening.isoformat()) not in cancelled
            if is_late or (event.kind == "cancelled" and not whole and not some):
                yield f"day {published.day.number}: {event}"


def lost_of_the_broken(days: list[Published]) -> Iterator[str]:
    """What a broken source printed when it was whole, and is not published as on."""
    for published in days:
        for (source_id, _), number in published.day.activity_of.items():
            if source_id in published.day.broken and _is_away(published, number):
                yield f"day {published.day.number}: activity {number} at {source_id}"


def printed_and_away(days: list[Published]) -> Iterator[str]:
    """What stands on a page and is published as missing or gone, or not at all."""
    for published in days:
        for number in sorted(set(published.day.activity_of.values())):
            if _is_away(published, number):
                yield f"day {published.day.number}: activity {number}"


def ghosts(days: list[Published]) -> Iterator[str]:
    """Published activities without a listing that stands anywhere, while the activity is printed under another id."""
    for published in days:
        there = set(published.day.activity_of.values())
        present = {one for ids in published.present.values() for one in ids}
        for one in published.edition.activities:
            if one.id not in present and one.status is not Status.PAST and published.numbers[one.id] & there:
                yield f"day {published.day.number}: {one.id} ({one.title}), {one.status}"


def _is_away(published: Published, number: int) -> bool:
    holders = published.holders[number]
    return number not in published.day.over and all(one.status in _AWAY for one in holders)


LAWS: tuple[Callable[[list[Published]], Iterator[str]], ...] = (
    changed_ids,
    wrongly_cancelled,
    late_cancellations,
    lost_of_the_broken,
    printed_and_away,
    ghosts,
)


@click.command()
@click.argument("seeds", nargs=-1, type=int)
@click.option("--activities", default=70, show_default=True)
def main(seeds: tuple[int, ...], activities: int) -> None:
    """Print what broke which law, per seed."""
    for seed in seeds or (1, 2, 3, 4, 5):
        started = time.process_time()
        with tempfile.TemporaryDirectory() as folder:
            days = list(lived(Path(folder), seed=seed, activities=activities))
        events = Counter(event.kind for one in days for event in one.day.events)
        click.echo(f"seed {seed}: {activities} activities, {len(days)} days, {events.total()} events {dict(events)}")
        for law in LAWS:
            broken = list(law(days))
            click.echo(f"  {law.__name__}: {len(broken)}")
            for one in broken[:5]:
                click.echo(f"    {one}")
        click.echo(f"  {time.process_time() - started:.0f} s")


if __name__ == "__main__":
    main()
