"""The demo's catalogue, its events in schema.org and its changes before judges, and damaged copies of them."""

import json
import os
import re
import shutil
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
import rdflib

from tests.judges.linked_data import by_rpde_validator, by_schema_dts, violations
from tests.output.service.asking import opened, over_http

Event = dict[str, Any]


def catalogue(text: str) -> rdflib.Graph:
    return rdflib.Graph().parse(data=text, format="turtle", publicID="https://bruggen.example/data/v1/catalog.ttl")


# What is written → what it becomes, and whether the shapes forbid that.
CATALOGUE_DAMAGES = {
    "no title": (r'dct:title "[^;]*;', "", True),
    "no description": (r'dct:description "[^;]*;', "", True),
    "no licence of a file": (r"(downloadURL <[^;]*;\s*)dct:license <[^;]*;", r"\1", True),
    "no publisher": (r"dct:publisher <[^;]*;", "", True),
    "no contact": (r"dcat:contactPoint \[.*?\] ;", "", True),
    "no theme": (r"dcat:theme <[^;]*;", "", True),
    "no identifier": (r"dct:identifier [^;]*;", "", True),
    "no address of a file": (r"dcat:accessURL <[^;]*;", "", True),
    "a publisher without a name": (r'foaf:name "Bruggen"', 'foaf:nick "Bruggen"', True),
    "a publisher in words": (r"dct:publisher <[^;]*;", 'dct:publisher "Bruggen" ;', True),
    "a licence in words": (r"dct:license <[^;]*;", 'dct:license "CC0" ;', True),
    "a theme of our own": (r"dcat:theme <[^;]*;", "dcat:theme <https://bruggen.example/buurt> ;", True),
    "a day in words": (r'dct:modified "[^;]*;', 'dct:modified "gisteren" ;', False),
    "a language in words": (r"dct:language <[^;]*;", 'dct:language "Nederlands" ;', True),
    "an address that leads nowhere": (r"downloadURL <activities", "downloadURL <nergens", False),
}


def test_the_catalogue_of_the_demo_keeps_to_the_shapes(release: Path) -> None:
    assert violations(catalogue((release / "data/v1/catalog.ttl").read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("name", CATALOGUE_DAMAGES)
def test_a_damaged_catalogue_breaks_a_shape(name: str, release: Path) -> None:
    pattern, replacement, is_seen = CATALOGUE_DAMAGES[name]
    whole = (release / "data/v1/catalog.ttl").read_text(encoding="utf-8")
    damaged = re.sub(pattern, replacement, whole, count=1, flags=re.DOTALL)
    assert damaged != whole
    assert bool(violations(catalogue(damaged))) is is_seen


# What is done to a good event, and whether the types of schema.org forbid that.
EVENT_DAMAGES: dict[str, tuple[Callable[[Event], Event], bool]] = {
    "a status that is none": (lambda one: one | {"eventStatus": "https://schema.org/EventCanceled"}, True),
    "a kind that is none": (lambda one: one | {"@type": "Happening"}, True),
    "a field that is none": (lambda one: one | {"startTime2": "13:30"}, True),
    "a place that is a kind of its own": (lambda one: one | {"location": {"@type": "Venue", "name": "x"}}, True),
    "an organiser that is a number": (lambda one: one | {"organizer": 7}, True),
    "a price in words with a unit of its own": (lambda one: one | {"offers": {"@type": "Offer", "prijs": "3"}}, True),
    "a schedule whose days are numbers": (
        lambda one: one | {"eventSchedule": [{"@type": "Schedule", "byDay": [2]}]},
        True,
    ),
    "free, in words": (lambda one: one | {"isAccessibleForFree": "ja"}, True),
    "no name": (lambda one: {key: value for key, value in one.items() if key != "name"}, False),
    "no start": (lambda one: {key: value for key, value in one.items() if key != "startDate"}, False),
    "a start in words": (lambda one: one | {"startDate": "dinsdag"}, False),
    "an end before the start": (lambda one: one | {"endDate": "1999-01-01T00:00:00Z"}, False),
    "an address that is none": (lambda one: one | {"url": "hier"}, False),
}


def test_the_types_of_schema_org_allow_the_events_of_the_demo_and_forbid_damaged_ones(release: Path) -> None:
    graph = json.loads((release / "data/v1/schema_org.jsonld").read_text(encoding="utf-8"))["@graph"]
    whole = {one["identifier"]: one for one in graph}
    first = next(one for one in graph if one["@type"] == "EventSeries")
    found = by_schema_dts(whole | {name: done(first) for name, (done, _) in EVENT_DAMAGES.items()})
    assert len(whole) > 30
    assert {name: found[name] for name in whole if name in found} == {}
    assert {*found} == {name for name, (_, is_seen) in EVENT_DAMAGES.items() if is_seen}


# What is written in a page of changes → what it becomes, and whether the validator complains.
CHANGES_DAMAGES = {
    "nothing": (rb"^", b"", False),
    "a state that is none": (rb'"state":"updated"', b'"state":"changed"', True),
    "no kind": (rb'"kind":"activity",', b"", True),
    "an update that tells nothing": (rb'("modified":\d+),"data":.*', rb"\1},", True),
    "a deleted thing that is told": (rb'"state":"updated"', b'"state":"deleted"', True),
    "a change of long ago": (rb'"modified":\d+', b'"modified":1', False),
}


def test_the_validator_of_openactive_accepts_the_changes_of_the_demo_and_sees_damaged_ones(
    release: Path, tmp_path: Path
) -> None:
    with ExitStack() as services:
        names = {}
        for number, (name, (pattern, replacement, _)) in enumerate(CHANGES_DAMAGES.items()):
            public = tmp_path / str(number)
            shutil.copytree(release, public, copy_function=os.link)
            page = public / "data/v1/changes/start.json"
            whole = page.read_bytes()
            page.unlink()
            page.write_bytes(re.sub(pattern, replacement, whole, count=1))
            port = services.enter_context(over_http(opened(public)))
            names[f"http://127.0.0.1:{port}/v1/changes"] = name
        found = {names[url]: lines for url, lines in by_rpde_validator([*names]).items()}
    seen = {name for name, (*faults, _) in found.items() if faults}
    assert seen == {name for name, (_, _, is_seen) in CHANGES_DAMAGES.items() if is_seen}
