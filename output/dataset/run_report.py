"""What the last runs changed, per source: in words for people (Dutch), and as JSON."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

import msgspec

from output import dutch
from output.feeds.index import HeldFeed
from output.html import templates
from schemas.activity import Activity
from schemas.change import Change, Edition, Intent, SourceReport
from schemas.concepts import concepts
from schemas.health import Failure
from schemas.record import CalendarDay, Instant, Record
from schemas.source import SourceId
from schemas.zones import DEFAULT_TZID, zone

SHOWN_DAYS = 14
LONGEST_LIST = 100


class Run(Record):
    """What one run changed: activities per intent, in all and per source. A run that changed nothing is none."""

    run_id: str
    at: Instant
    changes: dict[Intent, int]
    sources: dict[str, dict[Intent, int]]


class Trouble(Record):
    """A source that could not be read at the last visit. `is_held`: it would lose too much; a person has to look."""

    source_id: SourceId
    organisation: str
    failure: Failure
    is_held: bool


class RunReport(Record):
    """The runs of the last fortnight, newest first; and the sources in trouble and feeds held back now."""

    as_of: CalendarDay
    runs: tuple[Run, ...]
    troubles: tuple[Trouble, ...]
    held_feeds: tuple[HeldFeed, ...]


def run_report(edition: Edition, held: Iterable[HeldFeed] = ()) -> RunReport:
    """The report of what `edition` brings."""
    since = date.fromisoformat(edition.as_of) - timedelta(days=SHOWN_DAYS)
    recent = sorted((one for one in noticed(edition) if one.at.date() >= since), key=lambda one: (one.at, one.run_id))
    runs = (_run(run_id, list(group)) for run_id, group in groupby(recent, key=lambda one: one.run_id))
    troubles = (_trouble(one) for one in sorted(edition.sources, key=lambda one: one.source.id))
    return RunReport(
        as_of=edition.as_of,
        runs=tuple(reversed([*runs])),
        troubles=tuple(one for one in troubles if one),
        held_feeds=tuple(held),
    )


def noticed(edition: Edition) -> list[Change]:
    """The changes without what is new and was never on offer, as it was over when it was first read."""
    known = {one.id for one in edition.activities}
    known |= {one.activity_id for one in edition.changes if one.intent is not Intent.NEW}
    return [one for one in edition.changes if one.activity_id in known]


def _run(run_id: str, changes: Sequence[Change]) -> Run:
    by_source: dict[str, list[Change]] = defaultdict(list)
    for one in changes:
        by_source[one.source_id or ""].append(one)
    sources = {key: _counts(group) for key, group in sorted(by_source.items()) if key}
    return Run(run_id=run_id, at=changes[0].at, changes=_counts(changes), sources=sources)


def _counts(changes: Iterable[Change]) -> dict[Intent, int]:
    counted = Counter(one.intent for one in changes)
    return {intent: counted[intent] for intent in Intent if counted[intent]}


def _trouble(report: SourceReport) -> Trouble | None:
    source, failure = report.source, report.health.failure if report.health else None
    if failure is None or source.opted_out:
        return None
    return Trouble(
        source_id=source.id,
        organisation=source.organisation,
        failure=failure,
        is_held=failure is Failure.REDESIGNED,
    )


def as_json(report: RunReport) -> bytes:
    return msgspec.json.format(msgspec.json.encode(report), indent=1) + b"\n"


@dataclass(frozen=True)
class _List:
    """Activities of which one thing is to be told; `more` are not shown."""

    heading: str
    titles: tuple[tuple[str, str], ...]
    more: int


def as_page(report: RunReport, changes: Iterable[Change], activities: Iterable[Activity]) -> bytes:
    """The report as a page in Dutch: the newest run in full, the others counted."""
    day = date.fromisoformat(report.as_of)
    newest = report.runs[0] if report.runs else None
    told = [one for one in changes if newest and one.run_id == newest.run_id]
    text = templates.get_template("run_report.html").render(
        report=report,
        newest=newest,
        day=f"{dutch.day(day)} {day.year}",
        when=_when,
        lists=_lists(told, {one.id: one for one in activities}),
        intents={one.word: one.nl for one in concepts(Intent)},
        failures={one.word: one.nl for one in concepts(Failure)},
    )
    return text.encode()


def _when(at: datetime) -> str:
    """Day and hour on the clocks in the Netherlands.

    >>> _when(datetime.fromisoformat("2026-11-27T23:33:19Z"))
    'zaterdag 28 november, 00.33 uur'
    """
    local = at.astimezone(zone(DEFAULT_TZID))
    return f"{dutch.day(local.date())}, {local:%H.%M} uur"


def _lists(changes: Iterable[Change], activities: dict[str, Activity]) -> list[_List]:
    """Per intent the activities that it happened to, as far as they are still known."""
    found: dict[Intent, list[tuple[str, str]]] = defaultdict(list)
    for one in changes:
        known = activities.get(one.activity_id)
        found[one.intent].append((known.title, known.organisation.name) if known else (one.activity_id, ""))
    words = {one.word: one.nl for one in concepts(Intent)}
    return [
        _List(words[intent], tuple(sorted(found[intent])[:LONGEST_LIST]), max(0, len(found[intent]) - LONGEST_LIST))
        for intent in Intent
        if found[intent]
    ]
