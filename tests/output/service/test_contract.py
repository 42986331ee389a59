"""The OpenAPI document: true of the service, and as the NL API Design Rules want it."""

from pathlib import Path
from typing import Any

import jsonschema_rs
import msgspec

from output.release import publish
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


def test_every_key_of_a_filter_stands_in_the_document() -> None:
    for path in ("/activities", "/occurrences", "/{feed}"):
        assert {key.name for key in KEYS} <= {one["name"] for one in OPERATIONS[path]["parameters"]}
    enumerated = [key for key in KEYS if "enum" in key.schema]
    assert len(enumerated) == 7
    assert all(key.read(value) == value for key in enumerated for value in key.schema["enum"])
