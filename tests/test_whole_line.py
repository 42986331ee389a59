"""The whole line as an operator runs it: real servers, crawl and database, and processes that are really killed."""

import gzip
import json
import os
import signal
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from schemas.activity import Activity, Occurrence
from spiders.demo.serving import serve_town
from spiders.demo.town import Town
from tests.output.readers import by_ical_js, by_icalendar, by_khal, told

BRUGGEN = Path(sys.executable).with_name("bruggen")
TRUTH = tomllib.loads((Path(__file__).parent / "spiders" / "demo" / "truth.toml").read_text(encoding="utf-8"))
TODAY: date = TRUTH["today"]
NOW = f"{TODAY}T05:00:00Z"
BROKEN = {f"nl.wilgenmonde.{name}" for name in TRUTH["server_error"]}
ACTIVITIES = TRUTH["activity"] + TRUTH["in_words"]


@dataclass(frozen=True)
class Operator:
    """Someone who runs Bruggen on the town, with all that it makes under one folder."""

    town: Town
    var: Path

    def command(self, name: str, *options: str, now: str = NOW) -> list[str]:
        directory = self.town.sources(self.var / "sources")
        return [
            *(str(BRUGGEN), name, "--sources", str(directory), "--var", str(self.var), "--now", now),
            *("--allow-loopback", "--delay", "0", *options),
        ]

    def run(self, *options: str, now: str = NOW, code: int = 1) -> dict[str, Any]:
        """`bruggen run --json`, which must end with `code`; the demo town has sites that fail, so 1 as a rule."""
        done = subprocess.run(
            self.command("run", "--json", *options, now=now), capture_output=True, text=True, check=False
        )
        assert done.returncode == code, done.stderr
        return json.loads(done.stdout) if done.stdout else {}

    def status(self) -> dict[str, dict[str, Any]]:
        done = subprocess.run(
            [BRUGGEN, "status", "--json", "--var", self.var], capture_output=True, text=True, check=False
        )
        return {one["source_id"]: one for one in json.loads(done.stdout)}

    def published(self, table: str) -> list[dict[str, Any]]:
        content = json.loads((self.var / "public" / "data" / "v1" / f"{table}.json").read_text(encoding="utf-8"))
        rows: list[dict[str, Any]] = content[table]
        return rows

    def release(self) -> dict[str, bytes]:
        """Every file of the visible release."""
        public = (self.var / "public").resolve()
        return {str(path.relative_to(public)): path.read_bytes() for path in public.rglob("*") if path.is_file()}


@pytest.fixture
def operator(tmp_path: Path) -> Iterator[Operator]:
    with serve_town(TODAY) as town:
        yield Operator(town, tmp_path)


def test_what_is_published_is_what_is_on_in_the_town(operator: Operator) -> None:
    report = operator.run()
    assert {health["source_id"] for health in report["failed"]} == BROKEN
    activities = {activity["id"]: activity for activity in operator.published("activities")}
    found: Counter[tuple[Any, ...]] = Counter()
    for occurrence in operator.published("occurrences"):
        activity = activities[occurrence["activity_id"]]
        if occurrence["start"][:10] < str(TRUTH["until"]):
            found[_fact(activity, occurrence)] += 1
    assert found == Counter(fact for activity in ACTIVITIES for fact in _facts(activity))
    titles = {activity["title"] for activity in activities.values()}
    assert not titles & {*TRUTH["never"], *TRUTH["undecided"]}


def test_other_programs_read_from_every_feed_just_what_the_dataset_holds(operator: Operator, tmp_path: Path) -> None:
    operator.run()
    activities = {one["id"]: msgspec.convert(one, Activity) for one in operator.published("activities")}
    occurrences = [msgspec.convert(one, Occurrence) for one in operator.published("occurrences")]
    first, last = TODAY.isoformat(), (TODAY + timedelta(days=90)).isoformat()
    feeds = {path: text for path, text in operator.release().items() if path.endswith(".ics")}
    sites = {site for row in ACTIVITIES for site in row["sources"]}
    assert len([path for path in feeds if "/organisations/" in path]) == 2 * len(sites)
    assert {"feeds/all.ics", "feeds/wilgenmonde/all.ics", "feeds/wilgenmonde/categories/food.ics"} <= feeds.keys()
    for path, text in feeds.items():
        bears = _bears(path)
        mine = [one for one in occurrences if bears(activities[one.activity_id])]
        expected = told(mine, activities.values())
        assert mine, path
        assert [one for one in by_icalendar(text) if first <= one[0][:10] < last] == expected, path
        assert [one for one in by_ical_js(text) if first <= one[0][:10] < last] == expected, path
    everything = sorted(
        (start, "", title, status) for start, _, title, status in told(occurrences, activities.values())
    )
    by_rule = [one for one in by_khal(feeds["feeds/all.ics"], tmp_path) if first <= one[0][:10] < last]
    assert by_rule == everything


