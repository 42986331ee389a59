"""A thing described in the words of schema.org, whichever syntax it was printed in."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeAlias

from spiders.text import one_line

Value: TypeAlias = "str | int | float | bool | Thing"

# All subtypes of Event that schema.org has (version 29), those of OpenActive and of data-vocabulary.org.
# Types that sites make up themselves end in "Event" too.
_EVENT_TYPES = (
    "Event BusinessEvent ChildrensEvent ComedyEvent ConferenceEvent CourseInstance DanceEvent DeliveryEvent "
    "EducationEvent EventSeries ExhibitionEvent Festival FoodEvent Hackathon LiteraryEvent MusicEvent "
    "PerformingArtsEvent PublicationEvent BroadcastEvent OnDemandEvent SaleEvent ScreeningEvent SocialEvent "
    "SportsEvent TheaterEvent VisualArtsEvent SessionSeries ScheduledSession HeadlineEvent"
)
_EVENTS = frozenset(_EVENT_TYPES.casefold().split())
# Names of properties as some sites spell them.
_SPELLINGS = {"startdate": "startDate", "enddate": "endDate", "eventstatus": "eventStatus"}


@dataclass(slots=True, eq=False)
class Thing:
    """A node with its properties, each a list of values in the order printed; names and types without vocabulary.

    `repairs` names those that reading it took.
    """

    types: tuple[str, ...] = ()
    id: str | None = None
    properties: dict[str, list[Value]] = field(default_factory=dict)
    repairs: tuple[str, ...] = ()

    @property
    def is_event(self) -> bool:
        return any(name.casefold() in _EVENTS or name.endswith("Event") for name in self.types)

    @property
    def is_reference(self) -> bool:
        """Whether it only names another thing by its id."""
        return self.id is not None and not self.properties

    def is_a(self, *names: str) -> bool:
        return any(name in self.types for name in names)

    def values(self, *names: str) -> Iterator[Value]:
        """The values of these properties, one property after the other."""
        for name in names:
            yield from self.properties.get(name, ())

    def things(self, *names: str) -> list["Thing"]:
        return [value for value in self.values(*names) if isinstance(value, Thing)]

    def texts(self, *names: str) -> list[str]:
        """The texts and numbers among these properties, as printed; empty ones left out."""
        return [text for value in self.values(*names) if (text := _text(value))]

    def line(self, *names: str) -> str | None:
        """The first of these properties that holds text, as one line of plain text."""
        return next((line for text in self.texts(*names) if (line := one_line(text))), None)


@lru_cache(maxsize=8192)
def local_name(name: str) -> str:
    """`name` of a type or property without its vocabulary.

    >>> local_name("https://schema.org/Event"), local_name("schema:Event"), local_name("Event")
    ('Event', 'Event', 'Event')
    """
    local = re.split(r"[/#:]", name.strip().rstrip("/"))[-1]
    return _SPELLINGS.get(local, local)


def walk(roots: Iterable[Thing]) -> Iterator[tuple[Thing, str | None, Thing | None]]:
    """Each thing within `roots` once, with the property and the thing that it is printed under; in printed order."""
    seen: set[int] = set()
    stack: list[tuple[Thing, str | None, Thing | None]] = [(root, None, None) for root in reversed(list(roots))]
    while stack:
        thing, name, parent = stack.pop()
        if id(thing) in seen:
            continue
        seen.add(id(thing))
        yield thing, name, parent
        below = [(value, name, thing) for name, values in thing.properties.items() for value in values]
        stack += ((value, name, above) for value, name, above in reversed(below) if isinstance(value, Thing))


def resolve_references(roots: list[Thing]) -> None:
    """Puts, for each thing that only names another one of the page by its id, that other thing."""
    described: dict[str, Thing] = {}
    for thing, _, _ in walk(roots):
        if thing.id and len(thing.properties) > len(described.get(thing.id, _NOTHING).properties):
            described[thing.id] = thing
    for thing, _, _ in walk(roots):
        for values in thing.properties.values():
            values[:] = [_described(value, described) for value in values]


def _described(value: Value, described: dict[str, Thing]) -> Value:
    if isinstance(value, Thing) and value.is_reference and value.id is not None:
        return described.get(value.id, value)
    return value


def _text(value: Value) -> str:
    if isinstance(value, bool | Thing):
        return ""
    return str(value).strip()


_NOTHING = Thing()
