"""A crawl that is killed leaves whole files, and the next one carries on."""

import asyncio
import signal
import subprocess
import sys
from pathlib import Path
from threading import Event
from typing import Any

from schemas.health import Outcome
from schemas.staged import decode
from spiders.registry import load_sources

PATIENCE_S = 20
NOW = "2026-11-24T06:00:00+00:00"


def declare(directory: Path, slug: str, url: str) -> None:
    path = directory / "nl" / "utrecht" / f"{slug}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'organisation = "Buurthuis"\nurl = "{url}"\n', "utf-8")


def test_after_kill_9_every_file_is_whole_and_the_next_run_completes(world: Any, calendar: Any, tmp_path: Path) -> None:
    stuck, release = Event(), Event()
    declared = tmp_path / "sources"
    for number in range(6):
        site = world.website()
        site.say("/agenda.ics", calendar(*(f"Groep {number}-{event}" for event in range(50))))
        declare(declared, f"bron-{number}", site.url("/agenda.ics"))
    slow = world.website()

    def hang(request: Any) -> None:
        stuck.set()
        release.wait(PATIENCE_S)
        request.close_connection = True

    slow.pages["/agenda.ics"] = hang
    declare(declared, "traag", slow.url("/agenda.ics"))
    command = [sys.executable, "-m", "spiders.crawl", "--sources", declared, "--var", world.var, "--now", NOW]
    with subprocess.Popen([*command, "--delay", "0", "--allow-loopback"], stdout=subprocess.PIPE, text=True) as killed:
        assert stuck.wait(PATIENCE_S)
        assert killed.stdout
        killed.stdout.readline()  # at least one source is done
        killed.send_signal(signal.SIGKILL)
    release.set()
    assert killed.returncode == -signal.SIGKILL
    left = [path for path in (world.var / "staged").iterdir() if path.suffix == ".json"]
    assert left
    assert all(len(decode(path.read_bytes()).listings()) == 50 for path in left)

    slow.say("/agenda.ics", calendar("Koor"))
    done = world.crawl(*load_sources(declared), run_id="next")
    assert {health.outcome for health in done} <= {Outcome.OK, Outcome.UNCHANGED}
    assert len(done) == 7
    assert len(list((world.var / "staged").glob("*.json"))) == 7


def test_a_full_disk_is_told_and_not_taken_for_a_broken_source(world: Any, website: Any) -> None:
    world.var.mkdir()
    (world.var / "staged").write_text("a file where a directory should be")
    source = world.source(website.url("/agenda.ics"))
    try:
        world.crawl(source)
    except OSError as error:
        assert "staged" in str(error)  # noqa: PT017 - FileExistsError or NotADirectoryError, by the system
    else:
        raise AssertionError("a crawl that cannot stage claims to be done")


def test_scrapy_lists_the_spider() -> None:
    listed = subprocess.run(
        [sys.executable, "-m", "scrapy", "list"],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[3],
    )
    assert listed.stdout.split() == ["sources"]


def test_scrapy_crawls_the_sources_by_hand(world: Any, website: Any, tmp_path: Path) -> None:
    declare(tmp_path, "bron", website.url("/agenda.ics"))
    settings = ["-s", "ALLOW_LOOPBACK=1", "-s", "DOWNLOAD_DELAY=0"]
    given = ["-a", f"sources={tmp_path}", "-a", f"var={world.var}"]
    subprocess.run(
        [sys.executable, "-m", "scrapy", "crawl", "sources", *given, *settings],
        capture_output=True,
        check=True,
        timeout=PATIENCE_S,
        cwd=Path(__file__).parents[3],
    )
    staged = decode((world.var / "staged" / "nl.utrecht.bron.json").read_bytes())
    assert [listing.title for listing in staged.listings().values()] == ["Taalcafé", "Kookgroep"]


def test_a_wrong_source_file_ends_a_crawl_by_hand_with_2(world: Any, tmp_path: Path) -> None:
    declare(tmp_path, "bron", "ftp://a.example/")
    ended = subprocess.run(
        [sys.executable, "-m", "spiders.crawl", "--sources", tmp_path, "--var", world.var, "--now", NOW],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 2
    assert ended.stderr.startswith("nl/utrecht/bron.toml:2: url: 'ftp://a.example/'")


def test_a_crawl_works_after_somebody_elses_event_loop(world: Any, website: Any) -> None:
    source = world.source(website.url("/agenda.ics"))
    world.crawl(source)
    asyncio.run(asyncio.sleep(0))
    assert world.crawl(source).outcome is Outcome.UNCHANGED


def test_declaring_sources_needs_no_crawler() -> None:
    loaded = subprocess.run(
        [sys.executable, "-c", "import sys, spiders.registry, spiders.crawl; print('scrapy' in sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert loaded.stdout.strip() == "False"
