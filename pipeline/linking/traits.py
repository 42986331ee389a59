"""What linking compares of a listing: plain columns, made once when a listing changes. Pure."""

import re
from datetime import date, datetime, timedelta
from hashlib import blake2b
from heapq import nsmallest
from typing import Any
from urllib.parse import urlsplit

from pipeline.linking.titles import MARK_KINDS, plain_text, read_title, venue_words, words_of
from pipeline.occurrences import Budget, Instance, expand
from pipeline.places.names import slug
from pipeline.store import Row
from schemas.listing import Listing
from schemas.place import Place
from schemas.schedule import Schedule
from schemas.source import Source
from schemas.vocabulary import AttendanceMode
from schemas.zones import DEFAULT_TZID, zone

# Of a schedule so many occurrences are compared, in so many days around the day on which it was read.
_MOST_STARTS = 60
_DAYS_BEFORE, _DAYS_AFTER = timedelta(days=60), timedelta(days=400)
_STEPS = 20_000
_EPOCH = date(1970, 1, 1).toordinal()
_MINUTES_OF_A_DAY = 24 * 60
# Enough runs of words to tell a copied text from one about something else.
_SKETCH = 12
_RUN = 3
# What is left of an address that nobody took apart: "8824 Leuven".
_POSTCODE = re.compile(r"^\d{4}-(?:[a-z]{2}-)?")
_STREET = re.compile(r"(?<=\w)str\b")


class Traits(Row, frozen=True, kw_only=True):
    """One listing as linking compares it; a row of `traits`.

    `fold` is equal for listings of one source with the same title and place. `words` of the title stand in the order of
    the alphabet, `title` is those on one line, `run` the title without spaces; `beside` are the words of its place,
    town and organisers. `organiser` is that of the listing if `is_stated`, else of its source; `is_own`: they are one.
    `address` is street and number, `venue` the telling words of its name.
    `starts` are minutes since 1970-01-01 00:00 on the clock of Europe/Amsterdam, in order, `days` their days since
    then; `minute` is their one time of day, None where it varies; `has_clock`: whether they have any;
    `lasting` how many minutes the first takes, None where nobody says; `weekdays` has a bit per day of the week, Monday
    lowest. `last_day` is None for a rule without end.
    `sketch` holds hashes of a few runs of words of the description: a copy has the same.
    """

    TABLE = "traits"
    source_id: str
    key: str
    fold: str
    area: str
    title: str
    run: str
    words: tuple[str, ...]
    stems: tuple[str, ...]
    beside: tuple[str, ...]
    kinds: tuple[str, ...]
    kinds_alone: tuple[str, ...]
    level: str | None
    part: str | None
    age: str | None
    small: str | None
    sex: str | None
    edition: str | None
    daypart: str | None
    tongue: str | None
    organiser: str
    is_own: bool
    is_stated: bool
    town: str | None
    address: str | None
    postcode: str | None
    venue: str | None
    venue_words: tuple[str, ...]
    room: str | None
    lat: float | None
    lon: float | None
    is_online: bool
    url: str | None
    is_rule: bool
    starts: tuple[int, ...]
    days: tuple[int, ...]
    has_clock: bool
    minute: int | None
    lasting: int | None
    weekdays: int
    first_day: int
    last_day: int | None
    sketch: tuple[int, ...]


def traits(listing: Listing, source: Source) -> Traits | None:
    """What is compared of `listing`, which is normalised; None where it has no occurrence that can be compared."""
    when = _when(listing.schedule, read_on=listing.fetched_at.date()) if listing.schedule else None
    if when is None:
        return None
    what, where = _what(listing, source), _where(listing)
    place = "online" if where["is_online"] else where["address"] or where["venue"] or where["town"] or ""
    marks = (what[kind] or "" for kind in MARK_KINDS)
    return Traits(
        source_id=source.id,
        key=listing.key,
        fold=_digest(source.id, what["title"], *marks, place, where["room"] or ""),
        area=source.municipality,
        url=_page(listing.url),
        sketch=_sketch(listing.description or ""),
        **what,
        **where,
        **when,
    )


