"""RDFa: typeof, property, rel, resource and about attributes (RDFa Core 1.1 §7 and HTML+RDFa 1.1, from memory).

Prefixes are not resolved: of `schema:startDate`, `v:startDate` and `startDate` the last word counts, as in microdata.
"""

import re
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

_TYPED = re.compile(rb"typeof\s{0,9}=\s{0,9}[\"']?([^\"'>]{1,300})")
_EVENT_WORDS = tuple(word.encode() for word in EVENT_WORDS)
# The words of data-vocabulary.org, which Google asked for in RDFa before there was schema.org.
_OLD_NAMES = {
    "street-address": "streetAddress",
    "locality": "addressLocality",
    "postal-code": "postalCode",
    "startdate": "startDate",
    "enddate": "endDate",
}
# Values of `rel` without prefix that are properties; all others (nofollow, next …) belong to HTML.
_RELATION_NAMES = (
    "location address organizer offers geo subEvent subEvents superEvent performer eventStatus eventAttendanceMode "
    "eventSchedule workPerformed workPresented url"
)
_RELATIONS = frozenset(_RELATION_NAMES.split())
# Drupal gives a thing up to 4 types; a page may type the same thing again and again.
MOST_TYPES = 16
_TIMES = frozenset({"startDate", "endDate"})


@dataclass(frozen=True)
class Rdfa:
    """The reader of schema.org events in RDFa, full or lite."""

    name: str = "rdfa"
    version: int = 1

    def recognises(self, page: Page) -> bool:
        types = (found[1] for found in _TYPED.finditer(page.folded)) if b"typeof" in page.folded else ()
        return any(word in kind for kind in types for word in _EVENT_WORDS)

    def read(self, page: Page) -> Reading:
        try:
            tree = page.tree
        except UnreadableText as error:
            return Reading(problems=(Problem(what=str(error), where=page.url),))
        graph = _Graph()
        graph.take_in(tree)
        reading = reading_of(graph.roots, page, reader=self.name, base=base_url(tree, page.url))
        if graph.is_whole:
            return reading
        problem = Problem(what=f"more than {MOST_NODES} elements: read in part", where=page.url)
        return Reading(reading.listings, reading.links, (problem, *reading.problems))


READER = Rdfa()


@dataclass(slots=True)
class _Hanging:
    """A `rel` without object: the things described within are its objects, or one without a name of its own."""

    owner: Thing
    names: list[str]
    blank: Thing | None = None

    def subject(self) -> Thing:
        if self.blank is None:
            self.blank = Thing()
            _add(self.owner, self.names, self.blank)
        return self.blank


@dataclass(frozen=True, slots=True)
class _Scope:
    """What the properties of an element are said of, and how many properties it lies within."""

    subject: Thing
    hanging: _Hanging | None = None
    depth: int = 0


_Pending: TypeAlias = "list[tuple[LexborNode, _Scope]]"


