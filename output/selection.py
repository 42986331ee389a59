"""What of an edition is published where: the same choice for feeds, dataset and pages."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from msgspec.structs import replace

from output.clocks import on_dutch_clocks
from schemas.activity import Activity, Occurrence
from schemas.change import Edition
from schemas.schedule import Status
from schemas.zones import DEFAULT_TZID

CANCELLED_KEPT_DAYS = 30
FEED_PAST_DAYS = 7
DATASET_DAYS = 90


@dataclass(frozen=True)
class Offer:
    """An activity that people may count on, or must hear is cancelled, with its occurrences by start."""

    activity: Activity
    occurrences: tuple[Occurrence, ...]


def offers(edition: Edition) -> tuple[Offer, ...]:
    """The activities on offer, in the order of their ids: not gone, not over for more than a
    week, and not cancelled for long.
    """
    by_activity = {
        activity_id: _union(group)
        for activity_id, group in groupby(
            sorted(edition.occurrences, key=lambda one: one.activity_id), key=lambda one: one.activity_id
        )
    }
    found = (Offer(one, _as_read_here(one, by_activity.get(one.id, ()))) for one in edition.activities)
    as_of = date.fromisoformat(edition.as_of)
    return tuple(sorted((one for one in found if _is_on_offer(one, as_of)), key=lambda one: one.activity.id))


def _union(occurrences: Iterable[Occurrence]) -> tuple[Occurrence, ...]:
    """By start; what two slots give at one moment happens once."""
    found: dict[str, Occurrence] = {}
    for one in sorted(occurrences, key=lambda one: (one.start, one.recurrence_id, one.end or "")):
        found.setdefault(one.recurrence_id, one)
    return tuple(found.values())


def _as_read_here(activity: Activity, occurrences: tuple[Occurrence, ...]) -> tuple[Occurrence, ...]:
    """The same moments as people here read them, where the schedule is kept by other clocks; many are in UTC."""
    if activity.schedule.tzid in {None, DEFAULT_TZID}:
        return occurrences
    return tuple(
        one if one.all_day else replace(one, start=on_dutch_clocks(one.start), end=one.end and on_dutch_clocks(one.end))
        for one in occurrences
    )


def _is_on_offer(offer: Offer, as_of: date) -> bool:
    activity = offer.activity
    if activity.status is Status.CANCELLED:
        return activity.last_changed_at.date() >= as_of - timedelta(days=CANCELLED_KEPT_DAYS)
    return activity.status is not Status.GONE and bool(offer.occurrences)


def coming(offer: Offer, *, as_of: date, days: int) -> Iterator[Occurrence]:
    """The occurrences of `offer` on `as_of` and the following days, `days` in all; also those still going on."""
    first, last = as_of.isoformat(), (as_of + timedelta(days=days)).isoformat()
    for one in offer.occurrences:
        if one.start[:10] < last and (one.start[:10] >= first or (one.end or "")[:10] > first):
            yield one
