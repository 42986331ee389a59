"""JSON-LD in script elements, or a page that is JSON-LD as a whole."""

import re
from dataclasses import dataclass
from typing import Any

from schemas.errors import UnreadableText
from schemas.health import Problem
from spiders.page import Page, Reading
from spiders.readers.broken_json import read_json
from spiders.readers.schema_org import Thing, reading_of
from spiders.readers.schema_org.thing import Value, local_name
from spiders.text import base_url, decoded

# JSON-LD of real pages nests up to 12 deep; what lies deeper than this is left out.
DEEPEST = 64
# Real pages hold up to 200 blocks, one an event.
MOST_BLOCKS = 2000

_LANGUAGE_KEY = re.compile(r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$")
_KEYWORDS = frozenset({"@context", "@id", "@type", "id", "type"})
_BEFORE_JSON = b"\xef\xbb\xbf \t\r\n"


@dataclass(frozen=True)
class JsonLd:
    """The reader of schema.org events in JSON-LD."""

    name: str = "json-ld"
    version: int = 2

    def recognises(self, page: Page) -> bool:
        return b"ld+json" in page.folded or (_is_json(page.body) and b"schema.org" in page.folded)

    def read(self, page: Page) -> Reading:
        try:
            blocks, base = _blocks(page)
        except UnreadableText as error:
            return Reading(problems=(Problem(what=str(error), where=page.url),))
        roots: list[Thing] = []
        problems: list[Problem] = []
        for number, block in enumerate(blocks[:MOST_BLOCKS], start=1):
            try:
                roots += _things(block)
            except UnreadableText as error:
                problems.append(Problem(what=str(error), where=f"JSON-LD block {number}"))
        if len(blocks) > MOST_BLOCKS:
            problems.append(Problem(what=f"{len(blocks)} JSON-LD blocks: read up to {MOST_BLOCKS}", where=page.url))
        reading = reading_of(roots, page, reader=self.name, base=base)
        return Reading(reading.listings, reading.links, (*problems, *reading.problems))


READER = JsonLd()


def _is_json(body: bytes) -> bool:
    return body.lstrip(_BEFORE_JSON)[:1] in {b"{", b"["}


def _blocks(page: Page) -> tuple[list[str], str]:
    """The texts of the JSON-LD blocks in their order, empty ones left out, and what relative urls stand on.

    Raises UnreadableText.
    """
    if _is_json(page.body):
        return [decoded(page.body, page.content_type)], page.url
    tree = page.tree
    texts = (script.text() for script in tree.css('script[type*="ld+json" i]'))
    return [text for text in texts if text.strip()], base_url(tree, page.url)


def _things(block: str) -> list[Thing]:
    """The top-level things of one block. Raises UnreadableText."""
    read = read_json(block)
    return things(read.value, read.repairs)


def things(document: Any, repairs: tuple[str, ...] = ()) -> list[Thing]:  # noqa: ANN401
    """The top-level things of JSON that is read already."""
    return [value for value in _values(document, repairs, 0) if isinstance(value, Thing)]


def _values(value: Any, repairs: tuple[str, ...], depth: int) -> list[Value]:  # noqa: ANN401
    """`value` of JSON as values of a property: one, several of a list, or none; lists in lists are flattened."""
    if isinstance(value, str | int | float):
        return [value]
    if depth > DEEPEST:
        return []
    if isinstance(value, list):
        return [one for part in value for one in _values(part, repairs, depth + 1)]
    return _described(value, repairs, depth) if isinstance(value, dict) else []


def _described(node: dict[str, Any], repairs: tuple[str, ...], depth: int) -> list[Value]:
    """A value object, list object or language map as what it holds; any other object as a thing."""
    for wrapping in ("@value", "@list", "@set"):
        if wrapping in node:
            return _values(node[wrapping], repairs, depth + 1)
    if (
        node
        and all(_LANGUAGE_KEY.match(name) for name in node)
        and all(isinstance(text, str) for text in node.values())
    ):
        return _in_one_language(node)
    things: list[Value] = [_thing(node, repairs, depth)]
    return things


def _in_one_language(node: dict[str, str]) -> list[Value]:
    """The Dutch text of a language map, else the English, else the first."""
    return [next((node[tag] for tag in ("nl", "nl-NL", "en") if tag in node), next(iter(node.values())))]


def _thing(node: dict[str, Any], repairs: tuple[str, ...], depth: int) -> Thing:
    identifier = node.get("@id") or node.get("id")
    types = _values(node.get("@type") or node.get("type"), repairs, depth + 1)
    thing = Thing(
        types=tuple(local_name(name) for name in types if isinstance(name, str)),
        id=identifier if isinstance(identifier, str) else None,
        repairs=repairs,
    )
    for name, value in node.items():
        if name not in _KEYWORDS and (values := _values(value, repairs, depth + 1)):
            thing.properties.setdefault(local_name(name), []).extend(values)
    return thing
