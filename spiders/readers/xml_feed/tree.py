"""XML as the objects, lists and texts that JSON would hold; read without entities, DTDs and network, and bounded."""

import html
import re
from contextlib import suppress
from typing import Any, TypeAlias

from lxml import etree

from schemas.errors import UnreadableText

# libxml2 itself stops at a depth of 256 and at texts of 10 MB.
DEEPEST = 60
MOST_ELEMENTS = 500_000

_ENTITY = re.compile(rb"&(?:([A-Za-z][A-Za-z0-9]{1,30});|(?!#[0-9]{1,7};|#x[0-9a-fA-F]{1,6};))")

Element: TypeAlias = Any
Document: TypeAlias = dict[str, Any]


def document_of(body: bytes) -> tuple[Document, tuple[str, ...]]:
    """The root element by its name, and the repairs that reading it took.

    An element is its text, or an object of its children, attributes (`@`) and text; children of one name are a list
    where there are several. Names lose their namespace; that of an extension whose prefix is printed stands before
    the name with a blank (`ev startdate`). Raises UnreadableText.
    """
    if any("<!ENTITY".encode(charset) in body for charset in ("ascii", "utf-16-le", "utf-16-be")):
        raise UnreadableText("XML that declares entities is not read")
    root, is_sound = _parsed(body.lstrip())
    if is_sound:
        return {_name(root): _value(root, [0], 0)}, ()
    mended = _ENTITY.sub(_as_number, body.lstrip())
    root, is_sound = _parsed(mended)
    value = _value(root, [0], 0)
    if not is_sound and len(root) and isinstance(value, dict):
        value = _in_pieces(mended, root) or value
    return {_name(root): value}, ("xml-not-well-formed",)


def _as_number(entity: re.Match[bytes]) -> bytes:
    """An entity of HTML as a number, an ampersand that begins none as the entity for it; those of XML as they are."""
    if entity[1] is None:
        return b"&amp;"
    if entity[1] in {b"amp", b"lt", b"gt", b"quot", b"apos"}:
        return entity[0]
    said = html.unescape(entity[0].decode("ascii"))
    return b"".join(b"&#%d;" % ord(sign) for sign in said) if len(said) <= 2 else b"&amp;" + entity[0][1:]


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
