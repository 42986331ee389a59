"""Releases: whole or not at all, never poorer without a person's word, and the same bytes for the same facts."""

import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from output.draft import paths
from output.ical_check import calendar_fault
from output.release import publish, rollback
from schemas.activity import Activity, Occurrence
from schemas.change import Edition
from schemas.errors import RefusedRelease
from schemas.schedule import Slot, Status
from tests.output.editions import (
    HARBOUR,
    LOMBOK,
    activity,
    edition,
    occurrence,
    once,
    report,
    schedule,
    town,
    weekly,
)

PROJECT = Path(__file__).parents[2]
FIRST, SECOND, THIRD = "20261124T063000Z", "20261124T073000Z", "20261125T063000Z"


def files(folder: Path) -> dict[str, bytes]:
    return {path: (folder / path).read_bytes() for path in sorted(paths(folder))}


def files_on_disk(folder: Path) -> dict[str, tuple[int, int]]:
    """Each file with its inode and when it was written; when it was last read or linked is no change of it."""
    stats = {path: (folder / path).stat() for path in paths(folder)}
    return {path: (stat.st_ino, stat.st_mtime_ns) for path, stat in stats.items()}


def events_of(*numbers: str, **more: Any) -> list[Activity | Occurrence]:
    """One activity per number, on Thursday 26 November."""
    pairs = (once(number, "2026-11-26T18:00:00+01:00", **more) for number in numbers)
    return [one for pair in pairs for one in pair]


def test_a_release_holds_feeds_dataset_schemas_and_page(tmp_path: Path) -> None:
    published = publish(town(), var=tmp_path, run_id=FIRST)
    assert published.directory == tmp_path / "releases" / FIRST
    assert (published.activities, published.occurrences, published.feeds, published.left_out) == (6, 9, 13, ())
    assert (tmp_path / "public").readlink() == Path("releases") / FIRST
    assert published.changed == tuple(files(published.directory))
    assert {path.split("/")[0] for path in published.changed} == {"feeds", "data", "index.html", "release.json"}


def test_the_same_facts_give_the_same_bytes(tmp_path: Path) -> None:
    one = publish(town(), var=tmp_path / "one", run_id=FIRST)
    other = publish(town(), var=tmp_path / "other", run_id=SECOND)
    assert one.directory
    assert other.directory
    assert files(one.directory) == files(other.directory)


def test_a_run_that_changes_nothing_leaves_the_release_as_it_is(tmp_path: Path) -> None:
    publish(town(), var=tmp_path, run_id=FIRST)
    before = files_on_disk(tmp_path / "public")
    again = publish(town(), var=tmp_path, run_id=SECOND)
    assert (again.directory, again.changed) == (None, ())
    assert files_on_disk(tmp_path / "public") == before
    assert [one.name for one in (tmp_path / "releases").iterdir()] == [FIRST]


def test_files_that_stay_the_same_are_shared_between_releases(tmp_path: Path) -> None:
    first = publish(edition(*weekly(), *events_of("b2", organisation=HARBOUR)), var=tmp_path, run_id=FIRST)
    moved = once("b2", "2026-11-27T18:00:00+01:00", organisation=HARBOUR)
    second = publish(edition(*weekly(), *moved), var=tmp_path, run_id=SECOND)
    assert first.directory
    assert second.directory
    same = "feeds/otterdam/organisations/taalcafe-lombok.ics"
    assert (first.directory / same).samefile(second.directory / same)
    assert same not in second.changed
    assert "feeds/otterdam/organisations/de-haven.ics" in second.changed


def town_but(number: str, **more: Any) -> Edition:
    """The town, in which one activity differs."""
    found = (replace(one, **more) if one.id == number else one for one in town().activities)
    return replace(town(), activities=tuple(found))


def town_and(activity: Activity, evening: Occurrence) -> Edition:
    """The town, with an activity more."""
    found = sorted((*town().activities, activity), key=lambda one: one.id)
    return replace(town(), activities=tuple(found), occurrences=(*town().occurrences, evening))


