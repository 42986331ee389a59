"""The sources that come with the project: every file is right, holds facts only, and nobody visits them here."""

import csv
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from pipeline.places.names import slug
from schemas.source import Source
from spiders.discovery.traps import is_closed, is_trap
from spiders.registry import DEFAULT_DIRECTORY, load_sources
from spiders.text import canonical_url

FILES = sorted(DEFAULT_DIRECTORY.rglob("*.toml"))
SOURCES = load_sources()
FACTS = {"organisation", "url", "pages", "reader", "browser", "note", "place", "fewest", "silent", "every"}
# Who is at home in no one town, and who does not say in which.
NO_MUNICIPALITY = {"landelijk", "onbekend"}
MUNICIPALITIES = Path(__file__).parents[4] / "shared" / "geo" / "gemeenten.csv"


def test_every_file_declares_a_source() -> None:
    assert len(SOURCES) == len(FILES) > 100


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_holds_facts_and_nothing_else(path: Path) -> None:
    assert tomllib.loads(path.read_text(encoding="utf-8")).keys() <= FACTS


def test_no_two_sources_have_one_address() -> None:
    addresses = Counter(canonical_url(source.url) for source in SOURCES)
    assert [url for url, count in addresses.items() if count > 1] == []


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.id)
def test_no_source_is_a_social_network_or_a_form(source: Source) -> None:
    assert not is_closed(source.url)
    assert not is_trap(source.url)


def test_every_folder_is_a_municipality_of_today() -> None:
    if not MUNICIPALITIES.exists():
        pytest.skip("the table of municipalities is not beside the checkout (../shared/geo)")
    with MUNICIPALITIES.open(encoding="utf-8") as table:
        known = {slug(row["name"]) for row in csv.DictReader(table)}
    assert {source.municipality for source in SOURCES} - NO_MUNICIPALITY <= known


def test_a_source_without_a_town_says_what_to_do_about_it() -> None:
    unknown = [source for source in SOURCES if source.municipality == "onbekend"]
    assert unknown
    assert all(source.note and "move this file" in source.note for source in unknown)
