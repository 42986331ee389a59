"""The dataset as catalogues of open data want it described: DCAT-AP-NL 3.0, in Turtle and JSON-LD."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

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


@dataclass(frozen=True)
class _Form:
    """Media type of IANA, file type of the EU, packing, standard, and what the file is in Dutch and English."""

    media_type: str | None
    file_type: str | None = None
    packing: str | None = None
    standard: str | None = None
    meaning: tuple[str, str] | None = None


# By ending. Neither IANA nor the EU has a word for JSON line by line; as application/json it would not be read.
_FORMS = {
    "json": _Form("application/json", "JSON"),
    "ndjson.gz": _Form(
        None,
        "JSON",
        packing="application/gzip",
        meaning=("NDJSON: een record in JSON per regel.", "NDJSON: a record in JSON on each line."),
    ),
    "csv": _Form("text/csv", "CSV"),
    "parquet": _Form("application/vnd.apache.parquet"),
}

# What else tells of the records of a table, by its path from the catalogue.
_FURTHER = {
    "activities": {
        "schema_org.jsonld": _Form(
            "application/ld+json",
            "JSON_LD",
            standard="https://schema.org/",
            meaning=("Activiteiten als Event van schema.org.", "Activities as Events of schema.org."),
        ),
        "changes/start.json": _Form(
            "application/json",
            "JSON",
            standard="https://www.openactive.io/realtime-paged-data-exchange/",
            meaning=(
                "Wijzigingen om te volgen, pagina na pagina; dit is de eerste.",
                "Changes to follow page by page; this is the first.",
            ),
        ),
        "../../feeds/all.ics": _Form(
            "text/calendar",
            "ICS",
            standard="https://www.rfc-editor.org/rfc/rfc5545",
            meaning=(
                "Agenda om je op te abonneren; de naam zegt het als niet alles erin past.",
                "A calendar to subscribe to; its name says so where not everything fits in.",
            ),
        ),
    }
}

_THEME = [Text("Onderwijs, cultuur en sport", "nl"), Text("Education, culture and sport", "en")]

# Per table its title and meaning in Dutch, and its title in English; its meaning in English is its own.
_NAMES = {
    "activities": (
        "Activiteiten in de buurt",
        "Wat er te doen is: alles wat nog komt, en wat kort geleden eindigde of werd afgelast.",
        "Activities in the neighbourhood",
    ),
    "occurrences": (
        "Elke keer dat er iets is",
        "Elke keer dat een activiteit plaatsvindt, vanaf de dag van publicatie 90 dagen vooruit.",
        "Each time that something is on",
    ),
    "organisations": (
        "Organisaties",
        "Wie de activiteiten organiseert, voor zover wij hun sites lezen.",
        "Organisations",
    ),
    "places": ("Plekken", "Waar de activiteiten zijn.", "Places"),
    "sources": (
        "Sites die gelezen worden",
        "De sites die gelezen worden, met de rechten op wat er staat.",
        "Sites that are read",
    ),
    "changes": (
        "Wat er veranderde",
        "Het logboek van de laatste 60 dagen: wat er veranderde, wanneer en waarom.",
        "What changed",
    ),
    "aliases": (
        "Nummers die verhuisden",
        "Nummers die ooit gepubliceerd zijn en nu voor een andere activiteit staan.",
        "Ids that moved",
    ),
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
    dutch, meaning, english = _NAMES[table.name]
    identifier = f"{base}catalog.ttl#{table.name}"
    return {
        "@id": identifier,
        "@type": "dcat:Dataset",
        "dct:identifier": identifier if base else f"urn:bruggen:dataset:v1:{table.name}",
        "dct:title": [Text(dutch, "nl"), Text(english, "en")],
        "dct:description": [Text(meaning, "nl"), Text(table.meaning, "en")],
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
    forms = {f"{table.name}.{ending}": form for ending, form in _FORMS.items()} | _FURTHER.get(table.name, {})
    for path, form in forms.items():
        address, name = urljoin(base, path), path.removeprefix("../../")
        node: Node = {
            "@id": f"{base}catalog.ttl#{name}",
            "@type": "dcat:Distribution",
            "dct:title": Text(name, "en"),
            "dcat:accessURL": Link(address),
            "dcat:downloadURL": Link(address),
            "dct:license": _license(),
        }
        yield node | dict(_form(form))


def _form(form: _Form) -> Iterator[tuple[str, Node | list[Text]]]:
    if form.meaning:
        dutch, english = form.meaning
        yield "dct:description", [Text(dutch, "nl"), Text(english, "en")]
    if form.media_type:
        yield "dcat:mediaType", _media_type(form.media_type)
    if form.file_type:
        yield "dct:format", _concept(f"file-type/{form.file_type}", "dct:MediaTypeOrExtent")
    if form.packing:
        yield "dcat:compressFormat", _media_type(form.packing)
    if form.standard:
        yield "dct:conformsTo", {"@id": form.standard, "@type": "dct:Standard"}


def _license() -> Node:
    return {"@id": _CC0, "@type": "dct:LicenseDocument"}


def _concept(name: str, kind: str) -> Node:
    """A word of an EU authority table, with the class that tells what it is."""
    return {"@id": f"{_EU}/{name}", "@type": kind}


def _media_type(name: str) -> Node:
    return {"@id": f"{_IANA}/{name}", "@type": "dct:MediaType"}
