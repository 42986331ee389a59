"""The checked-in JSON Schemas and the records they describe."""

import json
from enum import StrEnum

import jsonschema_rs
import msgspec
import pytest

from schemas import vocabulary
from schemas.json_schema import PUBLISHED, json_schemas
from schemas.source import Source
from schemas.vocabulary import Accessibility
from tests.output.editions import town

VOCABULARIES: list[type[StrEnum]] = [
    one for one in vars(vocabulary).values() if isinstance(one, type) and one.__module__ == vocabulary.__name__
]


def test_the_checked_in_schemas_are_those_of_the_records() -> None:
    checked_in = {path.name: path.read_bytes() for path in PUBLISHED.iterdir()}
    assert checked_in == json_schemas(), "run `python -m schemas.json_schema`"


@pytest.mark.parametrize("name", json_schemas())
def test_every_schema_is_a_good_one_and_says_what_it_is(name: str) -> None:
    schema = json.loads(json_schemas()[name])
    jsonschema_rs.meta.validate(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"urn:bruggen:schema:v1:{name.removesuffix('.schema.json')}"
    assert schema["title"]
    assert "\n" not in schema["description"]


CLOSED = [words for words in VOCABULARIES if words is not Accessibility]  # sources may add words of their own


@pytest.mark.parametrize("words", CLOSED, ids=lambda one: one.__name__)
def test_every_closed_vocabulary_stands_in_the_schema_of_an_activity(words: type[StrEnum]) -> None:
    schema = json.loads(json_schemas()["activity.schema.json"])
    assert sorted(schema["$defs"][words.__name__]["enum"]) == sorted(str(one) for one in words)


def test_a_word_outside_the_vocabulary_is_refused() -> None:
    validator = jsonschema_rs.validator_for(json.loads(json_schemas()["activity.schema.json"]))
    record = msgspec.to_builtins(town().activities[0])
    assert validator.is_valid(record)
    assert not validator.is_valid(record | {"category": "bingo"})
    assert not validator.is_valid(record | {"colour": "blue"})


def test_a_source_file_names_no_id() -> None:
    validator = jsonschema_rs.validator_for(json.loads(json_schemas()["source_file.schema.json"]))
    source = {"organisation": "Koor Tij", "url": "https://koor.example/agenda"}
    assert validator.is_valid(source)
    assert not validator.is_valid(source | {"id": "nl.otterdam.koor"})
    assert msgspec.convert(source | {"id": "nl.otterdam.koor"}, Source).municipality == "otterdam"
