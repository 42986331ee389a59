"""When an activity happens: a schedule as the source states it, not yet expanded."""

from datetime import date, datetime
from enum import StrEnum

from schemas.record import CalendarDay, LocalTime, Record, Url


class Status(StrEnum):
    """What is known of an activity or of one occurrence."""

    SCHEDULED = "scheduled"
    CANCELLED = "cancelled"  # a source says so
    POSTPONED = "postponed"
    TENTATIVE = "tentative"
    MISSING = "missing"  # not re-seen in healthy runs; nobody said that it is cancelled
    GONE = "gone"  # missing for long, or withdrawn by its source
    PAST = "past"


class YearBasis(StrEnum):
    IN_TEXT = "in_text"
    WEEKDAY = "weekday"  # the weekday agrees with one year near the page's date
    PAGE_DATE = "page_date"
    NONE = "none"


class Daypart(StrEnum):
    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    NIGHT = "night"


class Slot(Record):
    """One rule or one moment; RFC 5545 §3.8.2 and §3.8.5. All times are local in the zone of the schedule.

    `dtend` is exclusive; None: the source states no end. For whole days `dtstart` and `dtend` are dates.
    """

    dtstart: LocalTime
    dtend: LocalTime | None = None
    rrule: str | None = None
    rdate: tuple[LocalTime, ...] = ()
    exdate: tuple[LocalTime, ...] = ()


class Override(Record):
    """A change to one occurrence (or, `this_and_future`, to it and all after it); RFC 5545 §3.8.4.4.

    `recurrence_id` is the start that the slot's rule gives. What is None stays as the slot says; but whoever states
    `dtstart` states when the occurrence is, and without `dtend` no end. `url` is the page of this one occurrence, where
    it has one of its own.
    """

    recurrence_id: LocalTime
    this_and_future: bool = False
    dtstart: LocalTime | None = None
    dtend: LocalTime | None = None
    status: Status | None = None
    title: str | None = None
    url: Url | None = None


class Schedule(Record):
    """When: the union of the slots, with overrides applied to what they name.

    `tzid` is an IANA zone, `UTC`, a fixed offset as `UTC+05:30`, or None: the source states no zone (floating).
    `text` holds the words that the schedule was read from, where it was read from words.
    """

    slots: tuple[Slot, ...]
    tzid: str | None = None
    overrides: tuple[Override, ...] = ()
    text: str | None = None
    year_basis: YearBasis | None = None
    page_date: CalendarDay | None = None
    daypart: Daypart | None = None


def moment(text: LocalTime) -> date | datetime:
    """The date or the naive datetime that `text` prints.

    >>> moment("2026-11-24"), moment("2026-11-24T19:30:00")
    (datetime.date(2026, 11, 24), datetime.datetime(2026, 11, 24, 19, 30))
    """
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def local_time(value: date | datetime) -> LocalTime:
    """`value` as a LocalTime: its own wall clock to the second, without offset.

    >>> local_time(date(2026, 11, 24)), local_time(datetime(2026, 11, 24, 19, 30))
    ('2026-11-24', '2026-11-24T19:30:00')
    """
    if isinstance(value, datetime):
        return value.replace(tzinfo=None, microsecond=0).isoformat()
    return value.isoformat()
