"""The pages and lists about the dataset: the dictionary, the report of the last runs, the sums."""

import json
import re
import subprocess
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from selectolax.lexbor import LexborHTMLParser

from output.release import publish
from schemas.activity import Activity
from schemas.change import Change, Intent
from schemas.health import Failure, Outcome
from schemas.vocabulary import Category
from tests.output.dataset.everything import NOW, RUN, everything
from tests.output.dataset.published import TABLE_NAMES, published, schema
from tests.output.editions import edition, once, report


def page(path: Path) -> LexborHTMLParser:
    return LexborHTMLParser(path.read_bytes())


def words(tree: LexborHTMLParser) -> str:
    assert tree.body
    return re.sub(r"\s+", " ", tree.body.text())


@pytest.mark.parametrize("table", TABLE_NAMES)
def test_the_dictionary_tells_the_meaning_unit_and_source_of_every_field(data: Path, table: str) -> None:
    told = words(page(data / "dictionary.html"))
    one = schema(data, table)
    for record in (one, *one.get("$defs", {}).values()):
        for name, field in record.get("properties", {}).items():
            assert field["title"]
            assert re.search(r"\. Source: .+\.$", field["description"]), name
            assert re.sub(r"\s+", " ", field["description"]) in told, name


def test_every_link_of_the_dictionary_leads_somewhere(data: Path) -> None:
    tree = page(data / "dictionary.html")
    ids = {node.attributes["id"] for node in tree.css("[id]")}
    links = [node.attributes["href"] or "" for node in tree.css("a[href]")]
    assert [link for link in links if link.startswith("#") and link[1:] not in ids] == []
    files = [link for link in links if not link.startswith(("#", "https:"))]
    assert len(files) > 5 * len(TABLE_NAMES)
    assert [link for link in files if not (data / link).is_file()] == []


def test_the_report_counts_what_the_newest_run_changed_per_source(data: Path) -> None:
    found = json.loads((data / "run_report.json").read_text(encoding="utf-8"))
    assert [one["run_id"] for one in found["runs"]] == [RUN, "20261120T063015Z"]
    assert found["runs"][0]["changes"] == {"changed": 1, "gone": 1, "cancelled": 1}
    assert found["runs"][0]["sources"] == {"nl.otterdam.lombok": {"cancelled": 1}}
    assert found["troubles"] == []


def test_the_report_says_in_dutch_what_happened_to_what(data: Path) -> None:
    told = words(page(data / "run_report.html"))
    assert "dinsdag 24 november, 07.30 uur: 1 gewijzigd, 1 verdwenen, 1 afgelast." in told
    assert "Afgelast Open repetitie (Koor Tij & Wind)" in told
    assert "Verdwenen z9" in told
    assert "x7" not in told
    assert "Alle sites zijn gelezen." in told


def test_the_report_names_the_sources_that_are_held_and_those_that_failed(tmp_path: Path) -> None:
    held = report("nl.otterdam.a", "De Haven", outcome=Outcome.FAILED, failure=Failure.REDESIGNED)
    failed = report("nl.otterdam.b", "Koor <b>Tij</b>", outcome=Outcome.FAILED, failure=Failure.TIMEOUT)
    left = report("nl.otterdam.c", "Weg", opted_out=True, outcome=Outcome.FAILED, failure=Failure.DNS)
    data = published(everything(sources=(held, failed, left)), tmp_path)
    found = json.loads((data / "run_report.json").read_text(encoding="utf-8"))
    assert [(one["source_id"], one["failure"], one["is_held"]) for one in found["troubles"]] == [
        ("nl.otterdam.a", "redesigned", True),
        ("nl.otterdam.b", "timeout", False),
    ]
    told = words(page(data / "run_report.html"))
    assert "iemand moet ernaar kijken. Vastgehouden: er is niets weggehaald." in told
    assert "Koor <b>Tij</b> (nl.otterdam.b): de server is te traag." in told


def test_the_report_names_the_calendars_that_are_held(tmp_path: Path) -> None:
    parts = [part for number in range(4) for part in once(f"a{number}", "2026-11-26T18:00:00+01:00")]
    food = [msgspec.structs.replace(one, category=Category.FOOD) if isinstance(one, Activity) else one for one in parts]
    publish(edition(*food), var=tmp_path, run_id="1")
    publish(edition(*parts), var=tmp_path, run_id="2")
    data = tmp_path / "public/data/v1"
    found = json.loads((data / "run_report.json").read_text(encoding="utf-8"))
    path = "feeds/otterdam/categories/food.ics"
    assert found["held_feeds"] == [{"path": path, "title": "Otterdam: eten", "left": 0, "expected": 4}]
    told = words(page(data / "run_report.html"))
    assert f"Otterdam: eten ({path}): van de 4 komende activiteiten zouden er 0 overblijven." in told
    publish(edition(*food), var=tmp_path, run_id="3")
    assert b"vastgehouden</h2>" not in (data / "run_report.html").read_bytes()


def test_a_long_list_of_changes_is_cut_and_says_so(tmp_path: Path) -> None:
    log = tuple(
        Change(activity_id=f"n{number}", run_id=RUN, at=NOW, intent=Intent.GONE, reason="not seen")
        for number in range(130)
    )
    told = words(page(published(everything(changes=log), tmp_path) / "run_report.html"))
    assert "130 verdwenen." in told
    assert "en nog 30" in told


def test_a_fortnight_without_changes_is_told_as_such(tmp_path: Path) -> None:
    old = Change(activity_id="a1", run_id="1", at=NOW - timedelta(days=20), intent=Intent.NEW, reason="first seen")
    data = published(everything(changes=(old,)), tmp_path)
    assert "De laatste veertien dagen veranderde er niets." in words(page(data / "run_report.html"))


def test_the_sums_are_those_of_every_other_file(data: Path) -> None:
    lines = (data / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    files = {path.relative_to(data).as_posix() for path in data.rglob("*") if path.is_file()}
    assert {line[66:] for line in lines} == files - {"SHA256SUMS"}
    done = subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=data, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout
