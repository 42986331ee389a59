"""Which feeds there are, and what stands in them."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from itertools import groupby

import msgspec

from output.event_texts import EventTexts
from output.ical import calendar
from schemas.activity import Organisation
from schemas.change import Edition
from schemas.record import CalendarDay, Record

INDEX = "feeds/index.json"
ALL = "feeds/all"
CLIENT_BYTES = 700_000  # Google drops events silently past about 1 MB
CLIENT_EVENTS = 800
_SMALL_WORDS = frozenset(("aan", "bij", "de", "den", "der", "en", "het", "in", "op", "van"))


@dataclass(frozen=True)
class Feed:
    """A calendar to subscribe to: its address without ending, and the activities in it, by id."""

    stem: str
    title: str
    municipality: str | None
    organisation: str | None
    activities: tuple[str, ...]


class FeedEntry(Record):
    """A feed in the index. `events` and `bytes` are those of the calendar, `simple_…` those of its expanded twin."""

    path: str
    simple_path: str
    title: str
    activities: int
    events: int
    bytes: int
    simple_events: int
    simple_bytes: int
    municipality: str | None = None
    organisation: str | None = None

    @property
    def fits_everywhere(self) -> bool:
        """Whether every calendar program shows all of it."""
        return self.bytes <= CLIENT_BYTES and self.events <= CLIENT_EVENTS


class FeedIndex(Record):
    """What `feeds/index.json` holds."""

    as_of: CalendarDay
    feeds: tuple[FeedEntry, ...]


def feeds(edition: Edition, texts: EventTexts, promised: Iterable[FeedEntry] = ()) -> tuple[Feed, ...]:
    """The feeds of `edition`: all, per municipality, per organisation; in the order of their addresses.

    An organisation without activities has no feed yet. `promised` are the feeds of the visible release: their addresses
    stay, if need be empty, because people are subscribed to them.
    """
    ids: dict[str, list[str]] = {}
    for activity_id, text in texts.items():
        if not text.fault:
            ids.setdefault(text.offer.activity.organisation.id, []).append(activity_id)
    present = {text.offer.activity.organisation.id: text.offer.activity.organisation for text in texts.values()}
    organisations = sorted(
        (present | {one.id: one for one in edition.organisations}).values(), key=lambda one: (one.municipality, one.id)
    )
    found = {ALL: Feed(ALL, "Bruggen: alles", None, None, _all_ids(ids, organisations))}
    for municipality, group in groupby(organisations, key=lambda one: one.municipality):
        members = tuple(group)
        stem = f"feeds/{path_name(municipality)}"
        found[stem] = Feed(f"{stem}/all", f"Bruggen: {name(municipality)}", municipality, None, _all_ids(ids, members))
        for one in members:
            own = f"{stem}/organisations/{path_name(_short_id(one))}"
            found[own] = Feed(own, one.name, municipality, one.id, tuple(ids.get(one.id, ())))
    kept = {entry.path.removesuffix(".ics"): _retired(entry) for entry in promised}
    current = {feed.stem: feed for feed in found.values() if feed.activities or feed.stem in kept or feed.stem == ALL}
    return tuple(feed for _, feed in sorted((kept | current).items()))


def _all_ids(ids: dict[str, list[str]], organisations: Iterable[Organisation]) -> tuple[str, ...]:
    return tuple(sorted(activity_id for one in organisations for activity_id in ids.get(one.id, ())))


def _retired(entry: FeedEntry) -> Feed:
    return Feed(entry.path.removesuffix(".ics"), entry.title, entry.municipality, entry.organisation, ())


def calendars(feed: Feed, texts: EventTexts) -> Iterator[tuple[str, list[bytes]]]:
    """Path and bytes, in pieces, of the calendar and of its simple twin."""
    chosen = [texts[activity_id] for activity_id in feed.activities]
    yield f"{feed.stem}.ics", calendar(feed.title, (text.by_rule for text in chosen))
    yield f"{feed.stem}.simple.ics", calendar(feed.title, (text.one_by_one for text in chosen))


def entry(feed: Feed, full: Iterable[bytes], simple: Iterable[bytes]) -> FeedEntry:
    """How `feed` stands in the index, given its calendars."""
    (events, size), (simple_events, simple_size) = _measured(full), _measured(simple)
    return FeedEntry(
        path=f"{feed.stem}.ics",
        simple_path=f"{feed.stem}.simple.ics",
        title=feed.title,
        municipality=feed.municipality,
        organisation=feed.organisation,
        activities=len(feed.activities),
        events=events,
        bytes=size,
        simple_events=simple_events,
        simple_bytes=simple_size,
    )


def _measured(pieces: Iterable[bytes]) -> tuple[int, int]:
    events = size = 0
    for piece in pieces:
        events += piece.count(b"BEGIN:VEVENT\r\n")
        size += len(piece)
    return events, size


def index_bytes(as_of: CalendarDay, entries: Iterable[FeedEntry]) -> bytes:
    return msgspec.json.format(msgspec.json.encode(FeedIndex(as_of=as_of, feeds=tuple(entries))), indent=1) + b"\n"


def index_of(text: bytes) -> FeedIndex:
    """Raises msgspec.MsgspecError when `text` is no index of feeds."""
    return msgspec.json.decode(text, type=FeedIndex)


def name(slug: str) -> str:
    """The name of a municipality as far as its slug tells it.

    >>> name("bergen-op-zoom")
    'Bergen op Zoom'
    """
    return " ".join(word if word in _SMALL_WORDS else word.capitalize() for word in slug.split("-"))


def path_name(text: str) -> str:
    """`text` as one safe part of a path; what had to be changed is told apart by a fingerprint of the original.

    >>> path_name("taalcafe-lombok"), path_name("../Café")
    ('taalcafe-lombok', 'cafe-917ab8c7')
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    safe = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80]
    return safe if safe and safe == text else f"{safe or 'x'}-{blake2b(text.encode(), digest_size=4).hexdigest()}"


def _short_id(organisation: Organisation) -> str:
    """The id without the country and municipality that the path already names."""
    country, _, rest = organisation.id.partition(".")
    within = rest.removeprefix(f"{organisation.municipality}.")
    return within if len(country) == 2 and within != rest else organisation.id
