"""Pages that nobody wrote a rule for, and how much of them is read as a careful reader would read them.

An expected event is served when a listing shares its title's words and has all its days; a listing is right when it
announces no other day than those of the expected events that share its title, and calls off what is called off.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from pipeline.normalise import said
from pipeline.occurrences import expand
from schemas.listing import Listing
from schemas.schedule import Status
from spiders.page import Page
from spiders.readers import read

HERE = Path(__file__).parent
FIRST, LAST = date(2026, 11, 2), date(2027, 2, 28)
# Rules are compared before the Christmas holidays, because many a page leaves them out.
LAST_OF_RULES = date(2026, 12, 18)
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True)
class Expected:
    """One event that a careful reader takes from a page; `title` holds readings that are as good, parted by bars."""

    title: str
    start: str | None = None
    end: str | None = None
    rule: str | None = None
    start_time: str | None = None
    end_time: str | None = None
    place: str | None = None
    cancelled: bool = False
    optional: bool = False  # nothing is missed without it, and nothing wrong with it

    @cached_property
    def days(self) -> frozenset[date]:
        """Its days within the window."""
        if self.start:
            return frozenset({date.fromisoformat(self.start[:10])})
        assert self.rule
        how_often, _, which = self.rule.partition(" ")
        return frozenset(day for day in _days(FIRST, LAST) if _falls_on(day, how_often, which.split(",")))

    @property
    def needed(self) -> frozenset[date]:
        """The days that a listing may not leave out."""
        return frozenset(day for day in self.days if day <= LAST_OF_RULES) if self.rule else self.days

    @property
    def begins(self) -> str | None:
        """The hour at which it begins, as HH:MM."""
        return self.start_time if self.rule else _hour(self.start)

    @property
    def ends(self) -> str | None:
        """The hour at which it ends, as HH:MM."""
        return self.end_time if self.rule else _hour(self.end)


@dataclass(frozen=True)
class Seen:
    """A listing, with its coming days as `said` understands it: hours of begin and end by day."""

    listing: Listing
    hours: dict[date, frozenset[tuple[str | None, str | None]]]
    is_cancelled: bool
    announces: bool


@dataclass(frozen=True)
class Case:
    """A page and what is expected of it."""

    name: str
    role: str
    make: str
    kind: str
    events: tuple[Expected, ...]
    seen: tuple[Seen, ...]


@dataclass(frozen=True)
class Figures:
    """Counts over cases."""

    expected: int = 0
    served: int = 0
    times: int = 0
    ends: int = 0
    cancelled: int = 0
    cancelled_served: int = 0
    placed: int = 0
    placed_served: int = 0
    listings: int = 0
    right: int = 0

    def __add__(self, other: "Figures") -> "Figures":
        names = self.__dataclass_fields__
        return Figures(**{name: getattr(self, name) + getattr(other, name) for name in names})

    @property
    def shares(self) -> dict[str, float | None]:
        """Recall, times and ends of what is served, and precision; None where there was nothing to count."""
        parts = {
            "recall": (self.served, self.expected),
            "times": (self.times, self.served),
            "ends": (self.ends, self.served),
            "precision": (self.right, self.listings),
            "cancelled": (self.cancelled_served, self.cancelled),
            "placed": (self.placed_served, self.placed),
        }
        return {name: part / whole if whole else None for name, (part, whole) in parts.items()}


def cases(folder: Path = HERE) -> Iterator[Case]:
    """All cases, by name, read."""
    for path in sorted(folder.glob("*/expected.json")):
        told = json.loads(path.read_text(encoding="utf-8"))
        events = tuple(Expected(**event) for event in told["events"])
        seen = tuple(_seen(path.with_name("page.html").read_bytes(), told))
        yield Case(path.parent.name, told["role"], told["make"], told["kind"], events, seen)


def figures(case: Case) -> Figures:
    """What of a case was read right."""
    wanted = [event for event in case.events if not event.optional]
    served = [(event, hits) for event in wanted if (hits := serving(event, case))]
    called_off = [(event, hits) for event, hits in served if event.cancelled]
    at_places = [(event, hits) for event, hits in served if event.place]
    announced = [one for one in case.seen if one.announces]
    return Figures(
        expected=len(wanted),
        served=len(served),
        times=sum(any(_has_hours(one, event, 0) for one in hits) for event, hits in served),
        ends=sum(any(_has_hours(one, event, 1) for one in hits) for event, hits in served),
        cancelled=sum(event.cancelled for event in wanted),
        cancelled_served=sum(any(one.is_cancelled for one in hits) for _, hits in called_off),
        placed=len(at_places),
        placed_served=sum(any(_is_at(one, event.place or "") for one in hits) for event, hits in at_places),
        listings=len(announced),
        right=sum(is_right(one, case) for one in announced),
    )


def serving(event: Expected, case: Case) -> list[Seen]:
    """The listings that have its title and of its days; empty when they do not have all of them."""
    hits = [one for one in case.seen if _is_titled(one, event) and one.hours.keys() & event.days]
    days = {day for one in hits for day in one.hours}
    return hits if hits and event.needed <= days else []


def is_right(one: Seen, case: Case) -> bool:
    """Whether a listing announces nothing but days of events that share its title."""
    events = [event for event in case.events if _is_titled(one, event)]
    meant = [event for event in events if event.days & one.hours.keys()]
    called_off = bool(meant) and all(event.cancelled for event in meant)
    return one.hours.keys() <= {day for event in meant for day in event.days} and (one.is_cancelled or not called_off)


def _seen(body: bytes, told: dict[str, Any]) -> Iterator[Seen]:
    now = datetime.fromisoformat(told["now"])
    page = Page(source_id="nl.blind.page", url=told["url"], body=body, fetched_at=now, content_type="text/html")
    for listing in read(page)[0].listings:
        schedule, status = said(listing)
        expansion = expand(schedule, start=FIRST, end=LAST + timedelta(days=1)) if schedule else None
        hours: dict[date, frozenset[tuple[str | None, str | None]]] = {}
        for one in expansion.instances if expansion else ():
            day = date.fromisoformat(one.start.isoformat()[:10])
            end = one.end.isoformat() if one.end else None
            hours[day] = hours.get(day, frozenset()) | {(_hour(one.start.isoformat()), _hour(end))}
        off = bool(expansion and any(one.status is Status.CANCELLED for one in expansion.instances))
        yield Seen(listing, hours, off or status is Status.CANCELLED, bool(hours))


def _is_titled(one: Seen, event: Expected) -> bool:
    """Whether half of the words of a title stand in the listing's; words are compared by their first five letters."""
    has = _stems(one.listing.title)
    return any(len((wanted := _stems(title)) & has) * 2 >= len(wanted) for title in event.title.split("|"))