CHANGES = {
    "nothing": town(),
    "the first activity": town_but("a1", title="Praatcafé"),
    "one in the middle": town_but("d4", title="Wandelen, met z'n allen", summary="Elke week verder."),
    "the last one": town_but("f6", title="Zingen"),
    "a place": town_but("b2", place=None),
    "another visit": town_but("a1", provenance={"title": "nl.otterdam.haven"}),
    "one more": town_and(*once("b3", "2026-11-28T10:00:00+01:00")),
    "an evening less": replace(town(), occurrences=town().occurrences[1:]),
    "a day later": replace(town(), as_of="2026-11-25"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_taken_over_gives_the_bytes_of_a_release_from_nothing(tmp_path: Path, change: str) -> None:
    publish(town(), var=tmp_path / "one", run_id=FIRST)
    publish(CHANGES[change], var=tmp_path / "one", run_id=SECOND)
    publish(CHANGES[change], var=tmp_path / "other", run_id=FIRST)
    assert files(tmp_path / "one" / "public") == files(tmp_path / "other" / "public")


@pytest.mark.parametrize("name", ["occurrences.json", "occurrences.csv", "schema_org.jsonld"])
@pytest.mark.parametrize(("old", "new"), [(b"2026-12", b"2026-11"), (b"\n", b"\n ")], ids=["a bit", "a byte more"])
def test_a_file_that_is_not_as_it_was_published_is_made_anew(tmp_path: Path, name: str, old: bytes, new: bytes) -> None:
    publish(town(), var=tmp_path / "one", run_id=FIRST)
    damage(tmp_path / "one" / "public" / "data" / "v1" / name, lambda content: content.replace(old, new, 1))
    publish(town(), var=tmp_path / "one", run_id=SECOND)
    publish(town(), var=tmp_path / "other", run_id=FIRST)
    assert files(tmp_path / "one" / "public") == files(tmp_path / "other" / "public")


def damage(path: Path, change: Callable[[bytes], bytes]) -> None:
    """Another file in the place of this one."""
    content = change(path.read_bytes())
    path.unlink()
    path.write_bytes(content)


INDEX = "feeds/index.json"
DAMAGES: dict[str, Callable[[Path], object]] = {
    "no link": lambda public: public.unlink(),
    "a link that leads nowhere": lambda public: (public.unlink(), public.symlink_to("releases/gone")),
    "no index": lambda public: (public / INDEX).unlink(),
    "half an index": lambda public: damage(public / INDEX, lambda content: content[:100]),
    "half a calendar": lambda public: damage(public / "feeds/all.simple.ics", lambda content: content[:300]),
    "a calendar is gone": lambda public: (public / "feeds/all.ics").unlink(),
}


@pytest.mark.parametrize("damaged", DAMAGES)
def test_what_subscribers_have_is_looked_up_in_the_last_whole_release(tmp_path: Path, damaged: str) -> None:
    publish(town(), var=tmp_path, run_id=FIRST)
    publish(town_but("a1", title="Praatcafé"), var=tmp_path, run_id=SECOND)
    DAMAGES[damaged](tmp_path / "public")
    with pytest.raises(RefusedRelease, match="0 of 5 coming activities left"):
        publish(edition(), var=tmp_path, run_id=THIRD)


@pytest.mark.parametrize("damaged", DAMAGES)
def test_a_damaged_release_is_published_whole_again(tmp_path: Path, damaged: str) -> None:
    publish(town(), var=tmp_path, run_id=FIRST)
    publish(town_but("a1", title="Praatcafé"), var=tmp_path, run_id=SECOND)
    whole = files(tmp_path / "public")
    DAMAGES[damaged](tmp_path / "public")
    publish(town_but("a1", title="Praatcafé"), var=tmp_path, run_id=THIRD)
    assert files(tmp_path / "public") == whole


def test_where_no_release_is_whole_a_person_decides(tmp_path: Path) -> None:
    publish(town(), var=tmp_path, run_id=FIRST)
    DAMAGES["no index"](tmp_path / "public")
    with pytest.raises(RefusedRelease, match="none is whole"):
        publish(town(), var=tmp_path, run_id=SECOND)
    assert publish(town(), var=tmp_path, run_id=SECOND, accept=True).directory


def test_a_rollback_passes_over_what_is_no_whole_release(tmp_path: Path) -> None:
    publish(town(), var=tmp_path, run_id=FIRST)
    publish(town_but("a1", title="Praatcafé"), var=tmp_path, run_id=THIRD)
    (tmp_path / "releases" / SECOND).mkdir()
    assert rollback(tmp_path).name == FIRST


def test_what_cannot_be_kept_for_the_next_time_stops_no_publishing(tmp_path: Path) -> None:
    (tmp_path / "event-texts" / "in the way").mkdir(parents=True)
    assert publish(town(), var=tmp_path, run_id=FIRST).directory
    assert not list(tmp_path.glob(".*"))


def test_an_edition_without_activities_is_refused_over_a_full_one(tmp_path: Path) -> None:
    publish(town(), var=tmp_path, run_id=FIRST)
    before = files(tmp_path / "public")
    with pytest.raises(RefusedRelease, match=r"feeds/all\.ics: 0 of 5 coming activities left"):
        publish(edition(), var=tmp_path, run_id=SECOND)
    assert files(tmp_path / "public") == before
    assert [one.name for one in (tmp_path / "releases").iterdir()] == [FIRST]


@pytest.mark.parametrize(("left", "is_refused"), [(("a1",), True), (("a1", "a2"), False)])
def test_an_area_that_loses_more_than_half_waits_for_a_person(
    tmp_path: Path, left: tuple[str, ...], is_refused: bool
) -> None:
    publish(edition(*events_of("a1", "a2", "a3", "a4")), var=tmp_path, run_id=FIRST)
    poorer = edition(*events_of(*left))
    if is_refused:
        with pytest.raises(RefusedRelease):
            publish(poorer, var=tmp_path, run_id=SECOND)
        assert publish(poorer, var=tmp_path, run_id=SECOND, accept=True).directory
    else:
        assert publish(poorer, var=tmp_path, run_id=SECOND).directory


def test_activities_under_new_ids_do_not_make_up_for_those_that_were_lost(tmp_path: Path) -> None:
    publish(edition(*events_of("a1", "a2", "a3")), var=tmp_path, run_id=FIRST)
    with pytest.raises(RefusedRelease):
        publish(edition(*events_of("b1", "b2", "b3")), var=tmp_path, run_id=SECOND)


def test_an_organisation_whose_feed_would_empty_keeps_its_last_bytes_and_the_rest_is_published(tmp_path: Path) -> None:
    full = edition(*events_of("a1", "a2", organisation=LOMBOK), *events_of("b1", organisation=HARBOUR))
    publish(full, var=tmp_path, run_id=FIRST)
    path = "feeds/otterdam/organisations/de-haven.ics"
    before = (tmp_path / "public" / path).read_bytes()
    poorer = publish(edition(*events_of("a1", "a2", organisation=LOMBOK)), var=tmp_path, run_id=SECOND)
    assert poorer.directory
    assert (poorer.directory / path).read_bytes() == before
    assert b"UID:b1" not in (poorer.directory / "feeds/all.ics").read_bytes()
    (held,) = poorer.left_out
    assert (held.where, "0 of 1 coming activities left" in held.what) == (path, True)


def test_an_accepted_empty_feed_keeps_its_address(tmp_path: Path) -> None:
    full = edition(*events_of("a1", "a2", organisation=LOMBOK), *events_of("b1", organisation=HARBOUR))
    publish(full, var=tmp_path, run_id=FIRST)
    publish(edition(*events_of("a1", "a2")), var=tmp_path, run_id=SECOND, accept=True)
    text = (tmp_path / "public" / "feeds/otterdam/organisations/de-haven.ics").read_bytes()
    assert calendar_fault(text) is None
    assert b"VEVENT" not in text


def test_an_organiser_who_leaves_leaves_at_once(tmp_path: Path) -> None:
    full = edition(*events_of("a1", "a2", organisation=LOMBOK), *events_of("b1", organisation=HARBOUR))
    publish(full, var=tmp_path, run_id=FIRST)
    left = edition(
        *events_of("a1", "a2", organisation=LOMBOK),
        sources=(report("nl.otterdam.haven", HARBOUR.name, opted_out=True),),
    )
    assert publish(left, var=tmp_path, run_id=SECOND).left_out == ()
    assert b"UID:b1" not in (tmp_path / "public" / "feeds/otterdam/organisations/de-haven.ics").read_bytes()


def test_what_is_over_or_was_cancelled_is_not_missed(tmp_path: Path) -> None:
    long_ago = datetime(2026, 10, 26, tzinfo=UTC)
    cancelled = once("c1", "2026-12-26T18:00:00+01:00", status=Status.CANCELLED, last_changed_at=long_ago)
    publish(edition(*events_of("a1"), *cancelled), var=tmp_path, run_id=FIRST)
    over = edition(as_of="2026-11-27")
    assert publish(over, var=tmp_path, run_id=THIRD).directory


def test_a_broken_event_is_left_out_and_named(tmp_path: Path) -> None:
    broken = activity("b9", schedule(Slot(dtstart="2026-02-30T10:00:00")))
    content = edition(*weekly(), broken, occurrence("b9", "2026-11-26T18:00:00+01:00"))
    (problem,) = publish(content, var=tmp_path, run_id=FIRST).left_out
    assert problem.where == "b9"
    assert b"UID:b9" not in (tmp_path / "public" / "feeds/all.ics").read_bytes()


def test_a_dataset_with_one_id_twice_is_refused(tmp_path: Path) -> None:
    one, moment = once("a1", "2026-11-26T18:00:00+01:00")
    with pytest.raises(RefusedRelease, match=r"data/v1/activities\.json: two records bear one id"):
        publish(edition(one, moment, msgspec.structs.replace(one, title="Anders")), var=tmp_path, run_id=FIRST)
    assert not (tmp_path / "public").exists()
    assert list((tmp_path / "releases").iterdir()) == []


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"sequence": -1}, r"record 2 of 6: Expected `int` >= 0 - at `\$\.sequence`"),
        ({"id": "b_2"}, r"record 2 of 6: Expected `str` matching regex .* - at `\$\.id`"),
    ],
)
def test_a_record_that_breaks_its_schema_is_refused(tmp_path: Path, wrong: dict[str, Any], told: str) -> None:
    with pytest.raises(RefusedRelease, match=rf"data/v1/activities\.json: {told}"):
        publish(town_but("b2", **wrong), var=tmp_path, run_id=FIRST)
    assert not (tmp_path / "public").exists()


