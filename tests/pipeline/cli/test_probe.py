"""`bruggen probe` and `bruggen add` on the demo town: what they show, what they write, and how they refuse."""

import json
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner, Result

from pipeline.cli import bruggen
from pipeline.cli.freezing import printed
from pipeline.cli.municipalities import municipality_of
from pipeline.cli.proposals import proposal
from pipeline.places.rows import Area, Postcode, append
from pipeline.places.tables import MUNICIPALITY
from pipeline.store import opened
from schemas.errors import SourceError
from schemas.place import Place
from schemas.source import Source
from spiders import readers
from spiders.demo.serving import serve_town
from spiders.demo.town import Town
from spiders.discovery.candidates import Candidate
from spiders.discovery.exploration import Exploration, Lead, Sight
from spiders.discovery.site_facts import SiteFacts
from spiders.page import Page
from spiders.registry import load_sources
from spiders.source_file import KeyLines, faults_of

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 5, tzinfo=UTC)
IN_A_TEST_WORLD = ("--allow-loopback", "--delay", "0", "--now", "2026-11-24T05:00:00Z")


@pytest.fixture(scope="module")
def town() -> Iterator[Town]:
    with serve_town(TODAY) as served:
        yield served


def called(*words: str | Path) -> Result:
    return CliRunner().invoke(bruggen, list(map(str, words)))


def probed(url: str) -> dict[str, Any]:
    report: dict[str, Any] = json.loads(called("probe", url, "--json", *IN_A_TEST_WORLD).stdout)
    return report


def test_the_report_tells_rungs_samples_facts_and_a_source_file(town: Town) -> None:
    report = probed(town.url("buurthuis-de-wilg"))
    readers_of = {rung["url"].rpartition("/")[2]: (rung["reader"], rung["announced"]) for rung in report["rungs"]}
    assert readers_of["agenda.ics"] == ("ical", 7)
    assert report["facts"]["has_robots"] is True
    first = report["samples"][0]
    assert (first["title"], first["next_start"], first["next_end"], first["rrule"]) == (
        *("Naaiatelier", "2026-11-24T13:30+01:00", "2026-11-24T16:00+01:00", "FREQ=WEEKLY;BYDAY=TU"),
    )
    assert len(report["samples"]) <= 10
    assert report["proposal"]["path"] == "nl/wilgenmonde/buurthuis-de-wilg.toml"
    assert report["proposal"]["place"]["street"] == "Wilgenlaan 12"


def test_the_quality_is_the_sum_of_the_parts_that_explain_it(town: Town) -> None:
    proposed = probed(town.url("taalhuis"))["proposal"]
    assert proposed["quality"] == sum(part["points"] for part in proposed["parts"])
    assert sum(part["most"] for part in proposed["parts"]) == 100
    assert proposed["quality"] > 75


def test_people_read_what_is_on_and_what_to_declare(town: Town) -> None:
    shown = called("probe", town.url("taalhuis"), *IN_A_TEST_WORLD)
    assert shown.exit_code == 0
    assert "2026-11-24 09:30–11:30  Taalcafé" in shown.stdout
    assert "made with The Events Calendar, WordPress" in shown.stdout
    assert f'url = "{town.url("taalhuis", "/agenda/")}"' in shown.stdout
    assert "html where ical was expected" in shown.stdout


def test_a_site_that_fails_ends_with_1_and_says_why(town: Town) -> None:
    shown = called("probe", town.url("fietswerkplaats"), *IN_A_TEST_WORLD)
    assert shown.exit_code == 1
    assert "500 where 200 was expected" in shown.stderr
    assert "try again tomorrow" in shown.stderr


def test_this_machine_is_not_visited_unless_told_so(town: Town) -> None:
    before = town.requests
    shown = called("probe", town.url("taalhuis"))
    assert shown.exit_code == 1
    assert "not a public address" in shown.stderr
    assert town.requests == before


@pytest.mark.parametrize(
    "address",
    ["ftp://debrug.example/", "https://", "https://jan:geheim@debrug.example/", "a b"],  # pragma: allowlist secret
)
def test_an_address_that_is_none_ends_with_2(address: str) -> None:
    assert called("probe", address).exit_code == 2


def test_what_is_added_is_a_sound_source_with_its_page_frozen(town: Town, tmp_path: Path) -> None:
    sources, cases = tmp_path / "sources", tmp_path / "cases"
    shown = called(
        "add", town.url("buurthuis-de-wilg"), "--sources", sources, "--cases", cases, "--json", *IN_A_TEST_WORLD
    )
    assert shown.exit_code == 0, shown.output
    (source,) = load_sources(sources)
    assert (source.id, source.url) == ("nl.wilgenmonde.buurthuis-de-wilg", town.url("buurthuis-de-wilg", "/agenda.ics"))
    assert json.loads(shown.stdout)["source_id"] == source.id
    (folder,) = cases.iterdir()
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    page = Page(source.id, expected["url"], (folder / "page.ics").read_bytes(), NOW, expected["content_type"])
    assert [printed(listing) for listing in readers.read(page)[0].listings] == expected["listings"]


def test_nothing_personal_stands_in_what_the_probe_tells(town: Town) -> None:
    report = json.dumps(probed(town.url("buurthuis-de-wilg")))
    assert "06-00 55 00 01" not in report
    assert "Jannie" not in report


