"""The catalogue, by the shapes of DCAT-AP-NL 3.0 and DCAT-AP 3.0.1; and the vocabularies as SKOS."""

import json
import re
from pathlib import Path

import pytest
import rdflib
from rdflib.compare import isomorphic
from rdflib.namespace import DCAT, DCTERMS, SKOS

from output.dataset.catalogue import catalogue
from output.dutch import AUDIENCES, CATEGORIES
from output.release import publish
from schemas.concepts import VOCABULARIES, concepts
from schemas.dataset import TABLES, Publisher
from tests.judges.linked_data import violations
from tests.output.dataset.everything import everything

BASE = "https://bruggen.example/data/v1/"
OTTERDAM = Publisher(name='Gemeente "Otterdam"', url="https://otterdam.example/contact")


def graph(publisher: Publisher = OTTERDAM, base: str = BASE) -> rdflib.Graph:
    as_turtle, _ = catalogue("2026-11-24", base, publisher)
    return rdflib.Graph().parse(data=as_turtle, format="turtle", publicID=f"{BASE}catalog.ttl")


@pytest.mark.parametrize("base", [BASE, ""])
@pytest.mark.parametrize("publisher", [OTTERDAM, Publisher()])
def test_the_catalogue_keeps_to_the_shapes(publisher: Publisher, base: str) -> None:
    assert violations(graph(publisher, base)) == []


@pytest.mark.parametrize(
    "taken",
    [
        DCTERMS.title,
        DCTERMS.description,
        DCTERMS.publisher,
        DCTERMS.creator,
        DCTERMS.identifier,
        DCTERMS.license,
        DCTERMS.accessRights,
        DCAT.theme,
        DCAT.contactPoint,
        DCAT.accessURL,
        DCAT.dataset,
        rdflib.FOAF.name,
    ],
)
def test_a_catalogue_without_what_has_to_be_there_is_refused(taken: rdflib.URIRef) -> None:
    described = graph()
    assert list(described.subject_objects(taken))
    described.remove((None, taken, None))
    assert violations(described)


def test_the_catalogue_says_the_same_in_turtle_and_json_ld() -> None:
    as_turtle, as_json_ld = catalogue("2026-11-24", BASE, OTTERDAM)
    one, other = (
        rdflib.Graph().parse(data=as_turtle, format="turtle"),
        rdflib.Graph().parse(data=as_json_ld, format="json-ld"),
    )
    assert len(one) > 200
    assert isomorphic(one, other)


def test_every_file_that_the_catalogue_names_is_there(tmp_path: Path) -> None:
    publish(everything(), var=tmp_path, run_id="1", base_url="https://bruggen.example/")
    data = tmp_path / "public" / "data" / "v1"
    described = rdflib.Graph().parse(data / "catalog.ttl")
    named = {str(address) for address in described.objects(None, DCAT.downloadURL)}
    assert len(named) == 4 * len(TABLES) + 3
    assert all((data / "../.." / address.removeprefix("https://bruggen.example/")).is_file() for address in named)


def test_what_is_published_of_activities_besides_the_tables_is_in_the_catalogue_by_its_kind() -> None:
    described = graph()
    kinds = {
        str(described.value(one, DCAT.downloadURL)).removeprefix("https://bruggen.example/"): str(
            described.value(one, DCAT.mediaType)
        ).rpartition("media-types/")[2]
        for one in described.objects(rdflib.URIRef(f"{BASE}catalog.ttl#activities"), DCAT.distribution)
    }
    assert kinds == {
        "data/v1/activities.json": "application/json",
        "data/v1/activities.ndjson.gz": "None",
        "data/v1/activities.csv": "text/csv",
        "data/v1/activities.parquet": "application/vnd.apache.parquet",
        "data/v1/schema_org.jsonld": "application/ld+json",
        "data/v1/changes/start.json": "application/json",
        "feeds/all.ics": "text/calendar",
    }


def test_every_description_is_in_dutch_first_and_in_english() -> None:
    as_turtle, _ = catalogue("2026-11-24", BASE, OTTERDAM)
    texts = re.findall(rb"dct:description (.*) ;", as_turtle)
    assert len(texts) > len(TABLES)
    assert all(re.fullmatch(rb'"[^"]+"@nl, "[^"]+"@en', text) for text in texts)
    described = graph()
    for one in (*described.subjects(rdflib.RDF.type, DCAT.Dataset), *described.subjects(rdflib.RDF.type, DCAT.Catalog)):
        assert len({*described.objects(one, DCTERMS.description)}) == 2


@pytest.mark.parametrize("name", ['x"; a <evil> .', "a\nb\\", "𝄞 \u202e"])
def test_the_name_of_a_publisher_stays_a_name(name: str) -> None:
    described = graph(Publisher(name=name, url="https://x.example/> a <y"))
    assert {str(one) for one in described.objects(None, rdflib.FOAF.name)} == {name}
    assert len(described) == len(graph())


def test_every_word_of_every_vocabulary_has_a_label_in_two_languages(data: Path) -> None:
    content = json.loads((data / "vocabularies.jsonld").read_text(encoding="utf-8"))
    words = rdflib.Graph().parse(data=json.dumps(content), format="json-ld")
    found = set(words.subjects(rdflib.RDF.type, SKOS.Concept))
    assert len(found) == sum(map(len, VOCABULARIES))
    for one in found:
        assert {label.language for label in words.objects(one, SKOS.prefLabel)} == {"nl", "en"}
        assert list(words.objects(one, SKOS.inScheme))


def test_every_vocabulary_has_a_name_in_words_in_two_languages(data: Path) -> None:
    found = rdflib.Graph().parse(data / "vocabularies.jsonld", format="json-ld")
    schemes = {*found.subjects(rdflib.RDF.type, SKOS.ConceptScheme)}
    assert {str(found.value(one, SKOS.notation)) for one in schemes} == {one.__name__ for one in VOCABULARIES}
    for one in schemes:
        labels = [*found.objects(one, SKOS.prefLabel)]
        assert sorted(label.language for label in labels) == ["en", "nl"]
        assert not any(re.search(r"[a-z][A-Z]", label) for label in labels)
    assert len({label for one in schemes for label in found.objects(one, SKOS.prefLabel)}) == 2 * len(schemes)


@pytest.mark.parametrize("words", VOCABULARIES, ids=lambda one: one.__name__)
def test_a_vocabulary_has_a_label_for_each_word_and_for_no_other(words: type) -> None:
    found = list(concepts(words))
    assert [one.word for one in found] == [one.value for one in words]
    assert all(one.nl and one.en for one in found)


def test_the_calendars_and_the_vocabulary_use_the_same_dutch_words() -> None:
    for words, labels in (
        (next(one for one in VOCABULARIES if one.__name__ == name), labels)
        for name, labels in (("Category", CATEGORIES), ("Audience", AUDIENCES))
    ):
        assert {one.word: one.nl for one in concepts(words)} == {word.value: label for word, label in labels.items()}