def test_what_two_slots_give_at_one_moment_is_published_once(tmp_path: Path) -> None:
    one, moment = once("a1", "2026-11-26T18:00:00+01:00")
    longer = msgspec.structs.replace(moment, end="2026-11-26T19:00:00+01:00")
    assert publish(edition(one, moment, longer), var=tmp_path, run_id=FIRST).occurrences == 1


def test_five_releases_are_kept_and_the_visible_one(tmp_path: Path) -> None:
    for minute in range(7):
        content = edition(*weekly(), *once("b2", f"2026-11-26T18:0{minute}:00+01:00"))
        publish(content, var=tmp_path, run_id=f"20261124T060{minute}00Z")
    names = sorted(one.name for one in (tmp_path / "releases").iterdir())
    assert names == [f"20261124T060{minute}00Z" for minute in range(2, 7)]


def test_a_rollback_shows_the_release_before(tmp_path: Path) -> None:
    publish(edition(*weekly()), var=tmp_path, run_id=FIRST)
    before = files(tmp_path / "public")
    publish(town(), var=tmp_path, run_id=SECOND)
    assert rollback(tmp_path).name == FIRST
    assert files(tmp_path / "public") == before
    with pytest.raises(RefusedRelease, match="nothing whole before"):
        rollback(tmp_path)


