"""A calendar to subscribe to, before its events are written."""

from dataclasses import dataclass
from enum import StrEnum


class Facet(StrEnum):
    """By what a feed is cut."""

    ALL = "all"
    DISTRICT = "district"
    NEIGHBOURHOOD = "neighbourhood"
    CATEGORY = "category"
    AUDIENCE = "audience"
    LANGUAGE = "language"
    WALK_IN = "walk_in"
    ONLINE = "online"
    ORGANISATION = "organisation"


AREAS = frozenset({Facet.DISTRICT, Facet.NEIGHBOURHOOD})


@dataclass(frozen=True)
class Feed:
    """A calendar to subscribe to: its address without ending, and the ids of the activities in it, in order.

    `value`: which category, language, district … it is cut to. `parts`: the addresses of the feeds that it is divided
    into, because it holds more than calendar programs can bear; together they hold all of it.
    """

    stem: str
    title: str
    facet: Facet = Facet.ALL
    value: str | None = None
    municipality: str | None = None
    organisation: str | None = None
    activities: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
