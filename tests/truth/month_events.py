"""What may befall an activity in a month: each kind answers how its printings change, or None where it cannot be.

The organisation's own site changes on the day, an aggregator a day or two later, if at all.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import takewhile
from random import Random

from tests.truth.activities import titled, weekdays
from tests.truth.draft import Draft, a_place
from tests.truth.hard_negatives import moved
from tests.truth.when import shifted

Change = Callable[[Draft], None]
_MORNING, _MIDNIGHT = 7 * 60, 24 * 60


@dataclass(frozen=True)
class Event:
    """What befell an activity: `kind` is a key of `EVENTS`, "new" or "returned"; `evening`: the one day that is off."""

    kind: str
    activity: int
    evening: date | None = None


@dataclass(frozen=True)
class Planned:
    """How the own site changes on the day, how aggregators do later (None: they do not), and what it is for us."""

    own: Change
    aggregators: Change | None
    evening: date | None = None
    returns_after: int | None = None


Maker = Callable[[Random, list[Draft], list[Draft], date], Planned | None]
"""From the drafts of an activity, and those of others of its kind in its town, on a day."""


def _moved(rng: Random, drafts: list[Draft], rivals: list[Draft], today: date) -> Planned | None:
    """To another day of the week that no rival has, or to another hour on the same day."""
    old = drafts[0].when
    new = moved(rng, old) if rng.random() < 0.6 else shifted(old, minutes=rng.choice((-60, -30, 30, 60, 90)))
    if drafts[0].activity.needs or new.start < _MORNING or new.end >= _MIDNIGHT:
        return None
    if weekdays(new) & {day for rival in rivals for day in weekdays(rival.when)} or not any(new.days(today)):
        return None
    days, minutes = (new.first - old.first).days, new.start - old.start

    def change(draft: Draft) -> None:
        draft.when = shifted(draft.when, days=days, minutes=minutes)

    return Planned(change, change)


def _renamed(rng: Random, drafts: list[Draft], _rivals: list[Draft], _today: date) -> Planned | None:
    activity = drafts[0].activity
    if activity.needs or activity.mark:
        return None
    core = titled(rng.choice(activity.kind.others), activity.tail, "")

    def change(draft: Draft) -> None:
        draft.core = core

    return Planned(change, change)


def _place_changed(rng: Random, drafts: list[Draft], rivals: list[Draft], _today: date) -> Planned | None:
    """To another venue of its organisation, where no rival is."""
    activity = drafts[0].activity
    taken = [activity.venue, *(rival.activity.venue for rival in rivals)]
    others = [venue for venue in activity.organisation.venues if activity.venue and venue not in taken]
    if activity.needs or not others:
        return None
    place = a_place(rng, rng.choice(others), None)

    def change(draft: Draft) -> None:
        draft.place = draft.place and place

    return Planned(change, change)


def _cancelled(rng: Random, drafts: list[Draft], _rivals: list[Draft], _today: date) -> Planned | None:
    """All of it; where the format has a status, as often by the status as in the title."""
    how = rng.choice(("status", "title"))

    def change(draft: Draft) -> None:
        draft.called_off = how if _has_status(draft) else "title"

    return Planned(change, change if rng.random() < 0.6 or drafts[0].outlet.is_aggregator else None)


def _evening_cancelled(rng: Random, drafts: list[Draft], _rivals: list[Draft], today: date) -> Planned | None:
    """One of the evenings of the next three weeks, where the source prints evenings or knows exceptions to a rule."""
    own = drafts[0]
    near = list(takewhile(lambda day: day < today + timedelta(weeks=3), own.when.days(today)))
    if own.when.run == "single" or not near or own.when_form == "whole_day" or not (own.evenings or _has_status(own)):
        return None
    day = rng.choice(near[: own.evenings or None])
    how = rng.choice(("status", "status", "title"))

    def change(draft: Draft) -> None:
        draft.evenings_off[day] = how if _has_status(draft) else "title"

    return Planned(change, None, evening=day)


def _vanished(rng: Random, _drafts: list[Draft], _rivals: list[Draft], _today: date) -> Planned | None:
    """Nobody prints it any more, without a word; half of them come back after some days."""

    def change(draft: Draft) -> None:
        draft.is_shown = False

    return Planned(change, change, returns_after=rng.randint(1, 9) if rng.random() < 0.5 else None)


def _has_status(draft: Draft) -> bool:
    """Whether its site prints in a format that has a status: not prose, and not evenings in prose."""
    return draft.form != "prose" and not (draft.evenings and draft.outlet.is_plain)


EVENTS: dict[str, tuple[int, Maker]] = {
    "moved": (24, _moved),
    "renamed": (12, _renamed),
    "place_changed": (10, _place_changed),
    "cancelled": (14, _cancelled),
    "evening_cancelled": (16, _evening_cancelled),
    "vanished": (14, _vanished),
}
"""How often, beside its likes, and how."""
