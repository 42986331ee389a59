"""Activities as iCalendar text, RFC 5545: by rule for calendar programs, date by date for website plugins.

RFC 7986 where it helps (NAME, COLOR, CONFERENCE …). Not RFC 9073 and 9253: docs/feeds.md tells which program stumbles
over what. No METHOD: with one, RFC 5546 §3.2.1 asks for an ORGANIZER, which would be a person.

The text is made of plain strings, eight times faster than building objects; what it says is held against four foreign
readers in the tests. Nothing in it comes from the clock, so that the same facts give the same bytes.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from output.clocks import moved_from
from output.ical_series import Series
from output.ical_words import Turn, lines_of
from schemas.activity import Activity, Occurrence
from schemas.record import LocalTime
from schemas.schedule import Override, Slot, Status, local_time, moment
from schemas.zones import DEFAULT_TZID, zone


def _turn_of(one: Occurrence, tzid: str | None) -> Turn:
    """What `one` says of itself, in a schedule kept by the clocks of `tzid`."""
    lost_hour = one.all_day and "T" in one.recurrence_id
    is_moved = lost_hour or moved_from(one, tzid) is not None
    return Turn(one.status, one.title, one.url, is_moved=is_moved, lacks_hour=_lacks_hour(one.start, one.end))


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
        self._lines: dict[Turn, str] = {}

    def by_rule(self, slots: Sequence[Series]) -> bytes:
        """One VEVENT per slot, the first `<id>@bruggen`, the next `<id>-2@bruggen`; overrides follow their slot."""
        found = []
        for number, one in enumerate(slots, 1):
            suffix = "" if number == 1 else f"-{number}"
            uid = f"{self._activity.id}{suffix}@bruggen"
            turn = Turn(self._activity.status, lacks_hour=_lacks_hour(one.slot.dtstart, one.slot.dtend))
            found.append(self._component(uid, _slot_lines(one), turn))
            found += (self._component(uid, *self._overridden(one.slot, override)) for override in one.overrides)
        return "".join(found).encode()

    def one_by_one(self, occurrences: Iterable[Occurrence]) -> bytes:
        """One VEVENT per occurrence, named after the start that the schedule gives, so that it keeps its UID."""
        return "".join(
            self._component(
                f"{self._activity.id}-{_digits(one.recurrence_id[:19])}@bruggen",
                self._occurrence_lines(one),
                _turn_of(one, self._activity.schedule.tzid),
            )
            for one in occurrences
        ).encode()

    def _component(self, uid: str, when: str, turn: Turn) -> str:
        lines = self._lines.get(turn)
        if lines is None:
            lines = self._lines[turn] = lines_of(self._activity, turn)
        return f"BEGIN:VEVENT\r\nUID:{uid}{self._stamps}{when}{lines}END:VEVENT\r\n"

    def _overridden(self, slot: Slot, override: Override) -> tuple[str, Turn]:
        whole = self._activity.status
        status = whole if override.status is None or whole is Status.CANCELLED else override.status
        start, end = _span(slot, override)
        lines = _local("RECURRENCE-ID", override.recurrence_id) + _local("DTSTART", start) + _end_line(start, end)
        is_moved = start != override.recurrence_id
        return lines, Turn(status, override.title, override.url, is_moved=is_moved, lacks_hour=_lacks_hour(start, end))

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
    """When an overridden occurrence begins and ends; one that states its start states its end, or none."""
    start = override.dtstart or override.recurrence_id
    end = override.dtend
    if end is None and override.dtstart is None and slot.dtend is not None and len(start) == len(slot.dtstart):
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