def test_nothing_personal_stands_in_the_expected_listings(town: Town, tmp_path: Path) -> None:
    words = ("add", town.url("buurthuis-de-wilg"), "--sources", tmp_path, "--cases", tmp_path / "c", *IN_A_TEST_WORLD)
    assert called(*words).exit_code == 0
    (expected,) = (tmp_path / "c").glob("*/expected.json")
    assert "06-00 55 00 01" not in expected.read_text(encoding="utf-8")
    assert "Naaiatelier" in expected.read_text(encoding="utf-8")


def test_a_source_file_is_never_overwritten(town: Town, tmp_path: Path) -> None:
    words = ("add", town.url("oekraiens-huis"), "--sources", tmp_path, "--cases", tmp_path / "c", *IN_A_TEST_WORLD)
    assert called(*words).exit_code == 0
    with pytest.raises(SourceError, match="exists already"):
        bruggen.main(list(map(str, words)), standalone_mode=False)


def test_a_site_that_tells_no_town_needs_a_municipality(town: Town, tmp_path: Path) -> None:
    words = ("add", town.url("sport-in-de-buurt"), "--sources", tmp_path, "--cases", tmp_path / "c", *IN_A_TEST_WORLD)
    with pytest.raises(SourceError, match="--municipality NAME"):
        bruggen.main(list(map(str, words)), standalone_mode=False)
    assert called(*words, "--municipality", "Súdwest-Fryslân", "--name", "Sport").exit_code == 0
    assert [source.id for source in load_sources(tmp_path)] == ["nl.sudwest-fryslan.sport"]


def test_a_village_stands_under_its_municipality_where_geodata_is_loaded(tmp_path: Path) -> None:
    heino = Place(name="Dorpshuis", street="Brugstraat 4", postcode="8141 AB", city="Heino")
    assert municipality_of(heino, tmp_path) is None
    with opened(tmp_path / "bruggen.duckdb") as store:
        append(store, [Area(code="GM0177", level=MUNICIPALITY, name="Raalte", gm_code="GM0177", year=2024)])
        append(store, [Postcode(pc4="8141", towns=("Heino",), gm_code="GM0177", lat=52.4, lon=6.2)])
    assert municipality_of(heino, tmp_path) == "raalte"


def test_where_nothing_is_on_nothing_is_written(town: Town, tmp_path: Path) -> None:
    words = ("add", town.url("fietswerkplaats"), "--sources", tmp_path, *IN_A_TEST_WORLD)
    with pytest.raises(SourceError, match="nothing was written"):
        bruggen.main(list(map(str, words)), standalone_mode=False)
    assert list(tmp_path.iterdir()) == []


NAMES = ('De "Brug"', "Café\\Bar", "Український дім", "Naam\twith\x7ftab", "]]\nurl = 'x'", "'; DROP", "x" * 300, "🎉")


@pytest.mark.parametrize("name", NAMES)
def test_whatever_a_site_calls_itself_its_file_is_sound(name: str) -> None:
    page = Page("nl.a.b", "https://debrug.example/", f"<!DOCTYPE html><title>{name}</title>".encode(), NOW)
    seen = Exploration(page.url, sights=(Sight(Lead(Candidate(page.url, 1, name)), page),))
    proposed = proposal(seen, ())
    table = tomllib.loads(proposed.text)
    assert list(faults_of(table, KeyLines(proposed.text))) == []
    assert msgspec.convert({**table, "id": "nl.a.b"}, Source).url == page.url


def test_a_site_that_reserves_its_rights_gets_no_points_for_permission_and_a_warning() -> None:
    page = Page("nl.a.b", "https://debrug.example/", b"<!DOCTYPE html><title>De Brug</title>", NOW)
    facts = SiteFacts(tdm_reservation="header tdm-reservation of https://debrug.example/")
    proposed = proposal(Exploration(page.url, (Sight(Lead(Candidate(page.url, 1, "")), page),), facts=facts), ())
    assert "ask first" in tomllib.loads(proposed.text)["note"]
    assert proposed.parts[-1].points == 0


def test_an_empty_shell_asks_for_a_browser() -> None:
    page = Page("nl.a.b", "https://debrug.example/", b'<!DOCTYPE html><div id="app"></div><script src="x.js">', NOW)
    sight = Sight(Lead(Candidate(page.url, 1, "")), page, is_shell=True)
    assert tomllib.loads(proposal(Exploration(page.url, (sight,)), ()).text)["browser"] is True


def test_two_addresses_on_a_site_are_no_default_place() -> None:
    body = b"<!DOCTYPE html><p>Brugstraat 4, 7276 AB Voorbeeldstad</p><p>Kade 1, 7276 AC Voorbeeldstad</p>"
    page = Page("nl.a.b", "https://debrug.example/", body, NOW)
    assert proposal(Exploration(page.url, (Sight(Lead(Candidate(page.url, 1, "")), page),)), ()).place is None


def test_a_site_that_is_shut_still_gets_a_proposal_that_names_it() -> None:
    seen = Exploration("https://debrug.example/", trouble=None, missed=())
    assert tomllib.loads(proposal(seen, ()).text)["organisation"] == "debrug.example"


def test_the_command_line_starts_without_a_crawler() -> None:
    script = "import sys, pipeline.cli; sys.exit(any(name.startswith(('scrapy', 'twisted')) for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
