"""Texts that mean harm come out harmless in every format of the dataset."""

import csv
import json
import re
from io import StringIO
from pathlib import Path

import duckdb
import jsonschema_rs
import pytest
import rdflib
from selectolax.lexbor import LexborHTMLParser

from schemas.activity import Activity, Organisation
from schemas.change import Change, Edition, Intent
from schemas.facets import Cost, Registration
from schemas.place import KnownPlace
from schemas.vocabulary import CostKind, RegistrationKind, Rights
from tests.output.dataset.everything import NOW, RUN
from tests.output.dataset.published import records, schema, unpacked, written
from tests.output.editions import edition, occurrence, once, report

HARMFUL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")

# What a hostile site prints, and what may stand in a cell of it after publishing.
TEXTS = {
    "CRLF injection": "Koor\r\nDTSTART:19700101\r\nSet-Cookie: a=b",
    "NUL": "Ko\x00or",
    "escape sequences": "\x1b[2J\x1b]0;x\x07Koor",
    "overrides of direction": "Koor \u202egnilleps\u202c \u2067x\u2069",
    "a byte order mark": "\ufeffKoor",
    "line separators": "Koor\u2028\u2029\x85\x0b\x0cTij",
    "a lone surrogate": "Koor \ud83d Tij",
    "noncharacters": "Koor \ufffe\uffff",
    "a formula": "=cmd|' /C calc'!A0",
    "a formula with plus": "+31 6 koor",
    "a formula with minus": "-2+3+cmd|' /C calc'!A0",
    "a formula with at": '@SUM(1+9)*cmd|"/C calc"!A0',
    "a formula behind a tab": "\t=1+1",
    "a formula behind a line end": "\r\n=1+1",
    "markup": "</script><script>alert(1)</script><img src=x onerror=alert(1)>",
    "template code": "{{ 7*7 }} {% raw %} ${7*7} <%= 7 %>",
    "SQL": "'); DROP TABLE activities; --",
    "quotes": '"\'`\\",;',
    "a very long text": "Koor " * 200_000,
    "a very long line of one word": "k" * 1_000_000,
    "combining marks": "K" + "\u0301" * 5_000,
}

ADDRESSES = (
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "https://koor.example/\r\nLocation: https://evil.example/",
    'https://koor.example/"><script>alert(1)</script>',
    "file:///etc/passwd",
    "https://koor.example/\u202egpj.exe",
    "=https://koor.example/",
    "https://koor.example/" + "x" * 10_000,
)


def hostile(text: str, url: str) -> Edition:
    """An edition in which every text is `text` and every address `url`."""
    one, _ = once("a1", "2026-11-26T18:00:00+01:00")
    fields = {
        "title": text,
        "summary": text,
        "description": text,
        "rights": Rights.FULL,
        "url": url,
        "join_url": url,
        "organisation": Organisation(id="nl.otterdam.koor", name=text, municipality="otterdam", url=url),
        "place": KnownPlace(id="p1", name=text, room=text, street=text, postcode=text, city=text),
        "cost": Cost(kind=CostKind.PAID, note=text),
        "registration": Registration(kind=RegistrationKind.REQUIRED, url=url),
        "accessibility": (text,),
    }
    activity = Activity(**{name: getattr(one, name) for name in Activity.__struct_fields__} | fields)
    happens = occurrence("a1", "2026-11-26T18:00:00+01:00", title=text)
    change = Change(activity_id="a1", run_id=RUN, at=NOW, intent=Intent.CHANGED, reason=text)
    return edition(activity, happens, changes=(change,), sources=(report("nl.otterdam.lombok", text),))


@pytest.fixture(
    params=[*((name, "https://koor.example/") for name in TEXTS), *(("quotes", url) for url in ADDRESSES)],
    ids=lambda pair: f"{pair[0]} {pair[1][:30]!r}",
)
def data(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    name, url = request.param
    return written(hostile(TEXTS[name], url), tmp_path)


def test_a_hostile_text_does_no_harm_in_any_format(data: Path) -> None:
    for table in ("activities", "occurrences", "organisations", "places", "sources", "changes"):
        validator = jsonschema_rs.validator_for(schema(data, table), validate_formats=True)
        found = records(data, table)
        assert found == unpacked(data, table)
        assert [error.message for one in found for error in validator.iter_errors(one)] == []
        assert [text for one in found for text in texts(one) if HARMFUL.search(text) or len(text) > 20_000] == []
        no_formula_in(data / f"{table}.csv", len(found))
        with duckdb.connect() as database:
            assert database.execute(
                "SELECT count(*) FROM read_parquet(?)", [str(data / f"{table}.parquet")]
            ).fetchone() == (len(found),)
    only_web_addresses_in(records(data, "activities")[0])
    (event,) = json.loads((data / "schema_org.jsonld").read_text(encoding="utf-8"))["@graph"]
    assert [text for text in texts(event) if HARMFUL.search(text)] == []
    (item,) = json.loads((data / "changes" / "start.json").read_text(encoding="utf-8"))["items"]
    assert [text for text in texts(item) if HARMFUL.search(text)] == []
    nothing_runs_in(data / "run_report.html")
    assert len(rdflib.Graph().parse(data / "catalog.ttl")) > 200
    assert sum(path.stat().st_size for path in data.rglob("*") if path.is_file()) < 1_500_000


def texts(value: object) -> list[str]:
    """All texts within a JSON value."""
    if isinstance(value, dict):
        return [text for one in (*value, *value.values()) for text in texts(one)]
    if isinstance(value, list):
        return [text for one in value for text in texts(one)]
    return [value] if isinstance(value, str) else []


def no_formula_in(path: Path, count: int) -> None:
    rows = list(csv.reader(StringIO(path.read_text(encoding="utf-8"), newline=""), strict=True))
    assert len(rows) == count + 1
    assert len({len(row) for row in rows}) == 1
    assert [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))] == []


def only_web_addresses_in(record: dict[str, object]) -> None:
    found = re.findall(r'"(?:url|join_url)": ?"([^"]*)"', json.dumps(record))
    assert [one for one in found if not re.fullmatch(r"https?://[!-~]+", one) or "<" in one] == []


def nothing_runs_in(path: Path) -> None:
    tree = LexborHTMLParser(path.read_bytes())
    assert tree.css("script, img, iframe, [onerror], [href^='javascript']") == []
    assert not HARMFUL.search(tree.text().replace("\t", " "))
