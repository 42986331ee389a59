"""Activities anew from their listings: merged, expanded, decided upon, and written with the change log."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property

import msgspec

from pipeline.conflicts import Conflict, conflicts
from pipeline.decide import Decision, Sighting, decide
from pipeline.hearing import Heard, hear
from pipeline.judgements import locked
from pipeline.merge import merged, summary_of
from pipeline.occurrence_rows import occurrence_rows
from pipeline.occurrences import Budget, Expansion, Instance, expand
from pipeline.places.aliases import aliases, declared
from pipeline.places.gazetteer import Gazetteer, gazetteer
from pipeline.places.geocoder import Geocoder
from pipeline.store import ActivityRow, ChangeRow, ListingRow, OccurrenceRow, SourceRow, Store, table_time
from schemas.activity import Activity
from schemas.change import Intent
from schemas.judgement import Lock
from schemas.listing import Listing
from schemas.place import KnownPlace, Place
from schemas.schedule import Status
from schemas.source import Source

WINDOW_BEFORE = timedelta(days=7)
WINDOW_AFTER = timedelta(days=120)
# No source costs more than a few seconds to expand, however many hostile rules it holds; 5,000 weekly series fit.
_STEPS_OF_A_SOURCE = 2_000_000
# More often than eight times a day is no meeting of neighbours.
_MOST_OCCURRENCES = 1_000
# How far ahead we look before we call an activity over.
_HORIZON = timedelta(days=5 * 366)

_activity = msgspec.json.Decoder(Activity)
_listing = msgspec.json.Decoder(Listing)
_source = msgspec.json.Decoder(Source)


@dataclass
class Settled:
    """What one batch of activities became: rows to write, how many of each intent, what was too much to expand."""

    activities: list[ActivityRow] = field(default_factory=list)
    occurrences: list[OccurrenceRow] = field(default_factory=list)
    changes: list[tuple[str, Decision]] = field(default_factory=list)
    truncated: dict[str, str] = field(default_factory=dict)


class Means:
    """What all batches of one build share: what expanding may cost per source, where places are, what is locked."""

    def __init__(self, store: Store, geocoder: Geocoder) -> None:
        self.budgets: dict[str, Budget] = defaultdict(lambda: Budget(_STEPS_OF_A_SOURCE))
        self.locks: dict[str, tuple[Lock, ...]] = {}
        self._store = store
        self._geocoder = geocoder

    @cached_property
    def _gazetteer(self) -> Gazetteer:
        judged = aliases()
        sources = (_source.decode(row.source) for row in self._store.rows(SourceRow))
        return gazetteer(self._store, (*judged, *declared(sources, judged)))

    def recognise(self, place: Place, source: Source) -> Place:
        """`place` with what the gazetteer knows of it under the name that it is given."""
        return self._gazetteer.recognised(place, municipality=source.municipality)

    def locate(self, place: Place, source: Source) -> KnownPlace:
        place = self.recognise(place, source)
        point = self._geocoder.point(place) if place.lat is None and source.country == "nl" else None
        return self._gazetteer.locate(place, municipality=source.municipality, point=point)


def settle(store: Store, touched: Iterable[str], *, run_id: str, now: datetime, means: Means) -> Settled:
    """Merge, expand, decide and write the touched activities."""
    ids = sorted(touched)
    sources = {row.source_id: _source.decode(row.source) for row in store.rows(SourceRow)}
    had = {row.id: _activity.decode(row.activity) for row in store.rows(ActivityRow, "id IN (SELECT unnest(?))", [ids])}
    rows: dict[str, list[ListingRow]] = defaultdict(list)
    for row in store.rows(ListingRow, "activity_id IN (SELECT unnest(?))", [ids], "source_id, key"):
        rows[row.activity_id or ""].append(row)
    begun = _begun(store, ids, now=now)
    settled = Settled()
    merged_into = dict(store.query("SELECT id, reason FROM aliases WHERE id IN (SELECT unnest(?))", [ids]))
    for activity_id in ids:
        if activity_id in merged_into:
            _merged_away(settled, had.get(activity_id), merged_into[activity_id])
            continue
        heard = hear(activity_id, rows[activity_id], sources, before=begun.get(activity_id, {}))
        if heard.voices:
            _settle_one(settled, had.get(activity_id), heard, means, now=now)
        else:
            _nothing_left(settled, had.get(activity_id), now=now)
    store.query("DELETE FROM occurrences WHERE activity_id IN (SELECT unnest(?))", [ids])
    store.query("DELETE FROM activities WHERE id IN (SELECT unnest(?))", [list(merged_into)])
    store.put(settled.activities)
    store.put(settled.occurrences)
    _log(store, settled.changes, run_id=run_id, now=now)
    return settled


def _begun(store: Store, ids: Sequence[str], *, now: datetime) -> dict[str, dict[str, Status]]:
    """What was published of the occurrences of days that are over, by activity and recurrence-id."""
    rows = store.query(
        "SELECT activity_id, recurrence_id, occurrence ->> 'status' FROM occurrences "
        "WHERE activity_id IN (SELECT unnest(?)) AND start_at < ?",
        [ids, datetime.combine(now.date(), time.min)],
    )
    found: dict[str, dict[str, Status]] = defaultdict(dict)
    for activity_id, recurrence_id, status in rows:
        found[activity_id][recurrence_id] = Status(status)
    return found


def _settle_one(settled: Settled, had: Activity | None, heard: Heard, means: Means, *, now: datetime) -> None:
    voices = heard.current(now=now)
    first_seen_at = min(voice.first_seen_at for voice in heard.voices)
    saw = merged(heard.activity_id, voices, first_seen_at=first_seen_at, now=now, locate=means.locate)
    against = conflicts(saw, voices, now=now)
    if saw.id in means.locks:
        saw = locked(saw, means.locks[saw.id])
        saw = msgspec.structs.replace(saw, summary=summary_of(saw))
    budget = means.budgets[saw.sources[0].source_id]
    expansion = _in_window(saw, budget, now=now)
    if expansion.truncated:
        settled.truncated[saw.id] = expansion.truncated
    sighting = _sighting(heard, is_over=_is_over(saw, expansion, budget, now=now))
    decision = decide(had, saw, sighting, now=now)
    if decision.intent is not Intent.SAME:
        settled.changes.append((saw.id, decision))
    activity = _dated(saw, had, decision, now=now)
    settled.activities.append(_activity_row(activity, against))
    settled.occurrences += occurrence_rows(activity, expansion.instances, sighting, heard.before)


def _in_window(saw: Activity, budget: Budget, *, now: datetime) -> Expansion:
    start, end = now.date() - WINDOW_BEFORE, now.date() + WINDOW_AFTER
    expansion = expand(saw.schedule, start=start, end=end, budget=budget, most=_MOST_OCCURRENCES)
    if len(expansion.instances) < _MOST_OCCURRENCES:
        return expansion
    return msgspec.structs.replace(expansion, truncated=f"only the first {_MOST_OCCURRENCES} occurrences are kept")


def _nothing_left(settled: Settled, had: Activity | None, *, now: datetime) -> None:
    """No listing of it announces a time any more: it is gone, with its last facts kept."""
    if had is None or had.status is Status.GONE:
        return
    decision = Decision(Status.GONE, Intent.GONE, "no source announces a time for it any more")
    settled.changes.append((had.id, decision))
    settled.activities.append(_activity_row(_dated(had, had, decision, now=now)))


def _merged_away(settled: Settled, had: Activity | None, reason: str) -> None:
    """Its listings belong to another activity now, under which it is to be found from now on."""
    if had is not None and had.status is not Status.GONE:
        settled.changes.append((had.id, Decision(Status.GONE, Intent.GONE, reason)))


def _is_over(saw: Activity, expansion: Expansion, budget: Budget, *, now: datetime) -> bool:
    """Whether nothing of it is on today or later, as far as the rules and dates say."""
    today = now.date()
    if any(_last_day(instance) >= today for instance in expansion.instances):
        return False
    ahead = expand(saw.schedule, start=today + WINDOW_AFTER, end=today + _HORIZON, most=1, budget=budget)
    return not ahead.instances and not ahead.truncated


def _last_day(instance: Instance) -> date:
    last = instance.end or instance.start
    return last.date() if isinstance(last, datetime) else last


def _sighting(heard: Heard, *, is_over: bool) -> Sighting:
    seen_last = min(heard.rows, key=lambda row: (row.absent_runs, row.key))
    return Sighting(
        absent_runs=seen_last.absent_runs,
        absent_since=seen_last.absent_since and seen_last.absent_since.replace(tzinfo=UTC),
        withdrawn=all(voice.source.opted_out for voice in heard.voices),
        is_over=is_over,
    )


def _dated(saw: Activity, had: Activity | None, decision: Decision, *, now: datetime) -> Activity:
    """`saw` with the status decided on; a change that can be noticed moves its date and sequence, nothing else does."""
    changed = had is None or decision.intent is not Intent.SAME
    return msgspec.structs.replace(
        saw,
        status=decision.status,
        last_changed_at=now if had is None or changed else had.last_changed_at,
        sequence=0 if had is None else had.sequence + changed,
    )


def _activity_row(activity: Activity, against: Sequence[Conflict] = ()) -> ActivityRow:
    return ActivityRow(
        id=activity.id,
        status=activity.status,
        last_changed_at=table_time(activity.last_changed_at),
        activity=msgspec.json.encode(activity).decode(),
        conflicts=msgspec.json.encode(against).decode() if against else None,
    )


def _log(store: Store, changes: Sequence[tuple[str, Decision]], *, run_id: str, now: datetime) -> None:
    ((last,),) = store.query("SELECT coalesce(max(number), 0) FROM changes")
    store.put(
        [
            ChangeRow(
                number=last + number,
                activity_id=activity_id,
                run_id=run_id,
                at=table_time(now),
                intent=decision.intent,
                reason=decision.reason,
                fields=decision.fields,
            )
            for number, (activity_id, decision) in enumerate(changes, start=1)
        ]
    )