def _stems(title: str) -> set[str]:
    return {word[:5] for word in re.findall(r"\w{3,}", title.casefold())} - {"voor", "met", "het", "een", "van", "and"}


def _has_hours(one: Seen, event: Expected, which: int) -> bool:
    wanted = (event.begins, event.ends)[which]
    return any(pair[which] == wanted for day in event.days & one.hours.keys() for pair in one.hours[day])


def _is_at(one: Seen, place: str) -> bool:
    it = one.listing.place
    return it is not None and place.casefold() in " ".join(filter(None, (it.name, it.room, it.address))).casefold()


def _hour(moment: str | None) -> str | None:
    return moment[11:16] if moment and "T" in moment else None


def _days(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def _falls_on(day: date, how_often: str, which: list[str]) -> bool:
    """Whether a rule as WEEKLY MO,FR, MONTHLY 1TH,-1SU or 2WEEKLY 2026-11-10 falls on `day`."""
    weekday = _WEEKDAYS[day.weekday()]
    if how_often == "2WEEKLY":
        return (day - date.fromisoformat(which[0])).days % 14 == 0
    if how_often == "WEEKLY":
        return weekday in which
    is_last = (day + timedelta(days=7)).month != day.month
    return f"{(day.day - 1) // 7 + 1}{weekday}" in which or (is_last and f"-1{weekday}" in which)
