"""Any past crawl can be run again without the network."""

import gzip
import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from schemas.errors import SourceError
from schemas.health import Failure, Outcome
from spiders.crawl import prune_archive


def staged_bytes(var: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (var / "staged").iterdir()}


def archived(var: Path, run_id: str = "run") -> list[tuple[str, str]]:
    with (var / "archive" / f"{run_id}.warc.gz").open("rb") as stream:
        return [
            (record.rec_type, record.rec_headers.get_header("WARC-Target-URI").rpartition("/")[2])
            for record in ArchiveIterator(stream)
        ]


@pytest.fixture
def sources(world: Any, website: Any) -> tuple[Any, ...]:
    """Five sources: whole, redirected, refused by robots.txt, with a fault, and not there at all."""
    website.say("/robots.txt", "User-agent: *\nDisallow: /geheim.ics")
    website.say("/oud.ics", "", status=301, Location="/agenda.ics")
    website.say("/fout.ics", "fout", status=500)
    return (
        world.source(website.url("/agenda.ics#lijst"), "heel"),
        world.source(website.url("/oud.ics"), "oud"),
        world.source(website.url("/geheim.ics"), "geheim"),
        world.source(website.url("/fout.ics"), "fout"),
        world.source("http://127.0.0.1:1/#weg", "weg"),
    )


def test_a_replay_stages_the_same_bytes_and_asks_nobody(
    world: Any, website: Any, sources: tuple[Any, ...], tmp_path: Path
) -> None:
    first = world.crawl(*sources)
    heard = len(website.heard)
    again = tmp_path / "again"
    second = world.crawl(*sources, var=again, replay=world.var / "archive" / "run.warc.gz")
    assert len(website.heard) == heard
    assert [health.failure for health in first] == [
        None,
        None,
        Failure.BLOCKED,
        Failure.SERVER_ERROR,
        Failure.CONNECTION,
    ]
    assert second == first
    assert staged_bytes(again) == staged_bytes(world.var)
    assert not (again / "archive").exists()


def test_every_answer_stands_in_the_archive_once_and_a_304_as_a_revisit(world: Any, website: Any) -> None:
    source = world.source(website.url("/agenda.ics"))
    world.crawl(source, run_id="first")
    world.crawl(source, run_id="second")
    wishes = [("response", "robots.txt"), ("response", "tdmrep.json")]
    assert archived(world.var, "first") == [*wishes, ("response", "agenda.ics")]
    assert archived(world.var, "second") == [*wishes, ("revisit", "agenda.ics")]


def test_the_digests_of_every_record_are_right_and_no_header_smuggles_in_another(world: Any, website: Any) -> None:
    website.say("/agenda.ics", "BEGIN:VCALENDAR\r\nEND:VCALENDAR", X_Odd="een\x85twee\rX-Drie: ja")
    world.crawl(world.source(website.url("/agenda.ics")))
    with (world.var / "archive" / "run.warc.gz").open("rb") as stream:
        checked = []
        for record in ArchiveIterator(stream, check_digests="raise"):
            record.content_stream().read()
            checked.append(record.http_headers)
    assert len(checked) == 3
    assert checked[-1].get_header("X-Odd") == "een twee X-Drie: ja"


def test_from_several_archives_the_newest_answer_is_taken(
    world: Any, website: Any, now: Any, calendar: Any, tmp_path: Path
) -> None:
    source = world.source(website.url("/agenda.ics"))
    world.crawl(source, run_id="first")
    website.say("/agenda.ics", calendar("Naaien"), ETag='"2"')
    world.crawl(source, run_id="second", now=now + timedelta(days=1))
    world.crawl(source, run_id="third", now=now + timedelta(days=2))
    again = tmp_path / "again"
    world.crawl(source, var=again, replay=world.var / "archive")
    assert [listing.title for listing in world.staged(source, again).listings().values()] == ["Naaien"]


def test_an_archive_that_a_killed_run_left_unfinished_is_read_up_to_there(
    world: Any, website: Any, tmp_path: Path
) -> None:
    source = world.source(website.url("/agenda.ics"), pages=(website.url("/meer.ics"),))
    world.crawl(source)
    whole = (world.var / "archive" / "run.warc.gz").read_bytes()
    cut = tmp_path / "cut.warc.gz"
    cut.write_bytes(whole[:-40])
    health = world.crawl(source, var=tmp_path / "again", replay=cut)
    assert (health.fetched, health.failed, health.listings) == (1, 1, 2)
    assert health.detail == f"{website.url('/meer.ics')}: not in the archive"


def test_a_run_that_carries_on_after_a_kill_leaves_the_archive_of_the_killed_one_alone(
    world: Any, website: Any
) -> None:
    source = world.source(website.url("/agenda.ics"))
    world.crawl(source)
    world.crawl(source)
    assert sorted(path.name for path in (world.var / "archive").iterdir()) == ["run.2.warc.gz", "run.warc.gz"]


def test_an_archive_that_is_not_there_is_an_error_before_anything_is_visited(world: Any, website: Any) -> None:
    source = world.source(website.url("/agenda.ics"))
    with pytest.raises(SourceError, match=r"nergens\.warc\.gz: no archive"):
        world.crawl(source, replay=Path("nergens.warc.gz"))
    assert website.heard == []


def test_old_archives_are_pruned_and_young_ones_stay(world: Any, website: Any, now: Any) -> None:
    source = world.source(website.url("/agenda.ics"))
    for run_id, days in (("old", 31), ("young", 29)):
        world.crawl(source, run_id=run_id)
        moment = (now - timedelta(days=days)).timestamp()
        os.utime(world.var / "archive" / f"{run_id}.warc.gz", (moment, moment))
    assert [path.name for path in prune_archive(world.var, now)] == ["old.warc.gz"]
    assert [path.name for path in (world.var / "archive").iterdir()] == ["young.warc.gz"]


def test_a_compressed_answer_is_archived_as_it_came_and_replayed(
    world: Any, website: Any, calendar: Any, tmp_path: Path
) -> None:
    website.say("/agenda.ics", gzip.compress(calendar("Koor").encode(), mtime=0), Content_Encoding="gzip")
    source = world.source(website.url("/agenda.ics"))
    first = world.crawl(source)
    second = world.crawl(source, var=tmp_path / "again", replay=world.var / "archive")
    assert (first.outcome, second) == (Outcome.OK, first)
