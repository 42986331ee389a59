"""Activities as iCalendar text, RFC 5545: by rule for calendar programs, date by date for website plugins.

RFC 7986 where it helps (NAME, COLOR, CONFERENCE …). Not RFC 9073 and 9253: docs/feeds.md tells which program stumbles
over what. No METHOD: with one, RFC 5546 §3.2.1 asks for an ORGANIZER, which would be a person.

The text is made of plain strings, eight times faster than building objects; what it says is held against four foreign
readers in the tests. Nothing in it comes from the clock, so that the same facts give the same bytes.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from output.dutch import CATEGORIES, PREFIX, rhythm
from output.facts import category_line, facet_lines, hour_line, status_line, unknown_line
from output.ical_series import Series
from output.ical_text import escaped, folded
from output.plain_text import address, cleaned, isolated, one_line
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


class _Turn(NamedTuple):
    """What one time that it takes place says of itself, but for when that is."""

    status: Status
    title: str | None = None
    url: str | None = None
    is_moved: bool = False
    lacks_hour: bool = False


def _turn_of(one: Occurrence) -> _Turn:
    start = one.start[: len(one.recurrence_id[:19])]
    is_moved = start != one.recurrence_id[:19]
    return _Turn(one.status, one.title, one.url, is_moved=is_moved, lacks_hour=_lacks_hour(one.start, one.end))


def _lacks_hour(start: str, end: str | None) -> bool:
    """Whether nobody says at what time of the day; who states an end means the whole day."""
    return "T" not in start and end is None


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
        self._facts: dict[_Turn, str] = {}

    def by_rule(self, slots: Sequence[Series]) -> bytes:
        """One VEVENT per slot, the first `<id>@bruggen`, the next `<id>-2@bruggen`; overrides follow their slot."""
        found = []
        for number, one in enumerate(slots, 1):
            suffix = "" if number == 1 else f"-{number}"
            uid = f"{self._activity.id}{suffix}@bruggen"
            turn = _Turn(self._activity.status, lacks_hour=_lacks_hour(one.slot.dtstart, one.slot.dtend))
            found.append(self._component(uid, _slot_lines(one), turn))
            found += (self._component(uid, *self._overridden(one.slot, override)) for override in one.overrides)
        return "".join(found).encode()

    def one_by_one(self, occurrences: Iterable[Occurrence]) -> bytes:
        """One VEVENT per occurrence, named after the start that the schedule gives, so that it keeps its UID."""
        return "".join(
            self._component(
                f"{self._activity.id}-{_digits(one.recurrence_id[:19])}@bruggen",
                self._occurrence_lines(one),
                _turn_of(one),
            )
            for one in occurrences
        ).encode()

    def _component(self, uid: str, when: str, turn: _Turn) -> str:
        facts = self._facts.get(turn)
        if facts is None:
            facts = self._facts[turn] = _facts(self._activity, turn)
        return f"BEGIN:VEVENT\r\nUID:{uid}{self._stamps}{when}{facts}END:VEVENT\r\n"

    def _overridden(self, slot: Slot, override: Override) -> tuple[str, _Turn]:
        whole = self._activity.status
        status = whole if override.status is None or whole is Status.CANCELLED else override.status
        start, end = _span(slot, override)
        lines = _local("RECURRENCE-ID", override.recurrence_id) + _local("DTSTART", start) + _end_line(start, end)
        is_moved = start != override.recurrence_id
        return lines, _Turn(status, override.title, override.url, is_moved=is_moved, lacks_hour=_lacks_hour(start, end))

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


def _span(slot: Slot, override: Override) -> tuple[LocalTime, LocalTime | None]:
    """When an overridden occurrence begins and ends."""
    start = override.dtstart or override.recurrence_id
    end = override.dtend
    if end is None and slot.dtend is not None and len(start) == len(slot.dtstart):
        end = local_time(moment(start) + _length(slot.dtstart, slot.dtend))
    return start, end


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


def _facts(activity: Activity, turn: _Turn) -> str:
    """All lines that do not say when, each ending in a line break."""
    url, join_url = address(turn.url or activity.url), address(activity.join_url)
    lines = (
        f"STATUS:{_STATUS[turn.status]}\r\nTRANSP:TRANSPARENT",
        folded(f"SUMMARY:{escaped(summary(turn.title or activity.title, turn.status))}"),
        *_place_lines(activity.place, activity.attendance_mode),
        *([folded(f"URL:{url}")] if url else ()),
        *_category_lines(activity.category),
        *([folded(f'CONFERENCE;VALUE=URI;LABEL="Meedoen online":{join_url}')] if join_url else ()),
        folded(f"DESCRIPTION:{escaped(_description(activity, turn, url))}"),
        "",
    )
    return "\r\n".join(lines)


def summary(title: str, status: Status) -> str:
    """The title, with what must be read first before it: nobody may stand before a closed door."""
    prefix, plain = PREFIX.get(status, ""), one_line(title, LONGEST_TITLE) or "(zonder titel)"
    return prefix + isolated(plain) if prefix else plain


def _category_lines(category: Category | None) -> tuple[str, ...]:
    return (f"CATEGORIES:{CATEGORIES[category]}", f"COLOR:{_COLORS[category]}") if category else ()


@lru_cache(maxsize=4096)
def _place_lines(place: KnownPlace | None, mode: AttendanceMode | None) -> tuple[str, ...]:
    if place is None:
        return ("LOCATION:Online",) if mode is AttendanceMode.ONLINE else ()
    location = location_of(place)
    lines = (folded(f"LOCATION:{escaped(location)}"),) if location else ()
    if place.lat is None or place.lon is None or place.precision in _VAGUE:
        return lines
    return (*lines, f"GEO:{place.lat:.6f};{place.lon:.6f}")


def location_of(place: KnownPlace) -> str:
    """Name, street, postcode and town as map apps look them up: nothing twice, and no room, which they do not know."""
    town = " ".join(part for part in (place.postcode, place.city) if part)
    text = ", ".join(one_line(part, LONGEST_TITLE) for part in (place.name, place.street, town) if part)
    once: dict[str, str] = {}
    for part in text.split(", "):
        once.setdefault(part.casefold(), part)
    return ", ".join(once.values())


def _description(activity: Activity, turn: _Turn, url: str | None) -> str:
    """What decides whether one goes stands first: is it on, may I come, what helps; then what it is, and by whom."""
    is_on = _STATUS[turn.status] != "CANCELLED"
    how_often = rhythm(activity.schedule)
    text = cleaned(activity.description or "", LONGEST_DESCRIPTION) if activity.rights is Rights.FULL else None
    room = activity.place and activity.place.room
    lines = (
        status_line(activity, turn.status),
        "Let op: deze keer is het op een andere dag of tijd." if is_on and turn.is_moved else None,
        hour_line(activity.schedule.daypart) if turn.lacks_hour else None,
        f"Herhaalt: {how_often}" if how_often else None,
        f"In het gebouw: {isolated(one_line(room, LONGEST_TITLE))}" if room else None,
        *_online_lines(activity.attendance_mode, address(activity.join_url)),
        *facet_lines(activity),
        unknown_line(activity) if is_on else None,
        text or category_line(activity),
        f"Organisatie: {isolated(one_line(activity.organisation.name, LONGEST_TITLE))}",
        f"Meer informatie: {url}" if url else None,
    )
    return "\n".join(filter(None, lines))


def _online_lines(mode: AttendanceMode | None, join_url: str | None) -> tuple[str, ...]:
    if join_url:
        return (f"Meedoen online: {join_url}",)
    return (_ONLINE[mode],) if mode in _ONLINE else ()


_ONLINE = {
    AttendanceMode.ONLINE: "Dit is online. De link weten wij niet.",
    AttendanceMode.MIXED: "Je kunt ook online meedoen. De link weten wij niet.",
}
