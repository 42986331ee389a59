"""One VEVENT with its times read; the repairs of a single event."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import NamedTuple

from schemas.errors import UnreadableText
from schemas.schedule import Status
from spiders.readers.ical.context import Context
from spiders.readers.ical.lines import Property, plain, properties
from spiders.readers.ical.repair import Repair, mended
from spiders.readers.ical.times import Length, Moment, in_zone, later, length, moment

_SEVERAL = {"RRULE", "RDATE", "EXDATE", "EXRULE", "CONFERENCE"}
_ALL_DAY_MARKS = ("X-MICROSOFT-CDO-ALLDAYEVENT", "X-FUNAMBOL-ALLDAY")
_STATUSES = {
    "CONFIRMED": Status.SCHEDULED,
    "TENTATIVE": Status.TENTATIVE,
    "CANCELLED": Status.CANCELLED,
    "CANCELED": Status.CANCELLED,
}


class Span(NamedTuple):
    """A start with its end; None: none is stated."""

    start: Moment
    end: Moment | None


class Stated(NamedTuple):
    """A time as stated beside the VALUE and TZID that its property names."""

    when: Moment
    value: str
    tzid: str | None


def _midnight_as_day(stated: Stated) -> Stated:
    local = stated.when.local
    if stated.value == "DATE" and isinstance(local, datetime) and local.time() == time():
        return stated._replace(when=Moment(local.date()))
    return stated


def _local_in_named_zone(stated: Stated) -> Stated:
    """Who names a zone means its wall clock: many scripts print a Z after any local time."""
    if stated.tzid and stated.when.tzid == "UTC":
        return stated._replace(when=Moment(stated.when.local, stated.tzid))
    return stated


def _end_of_same_kind(span: Span) -> Span:
    """A day that ends at a time ends with that day; a time that ends on a day has no known end."""
    if span.end is None or span.end.is_day == span.start.is_day:
        return span
    if not isinstance(span.end.local, datetime):
        return span._replace(end=None)
    whole = span.end.local.date() + timedelta(days=span.end.local.time() != time())
    return span._replace(end=Moment(whole))


def _end_after_start(span: Span) -> Span:
    if span.end is None or (span.end.tzid == span.start.tzid and span.end.local > span.start.local):
        return span
    start, end = in_zone(span.start, "UTC"), in_zone(span.end, "UTC")
    return span if end > start else span._replace(end=None)


def _midnights_as_days(span: Span) -> Span:
    """Asked only of events that a mark calls whole days."""
    start, end = span.start.local, span.end.local if span.end else None
    if (
        not isinstance(start, datetime)
        or start.time() != time()
        or (isinstance(end, datetime) and end.time() != time())
    ):
        return span
    return Span(Moment(start.date()), Moment(end.date()) if isinstance(end, datetime) else span.end)


def _first_of_each(lines: list[Property]) -> list[Property]:
    if len({line.name for line in lines}) == len(lines):
        return lines
    firsts: dict[str, Property] = {}
    for line in lines:
        firsts.setdefault(line.name, line)
    return [line for line in lines if line.name in _SEVERAL or line.name.startswith("X-") or firsts[line.name] is line]


DATE_AS_MIDNIGHT = Repair("date_written_as_midnight", "RFC 5545 §3.3.4", "VALUE=DATE with T000000", _midnight_as_day)
UTC_WITH_ZONE = Repair(
    "utc_with_zone", "RFC 5545 §3.2.19", "PHP scripts; ownCloud (TZID and Z at once)", _local_in_named_zone
)
ALL_DAY_MARK = Repair("marked_as_all_day", "RFC 5545 §3.8.2.4", "Outlook: midnight to midnight", _midnights_as_days)
REPEATED = Repair("repeated_property", "RFC 5545 §3.6.1", "templates that print a field twice", _first_of_each)
END_KIND = Repair("end_of_other_kind", "RFC 5545 §3.8.2.2", "forms with `no end time`", _end_of_same_kind)
END_ORDER = Repair("end_not_after_start", "RFC 5545 §3.8.2.2", "forms that repeat the start as end", _end_after_start)
EVENT_REPAIRS = (DATE_AS_MIDNIGHT, UTC_WITH_ZONE, ALL_DAY_MARK, REPEATED, END_KIND, END_ORDER)


@dataclass
class Event:
    """One VEVENT. `noted` names the repairs, `unread` says in words what stayed unread."""

    lines: list[Property]
    context: Context
    noted: set[str] = field(default_factory=set)
    unread: list[str] = field(default_factory=list)
    start: Moment | None = None
    end: Moment | None = None

    def __post_init__(self) -> None:
        self.first = {line.name: line for line in reversed(self.lines)}

    def text(self, name: str) -> str | None:
        """The plain text of a property; None where it is absent or empty."""
        line = self.first.get(name)
        return (plain(line.value) or None) if line else None

    @property
    def title(self) -> str:
        """SUMMARY in one line; empty where there is none."""
        return " ".join((self.text("SUMMARY") or "").split())

    def several(self, name: str) -> Iterator[Property]:
        return (line for line in self.lines if line.name == name and line.value.strip())

    def time(self, line: Property, value: str | None = None) -> Moment:
        """The time that `line` (or one `value` in it) states, in its zone. Raises UnreadableText."""
        name = line.parameters.get("TZID")
        tzid = self.context.zone(name, self.noted) if name else None
        when = moment(line.value if value is None else value, tzid, self.noted)
        kind = line.parameters.get("VALUE", "").upper()
        if kind == "DATE" or (name and when.tzid == "UTC"):
            when = mended(Stated(when, kind, tzid), (DATE_AS_MIDNIGHT, UTC_WITH_ZONE), self.noted).when
        default = self.context.default_zone
        if default and not when.is_day and when.tzid in {None, "UTC"}:
            return Moment(in_zone(when, default), default)
        return when

    def length(self, value: str) -> Length:
        return length(value, self.noted)

    @property
    def recurrence_id(self) -> Property | None:
        return self.first.get("RECURRENCE-ID")

    @property
    def status(self) -> Status | None:
        """STATUS where it is stated; a calendar whose METHOD is CANCEL cancels all it holds; RFC 5546 §3.2.5."""
        if self.context.method == "CANCEL":
            return Status.CANCELLED
        return _STATUSES.get((self.text("STATUS") or "").upper())

    @property
    def age(self) -> tuple[int, str]:
        """Orders versions of one event: SEQUENCE, then LAST-MODIFIED."""
        sequence = (self.text("SEQUENCE") or "").strip()[:9]
        return int(sequence) if sequence.isdecimal() else 0, self.text("LAST-MODIFIED") or ""


def event(component: bytes, context: Context) -> Event:
    """The event that a component holds. Raises UnreadableText when its start cannot be read."""
    noted: set[str] = set()
    lines = REPEATED(properties(component, noted), noted)
    read = Event(lines, context, noted)
    if line := read.first.get("DTSTART"):
        read.start = read.time(line)
        read.end = _end(read, read.start)
        span = Span(read.start, read.end)
        if any((read.text(mark) or "").upper() in {"TRUE", "1"} for mark in _ALL_DAY_MARKS):
            span = ALL_DAY_MARK(span, noted)
        read.start, read.end = mended(span, (END_KIND, END_ORDER), noted)
    elif read.recurrence_id is None:
        raise UnreadableText("no DTSTART: RFC 5545 §3.6.1 asks for one")
    return read


def _end(read: Event, start: Moment) -> Moment | None:
    """DTEND, or DTSTART plus DURATION. What cannot be read of it stays unknown."""
    try:
        if line := read.first.get("DTEND"):
            return read.time(line)
        if text := read.text("DURATION"):
            return later(start, read.length(text))
    except UnreadableText as trouble:
        read.unread.append(f"its end is {trouble}")
    return None
