"""A clean file cut into calendars, each with its zones and events as text; nothing inside them is read yet."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from spiders.readers.ical.repair import Repair

MOST_COMPONENTS = 15_000  # 1.5 s of usual events (measured 2026-11); what stands beyond is not read
MOST_BYTES = 1_000_000  # of one component
MOST_LINES = 20_000  # of one component
_MOST_MARKS = 400_000
_MARK = re.compile(rb"\n(BEGIN|END)[ \t]*:[ \t]*([A-Z0-9-]+)[ \t]*(?=\n|\Z)", re.IGNORECASE)
_TOP_LEVEL = {b"VCALENDAR", b"VEVENT", b"VTODO", b"VJOURNAL", b"VFREEBUSY", b"VTIMEZONE"}


def _seen(text: bytes) -> bytes:
    """The splitter itself mends these: it cuts at the next mark that makes sense."""
    return text


UNCLOSED = Repair("unclosed_component", "RFC 5545 §3.6", "hand-written exports; cut-off downloads", _seen)
STRAY_END = Repair("stray_end", "RFC 5545 §3.6", "templates that close what they did not open", _seen)
NO_CALENDAR = Repair("no_calendar", "RFC 5545 §3.4", "plugins that print a bare VEVENT", _seen)
STRUCTURE_REPAIRS = (UNCLOSED, STRAY_END, NO_CALENDAR)


@dataclass
class Calendar:
    """One VCALENDAR: its own properties, its VTIMEZONEs and its VEVENTs (without what is nested in them)."""

    header: bytes = b""
    zones: list[bytes] = field(default_factory=list)
    events: list[bytes] = field(default_factory=list)
    others: int = 0


@dataclass
class Cut:
    """A file, cut. `noted` names the repairs, `refused` says in words what was left unread."""

    calendars: list[Calendar] = field(default_factory=list)
    noted: set[str] = field(default_factory=set)
    refused: list[str] = field(default_factory=list)


def cut(text: bytes) -> Cut:
    """The calendars of a clean file, in order. Linear in its length."""
    return _Cutter(text).cut()


class _Cutter:
    """Walks from mark to mark. `name` is the component that is open, `nested` the depth inside it."""

    def __init__(self, text: bytes) -> None:
        self.text = text
        self.result = Cut()
        self.calendar: Calendar | None = None
        self.name: bytes | None = None
        self.start = self.position = self.nested = self.components = 0
        self.parts: list[bytes] = []

    def cut(self) -> Cut:
        for mark in self._marks():
            name = mark[2].upper()
            if len(mark[1]) == 5:
                self._begin(name, mark)
            else:
                self._end(name, mark)
        if self.name is not None:
            self._truncated()
        return self.result

    def _marks(self) -> Iterator[re.Match[bytes]]:
        for count, mark in enumerate(_MARK.finditer(self.text)):
            if count >= _MOST_MARKS or self.components >= MOST_COMPONENTS:
                self.result.refused.append(f"read the first {self.components} components; what follows was left unread")
                self.name = None
                return
            yield mark

    def _begin(self, name: bytes, mark: re.Match[bytes]) -> None:
        if self.name is not None:
            if name not in _TOP_LEVEL:
                self._nest(mark)
                return
            self._close(mark.start(), mended=True)
        if name == b"VCALENDAR":
            self.calendar = Calendar()
            self.result.calendars.append(self.calendar)
            self.components += 1
        else:
            self._header(mark.start())
            self.name, self.start, self.parts, self.nested = name, mark.start(), [], 0
        self.position = mark.end()

    def _nest(self, mark: re.Match[bytes]) -> None:
        self.nested += 1
        if self.nested == 1:
            self.parts.append(self.text[self.position : mark.start()])

    def _end(self, name: bytes, mark: re.Match[bytes]) -> None:
        if self.name is None:
            self._header(mark.start())
            if name != b"VCALENDAR":
                self.result.noted.add(STRAY_END.name)
        elif name == self.name:
            self._close(mark.start(), mended=self.nested > 0)
        elif name == b"VCALENDAR":
            self._close(mark.start(), mended=True)
        elif self.nested:
            self.nested -= 1
        else:
            self.result.noted.add(STRAY_END.name)
            self.parts.append(self.text[self.position : mark.start()])
        if not self.nested:
            self.position = mark.end()

    def _header(self, end: int) -> None:
        """Keeps what stands in the calendar outside its components."""
        if self.calendar is None:
            return
        between = self.text[self.position : end]
        if between and len(self.calendar.header) + len(between) < MOST_BYTES:
            self.calendar.header += between

    def _close(self, end: int, *, mended: bool) -> None:
        if mended:
            self.result.noted.add(UNCLOSED.name)
        if not self.nested:
            self.parts.append(self.text[self.position : end])
        if self.calendar is None:
            self.result.noted.add(NO_CALENDAR.name)
            self.calendar = Calendar()
            self.result.calendars.append(self.calendar)
        self._keep(self.calendar, end)
        self.components += 1
        self.name, self.nested = None, 0

    def _keep(self, calendar: Calendar, end: int) -> None:
        if end - self.start > MOST_BYTES:
            self.result.refused.append(f"a component of {end - self.start} bytes is larger than {MOST_BYTES}")
        elif self.text.count(b"\n", self.start, end) > MOST_LINES:
            self.result.refused.append(f"a component of more than {MOST_LINES} lines is left unread")
        elif self.name == b"VEVENT":
            calendar.events.append(
                b"".join(self.parts) if len(self.parts) > 1 else self.parts[0] if self.parts else b""
            )
        elif self.name == b"VTIMEZONE":
            calendar.zones.append(self.text[self.start : end])
        else:
            calendar.others += 1

    def _truncated(self) -> None:
        """The file ends inside a component: its last line may be cut, and is left out."""
        self.result.refused.append("the file ends inside a component: was it cut off?")
        whole = len(self.text) if self.text.endswith(b"\n") else self.text.rindex(b"\n")
        self._close(max(whole, self.position), mended=True)