def _bears(path: str) -> Callable[[Activity], bool]:
    """Whether an activity stands in the feed at `path`."""
    cut, value = path.replace(".simple.ics", "").replace(".ics", "").split("/")[-2:]
    bearers: dict[str, Callable[[Activity], bool]] = {
        "organisations": lambda activity: activity.organisation.id.endswith(f".{value}"),
        "categories": lambda activity: activity.category == value.replace("-", "_"),
        "audiences": lambda activity: value.replace("-", "_") in (activity.audience or ()),
        "languages": lambda activity: value in (activity.languages or ()),
        "districts": lambda activity: bool(activity.place) and activity.place.wk_code == value.upper(),
        "neighbourhoods": lambda activity: bool(activity.place) and activity.place.bu_code == value.upper(),
    }
    alone: dict[str, Callable[[Activity], bool]] = {
        "walk-in": _is_walk_in,
        "online": lambda activity: activity.attendance_mode in {"online", "mixed"},
        "all": lambda _: True,
    }
    return bearers.get(cut) or alone[value]


def _is_walk_in(activity: Activity) -> bool:
    """Free, open and without Dutch, and nothing of it inferred."""
    if not (activity.cost and activity.registration and activity.dutch_level):
        return False
    is_sure = all(activity.basis.get(field) != "inferred" for field in ("cost", "registration", "dutch_level"))
    needs_none = activity.dutch_level.max == "A0" or (activity.dutch_level.min == "A0" and not activity.dutch_level.max)
    return is_sure and needs_none and activity.cost.kind == "free" and activity.registration.kind == "drop_in"


def test_a_second_run_over_an_unchanged_town_changes_no_byte_and_reads_no_page(operator: Operator) -> None:
    operator.run()
    before, visible = operator.release(), (operator.var / "public").resolve()
    asked = Counter(operator.town.requests)
    report = operator.run(now=f"{TODAY}T05:10:00Z")
    assert report["changes"] == {}
    assert operator.release() == before
    assert (operator.var / "public").resolve() == visible
    again = operator.town.requests - asked
    statuses = Counter(visit.status for visit in again.elements())
    assert set(statuses) <= {304, 500, 200}
    assert not any(visit.target == "/robots.txt" and visit.status == 200 for visit in again)


def test_a_cancelled_evening_stays_in_the_feed_as_cancelled(operator: Operator) -> None:
    operator.run()
    feed = operator.release()["feeds/wilgenmonde/all.ics"].decode()
    cancelled = [event for event in feed.split("BEGIN:VEVENT") if "STATUS:CANCELLED" in event]
    assert any("AFGELAST: Samen eten in De Wilg" in event and "RECURRENCE-ID" in event for event in cancelled)


def test_a_site_that_fails_later_empties_nothing(operator: Operator) -> None:
    operator.run()
    before = operator.published("activities")
    operator.town.break_site("buurthuis-de-wilg", "500")
    report = operator.run(now=f"{TODAY}T06:00:00Z")
    assert "nl.wilgenmonde.buurthuis-de-wilg" in {health["source_id"] for health in report["failed"]}
    assert operator.published("activities") == before
    assert operator.status()["nl.wilgenmonde.buurthuis-de-wilg"]["failure"] == "5xx"


