"""A schedule expanded in a window: rules, dates, exceptions and overrides of RFC 5545 §3.8.4.4 and §3.8.5."""

from collections import deque
from collections.abc import Iterable
from datetime import date, datetime
from itertools import islice

from pipeline.occurrences.asked import Asked, asked
from pipeline.occurrences.instance import Expansion, Instance
from pipeline.occurrences.overriding import instances, moved_instances
from pipeline.recurrence import Budget, OutOfSteps
from schemas.errors import UnreadableText
from schemas.schedule import Schedule, Slot


def expand(
    schedule: Schedule,
    *,
    start: date | datetime,
    end: date | datetime,
    budget: Budget | None = None,
    most: int | None = None,
) -> Expansion:
    """The instances of `schedule` that overlap the window from `start`, inclusive, to `end`, exclusive.

    One instance per recurrence_id: where two slots give the same start, the printed one goes before that of a rule.
    Cancelled instances are among them. With `most`, only the first so many. A rule that cannot be read gives its
    printed dates, a spent `budget` what was found so far; `truncated` says so. Raises UnknownZone.
    """
    budget = budget or Budget()
    budget.next_schedule()
    question = asked(schedule, start, end, budget)
    found: dict[str, Instance] = {}
    _keep(moved_instances(question), found)
    troubles = [_trouble(slot, question, found, most) for slot in sorted(schedule.slots, key=_is_by_rule)]
    ordered = sorted(found.values(), key=_by_start)
    return Expansion(
        instances=tuple(ordered[:most]), truncated="; ".join(dict.fromkeys(filter(None, troubles)))[:300] or None
    )


def _by_start(instance: Instance) -> tuple[str, str]:
    """By wall clock, which within one zone is by instant; a whole day goes before its times."""
    return instance.start.isoformat()[:19], instance.recurrence_id


def _is_by_rule(slot: Slot) -> bool:
    return slot.rrule is not None


def _trouble(slot: Slot, question: Asked, found: dict[str, Instance], most: int | None) -> str | None:
    """Adds the instances of `slot` to what is found; says what is missing."""
    try:
        _keep(instances(slot, question), found, most)
    except OutOfSteps as spent:
        return f"too many recurrences, the later ones are left out: {(slot.rrule or 'dates')[:80]} ({spent})"
    except UnreadableText as unreadable:
        return f"only the printed dates: {unreadable}"
    return None


def _keep(more: Iterable[Instance], found: dict[str, Instance], most: int | None = None) -> None:
    """Adds what is not found yet, at most so many; takes no more from `more` than that needs."""
    new = (instance for instance in more if found.setdefault(instance.recurrence_id, instance) is instance)
    deque(islice(new, most), maxlen=0)
