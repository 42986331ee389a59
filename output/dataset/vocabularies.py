"""The closed vocabularies as SKOS, in JSON-LD."""

from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from typing import Any

import msgspec

from schemas.concepts import VOCABULARIES, Concept, concepts, name_of
from schemas.dataset import LICENSE, VERSION

_CONTEXT: dict[str, Any] = {
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dct": "http://purl.org/dc/terms/",
    "schema": "https://schema.org/",
    "uit": "https://taxonomy.uitdatabank.be/terms/",
    "prefLabel": {"@id": "skos:prefLabel", "@container": "@language"},
    "notation": "skos:notation",
    **{
        name: {"@id": f"skos:{name}", "@type": "@id"}
        for name in (
            *("inScheme", "topConceptOf"),
            *("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch"),
        )
    },
    "license": {"@id": "dct:license", "@type": "@id"},
}


@cache
def vocabularies() -> bytes:
    """A concept scheme per vocabulary, and a concept per word, in the order of the vocabularies."""
    graph = [node for words in VOCABULARIES for node in _nodes(words)]
    return msgspec.json.format(msgspec.json.encode({"@context": _CONTEXT, "@graph": graph}), indent=1) + b"\n"


def _nodes(words: type[StrEnum]) -> Iterator[dict[str, Any]]:
    scheme = f"urn:bruggen:vocabulary:{VERSION}:{words.__name__}"
    nl, en = name_of(words)
    yield {
        "@id": scheme,
        "@type": "skos:ConceptScheme",
        "notation": words.__name__,
        "prefLabel": {"nl": nl, "en": en},
        "license": LICENSE,
    }
    for concept in concepts(words):
        yield _concept(concept, scheme)


def _concept(concept: Concept, scheme: str) -> dict[str, Any]:
    return {
        "@id": f"{scheme}:{concept.word}",
        "@type": "skos:Concept",
        "inScheme": scheme,
        "topConceptOf": scheme,
        "notation": concept.word,
        "prefLabel": {"nl": concept.nl, "en": concept.en},
        **concept.match,
    }