def test_a_forgotten_source_is_in_no_file_of_the_next_release(operator: Operator) -> None:
    operator.run()
    done = subprocess.run(
        [BRUGGEN, "forget", "nl.wilgenmonde.taalhuis", "--var", operator.var],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    publish = [str(BRUGGEN), "publish", "--var", str(operator.var), "--now", f"{TODAY}T06:00:00Z"]
    assert subprocess.run(publish, check=False).returncode == 0
    release = {
        path: gzip.decompress(text) if path.endswith(".gz") else text for path, text in operator.release().items()
    }
    pages = {path for path, text in release.items() if "Taalhuis Wilgenmonde" in _events(text)}
    assert pages == set()
    assert {one["title"] for one in operator.published("activities")} >= {"Taalcafé", "Koffie-inloop"}


def _events(text: bytes) -> str:
    """All but the heads of calendars and the index, which keep the name of a feed that people are subscribed to."""
    lines = text.decode(errors="replace").splitlines()
    return "\n".join(
        line for line in lines if not line.startswith(("NAME:", "X-WR-CALNAME:")) and '"title": ' not in line
    )


def test_every_trouble_has_a_name_and_costs_nobody_else_a_thing(operator: Operator) -> None:
    operator.run()
    before = operator.published("activities")
    troubles = {
        "buurthuis-de-wilg": ("html_at_ics", "unreadable"),
        "taalhuis": ("redirect_circle", "redirects"),
        "bibliotheek": ("huge", "too_large"),
        "sport-in-de-buurt": ("bomb", "too_large"),
        "oekraiens-huis": ("refused", "connection"),
        "wandelgroep-stapvoets": ("503", "5xx"),
        "vrouwencentrum-de-roos": ("404", "4xx"),
    }
    for site, (how, _) in troubles.items():
        operator.town.break_site(site, how)
    operator.town.edit("wereldkeuken", "/events/", old="Samen koken", new="Samen eten")
    operator.run(now=f"{TODAY}T06:00:00Z")
    failures = {name: status.get("failure") for name, status in operator.status().items()}
    assert {name: failures[f"nl.wilgenmonde.{name}"] for name in troubles} == {
        name: failure for name, (_, failure) in troubles.items()
    }
    after = operator.published("activities")
    assert {one["id"] for one in after} == {one["id"] for one in before}
    assert after != before


@pytest.mark.parametrize("stage", ["crawl", "build", "publish"])
def test_a_killed_run_leaves_the_visible_release_whole_and_the_next_one_completes(
    operator: Operator, stage: str
) -> None:
    operator.run()
    before = operator.release()
    operator.town.edit("buurthuis-de-wilg", "/agenda.ics", old="SUMMARY:Naaiatelier", new="SUMMARY:Naaicafé")
    later = f"{TODAY}T07:00:00Z"
    _kill_in(operator, stage, now=later)
    assert operator.release() == before
    operator.run(now=later)
    titles = {activity["title"] for activity in operator.published("activities")}
    assert "Naaicafé" in titles
    assert "Naaiatelier" not in titles


def test_two_runs_at_once_are_kept_apart(operator: Operator) -> None:
    command = operator.command("run")
    with _stopped_in(operator, "build", now=NOW):
        second = subprocess.run(command, capture_output=True, text=True, check=False)
    assert second.returncode == 2
    assert "another run is at work" in second.stderr


def test_a_replay_of_the_archive_publishes_the_same_bytes_without_a_network(operator: Operator, tmp_path: Path) -> None:
    operator.run()
    requests = Counter(operator.town.requests)
    again = Operator(operator.town, tmp_path / "again")
    again.run("--replay", str(operator.var / "archive"))
    assert again.release() == operator.release()
    assert Counter(operator.town.requests) == requests


def test_an_unknown_key_is_named_with_file_and_line_and_nothing_is_fetched(operator: Operator) -> None:
    command = operator.command("run")
    file = operator.var / "sources" / "nl" / "wilgenmonde" / "taalhuis.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("organisation", "organistion", 1), encoding="utf-8")
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "taalhuis.toml:" in done.stderr
    assert "organistion" in done.stderr
    assert not operator.town.requests


def _facts(activity: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    for occurrence in activity["occurrences"]:
        status = occurrence.get("status", "scheduled")
        sources = tuple(sorted(f"nl.wilgenmonde.{name}" for name in activity["sources"]))
        moments = _moment(occurrence["start"]), _moment(occurrence.get("end"))
        yield (occurrence.get("title", activity["title"]), activity.get("place"), *moments, status, sources)


def _fact(activity: dict[str, Any], occurrence: dict[str, Any]) -> tuple[Any, ...]:
    sources = tuple(sorted({one["source_id"] for one in activity["sources"]}))
    title = occurrence.get("title", activity["title"])
    place = activity.get("place", {}).get("name")
    moments = _moment(occurrence["start"]), _moment(occurrence.get("end"))
    return (title, place, *moments, occurrence["status"], sources)


def _moment(text: str | None) -> datetime | str | None:
    return datetime.fromisoformat(text) if text and "T" in text else text


def _kill_in(operator: Operator, stage: str, *, now: str) -> None:
    with _stopped_in(operator, stage, now=now) as run:
        os.kill(run.pid, signal.SIGKILL)


# Where a run stops itself, as its first act in that function: in the middle of its stage.
STOPS = {
    "crawl": ("spiders.crawl.staging", "stage"),
    "build": ("pipeline.build", "settle"),
    "publish": ("output.switch", "show"),
}
STOP = """
import importlib, os, signal, sys
from pipeline.cli import main
real = getattr(importlib.import_module({module!r}), {function!r})
def stopping(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGSTOP)
    return real(*args, **kwargs)
importlib.import_module("output.release")
for known in list(sys.modules.values()):
    if getattr(known, {function!r}, None) is real:
        setattr(known, {function!r}, stopping)
main()
"""


@contextmanager
def _stopped_in(operator: Operator, stage: str, *, now: str) -> Iterator[subprocess.Popen[bytes]]:
    """A run that stands still in the middle of a stage."""
    module, function = STOPS[stage]
    start = STOP.format(module=module, function=function)
    command = [sys.executable, "-c", start, *operator.command("run", now=now)[1:]]
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _, status = os.waitpid(run.pid, os.WUNTRACED)
        assert os.WIFSTOPPED(status), f"the run never reached {function} in {module}"
        yield run
    finally:
        run.kill()
        run.wait()
