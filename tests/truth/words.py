"""The tables in `tables/`: a volunteer adds a row there, and no code."""

from pathlib import Path
from typing import TypeVar

import msgspec

from schemas.record import Record

_FOLDER = Path(__file__).parent / "tables"


class ActivityKind(Record):
    """What goes on, how it is called, how it recurs (`runs`, as in `when.py`), at which hours, for how many minutes."""

    name: str
    word: str
    spellings: tuple[str, ...]
    others: tuple[str, ...]
    english: tuple[str, ...]
    runs: tuple[str, ...]
    hours: tuple[int, ...]
    minutes: tuple[int, ...]
    sentences: tuple[str, ...]


class VenueKind(Record):
    """How venues of one kind are called: the first name is their own, the others stand for it elsewhere."""

    kind: str
    share: int
    names: tuple[str, ...]
    named_by_quarter: bool = False


class OrganisationKind(Record):
    """How organisations of one kind are called, how many a town has, and in which kinds of venue they are."""

    kind: str
    count: int
    names: tuple[str, ...]
    venues: tuple[str, ...]


class AggregatorKind(Record):
    """A site that announces what others do: `form` is how it prints time."""

    slug: str
    name: str
    form: str
    share: int
    english: bool = False


class Variation(Record):
    """One way in which printings of an activity differ; see `tables/kinds.toml`."""

    name: str
    touches: str
    share: int
    loses: tuple[str, ...] = ()


class Named(Record):
    name: str
    share: int = 1


class _Activities(Record):
    kind: tuple[ActivityKind, ...]


class Places(Record):
    town_heads: tuple[str, ...]
    town_tails: tuple[str, ...]
    town_fronts: tuple[str, ...]
    quarters: tuple[str, ...]
    street_heads: tuple[str, ...]
    street_tails: tuple[str, ...]
    venue_names: tuple[str, ...]
    rooms: tuple[str, ...]
    venue: tuple[VenueKind, ...]


class People(Record):
    own_names: tuple[str, ...]
    groups: tuple[str, ...]
    group_english: tuple[str, ...]
    general_sentences: tuple[str, ...]
    english_sentences: tuple[str, ...]
    subjects: tuple[str, ...]
    speakers: tuple[str, ...]
    organisation: tuple[OrganisationKind, ...]
    aggregator: tuple[AggregatorKind, ...]


class Phrases(Record):
    """Forms of prose by what they say, in Dutch and English, and the names that they are filled with."""

    nl: dict[str, tuple[str, ...]]
    en: dict[str, tuple[str, ...]]
    names: dict[str, tuple[str, ...]]


class Kinds(Record):
    variation: tuple[Variation, ...]
    folding: tuple[Named, ...]
    hard_negative: tuple[Named, ...]
    marks: dict[str, tuple[tuple[str, str], ...]]
    abbreviations: tuple[tuple[str, str], ...]


_Table = TypeVar("_Table", bound=Record)


def _table(name: str, kind: type[_Table]) -> _Table:
    return msgspec.toml.decode((_FOLDER / f"{name}.toml").read_bytes(), type=kind)


ACTIVITIES = _table("activities", _Activities).kind
PLACES = _table("places", Places)
PEOPLE = _table("people", People)
PHRASES = _table("phrases", Phrases)
KINDS = _table("kinds", Kinds)
LOSSES = {one.name: one.loses for one in KINDS.variation}
"""What a reader can no longer see, by the name of the variation."""
