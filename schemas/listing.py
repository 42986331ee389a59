"""What one source printed, once; not interpreted."""

from typing import Annotated

from msgspec import Meta

from schemas.facets import Facets, LanguageTag
from schemas.place import Place
from schemas.record import CalendarDay, Instant, Record, Url
from schemas.schedule import Schedule, Status
from schemas.source import SourceId
from schemas.vocabulary import AttendanceMode


class Listing(Record):
    """One announcement as printed by one source.

    `key` is stable within the source: the native UID or API id, else the canonical URL, else URL and a fingerprint.
    The time stands in `schedule` where the format is structured, else in `when_text` with the page's own date.
    `fingerprint` changes exactly when anything printed changes; it does not cover `fetched_at`.
    `month_first`: whether the page prints the month first in dates of digits; None: it does not show.
    `repairs` names the repairs that were needed to read it.
    """

    source_id: SourceId
    key: Annotated[str, Meta(min_length=1)]
    title: str
    reader: str
    fingerprint: str
    fetched_at: Instant
    url: Url | None = None
    description: str | None = None
    schedule: Schedule | None = None
    when_text: str | None = None
    page_date: CalendarDay | None = None
    month_first: bool | None = None
    place: Place | None = None
    attendance_mode: AttendanceMode | None = None
    join_url: Url | None = None
    organiser: str | None = None
    status: Status | None = None
    facets: Facets | None = None
    language: LanguageTag | None = None
    repairs: tuple[str, ...] = ()
