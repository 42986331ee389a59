"""Judges of what is published for other vocabularies: the catalogue in DCAT, events in schema.org, changes in RPDE."""

import json
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pyshacl
import pytest
import rdflib

from tests.judges.judges import NODE_MODULES, of_npm

SHAPES = Path(__file__).parents[3] / "shared" / "judges" / "shapes"
_NAMES = (
    "dcat-ap-nl-SHACL",
    "dcat-ap-nl-SHACL-klassebereik",
    "dcat-ap-nl-SHACL-klassebereik-codelijsten",
    "dcat-ap-SHACL",
)


@cache
def _shapes() -> tuple[rdflib.Graph, rdflib.Graph]:
    """The shapes of DCAT-AP-NL 3.0 and DCAT-AP 3.0.1, and a stub of the lists of codes that they refer to."""
    if not SHAPES.is_dir():
        pytest.skip(f"{SHAPES} is absent: the shapes of DCAT-AP-NL are not part of the project")
    found = rdflib.Graph()
    for name in _NAMES:
        found.parse(SHAPES / f"{name}.ttl")
    return found, rdflib.Graph().parse(SHAPES / "codelists-stub.ttl")


def violations(catalogue: rdflib.Graph) -> list[str]:
    """What pyshacl finds that the shapes forbid."""
    shapes, stub = _shapes()
    _, found, _ = pyshacl.validate(catalogue, shacl_graph=shapes, ont_graph=stub)
    assert isinstance(found, rdflib.Graph)
    results = found.subjects(rdflib.RDF.type, rdflib.SH.ValidationResult)
    return [str(found.value(one, rdflib.SH.resultMessage)) for one in results]


def by_schema_dts(events: Mapping[str, Any]) -> dict[str, str]:
    """What the TypeScript compiler objects to in schema.org events, by the names that these have here."""
    of_npm("schema-dts")
    names = list(events)
    lines = ['import type { Event, EventSeries } from "schema-dts";']
    for number, one in enumerate(events.values()):
        kind = "EventSeries" if one["@type"] == "EventSeries" else "Event"
        lines.append(f"export const event_{number}: {kind} = {json.dumps(one)};")
    with tempfile.TemporaryDirectory(prefix="bruggen-judge-") as folder:
        (Path(folder) / "events.ts").write_text("\n".join(lines), encoding="utf-8")
        (Path(folder) / "node_modules").symlink_to(NODE_MODULES)
        compiler = NODE_MODULES / "typescript" / "bin" / "tsc"
        command = ["node", compiler, "--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext", "events.ts"]
        said = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False).stdout
    found = (line for line in said.splitlines() if line.startswith("events.ts("))
    return {names[int(line.partition("(")[2].partition(",")[0]) - 2]: line for line in found}


def by_rpde_validator(urls: Sequence[str]) -> dict[str, list[str]]:
    """What OpenActive's validator finds wrong in each feed of changes, and in the last line how many pages it read."""
    of_npm("@openactive/rpde-validator")
    command = ["node", Path(__file__).with_name("rpde.js"), NODE_MODULES, *urls]
    said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout
    return dict(map(json.loads, said.splitlines()))