def _what(listing: Listing, source: Source) -> dict[str, Any]:
    place, organiser = listing.place or Place(), listing.organiser or source.organisation
    told = tuple(filter(None, (place.name, place.city, source.organisation, organiser)))
    read = read_title(listing.title, told)
    words = tuple(sorted(set(read.words)))
    beside = {word for text in told for word in words_of(plain_text(text))}
    return {
        "title": " ".join(words),
        "run": "".join(read.words),
        "words": words,
        "stems": tuple(read.stems),
        "beside": tuple(sorted(beside)),
        "kinds": read.kinds,
        "kinds_alone": read.kinds_alone,
        "organiser": slug(organiser),
        "is_stated": listing.organiser is not None,
        "is_own": slug(organiser) == slug(source.organisation),
    } | dict(zip(MARK_KINDS, read.marks, strict=True))


def _where(listing: Listing) -> dict[str, Any]:
    place = listing.place or Place()
    town = _POSTCODE.sub("", slug(place.city)) if place.city else None
    venue = venue_words(place.name, town) if place.name else []
    is_numbered = any(letter.isdigit() for letter in place.street or "")
    return {
        "town": town,
        "address": _STREET.sub("straat", slug(place.street)) if place.street and is_numbered else None,
        "postcode": place.postcode,
        "venue": " ".join(venue) or None,
        "venue_words": tuple(venue),
        "room": slug(place.room) if place.room else None,
        "lat": place.lat,
        "lon": place.lon,
        "is_online": listing.attendance_mode == AttendanceMode.ONLINE,
    }


def _when(schedule: Schedule, *, read_on: date) -> dict[str, Any] | None:
    instances = _instances(schedule, read_on)
    if not instances:
        return None
    is_rule = any(slot.rrule for slot in schedule.slots)
    starts = sorted({_minutes(instance.start) for instance in instances})
    clocks = {start % _MINUTES_OF_A_DAY for start in starts}
    has_clock = all(isinstance(instance.start, datetime) for instance in instances)
    days = sorted({start // _MINUTES_OF_A_DAY for start in starts})
    return {
        "is_rule": is_rule,
        "starts": tuple(starts),
        "days": tuple(days),
        "has_clock": has_clock,
        "minute": clocks.pop() if has_clock and len(clocks) == 1 else None,
        "lasting": _lasting(instances[0]),
        # 1970-01-01 was a Thursday.
        "weekdays": sum(1 << weekday for weekday in {(day + 3) % 7 for day in days}),
        "first_day": days[0],
        "last_day": None if is_rule and _is_endless(schedule) else days[-1],
    }


def _instances(schedule: Schedule, read_on: date) -> tuple[Instance, ...]:
    """Some of its occurrences: around the day on which it was read, else the first that there are."""
    budget = Budget(_STEPS)
    around = expand(schedule, start=read_on - _DAYS_BEFORE, end=read_on + _DAYS_AFTER, budget=budget, most=_MOST_STARTS)
    if around.instances or around.truncated:
        return around.instances
    return expand(schedule, start=date(1970, 1, 2), end=date(2100, 1, 1), budget=budget, most=_MOST_STARTS).instances


def _lasting(instance: Instance) -> int | None:
    start, end = instance.start, instance.end
    if end is None or not isinstance(start, datetime) or not isinstance(end, datetime):
        return None
    return int((end - start).total_seconds()) // 60


def _minutes(start: date | datetime) -> int:
    if isinstance(start, datetime):
        local = start.astimezone(zone(DEFAULT_TZID)) if start.tzinfo else start
        return (local.toordinal() - _EPOCH) * _MINUTES_OF_A_DAY + local.hour * 60 + local.minute
    return (start.toordinal() - _EPOCH) * _MINUTES_OF_A_DAY


def _is_endless(schedule: Schedule) -> bool:
    return any(slot.rrule and not re.search(r"\b(?:UNTIL|COUNT)=", slot.rrule.upper()) for slot in schedule.slots)


def _page(url: str | None) -> str | None:
    """`url` without what does not change the page: scheme, www, a closing slash, where on the page."""
    if url is None:
        return None
    parts = urlsplit(url)
    host = parts.netloc.lower().removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}" + (f"?{parts.query}" if parts.query else "")


def _sketch(text: str) -> tuple[int, ...]:
    words = words_of(plain_text(text))
    runs = {" ".join(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)}
    return tuple(sorted(nsmallest(_SKETCH, (_number(run) for run in runs))))


def _number(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=6).digest())


def _digest(*texts: str) -> str:
    return blake2b("\0".join(texts).encode(), digest_size=12).hexdigest()