@dataclass(slots=True)
class _Graph:
    """The things that a page describes. `roots` are those that are no other's property; the first is the page."""

    roots: list[Thing] = field(default_factory=lambda: [Thing()])
    is_whole: bool = True
    _named: dict[str, Thing] = field(default_factory=dict)

    def take_in(self, tree: LexborHTMLParser) -> None:
        """Reads all elements of the page once. Iterative: pages may nest deeply."""
        pending: _Pending = [(tree.root, _Scope(self.roots[0]))] if tree.root is not None else []
        for _ in range(MOST_NODES):
            if not pending:
                return
            node, scope = pending.pop()
            within = self._entered(node, scope)
            pending += [(child, within) for child in children(node)]
        self.is_whole = not pending

    def _entered(self, node: LexborNode, scope: _Scope) -> _Scope:
        """Adds what `node` states; the scope that holds within it."""
        attributes = node.attributes
        names = _names(attributes.get("property"))
        relations = _relations(attributes, beside=names)
        if scope.depth >= DEEPEST:
            return scope
        if "typeof" in attributes:
            return self._typed(attributes, scope, names=names or relations)
        resource = attributes.get("resource") or attributes.get("about")
        if relations:
            if names:
                self._stated(node, scope, names=names)
            return self._related(attributes, scope, relations=relations)
        if names:
            return self._stated(node, scope, names=names)
        return _Scope(self._thing(resource), None, scope.depth) if resource is not None else scope

    def _typed(self, attributes: dict[str, str | None], scope: _Scope, *, names: list[str]) -> _Scope:
        """A thing with a type: the value of a property or of a hanging relation, else one for itself."""
        thing = self._thing(attributes.get("resource") or attributes.get("about") or attributes.get("href") or "")
        if len(thing.types) < MOST_TYPES:
            thing.types += tuple(local_name(name) for name in (attributes.get("typeof") or "").split()[:MOST_TYPES])
        if names:
            _add(scope.hanging.subject() if scope.hanging else scope.subject, names, thing)
        elif scope.hanging and "about" not in attributes:
            _add(scope.hanging.owner, scope.hanging.names, thing)
        return _Scope(thing, None, scope.depth + 1)

    def _related(self, attributes: dict[str, str | None], scope: _Scope, *, relations: list[str]) -> _Scope:
        """An address or a named thing as the value of a relation; without either, what is described within."""
        about = attributes.get("about")
        subject = self._thing(about) if about else scope.hanging.subject() if scope.hanging else scope.subject
        address = attributes.get("resource") or attributes.get("href") or attributes.get("src")
        if address is None:
            return _Scope(subject, _Hanging(subject, relations), scope.depth + 1)
        if attributes.get("resource") is None:
            _add(subject, relations, address)
            return _Scope(subject, None, scope.depth + 1)
        thing = self._thing(address)
        _add(subject, relations, thing)
        return _Scope(thing, None, scope.depth + 1)

    def _stated(self, node: LexborNode, scope: _Scope, *, names: list[str]) -> _Scope:
        attributes = node.attributes
        about, resource = attributes.get("about"), attributes.get("resource")
        subject = self._thing(about) if about else scope.hanging.subject() if scope.hanging else scope.subject
        if resource and attributes.get("content") is None:
            _add(subject, names, self._thing(resource))
        else:
            _add(subject, names, _value(node, names))
        return _Scope(subject, None, scope.depth + 1)

    def _thing(self, name: str) -> Thing:
        """The thing of that name, a new one where it has none yet."""
        name = name.strip().removeprefix("[").removesuffix("]")
        if not name:
            self.roots.append(Thing())
            return self.roots[-1]
        if name not in self._named:
            self._named[name] = Thing(id=name)
            self.roots.append(self._named[name])
        return self._named[name]


def _names(attribute: str | None) -> list[str]:
    locals_ = (local_name(word) for word in (attribute or "").split())
    return [_OLD_NAMES.get(name, name) for name in locals_ if name]


def _relations(attributes: dict[str, str | None], *, beside: list[str]) -> list[str]:
    """The properties that `rel` states; `beside` a property, only words with a prefix are (HTML+RDFa 1.1 §3.1)."""
    words = (attributes.get("rel") or "").split()
    names = ((word, local_name(word)) for word in words)
    return [_OLD_NAMES.get(name, name) for word, name in names if ":" in word or (name in _RELATIONS and not beside)]


def _add(thing: Thing, names: list[str], value: Value) -> None:
    if value is not thing:
        for name in names:
            thing.properties.setdefault(name, []).append(value)


def _value(node: LexborNode, names: list[str]) -> str:
    """The value of the property element `node` (HTML+RDFa 1.1 §3.1): content, datetime, address or text."""
    attributes = node.attributes
    stated = attributes.get("content") or attributes.get("datetime")
    if stated is not None:
        return stated
    tag = node.tag or ""
    if tag in ADDRESSES and "rel" not in attributes and not WORDS.intersection(names):
        return attributes.get(ADDRESSES[tag]) or ""
    if _TIMES.intersection(names) and (inner := node.css_first("[datetime], [content]")) is not None:
        return inner.attributes.get("datetime") or inner.attributes.get("content") or ""
    text = node_text(node)[:LONGEST_VALUE]
    return text if names != ["url"] or ADDRESS.match(text) else ""
