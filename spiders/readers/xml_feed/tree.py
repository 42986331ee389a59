"""XML as the objects, lists and texts that JSON would hold; read without entities, DTDs and network, and bounded."""

import re
from contextlib import suppress
from typing import Any, TypeAlias

from lxml import etree

from schemas.errors import UnreadableText

# libxml2 itself stops at a depth of 256 and at texts of 10 MB.
DEEPEST = 60
MOST_ELEMENTS = 500_000

Element: TypeAlias = Any
Document: TypeAlias = dict[str, Any]


def document_of(body: bytes) -> Document:
    """The root element by its name; an element is its text, or an object of its children, attributes (`@`) and text.

    Children of one name are a list where there are several. Names lose their namespace; that of an extension whose
    prefix is printed stands before the name with a blank (`ev startdate`). Raises UnreadableText.
    """
    if any("<!ENTITY".encode(charset) in body for charset in ("ascii", "utf-16-le", "utf-16-be")):
        raise UnreadableText("XML that declares entities is not read")
    root, is_sound = _parsed(body.lstrip())
    value = _value(root, [0], 0)
    if not is_sound and len(root) and isinstance(value, dict):
        value = _in_pieces(body, root) or value
    return {_name(root): value}


def _parsed(body: bytes) -> tuple[Element, bool]:
    """The root of `body`, and whether it is well-formed. Raises UnreadableText."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise UnreadableText(f"XML cannot be read: {str(error)[:100]}") from error
    if root is None:
        raise UnreadableText("XML cannot be read: it holds no element")
    return root, not parser.error_log


def _in_pieces(body: bytes, root: Element) -> Document | None:
    """The records of a root that is not well-formed, each read alone: one that is broken cuts off no other."""
    first = next((child for child in root if isinstance(child.tag, str)), None)
    if first is None:
        return None
    name = re.escape(f"{first.prefix}:{_local(first.tag)}".removeprefix("None:").encode())
    opening, closing = re.compile(rb"<" + name + rb"[\s>]"), re.compile(rb"</" + name + rb"\s*>")
    begin = opening.search(body)
    head: bytes = body[: begin.start()] if begin else b""
    fields: Document = {}
    count = [0]
    while begin and (end := closing.search(body, begin.end())) and count[0] < MOST_ELEMENTS:
        with suppress(UnreadableText):
            for child in _parsed(head + body[begin.start() : end.end()])[0]:
                _put(fields, _name(child), _value(child, count, 1))
        begin = opening.search(body, end.end())
    return fields


def _value(element: Element, count: list[int], depth: int) -> Any:  # noqa: ANN401
    count[0] += 1
    text = (element.text or "").strip()
    attributes = {f"@{_local(key)}": value for key, value in element.attrib.items() if value}
    if depth > DEEPEST or count[0] > MOST_ELEMENTS or (len(element) == 0 and not attributes):
        return text
    fields: dict[str, Any] = dict(attributes)
    if text:
        fields["#text"] = text
    for child in element:
        if isinstance(child.tag, str):
            _put(fields, _name(child), _value(child, count, depth + 1))
    return fields


def _put(fields: dict[str, Any], name: str, value: Any) -> None:  # noqa: ANN401
    """Adds a child; the second of a name makes a list of both."""
    if name not in fields:
        fields[name] = value
    elif isinstance(fields[name], _Children):
        fields[name].append(value)
    else:
        fields[name] = _Children((fields[name], value))


class _Children(list[Any]):
    """Elements of one name beside each other."""


def _name(element: Element) -> str:
    local = _local(element.tag)
    prefix = element.prefix
    parent = element.getparent()
    is_extension = prefix and parent is not None and parent.prefix != prefix
    return f"{prefix} {local}" if is_extension else local


def _local(name: str) -> str:
    return name.rsplit("}", 1)[-1]
