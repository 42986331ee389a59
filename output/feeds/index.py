"""`feeds/index.json`: every feed with its addresses, for programs."""

from typing import Annotated

import msgspec
from msgspec import Meta

from output.feeds.budget import Calendar
from output.feeds.feed import Facet, Feed
from schemas.record import CalendarDay, Record

INDEX = "feeds/index.json"
SCHEMA = "feeds/index.schema.json"
Count = Annotated[int, Meta(ge=0)]
FeedPath = Annotated[str, Meta(pattern=r"^feeds/[a-z0-9/.-]+\.ics$")]


class FeedEntry(Record):
    """A feed. `path`, `events`, `bytes`, `left_out` are those of the calendar, `simple_…` those of its expanded twin.

    Paths are relative to the folder that holds `feeds/`; `url`, `simple_url` and `webcal` are full addresses, where it
    is known where the release is served. `facet` and `value` tell by what the feed is cut, as `category` and `food`;
    `area_code` is the code of Statistics Netherlands of a municipality, district or neighbourhood (GM…, WK…, BU…),
    `area_name` its official name.
    `left_out`: activities that do not fit and come in later; `simple_last_day`: the day up to which the twin holds
    everything, where not all fits. `parts`: the paths of smaller feeds that together hold all of it.
    """

    path: FeedPath
    simple_path: FeedPath
    title: str
    activities: Count
    events: Count
    bytes: Count
    simple_events: Count
    simple_bytes: Count
    facet: Facet = Facet.ALL
    value: str | None = None
    area_code: str | None = None
    area_name: str | None = None
    municipality: str | None = None
    organisation: str | None = None
    url: str | None = None
    simple_url: str | None = None
    webcal: str | None = None
    left_out: Count = 0
    simple_left_out: Count = 0
    simple_last_day: CalendarDay | None = None
    parts: tuple[FeedPath, ...] = ()

    @property
    def fits_everywhere(self) -> bool:
        """Whether the calendar holds everything that belongs in it."""
        return not self.left_out

    @property
    def stem(self) -> str:
        return self.path.removesuffix(".ics")

    @property
    def feed(self) -> Feed:
        """The feed that this was made of, without its activities."""
        return Feed(
            stem=self.stem,
            title=self.title,
            facet=self.facet,
            value=self.value,
            municipality=self.municipality,
            organisation=self.organisation,
            parts=tuple(part.removesuffix(".ics") for part in self.parts),
        )


class HeldFeed(Record):
    """A feed that keeps its last bytes until a person looks: too few of the activities that are expected are left."""

    path: FeedPath
    title: str
    left: Count
    expected: Count
    organisation: str | None = None


class FeedIndex(Record):
    """What `feeds/index.json` holds: the feeds in the order of their paths, as they are on the day `as_of`."""

    as_of: CalendarDay
    feeds: tuple[FeedEntry, ...]

    @property
    def sizes(self) -> dict[str, int]:
        """Bytes of each calendar by its path."""
        full = {one.path: one.bytes for one in self.feeds}
        return full | {one.simple_path: one.simple_bytes for one in self.feeds}


def entry(
    feed: Feed,
    full: Calendar,
    simple: Calendar,
    *,
    area_code: str | None = None,
    area_name: str | None = None,
    base_url: str | None = None,
) -> FeedEntry:
    """How `feed` stands in the index, given its calendars; `base_url` ends in a slash."""
    url = f"{base_url}{full.path}" if base_url else None
    return FeedEntry(
        path=full.path,
        simple_path=simple.path,
        title=feed.title,
        facet=feed.facet,
        value=feed.value,
        area_code=area_code,
        area_name=area_name,
        municipality=feed.municipality,
        organisation=feed.organisation,
        activities=len(feed.activities),
        events=full.events,
        bytes=full.size,
        simple_events=simple.events,
        simple_bytes=simple.size,
        url=url,
        simple_url=f"{base_url}{simple.path}" if base_url else None,
        webcal=f"webcal:{url.partition(':')[2]}" if url else None,
        left_out=full.left_out,
        simple_left_out=simple.left_out,
        simple_last_day=simple.last_day,
        parts=tuple(f"{part}.ics" for part in feed.parts),
    )


def index_bytes(as_of: CalendarDay, entries: tuple[FeedEntry, ...]) -> bytes:
    return msgspec.json.format(msgspec.json.encode(FeedIndex(as_of=as_of, feeds=entries)), indent=1) + b"\n"


def index_of(text: bytes) -> FeedIndex:
    """Raises msgspec.MsgspecError when `text` is no index of feeds."""
    return msgspec.json.decode(text, type=FeedIndex)


def schema_bytes() -> bytes:
    """The JSON Schema (2020-12) of the index."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:bruggen:schema:v1:feeds",
        **msgspec.json.schema(FeedIndex),
    }
    return msgspec.json.format(msgspec.json.encode(schema), indent=2) + b"\n"
