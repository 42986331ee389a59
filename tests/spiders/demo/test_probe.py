"""What the probe proposes for each site of the demo town, crawled as proposed, against the hand-written truth."""

import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest

from pipeline.announcing import announces
from pipeline.cli.options import Look
from pipeline.cli.probing import looked_through, report_of
from pipeline.normalise import normalised
from pipeline.occurrences import expand
from schemas.health import Outcome
from schemas.listing import Listing
from schemas.schedule import Status
from schemas.source import Source
from schemas.staged import decode, staged_path
from spiders.crawl import Politeness, crawl
from spiders.demo.serving import serve_town
from spiders.demo.town import Town

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
TRUTH = tomllib.loads((Path(__file__).parent / "truth.toml").read_text("utf-8"))
TODAY: date = TRUTH["today"]
NOW = datetime.combine(TODAY, time(5), UTC)
WINDOW = [datetime.combine(TRUTH[day], time(0), AMSTERDAM) for day in ("today", "until")]
ROWS = TRUTH["activity"] + TRUTH["in_words"]
SITES = sorted({site for row in ROWS for site in row["sources"]})
Times = set[tuple[str, datetime | date, datetime | date | None, bool]]


@pytest.fixture(scope="module")
def town() -> Iterator[Town]:
    with serve_town(TODAY) as served:
        yield served


@pytest.mark.parametrize("site", SITES)
def test_the_proposed_source_reads_its_site_completely(site: str, town: Town, tmp_path: Path) -> None:
    proposed = proposed_source(town.url(site), f"nl.wilgenmonde.{site}")
    assert read_times(proposed, tmp_path) == true_times(site)


@pytest.mark.parametrize("site", SITES)
def test_a_source_that_names_only_the_front_door_is_read_as_completely(site: str, town: Town, tmp_path: Path) -> None:
    source = Source(id=f"nl.wilgenmonde.{site}", organisation=site, url=town.url(site))
    assert read_times(source, tmp_path) == true_times(site)


def proposed_source(url: str, source_id: str) -> Source:
    """The source that the proposed file declares."""
    look = Look(url=url, now=NOW, delay_s=0, allow_loopback=True, contact_url=None)
    seen, seconds = looked_through(look)
    table = tomllib.loads(report_of(seen, now=NOW, seconds=seconds).proposal.text)
    return msgspec.convert({**table, "id": source_id}, Source)


def read_times(source: Source, var: Path) -> Times:
    """What a crawl of `source` says is on in the window."""
    politeness = Politeness(delay_s=0, allow_loopback=True)
    (health,) = crawl([source], var=var, run_id="run", now=NOW, politeness=politeness, announces=announces)
    assert health.outcome is Outcome.OK, health.detail
    staged = decode(staged_path(var, source.id).read_bytes())
    return {found for listing in staged.listings().values() for found in _times(listing, source)}


def _times(listing: Listing, source: Source) -> Iterator[tuple[str, datetime | date, datetime | date | None, bool]]:
    meaning = normalised(listing, source)
    if meaning is None or meaning.schedule is None:
        return
    for one in expand(meaning.schedule, start=WINDOW[0], end=WINDOW[1]).instances:
        is_cancelled = Status.CANCELLED in {one.status, meaning.status}
        yield listing.title, _local(one.start), _local(one.end) if one.end else None, is_cancelled


def true_times(site: str) -> Times:
    return {
        (
            row["title"],
            _read(one["start"]),
            _read(one["end"]) if "end" in one else None,
            one.get("status") == "cancelled",
        )
        for row in ROWS
        if site in row["sources"]
        for one in row["occurrences"]
    }


def _read(text: Any) -> datetime | date:
    return _local(datetime.fromisoformat(text)) if "T" in text else date.fromisoformat(text)


def _local(when: datetime | date) -> datetime | date:
    return when.astimezone(AMSTERDAM) if isinstance(when, datetime) else when
