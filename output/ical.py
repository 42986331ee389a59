"""Activities as iCalendar text, RFC 5545: by rule for calendar programs, date by date for website plugins.

RFC 7986 where it helps (NAME, COLOR, CONFERENCE …). Not RFC 9073 and 9253: libical 3 takes VLOCATION, STRUCTURED-DATA,
LINK and CONCEPT for errors (tried 26 November 2026); the dataset holds the same for programs. No METHOD: with one,
RFC 5546 §3.2.1 asks for an ORGANIZER, which would be a person.

The text is made of plain strings, eight times faster than building objects; what it says is held against four foreign
readers in the tests. Nothing in it comes from the clock, so that the same facts give the same bytes.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from output.dutch import CATEGORIES, PREFIX, facet_lines, status_line
from output.ical_series import Series
from output.ical_text import escaped, folded
from output.plain_text import address, cleaned, one_line
from schemas.activity import Activity, Occurrence
from schemas.place import KnownPlace, Precision
from schemas.record import LocalTime
from schemas.schedule import Override, Slot, Status, local_time, moment
from schemas.vocabulary import AttendanceMode, Category, Rights
from schemas.zones import DEFAULT_TZID, zone

LONGEST_TITLE = 250
LONGEST_DESCRIPTION = 2000

_STATUS = {
    Status.SCHEDULED: "CONFIRMED",
    Status.CANCELLED: "CANCELLED",
    Status.POSTPONED: "CANCELLED",  # at this hour the door is closed; nobody must stand before it
    Status.TENTATIVE: "TENTATIVE",
    Status.MISSING: "TENTATIVE",
    Status.GONE: "CANCELLED",
    Status.PAST: "CONFIRMED",
}
_COLORS = {
    Category.LANGUAGE: "seagreen",
    Category.MEETING: "darkorange",
    Category.FOOD: "firebrick",
    Category.SPORT: "royalblue",
    Category.FAMILY: "mediumvioletred",
    Category.CELEBRATION: "goldenrod",
    Category.BUDDIES: "teal",
    Category.ADVICE: "slategray",
    Category.CULTURE: "purple",
    Category.MUSIC: "indigo",
    Category.REPAIR: "saddlebrown",
    Category.NATURE: "forestgreen",
    Category.FAITH_DIALOGUE: "steelblue",
    Category.GAMES: "crimson",
    Category.COURSE: "darkcyan",
    Category.CRAFTS: "peru",
}
"""Names of CSS3 colours, RFC 7986 §5.9; a calendar program that knows none shows its own."""
_VAGUE = {Precision.CITY, Precision.NEIGHBOURHOOD}  # a pin there would send people to the middle of a town

# The two current rules only: long histories make Outlook and older readers refuse the feed.
_TIMEZONE = (
    "BEGIN:VTIMEZONE\r\nTZID:Europe/Amsterdam\r\n"
    "BEGIN:DAYLIGHT\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nTZNAME:CEST\r\n"
    "DTSTART:19700329T020000\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nEND:DAYLIGHT\r\n"
    "BEGIN:STANDARD\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nTZNAME:CET\r\n"
    "DTSTART:19701025T030000\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nEND:STANDARD\r\n"
    "END:VTIMEZONE\r\n"
)


def calendar(
    title: str, events: Iterable[bytes], *, description: str | None = None, source: str | None = None
) -> list[bytes]:
    """A whole calendar, in pieces to be written one after the other. `source`: where it is fetched anew."""
    name = escaped(one_line(title, LONGEST_TITLE))
    about = escaped(one_line(description or "", LONGEST_DESCRIPTION))
    head = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Bruggen//Bruggen 1//NL",
        "CALSCALE:GREGORIAN",
        folded(f"NAME:{name}"),
        folded(f"X-WR-CALNAME:{name}"),
        *((folded(f"DESCRIPTION:{about}"), folded(f"X-WR-CALDESC:{about}")) if about else ()),
        *((folded(f"SOURCE;VALUE=URI:{source}"),) if source else ()),
        f"X-WR-TIMEZONE:{DEFAULT_TZID}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        "X-PUBLISHED-TTL:PT6H",
        "COLOR:seagreen",
        _TIMEZONE,
    )
    return ["\r\n".join(head).encode(), *events, b"END:VCALENDAR\r\n"]


class Event:
    """One activity as VEVENTs. What they share is made once. Raises ValueError for a time that does not exist."""

    def __init__(self, activity: Activity) -> None:
        self._activity = activity
        self._in_amsterdam = (activity.schedule.tzid or DEFAULT_TZID) == DEFAULT_TZID
        changed = _utc(activity.last_changed_at)
        self._stamps = (
            f"\r\nDTSTAMP:{changed}\r\nCREATED:{_utc(activity.first_seen_at)}\r\n"
            f"LAST-MODIFIED:{changed}\r\nSEQUENCE:{activity.sequence}\r\n"
        )
        self._facts: dict[tuple[Status, str | None], str] = {}

    def by_rule(self, slots: Sequence[Series]) -> bytes:
        """One VEVENT per slot, the first `<id>@bruggen`, the next `<id>-2@bruggen`; overrides follow their slot."""
        found = []
        for number, one in enumerate(slots, 1):
            suffix = "" if number == 1 else f"-{number}"
            uid = f"{self._activity.id}{suffix}@bruggen"
            found.append(self._component(uid, _slot_lines(one), self._activity.status, None))
            for override in one.overrides:
                lines = _override_lines(one.slot, override)
                found.append(self._component(uid, lines, self._override_status(override), override.title))
        return "".join(found).encode()

    def one_by_one(self, occurrences: Iterable[Occurrence]) -> bytes:
        """One VEVENT per occurrence, named after the start that the schedule gives, so that it keeps its UID."""
        return "".join(
            self._component(
                f"{self._activity.id}-{_digits(one.recurrence_id[:19])}@bruggen",
                self._occurrence_lines(one),
                one.status,
                one.title,
            )
            for one in occurrences
        ).encode()

    def _component(self, uid: str, when: str, status: Status, title: str | None) -> str:
        facts = self._facts.get((status, title))
        if facts is None:
            facts = self._facts[status, title] = _facts(self._activity, status, title)
        return f"BEGIN:VEVENT\r\nUID:{uid}{self._stamps}{when}{facts}END:VEVENT\r\n"

    def _override_status(self, override: Override) -> Status:
        whole = self._activity.status
        return whole if override.status is None or whole is Status.CANCELLED else override.status

    def _occurrence_lines(self, one: Occurrence) -> str:
        start = self._instant("DTSTART", one.start, one.all_day)
        if one.end is None or not _ends_later(one):
            return start
        return start + self._instant("DTEND", one.end, one.all_day)

    def _instant(self, name: str, text: str, all_day: bool) -> str:
        if all_day:
            return f"{name};VALUE=DATE:{_digits(text[:10])}\r\n"
        when = datetime.fromisoformat(text)
        if self._in_amsterdam:
            local = when.astimezone(zone(DEFAULT_TZID))
            if not local.fold:  # the hour that comes twice can only be told apart in UTC
                return f"{name};TZID={DEFAULT_TZID}:{_digits(local_time(local))}\r\n"
        return f"{name}:{_utc(when)}\r\n"


def _ends_later(one: Occurrence) -> bool:
    return one.end is not None and datetime.fromisoformat(one.end) > datetime.fromisoformat(one.start)


def _slot_lines(one: Series) -> str:
    slot = one.slot
    lines = _local("DTSTART", slot.dtstart) + _end_line(slot.dtstart, slot.dtend)
    if one.rule:
        lines += f"RRULE:{one.rule}\r\n"
    lines += "".join(_local("RDATE", when) for when in slot.rdate)
    return lines + "".join(_local("EXDATE", _as_in(slot, when)) for when in slot.exdate)


def _as_in(slot: Slot, when: LocalTime) -> LocalTime:
    """`when` in the kind of the slot's start: a day without a time excludes that day's occurrence."""
    return when[:10] + slot.dtstart[10:] if len(when) != len(slot.dtstart) else when


def _override_lines(slot: Slot, override: Override) -> str:
    start = override.dtstart or override.recurrence_id
    end = override.dtend
    if end is None and slot.dtend is not None and len(start) == len(slot.dtstart):
        end = local_time(moment(start) + _length(slot.dtstart, slot.dtend))
    return _local("RECURRENCE-ID", override.recurrence_id) + _local("DTSTART", start) + _end_line(start, end)


def _length(start: LocalTime, end: LocalTime) -> timedelta:
    """The span on the wall clock between two times of one kind; none where their kinds differ."""
    return datetime.fromisoformat(end) - datetime.fromisoformat(start) if len(start) == len(end) else timedelta()


def _end_line(start: LocalTime, end: LocalTime | None) -> str:
    """DTEND, where the source states one that RFC 5545 §3.8.2.2 allows: of the same kind, and later."""
    if end is None or len(end) != len(start) or moment(end) <= moment(start):
        return ""
    return _local("DTEND", end)


def _local(name: str, when: LocalTime) -> str:
    moment(when)  # a day such as 30 February must not reach a reader
    parameter = f"TZID={DEFAULT_TZID}" if "T" in when else "VALUE=DATE"
    return f"{name};{parameter}:{_digits(when)}\r\n"


def _digits(when: str) -> str:
    return when.replace("-", "").replace(":", "")


@lru_cache(maxsize=4096)
def _utc(when: datetime) -> str:
    return _digits(when.astimezone(UTC).isoformat()[:19]) + "Z"


def _facts(activity: Activity, status: Status, title: str | None) -> str:
    """All lines that do not say when, each ending in a line break."""
    summary = PREFIX.get(status, "") + (one_line(title or activity.title, LONGEST_TITLE) or "(zonder titel)")
    url, join_url = address(activity.url), address(activity.join_url)
    lines = (
        f"STATUS:{_STATUS[status]}\r\nTRANSP:TRANSPARENT",
        folded(f"SUMMARY:{escaped(summary)}"),
        *_place_lines(activity.place, activity.attendance_mode),
        *([folded(f"URL:{url}")] if url else ()),
        *_category_lines(activity.category),
        *([folded(f'CONFERENCE;VALUE=URI;LABEL="Meedoen online":{join_url}')] if join_url else ()),
        folded(f"DESCRIPTION:{escaped(_description(activity, status, url))}"),
        "",
    )
    return "\r\n".join(lines)


def _category_lines(category: Category | None) -> tuple[str, ...]:
    return (f"CATEGORIES:{CATEGORIES[category]}", f"COLOR:{_COLORS[category]}") if category else ()


@lru_cache(maxsize=4096)
def _place_lines(place: KnownPlace | None, mode: AttendanceMode | None) -> tuple[str, ...]:
    if place is None:
        return ("LOCATION:Online",) if mode is AttendanceMode.ONLINE else ()
    town = " ".join(part for part in (place.postcode, place.city) if part)
    location = ", ".join(one_line(part, LONGEST_TITLE) for part in (place.name, place.room, place.street, town) if part)
    lines = (folded(f"LOCATION:{escaped(location)}"),) if location else ()
    if place.lat is None or place.lon is None or place.precision in _VAGUE:
        return lines
    return (*lines, f"GEO:{place.lat:.6f};{place.lon:.6f}")


def _description(activity: Activity, status: Status, url: str | None) -> str:
    join_url = address(activity.join_url)
    lines = (
        status_line(activity, status),
        cleaned(activity.description or "", LONGEST_DESCRIPTION) if activity.rights is Rights.FULL else None,
        *facet_lines(activity),
        f"Meedoen online: {join_url}" if join_url else None,
        f"Organisatie: {cleaned(activity.organisation.name, LONGEST_TITLE)}",
        f"Meer informatie: {url}" if url else None,
    )
    return "\n".join(filter(None, lines))
