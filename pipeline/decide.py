"""What happened to an activity since the last run, and why. Pure: nothing here knows of clocks or tables."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from schemas.activity import Activity
from schemas.change import Intent
from schemas.schedule import Status

MISSING_AFTER_RUNS = 2
"""Complete visits without a listing before we say that it is missing: one visit may meet a half-made page."""
GONE_AFTER = timedelta(days=30)
"""After so long unseen an activity leaves the feeds."""

# What a subscriber can notice. The rest (who else announces it, when we last saw it) may change silently. What a facet
# rests on is noticed with the facet: "meestal gratis" is not "gratis".
_NOTICED = tuple(
    name
    for name in Activity.__struct_fields__
    if name
    not in {
        "id",
        "sources",
        "first_seen_at",
        "last_seen_at",
        "last_changed_at",
        "sequence",
        "status",
        "basis",
        "provenance",
    }
)


@dataclass(frozen=True)
class Sighting:
    """What the last visits tell of one activity.

    `absent_runs`: complete visits in which no listing of it was seen, 0 when one was; `absent_since`: the first of
    them. `withdrawn`: its sources asked to be left out. `is_over`: it has no occurrence today or later.
    """

    absent_runs: int = 0
    absent_since: datetime | None = None
    withdrawn: bool = False
    is_over: bool = False


@dataclass(frozen=True)
class Decision:
    """What to write: the new status, the intent with its reason, and the names of the fields that differ."""

    status: Status
    intent: Intent
    reason: str
    fields: tuple[str, ...] = ()


def decide(had: Activity | None, saw: Activity, sighting: Sighting, *, now: datetime) -> Decision:
    """What became of an activity, from what we had, what its listings say, and how they were seen."""
    status, reason = _status(saw, sighting, now=now)
    first = saw.sources[0]
    if had is None:
        return Decision(status, Intent.NEW, f"first seen at {first.source_id}{_on_page(first.url)}")
    fields = tuple(name for name in _NOTICED if _differs(name, had, saw))
    if status is not had.status:
        intent = _intent(had.status, status)
        again = f" again; it was {had.status}" if intent is Intent.RESTORED else ""
        return Decision(status, intent, f"{reason}{again}", fields)
    source = _who_says("status", saw)
    if days := _cancelled(saw) - _cancelled(had):
        return Decision(status, Intent.CANCELLED, f"{source} cancels {', '.join(sorted(days))}", fields)
    if days := _cancelled(had) - _cancelled(saw):
        return Decision(status, Intent.RESTORED, f"{source} no longer cancels {', '.join(sorted(days))}", fields)
    if fields:
        return Decision(status, Intent.CHANGED, _what_changed(saw, fields), fields)
    return Decision(status, Intent.SAME, "nothing that a subscriber would notice")


def _differs(field: str, had: Activity, saw: Activity) -> bool:
    return getattr(had, field) != getattr(saw, field) or had.basis.get(field) != saw.basis.get(field)


def _what_changed(saw: Activity, fields: tuple[str, ...]) -> str:
    """Which source changed which fields: "nl.a.b changed title; nl.a.c changed place"."""
    by_source: dict[str, list[str]] = {}
    for name in fields:
        by_source.setdefault(_who_says(name, saw), []).append(name)
    return "; ".join(f"{source} changed {', '.join(names)}" for source, names in by_source.items())


def _who_says(field: str, saw: Activity) -> str:
    """The source of a field; of what no source states, the one that is believed first."""
    return saw.provenance.get(field, saw.sources[0].source_id)


def _on_page(url: str | None) -> str:
    return f", {url}" if url else ""


def _status(saw: Activity, sighting: Sighting, *, now: datetime) -> tuple[Status, str]:
    """The status and why. What a source says of it goes before what we conclude from silence, but for a long one."""
    source = saw.sources[0].source_id
    if sighting.withdrawn:
        return Status.GONE, f"{source} asked to be left out"
    if sighting.is_over:
        return Status.PAST, f"its last occurrence is over, as {_who_says('schedule', saw)} announced it"
    since = f"{sighting.absent_since:%Y-%m-%d}" if sighting.absent_since else ""
    if sighting.absent_since is not None and now - sighting.absent_since >= GONE_AFTER:
        return Status.GONE, f"not seen at {source} since {since}"
    if saw.status in {Status.CANCELLED, Status.POSTPONED}:
        said_by = _who_says("status", saw)
        page = next((one.url for one in saw.sources if one.source_id == said_by), None)
        return saw.status, f"{said_by} says that it is {saw.status}{_on_page(page)}"
    if sighting.absent_runs >= MISSING_AFTER_RUNS:
        return Status.MISSING, f"not seen at {source} in {sighting.absent_runs} complete visits, since {since}"
    return saw.status, f"{source} announces it"


_INTENTS: dict[Status, Intent] = {
    Status.CANCELLED: Intent.CANCELLED,
    Status.POSTPONED: Intent.POSTPONED,
    Status.MISSING: Intent.MISSING,
    Status.GONE: Intent.GONE,
    Status.PAST: Intent.PAST,
}
_AWAY = {Status.CANCELLED, Status.POSTPONED, Status.MISSING, Status.GONE, Status.PAST}


def _intent(before: Status, after: Status) -> Intent:
    if after in _INTENTS:
        return _INTENTS[after]
    return Intent.RESTORED if before in _AWAY else Intent.CHANGED


def _cancelled(activity: Activity) -> set[str]:
    """The starts of the single occurrences that its schedule cancels."""
    return {o.recurrence_id for o in activity.schedule.overrides if o.status is Status.CANCELLED}
