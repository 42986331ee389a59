"""The dataset as catalogues of open data want it described: DCAT-AP-NL 3.0, in Turtle and JSON-LD."""

from collections.abc import Iterator

from output.dataset.rdf import Link, Node, Text, Typed, json_ld, turtle
from schemas.dataset import TABLES, Publisher, Table
from schemas.record import CalendarDay

_EU = "http://publications.europa.eu/resource/authority"
_IANA = "http://www.iana.org/assignments/media-types"
_CC0 = "http://creativecommons.org/publicdomain/zero/1.0/deed.nl"  # as the Dutch list of licences has it

PREFIXES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

# Ending → media type, file type of the EU where it has one, packing.
_FORMATS: dict[str, tuple[str, str | None, str | None]] = {
    "json": ("application/json", "JSON", None),
    "ndjson.gz": ("application/json", "JSON", "application/gzip"),
    "csv": ("text/csv", "CSV", None),
    "parquet": ("application/vnd.apache.parquet", None, None),
}

_THEME = [Text("Onderwijs, cultuur en sport", "nl"), Text("Education, culture and sport", "en")]

_NAMES = {
    "activities": ("Activiteiten in de buurt", "Activities in the neighbourhood"),
    "occurrences": ("Elke keer dat er iets is", "Each time that something is on"),
    "organisations": ("Organisaties", "Organisations"),
    "places": ("Plekken", "Places"),
    "sources": ("Sites die gelezen worden", "Sites that are read"),
    "changes": ("Wat er veranderde", "What changed"),
    "aliases": ("Nummers die verhuisden", "Ids that moved"),
}


def catalogue(as_of: CalendarDay, base: str, publisher: Publisher) -> tuple[bytes, bytes]:
    """Turtle and JSON-LD. `base`: the address of the folder of the dataset, or nothing where nobody knows it."""
    node = _catalogue(as_of, base, publisher)
    return turtle(PREFIXES, node), json_ld(PREFIXES, node)


def _catalogue(as_of: CalendarDay, base: str, publisher: Publisher) -> Node:
    agent = _agent(base, publisher)
    shared = {
        "dct:publisher": Link(agent["@id"]),
        "dcat:contactPoint": _contact(base, publisher),
        "dct:language": [_concept("language/NLD", "dct:LinguisticSystem")],
        "dct:modified": Typed(as_of, "xsd:date"),
    }
    return {
        "@id": f"{base}catalog.ttl#catalog",
        "@type": "dcat:Catalog",
        "dct:title": [Text("Bruggen: open data", "nl"), Text("Bruggen: open data", "en")],
        "dct:description": [
            Text("Wat kleine organisaties op hun eigen site aankondigen: activiteiten in de buurt.", "nl"),
            Text("What small organisations announce on their own sites: activities in the neighbourhood.", "en"),
        ],
        "dct:license": _license(),
        **shared,
        "dct:publisher": agent,
        "dcat:dataset": [_dataset(table, base, shared) for table in TABLES],
    }


def _agent(base: str, publisher: Publisher) -> Node:
    page = {"foaf:homepage": _document(publisher.url)} if publisher.url else {}
    return {
        "@id": f"{base}catalog.ttl#publisher",
        "@type": ["foaf:Agent", "foaf:Organization"],
        "foaf:name": publisher.name,
        **page,
    }


def _document(address: str) -> Node:
    return {"@id": address, "@type": "foaf:Document"}


def _contact(base: str, publisher: Publisher) -> Node:
    """Where people reach the publisher; where no page is known, that of the dataset."""
    page = publisher.url or f"{base}dictionary.html"
    return {"@type": ["vcard:Kind", "vcard:Organization"], "vcard:fn": publisher.name, "vcard:hasURL": Link(page)}


def _dataset(table: Table, base: str, shared: Node) -> Node:
    dutch, english = _NAMES[table.name]
    identifier = f"{base}catalog.ttl#{table.name}"
    return {
        "@id": identifier,
        "@type": "dcat:Dataset",
        "dct:identifier": identifier if base else f"urn:bruggen:dataset:v1:{table.name}",
        "dct:title": [Text(dutch, "nl"), Text(english, "en")],
        "dct:description": [Text(table.meaning, "en")],
        **shared,
        "dct:creator": shared["dct:publisher"],
        "dct:accessRights": _concept("access-right/PUBLIC", "dct:RightsStatement"),
        "dcat:theme": _concept("data-theme/EDUC", "skos:Concept") | {"skos:prefLabel": _THEME},
        "dct:accrualPeriodicity": _concept("frequency/DAILY", "dct:Frequency"),
        "dcat:version": "1",
        "foaf:page": _document(f"{base}dictionary.html"),
        "dcat:distribution": [*_distributions(table, base)],
    }


def _distributions(table: Table, base: str) -> Iterator[Node]:
    for ending, (media_type, file_type, packing) in _FORMATS.items():
        address = f"{base}{table.name}.{ending}"
        node: Node = {
            "@id": f"{base}catalog.ttl#{table.name}.{ending}",
            "@type": "dcat:Distribution",
            "dct:title": Text(f"{table.name}.{ending}", "en"),
            "dcat:accessURL": Link(address),
            "dcat:downloadURL": Link(address),
            "dct:license": _license(),
            "dcat:mediaType": _media_type(media_type),
        }
        if file_type:
            node["dct:format"] = _concept(f"file-type/{file_type}", "dct:MediaTypeOrExtent")
        if packing:
            node["dcat:compressFormat"] = _media_type(packing)
        yield node


def _license() -> Node:
    return {"@id": _CC0, "@type": "dct:LicenseDocument"}


def _concept(name: str, kind: str) -> Node:
    """A word of an EU authority table, with the class that tells what it is."""
    return {"@id": f"{_EU}/{name}", "@type": kind}


def _media_type(name: str) -> Node:
    return {"@id": f"{_IANA}/{name}", "@type": "dct:MediaType"}