def test_the_tenth_release_of_a_moment_is_younger_than_the_second(tmp_path: Path) -> None:
    for number, run_id in enumerate((FIRST, f"{FIRST}-2", f"{FIRST}-10")):
        publish(edition(*weekly(), *once("b2", f"2026-11-26T18:0{number}:00+01:00")), var=tmp_path, run_id=run_id)
    assert rollback(tmp_path).name == f"{FIRST}-2"


def test_a_run_that_publishes_twice_overwrites_nothing(tmp_path: Path) -> None:
    publish(edition(*weekly()), var=tmp_path, run_id=FIRST)
    again = publish(town(), var=tmp_path, run_id=FIRST)
    assert again.directory == tmp_path / "releases" / f"{FIRST}-2"


@pytest.mark.parametrize("run_id", ["../evil", "", ".hidden", "a/b"])
def test_a_run_id_that_is_no_name_is_an_error(tmp_path: Path, run_id: str) -> None:
    with pytest.raises(ValueError, match="run id"):
        publish(town(), var=tmp_path, run_id=run_id)


def many(hour: int) -> Edition:
    """Some activities, all at `hour`: a release of it differs from that of another hour in every feed."""
    pairs = (once(f"a{number:03}", f"2026-11-26T{hour:02}:00:00+01:00") for number in range(20))
    return edition(*(one for pair in pairs for one in pair))


