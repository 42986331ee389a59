"""The events of a page in microformats, as things in the words of schema.org."""

from dataclasses import dataclass, field
from typing import TypeAlias

from selectolax.lexbor import LexborHTMLParser, LexborNode

from spiders.readers.microformats import times, values
from spiders.readers.microformats.properties import ORGANISER, OTHER_ROOTS, PLACE, ROOTS, Kind, Properties
from spiders.readers.schema_org import Thing
from spiders.readers.schema_org.markup import DEEPEST, MOST_NODES, children
from spiders.text import node_text, one_line

LONGEST_IMPLIED_NAME = 200
# Years at a school or an employer are events too, in the words of hResume.
_NOT_ANNOUNCED = frozenset({"experience", "education", "p-experience", "p-education"})


@dataclass(frozen=True, slots=True)
class _Scope:
    """What the elements within one are properties of; None: of nothing that we read."""

    thing: Thing | None = None
    properties: Properties = field(default_factory=dict)
    is_hcalendar: bool = False
    depth: int = 0


@dataclass(slots=True)
class _Event:
    """An event with its element, and the element of its name."""

    node: LexborNode
    thing: Thing
    title: LexborNode | None = None


_Pending: TypeAlias = "list[tuple[LexborNode, _Scope]]"


def events(tree: LexborHTMLParser) -> list[Thing]:
    """The events of a page in the order they stand there, each by itself. Linear: pages may nest without end."""
    reader = _Reader()
    pending: _Pending = [(tree.root, _Scope())] if tree.root is not None else []
    for _ in range(MOST_NODES):
        if not pending:
            break
        node, scope = pending.pop()
        within = reader.entered(node, scope)
        if within.depth < DEEPEST:
            pending += [(child, within) for child in children(node)]
    for event in reader.events.values():
        _complete(event)
    reader.say_places_in_words()
    return [event.thing for event in reader.events.values()]


@dataclass(slots=True)
class _Reader:
    """The events found so far, by the identity of their things, and places with their words."""

    events: dict[int, _Event] = field(default_factory=dict)
    _places: list[tuple[Thing, Thing, str]] = field(default_factory=list)

    def entered(self, node: LexborNode, scope: _Scope) -> _Scope:
        """Adds what `node` states; the scope that holds within it."""
        names = values.classes(node)
        stated = list(dict.fromkeys(scope.properties[name] for name in names if name in scope.properties))
        within = scope
        for kind, name in stated:
            if scope.thing is not None:
                within = self._stated(node, kind, name, scope=scope) or within
        if stated:
            within = _Scope(within.thing, within.properties, within.is_hcalendar, scope.depth + 1)
        roots = [ROOTS[name] for name in names if name in ROOTS]
        if roots and _NOT_ANNOUNCED.isdisjoint(names):
            return self._event(node, roots, scope)
        if within.thing is scope.thing and not OTHER_ROOTS.isdisjoint(names) and scope.properties is not PLACE:
            return _Scope(depth=scope.depth + 1)
        return within

    def say_places_in_words(self) -> None:
        """Puts the words of a place where it holds no parts that are named."""
        for owner, place, words in self._places:
            if not place.properties and words:
                owner.properties["location"] = [words if v is place else v for v in owner.properties["location"]]

    def _event(self, node: LexborNode, roots: list[Properties], scope: _Scope) -> _Scope:
        thing = Thing(types=("Event",))
        self.events[id(thing)] = _Event(node, thing)
        properties = {name: value for root in reversed(roots) for name, value in root.items()}
        return _Scope(thing, properties, len(roots) == 1 and roots[0] is ROOTS["vevent"], scope.depth + 1)

    def _stated(self, node: LexborNode, kind: Kind, name: str, *, scope: _Scope) -> _Scope | None:
        """Adds the value that `node` has for a property; the scope within it, where that is another."""
        thing = scope.thing or Thing()
        if kind in {Kind.PLACE, Kind.ORGANISER}:
            part = Thing(types=("Place",) if kind is Kind.PLACE else ())
            thing.properties.setdefault(name, []).append(part)
            if kind is Kind.PLACE:
                self._places.append((thing, part, values.text(node).strip()))
            return _Scope(part, PLACE if kind is Kind.PLACE else ORGANISER, scope.is_hcalendar, scope.depth + 1)
        if name == "name" and (event := self.events.get(id(thing))) and event.title is None:
            event.title = node
        if kind is Kind.ORGANISATION:
            thing.types = ("Organization",)
        for property_name, value in _values(node, kind, name, is_hcalendar=scope.is_hcalendar):
            if value:
                thing.properties.setdefault(property_name, []).append(value)
        return None


def _values(node: LexborNode, kind: Kind, name: str, *, is_hcalendar: bool) -> list[tuple[str, str]]:
    if kind is Kind.ADDRESS:
        return [(name, values.address(node))]
    if kind is Kind.COORDINATES:
        lat, semicolon, lon = values.text(node).partition(";")
        return [("latitude", lat.strip()), ("longitude", lon.strip())] if semicolon else []
    if kind is Kind.DAY_OR_TIME:
        return [(name, times.start(values.times(node), node_text(node)))]
    if kind is Kind.LAST_DAY_OR_TIME:
        return [(name, times.end(values.times(node), node_text(node), is_exclusive=is_hcalendar))]
    return [(name, values.text(node))]


def _complete(event: _Event) -> None:
    """Adds what the markup implies: the day of an end, a name, a page of its own, what names the event."""
    stated = event.thing.properties
    day = next((text for text in event.thing.texts("startDate") if times.holds_day(text)), None)
    for name in ("startDate", "endDate"):
        if name in stated:
            stated[name] = [times.on_day_of(day, text) for text in event.thing.texts(name)]
    event.thing.id = next(iter(event.thing.texts("uid")), None)
    title = event.title or event.node.css_first("h1, h2, h3, h4, h5, h6") or event.node.css_first("a[href]")
    if title is not None and "name" not in stated:
        stated["name"] = [one_line(values.text(title))[:LONGEST_IMPLIED_NAME]]
    if "url" not in stated and (address := _linked(event.node, title)):
        stated["url"] = [address]


def _linked(event: LexborNode, title: LexborNode | None) -> str | None:
    """Where the title leads, or the event as a whole."""
    link = event if event.tag == "a" or title is None else title if title.tag == "a" else title.css_first("a[href]")
    return link.attributes.get("href") if link is not None else None
