"""The OpenAPI document: true of the service, and as the NL API Design Rules want it."""

from pathlib import Path
from typing import Any

import jsonschema_rs
import msgspec
import pytest

from output.release import publish
from output.service.codes import code
from output.service.filters import Filter
from output.service.keys import KEYS
from output.service.openapi import document
from schemas.dataset import Publisher
from tests.output.editions import town
from tests.output.service.asking import ask, opened

DOCUMENT: dict[str, Any] = msgspec.json.decode(document())
OPERATIONS = {path: one["get"] for path, one in DOCUMENT["paths"].items()}


def test_every_answer_with_records_fits_its_schema(tmp_path: Path) -> None:
    publish(town(), var=tmp_path, run_id="1")
    service = opened(tmp_path / "public")
    for path, target in (("/activities", "/v1/activities"), ("/occurrences", "/v1/occurrences")):
        schema = OPERATIONS[path]["responses"]["200"]["content"]["application/json"]["schema"]
        answer = ask(service, target).json()
        assert len(answer[path[1:]]) >= 6
        jsonschema_rs.validator_for(schema | {"components": DOCUMENT["components"]}).validate(answer)


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/activities", "/v1/activities"),
        ("/activities/{id}", "/v1/activities/b2"),
        ("/changes", "/v1/changes"),
        ("/occurrences", "/v1/occurrences"),
        ("/{feed}", "/v1/feed.ics"),
        ("/feeds/{feed}", f"/v1/feeds/{code(Filter())}.ics"),
        ("/openapi.json", "/v1/openapi.json"),
    ],
)
def test_an_answer_has_the_headers_that_the_document_names(tmp_path: Path, path: str, target: str) -> None:
    publish(town(), var=tmp_path, run_id="1")
    service = opened(tmp_path / "public")
    named = OPERATIONS[path]["responses"]["200"]["headers"].keys()
    answer = ask(service, target)
    assert {"etag", "api-version", "link"} & answer.headers.keys() == {name.lower() for name in named}
    part = ask(service, target, Range="bytes=0-3")
    assert (part.status_code, part.content) == (200, answer.content)
    assert ask(service, target, Range="bytes=99999999-").status_code == 200
    assert "accept-ranges" not in answer.headers


def test_only_what_needs_a_release_may_have_none(tmp_path: Path) -> None:
    service = opened(tmp_path / "public")
    for path, operation in OPERATIONS.items():
        known = "503" in operation["responses"]
        assert known == (ask(service, f"/v1{path.format(id='b2', feed='feed.ics')}").status_code == 503)


def test_the_document_follows_the_design_rules() -> None:
    assert DOCUMENT["openapi"].startswith("3.1")
    assert DOCUMENT["servers"][0]["url"].endswith("/v1")
    for path, operation in OPERATIONS.items():
        assert not path.endswith("/")
        assert "400" in operation["responses"]
        assert all(one["name"][0].islower() and "_" not in one["name"] for one in operation["parameters"])
        for response in operation["responses"].values():
            named = DOCUMENT["components"]["responses"].get(response.get("$ref", "").rpartition("/")[2], response)
            assert "API-Version" in named["headers"]


def test_the_document_names_whom_to_reach_only_where_that_is_known() -> None:
    assert "contact" not in DOCUMENT["info"]
    town_hall = Publisher(name="Gemeente Otterdam", url="https://otterdam.example/contact")
    found = msgspec.json.decode(document(town_hall))["info"]["contact"]
    assert found == {"name": "Gemeente Otterdam", "url": "https://otterdam.example/contact"}
    assert msgspec.json.decode(document(Publisher(name="Bruggen")))["info"]["contact"] == {"name": "Bruggen"}


@pytest.mark.parametrize(
    ("address", "reached_at"),
    [
        ("info@otterdam.example", {"email": "info@otterdam.example"}),
        ("mailto:info@otterdam.example", {"email": "info@otterdam.example"}),
        ("https://otterdam.example/@bruggen", {"url": "https://otterdam.example/@bruggen"}),
    ],
)
def test_a_publisher_is_reached_by_mail_or_by_a_page(address: str, reached_at: dict[str, str]) -> None:
    found = msgspec.json.decode(document(Publisher(name="Otterdam", url=address)))["info"]["contact"]
    assert found == {"name": "Otterdam"} | reached_at


def test_every_key_of_a_filter_stands_in_the_document() -> None:
    for path in ("/activities", "/occurrences", "/{feed}"):
        assert {key.name for key in KEYS} <= {one["name"] for one in OPERATIONS[path]["parameters"]}
    enumerated = [key for key in KEYS if "enum" in key.schema]
    assert len(enumerated) == 7
    assert all(key.read(value) == value for key in enumerated for value in key.schema["enum"])
