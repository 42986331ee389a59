"""The value of a property, from its element (https://microformats.org/wiki/microformats2-parsing)."""

from selectolax.lexbor import LexborNode

from spiders.readers.schema_org.markup import ADDRESS, ADDRESSES, LONGEST_VALUE
from spiders.text import node_text

# The attributes that hold the value of an element instead of its text.
_TEXTS = {"abbr": "title", "link": "title", "data": "value", "input": "value", "img": "alt", "area": "alt"}
_TIMES = {**_TEXTS, "time": "datetime", "ins": "datetime", "del": "datetime"}
# Parts by the value-class pattern are a day, a time and a zone, or pieces of a name.
_MOST_PARTS = 20


def classes(node: LexborNode) -> list[str]:
    return (node.attributes.get("class") or "").split()


def text(node: LexborNode) -> str:
    """The words of a property: its parts by the value-class pattern, or else what its element says."""
    if parts := _parts(node, _TEXTS):
        return " ".join(parts)
    return _said(node, _TEXTS)


def times(node: LexborNode) -> list[str]:
    """What a property says of time: several parts by the value-class pattern, or else one."""
    return _parts(node, _TIMES) or [_said(node, _TIMES).strip()]


def address(node: LexborNode) -> str:
    """The address that a property names, empty where it names none."""
    attribute = ADDRESSES.get(node.tag or "")
    if attribute and (stated := node.attributes.get(attribute)):
        return stated
    words = text(node).strip()
    return words if ADDRESS.match(words) else ""


def _said(node: LexborNode, attributes: dict[str, str]) -> str:
    stated = node.attributes.get(attributes.get(node.tag or "", ""))
    return stated if stated is not None else node_text(node)[:LONGEST_VALUE]


def _parts(node: LexborNode, attributes: dict[str, str]) -> list[str]:
    """The parts of a value (https://microformats.org/wiki/value-class-pattern), empty ones left out."""
    parts: list[str] = []
    for part in node.css(".value, .value-title")[:_MOST_PARTS]:
        if part.mem_id == node.mem_id:
            continue
        is_titled = "value-title" in classes(part)
        said = part.attributes.get("title") if is_titled else _said(part, attributes)
        parts += [said.strip()] if said and said.strip() else []
    return parts
