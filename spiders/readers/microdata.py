"""Microdata: itemscope, itemtype and itemprop attributes (HTML Standard §5, read 24 November 2026)."""

from dataclasses import dataclass, field
from typing import TypeAlias

from selectolax.lexbor import LexborHTMLParser, LexborNode

from schemas.errors import UnreadableText
from schemas.health import Problem
from spiders.page import Page, Reading
from spiders.readers.schema_org import Thing, reading_of
from spiders.readers.schema_org.markup import (
    ADDRESS,
    ADDRESSES,
    DEEPEST,
    EVENT_WORDS,
    LONGEST_VALUE,
    MOST_NODES,
    WORDS,
    children,
)
from spiders.readers.schema_org.thing import Value, local_name
from spiders.text import base_url, node_text

_SELECTOR = ", ".join(f'[itemtype*="{word}" i]' for word in (*EVENT_WORDS, "itemlist"))


@dataclass(frozen=True)
class Microdata:
    """The reader of schema.org events in microdata."""

    name: str = "microdata"
    version: int = 2

    def recognises(self, page: Page) -> bool:
        return b"itemtype" in page.folded and any(word.encode() in page.folded for word in EVENT_WORDS)

    def read(self, page: Page) -> Reading:
        try:
            tree = page.tree
        except UnreadableText as error:
            return Reading(problems=(Problem(what=str(error), where=page.url),))
        items = _Items(tree)
        roots = [items.rooted(node) for node in tree.css(_SELECTOR) if node.mem_id not in items.things]
        reading = reading_of(roots, page, reader=self.name, base=base_url(tree, page.url))
        if items.nodes_left > 0:
            return reading
        problem = Problem(what=f"more than {MOST_NODES} elements within items: read in part", where=page.url)
        return Reading(reading.listings, reading.links, (problem, *reading.problems))


READER = Microdata()


@dataclass(slots=True)
class _Items:
    """The items of a page, each read once however many items claim it, by the `mem_id` of their element."""

    tree: LexborHTMLParser
    things: dict[int, Thing] = field(default_factory=dict)
    nodes_left: int = MOST_NODES
    _values: dict[int, str] = field(default_factory=dict)
    _by_id: dict[str, LexborNode] | None = None

    def rooted(self, root: LexborNode) -> Thing:
        """The item of which `root` is the element, with all items within it. Iterative: pages may nest deeply."""
        top = self._opened(root)
        pending = self._within(root, top, 0)
        while pending and self.nodes_left > 0:
            self.nodes_left -= 1
            node, thing, depth = pending.pop()
            attributes = node.attributes
            names = (attributes.get("itemprop") or "").split()
            if "itemscope" in attributes or "itemtype" in attributes:
                if names and depth < DEEPEST:
                    pending += self._item(node, names, thing, depth)
                continue  # an item that is nobody's property is read for itself, if it is an event
            if names and depth < DEEPEST:
                self._add(thing, names, self._value(node, names, attributes))
            pending += [(child, thing, depth + bool(names)) for child in children(node)]
        return top

    def _item(self, node: LexborNode, names: list[str], owner: Thing, depth: int) -> "_Pending":
        """Gives `owner` the item of `node`; what of it is still to be read."""
        if known := self.things.get(node.mem_id):
            self._add(owner, names, known)
            return []
        thing = self._opened(node)
        self._add(owner, names, thing)
        return self._within(node, thing, depth + 1)

    def _opened(self, node: LexborNode) -> Thing:
        attributes = node.attributes
        types = (attributes.get("itemtype") or "").split()
        thing = Thing(types=tuple(map(local_name, types)), id=(attributes.get("itemid") or "").strip() or None)
        self.things[node.mem_id] = thing
        return thing

    def _within(self, node: LexborNode, thing: Thing, depth: int) -> "_Pending":
        """The elements to look through for properties of the item of `node`, the last one first."""
        referred = (node.attributes.get("itemref") or "").split()
        elements = [found for name in reversed(referred) if (found := self._element(name)) is not None]
        return [(element, thing, depth) for element in (*elements, *children(node))]

    def _element(self, name: str) -> LexborNode | None:
        if self._by_id is None:
            self._by_id = {}
            for node in self.tree.css("[id]"):
                self._by_id.setdefault(node.id or "", node)
        return self._by_id.get(name)

    def _add(self, thing: Thing, names: list[str], value: Value) -> None:
        for name in names:
            thing.properties.setdefault(local_name(name), []).append(value)

    def _value(self, node: LexborNode, names: list[str], attributes: dict[str, str | None]) -> str:
        """The value of the property element `node` (HTML Standard §5.2.4, and `content` on any element: RDFa habit)."""
        stated = attributes.get("content") or attributes.get("datetime")
        if stated is not None:
            return stated
        tag = node.tag or ""
        if tag in ADDRESSES and not WORDS.intersection(names):
            return attributes.get(ADDRESSES[tag]) or ""
        if tag in {"data", "meter"} and attributes.get("value"):
            return attributes["value"] or ""
        if node.mem_id not in self._values:
            self._values[node.mem_id] = node_text(node)[:LONGEST_VALUE]
        text = self._values[node.mem_id]
        return text if names != ["url"] or ADDRESS.match(text) else ""


_Pending: TypeAlias = "list[tuple[LexborNode, Thing, int]]"