PUBLISH_AND_DIE = """
import os, signal, sys
from pathlib import Path
from output.release import publish
from tests.output.test_release import many

content, fatal, left = many(20), sys.argv[2], int(sys.argv[3])

def count(event, arguments):
    global left
    if event == fatal:
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(count)
publish(content, var=Path(sys.argv[1]), run_id="20261124T180000Z")
"""


@pytest.fixture(scope="module")
def six_releases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    var = tmp_path_factory.mktemp("six")
    for hour in range(8, 14):
        publish(many(hour), var=var, run_id=f"20261124T{hour:02}0000Z")
    return var


@pytest.mark.parametrize(
    ("event", "nth", "shown"),
    [
        pytest.param("os.mkdir", 1, 13, id="at the first folder"),
        pytest.param("open", 10, 13, id="at the tenth file"),
        pytest.param("os.mkdir", 5, 13, id="at a folder in the middle"),
        pytest.param("os.link", 3, 13, id="at a file that stays the same"),
        pytest.param("os.rename", 1, 13, id="before the draft is a release"),
        pytest.param("os.symlink", 1, 13, id="before the new link"),
        pytest.param("os.rename", 2, 13, id="before the switch"),
        # Parquet is written in a folder of its own for the time being: it and three files go first.
        pytest.param("os.remove", 3 + 2, 20, id="as an old release goes"),
        pytest.param("os.rmdir", 1 + 2, 20, id="as an old release is half gone"),
    ],
)
def test_a_publisher_killed_at_any_point_leaves_a_whole_release(
    tmp_path: Path, six_releases: Path, event: str, nth: int, shown: int
) -> None:
    var = tmp_path / "var"
    shutil.copytree(six_releases, var, symlinks=True)
    command = [sys.executable, "-c", PUBLISH_AND_DIE, str(var), event, str(nth)]
    killed = subprocess.run(command, capture_output=True, timeout=60, check=False, cwd=PROJECT)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    expected = publish(many(shown), var=tmp_path / "expected", run_id=FIRST).directory
    assert expected
    assert files(var / "public") == files(expected)
    assert publish(many(14), var=var, run_id="20261125T100000Z").directory
    assert not [one for one in (*var.iterdir(), *(var / "releases").iterdir()) if one.name.startswith(".")]
