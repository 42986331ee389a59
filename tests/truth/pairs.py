"""Pairs of listings judged by hand, in `judged_pairs/*.toml`: same or different, and why.

A file has a `role`: "development" may be looked at while rules are made, "evaluated_once" may not. In a pair, `a` and
`b` are listings: `by` is whose site it is (`agg`: it announces what others do), `at` name, street, postcode and city,
`when` words, or `start/end` with perhaps a rule or further dates ("2026-12-01T19:30/21:00 FREQ=WEEKLY",
"2026-12-01T19:30/21:00 2026-12-15T19:30"; after the slash nothing: no end). `page` is the date of the page.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgspec

from schemas.listing import Listing
from schemas.place import Place
from schemas.record import Record
from schemas.schedule import Schedule, Slot
from schemas.source import Source
from schemas.vocabulary import AttendanceMode
from tests.truth.towns import slug

_FOLDER = Path(__file__).parent / "judged_pairs"
_FETCHED_AT = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)


class Side(Record):
    """One listing as written in the table."""

    by: str
    title: str
    when: str
    at: tuple[str, str, str, str] = ("", "", "", "")
    agg: bool = False
    org: str | None = None
    room: str | None = None
    url: str | None = None
    text: str | None = None
    page: str = "2026-11-20"
    online: bool = False
    join: str | None = None


class Row(Record):
    verdict: str
    kind: str
    reason: str
    a: Side
    b: Side
    country: str = "nl"


class _Table(Record):
    role: str
    pair: tuple[Row, ...]


class Pair(Record):
    """A judged pair: each side a source with the listing that it printed. `number` is the pair's place in its file."""

    file: str
    number: int
    role: str
    kind: str
    is_same: bool
    reason: str
    a: tuple[Source, Listing]
    b: tuple[Source, Listing]


def pairs(role: str | None = None) -> Iterator[Pair]:
    """All pairs, or those of one role, in the order of files and rows."""
    for path in sorted(_FOLDER.glob("*.toml")):
        table = msgspec.toml.decode(path.read_bytes(), type=_Table)
        if role in {None, table.role}:
            for number, row in enumerate(table.pair, start=1):
                yield _pair(path.stem, number, table.role, row)


def rows() -> Iterator[Row]:
    """All pairs as written."""
    for path in sorted(_FOLDER.glob("*.toml")):
        yield from msgspec.toml.decode(path.read_bytes(), type=_Table).pair


def _pair(file: str, number: int, role: str, row: Row) -> Pair:
    if row.verdict not in {"same", "different"}:
        raise ValueError(f"{file}, pair {number}: verdict {row.verdict!r}, expected same or different")
    a, b = (_told(side, country=row.country, key=key) for side, key in ((row.a, "a"), (row.b, "b")))
    is_same = row.verdict == "same"
    return Pair(file=file, number=number, role=role, kind=row.kind, is_same=is_same, reason=row.reason, a=a, b=b)


def _told(side: Side, *, country: str, key: str) -> tuple[Source, Listing]:
    """The source and the listing of a side. Its town is the city of its place, else "land": anywhere."""
    town = slug(side.at[3]) or "land"
    site = f"https://{slug(side.by)}.example"
    source = Source(id=f"{country}.{town}.{slug(side.by)}", organisation=side.by, url=f"{site}/agenda")
    structured = _schedule(side.when)
    printed: dict[str, Any] = {
        "title": side.title,
        "reader": "json_ld" if structured else "html",
        "url": side.url or f"{site}/{slug(side.title) or 'activiteit'}",
        "description": side.text,
        "schedule": structured,
        "when_text": None if structured else side.when,
        "page_date": None if structured else side.page,
        "place": _place(side),
        "attendance_mode": AttendanceMode.ONLINE if side.online else None,
        "join_url": side.join,
        "organiser": side.org or (None if side.agg else side.by),
    }
    mark = blake2b(msgspec.json.encode(printed), digest_size=8).hexdigest()
    name = f"{printed['url']}#{key}"
    return source, Listing(source_id=source.id, key=name, fingerprint=mark, fetched_at=_FETCHED_AT, **printed)


def _place(side: Side) -> Place | None:
    name, street, postcode, city = (part or None for part in side.at)
    if not (name or street or postcode or city or side.room):
        return None
    return Place(name=name, room=side.room, street=street, postcode=postcode, city=city)


_START = re.compile(r"(?P<day>\d{4}-\d\d-\d\d)(?:T(?P<from>\d\d:\d\d))?/(?P<to>[\dT:-]*)(?: (?P<rest>.+))?$")


def _schedule(when: str) -> Schedule | None:
    """The schedule that `when` writes down; None: it is words.

    >>> _schedule("2026-12-01T19:30/21:00").slots[0].dtend
    '2026-12-01T21:00:00'
    """
    found = _START.match(when)
    if found is None:
        return None
    rest = found["rest"] or ""
    is_rule = rest.startswith("FREQ")
    slot = Slot(
        dtstart=f"{found['day']}T{found['from']}:00" if found["from"] else found["day"],
        dtend=_end(found["day"], found["to"]),
        rrule=rest if is_rule else None,
        rdate=() if is_rule else tuple(f"{day}:00" if "T" in day else day for day in rest.split()),
    )
    return Schedule(slots=(slot,), tzid="Europe/Amsterdam" if found["from"] else None)


def _end(day: str, text: str) -> str | None:
    if not text:
        return None
    if "-" not in text:
        return f"{day}T{text}:00"
    return f"{text}:00" if "T" in text else text
