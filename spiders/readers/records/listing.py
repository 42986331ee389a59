"""A record as a listing."""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from schemas.errors import UnreadableText
from schemas.listing import Listing
from spiders.page import Page
from spiders.readers.records.fields import Row, row, text
from spiders.readers.records.names import Path
from spiders.readers.records.placing import place
from spiders.readers.records.repeating import repeated
from spiders.readers.records.roles import Roles, roles
from spiders.readers.records.spans import Frame
from spiders.readers.records.stating import attendance_mode, facets, is_withdrawn, join_url, status
from spiders.readers.records.timing import When, when
from spiders.readers.records.values import moment, names_a_day
from spiders.readers.schema_org.keys import Unkeyed
from spiders.readers.schema_org.listing import IGNORE, LONGEST_DESCRIPTION, LONGEST_TITLE
from spiders.text import absolute_url, canonical_url, one_line, plain_text

LONGEST_WORDS = 4_000
_CLOCK = re.compile(r"\b\d{1,2}(?:[:.]\d\d\b|\s?(?:am|pm|a\.m|p\.m|uur|u)\b)", re.IGNORECASE)
_SIGNATURE = re.compile(
    r"^(?:The post|Het bericht) .{1,300}(?:appeared first on|verscheen eerst op) .{1,200}$", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a record stands in: its page, the reader's name, the frame of its times."""

    page: Page
    reader: str
    frame: Frame
    repairs: tuple[str, ...] = ()


def listing(record: dict[str, Any], around: Surroundings) -> Unkeyed | None:
    """`record` as a listing without key; None where it announces nothing: no title, no time, a draft.

    Raises UnreadableText where the organiser asks to be left out.
    """
    fields = row(record)
    frame, page = around.frame, around.page
    known = roles(frame.columns.all)
    title = _title(fields, frame)
    if title is None or is_withdrawn(fields, known):
        return None
    described = _description(fields, (*frame.platform.paths("description"), *known.description), title)
    at = when(fields, record, frame)
    if at.schedule is not None:
        at = When(schedule=repeated(at.schedule, record, page))
    if at == When() and frame.platform.is_text:
        at = When(when_text=words_of(title, described))
    if at == When():
        return None
    if IGNORE in f"{title} {described} {text(fields, known.keywords)}".casefold():
        raise UnreadableText(f"left out: marked {IGNORE} by the organiser")
    found = _made(fields, title, at, described=described, around=around)
    url = canonical_url(found.url) if found.url and found.url != page.url else None
    return Unkeyed(found, _identity(fields, known, around) or url)


def _made(fields: Row, title: str, at: When, *, described: str | None, around: Surroundings) -> Listing:
    page, frame = around.page, around.frame
    known = roles(frame.columns.all)
    return Listing(
        source_id=page.source_id,
        key="?",
        title=title[:LONGEST_TITLE],
        reader=around.reader,
        fingerprint="",
        fetched_at=page.fetched_at,
        url=_url(fields, known, around) or page.url,
        description=described,
        schedule=at.schedule,
        when_text=at.when_text,
        page_date=_day(text(fields, frame.platform.paths("page_date"))) if at.when_text else None,
        month_first=True if at.when_text and frame.columns.month_first else None,
        place=place(fields) or frame.context.place,
        attendance_mode=attendance_mode(fields, known),
        join_url=join_url(fields, known, page.url),
        organiser=_organiser(fields, known, around),
        status=status(fields, known, title),
        facets=facets(fields, known),
        repairs=around.repairs,
    )


def words_of(title: str, described: str | None) -> str:
    """The words in which an announcement without fields for its time may say it.

    A title that names day, month and clock says it alone. WordPress ends the texts of its feeds with a line that names
    the title and the site: it says all twice.
    """
    if names_a_day(title) and _CLOCK.search(title):
        return title
    return f"{title}\n\n{_SIGNATURE.sub('', described)}"[:LONGEST_WORDS].strip() if described else title


def _title(fields: Row, frame: Frame) -> str | None:
    """The title; where a platform names several fields for it, all of them, each said once."""
    own = frame.platform.paths("title")
    paths = own if any(path in fields for path in own) else frame.columns.titles
    lines = [line for path in paths if (line := one_line(str(fields.get(path, ""))[: 2 * LONGEST_TITLE]))]
    if frame.platform.joins_titles:
        return ": ".join(dict.fromkeys(lines)) or None
    return next(iter(lines), None)


def _description(fields: Row, paths: tuple[Path, ...], title: str) -> str | None:
    for path in paths:
        value = fields.get(path)
        if isinstance(value, str) and (said := plain_text(value[:LONGEST_DESCRIPTION])) and said != title:
            return said
    return None


def _day(printed: str | None) -> str | None:
    at = moment(printed)
    return at.day.isoformat() if at and at.day else None


def _url(fields: Row, known: Roles, around: Surroundings) -> str | None:
    paths = (*around.frame.platform.paths("url"), *known.url)
    addresses = (value for path in paths if isinstance(value := fields.get(path), str) and _is_address(value))
    return next((url for address in addresses if (url := absolute_url(address, around.page.url))), None)


def _is_address(value: str) -> bool:
    return value.startswith(("http:", "https:", "/", "www.")) or ("/" in value and " " not in value.strip())


def _identity(fields: Row, known: Roles, around: Surroundings) -> str | None:
    """What the source calls the record: a UID that is unique in the world, else an id on this page."""
    native = text(fields, (*around.frame.platform.paths("uid"), *known.uid, *around.frame.columns.ids))
    if native is None or not native.strip():
        return None
    native = one_line(native)[:300]
    if "@" in native or ":" in native or len(native) >= 32:
        return native
    try:
        return urljoin(around.page.url.split("?", maxsplit=1)[0], f"#{native}")
    except ValueError:
        return f"{around.page.url}#{native}"


def _organiser(fields: Row, known: Roles, around: Surroundings) -> str | None:
    """The organisation; names that may be those of persons are left out."""
    name = text(fields, (*around.frame.platform.paths("organiser"), *known.organiser))
    line = one_line(name[:300]) if name else ""
    return line if line and "@" not in line and any(sign.isalpha() for sign in line) else None
