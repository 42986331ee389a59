"""Whose school holidays hold in which municipality."""

import csv
from datetime import date
from pathlib import Path

import pytest

from pipeline.normalise import normalised
from pipeline.normalise.holidays import Region
from pipeline.normalise.school_regions import school_region
from pipeline.occurrences import expand
from tests.makers import a_listing, a_source

SHARED = Path(__file__).parents[4] / "shared" / "geo"


@pytest.mark.parametrize(
    ("municipality", "region"),
    [
        ("groningen", Region.NOORD),
        ("utrecht", Region.MIDDEN),
        ("eindhoven", Region.ZUID),
        ("den-haag", Region.MIDDEN),
        ("s-hertogenbosch", Region.ZUID),
        ("sudwest-fryslan", Region.NOORD),
        ("zeewolde", Region.MIDDEN),
        ("hattem", Region.NOORD),
        ("nijmegen", Region.ZUID),
        ("hengelo-ov", Region.NOORD),
        ("bergen-nh", Region.NOORD),
        ("bergen-l", Region.ZUID),
        ("bergen", None),
        ("altena", None),
        ("de-ronde-venen", None),
        ("wilgenmonde", None),
    ],
)
def test_a_municipality_has_the_holidays_of_its_region_or_none_that_we_know(
    municipality: str, region: Region | None
) -> None:
    assert school_region(municipality) == region


def test_a_municipality_in_another_country_has_no_dutch_holidays() -> None:
    assert school_region("bergen-nh", country="be") is None


def test_the_regions_are_those_of_the_geodata() -> None:
    table = SHARED / "gemeente_vakantieregio.csv"
    if not table.exists():
        pytest.skip("../shared/geo is not here")
    with table.open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["gm_name"] != "Bergen"]
    differing = [row for row in rows if (region := school_region(row["gm_name"])) and region not in row["region"]]
    unknown = [row["gm_name"] for row in rows if school_region(row["gm_name"]) is None]
    assert differing == []
    assert sorted(unknown) == ["Altena", "De Ronde Venen", "Montferland", "Neder-Betuwe"]


@pytest.mark.parametrize(
    ("source", "days"),
    [
        ("nl.groningen.de-wilg", ["2027-02-09", "2027-02-16", "2027-03-02", "2027-03-09"]),
        ("nl.tilburg.de-wilg", ["2027-02-09", "2027-02-23", "2027-03-02", "2027-03-09"]),
    ],
)
def test_a_weekly_evening_rests_in_the_school_holidays_of_its_own_region(source: str, days: list[str]) -> None:
    text = "Elke dinsdag van 19.30 tot 21.00 uur, niet in de schoolvakanties"
    listing = normalised(a_listing(schedule=None, when_text=text, page_date="2026-11-24"), a_source(source))
    assert listing is not None
    assert listing.schedule is not None
    found = expand(listing.schedule, start=date(2027, 2, 8), end=date(2027, 3, 14)).instances
    assert [one.start.isoformat()[:10] for one in found] == days


def test_a_weekly_evening_is_not_announced_where_nobody_knows_whose_school_holidays_are_meant() -> None:
    text = "Elke dinsdag van 19.30 tot 21.00 uur, niet in de schoolvakanties"
    listing = a_listing(schedule=None, when_text=text, page_date="2026-11-24")
    assert normalised(listing, a_source("nl.altena.de-wilg")) is None
