"""Descriptions in RDF as plain nodes, written as JSON-LD or as Turtle."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

Node = dict[str, Any]
"""Property → value or list of values; `@id` and `@type` as in JSON-LD. A value is a Node, a Link, a Text or a Typed."""


@dataclass(frozen=True)
class Link:
    """A thing that is described elsewhere."""

    address: str


@dataclass(frozen=True)
class Text:
    """Words in a language."""

    words: str
    language: str


@dataclass(frozen=True)
class Typed:
    """A value of a type, as prefix:name."""

    value: str
    type: str


_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_NOT_IN_ADDRESSES = re.compile(r'[\x00-\x20<>"{}|^`\\]')


def json_ld(prefixes: Mapping[str, str], node: Node) -> bytes:
    """One document, its context within it."""
    document = {"@context": dict(prefixes), **{name: _json(value) for name, value in node.items()}}
    return msgspec.json.format(msgspec.json.encode(document), indent=1) + b"\n"


def _json(value: Any) -> Any:  # noqa: ANN401 a JSON value
    match value:
        case Link(address):
            return {"@id": address}
        case Text(words, language):
            return {"@value": words, "@language": language}
        case Typed(plain, kind):
            return {"@value": plain, "@type": kind}
        case dict():
            return {name: _json(one) for name, one in value.items()}
        case list():
            return [_json(one) for one in value]
    return value


def turtle(prefixes: Mapping[str, str], node: Node) -> bytes:
    """The same as Turtle: a paragraph for each node with an address, the others within theirs."""
    heads = [f"@prefix {name}: <{address}> .\n" for name, address in prefixes.items()]
    paragraphs = dict.fromkeys(f"\n<{_address(one['@id'])}> {_pairs(one, 1)} .\n" for one in _named(node))
    return "".join((*heads, *paragraphs)).encode()


def _named(node: Node) -> Iterator[Node]:
    if "@id" in node:
        yield node
    for value in node.values():
        for one in _list(value):
            if isinstance(one, dict):
                yield from _named(one)


def _pairs(node: Node, depth: int) -> str:
    indent = "\n" + "    " * depth
    pairs = ["a " + ", ".join(_list(node["@type"]))]
    pairs += [
        f"{name} " + ", ".join(_term(one, depth + 1) for one in _list(value))
        for name, value in node.items()
        if not name.startswith("@")
    ]
    return f" ;{indent}".join(pairs)


def _list(value: Any) -> Iterable[Any]:  # noqa: ANN401 a value of a node
    return value if isinstance(value, list) else [value]


def _term(value: Any, depth: int) -> str:  # noqa: ANN401 a value of a node
    match value:
        case Link(address):
            return f"<{_address(address)}>"
        case Text(words, language):
            return f"{_quoted(words)}@{language}"
        case Typed(plain, kind):
            return f"{_quoted(plain)}^^{kind}"
        case {"@id": address}:
            return f"<{_address(address)}>"
        case dict():
            return f"[ {_pairs(value, depth)} ]"
    return _quoted(value)


def _quoted(words: str) -> str:
    return '"' + "".join(_ESCAPES.get(one, one) for one in words) + '"'


def _address(address: str) -> str:
    return _NOT_IN_ADDRESSES.sub(lambda found: f"%{ord(found[0]):02X}", address)
