"""What a calendar says once for all its events: its zones, the zone of times that state none, its METHOD."""

import re
from functools import cached_property
from hashlib import blake2b

from spiders.readers.ical.allowance import Allowance
from spiders.readers.ical.lines import properties
from spiders.readers.ical.repair import Repair
from spiders.readers.ical.splitting import Calendar
from spiders.readers.ical.vtimezone import zone_defined
from spiders.readers.ical.zones import zone_named

_MOST_DEFINITIONS = 500
_TZID = re.compile(rb"\nTZID[^:\n]*:(.*(?:\n[ \t].*)*)", re.IGNORECASE)
_REAL_NAME = re.compile(rb"\nX-LIC-LOCATION:([^\n]*)", re.IGNORECASE)


def _as_it_is(name: str) -> str:
    """Mended where zones are looked up."""
    return name


OWN_ZONE = Repair(
    "zone_by_own_rules", "RFC 5545 §3.2.19 allows it", "Exchange (Customized Time Zone), ical4j", _as_it_is
)
NO_ZONE = Repair("unknown_zone", "RFC 5545 §3.2.19", "exports that invent a zone; read as floating", _as_it_is)
CONTEXT_REPAIRS = (OWN_ZONE, NO_ZONE)


class Context:
    """The zones by the names that one calendar uses. Each name is resolved once."""

    def __init__(self, calendar: Calendar, allowance: Allowance, tzid: str) -> None:
        self.allowance = allowance
        self._tzid = tzid
        header = {line.name: line.value.strip() for line in reversed(properties(calendar.header, set()))}
        self.method = header.get("METHOD", "").upper()
        self._default_name = header.get("X-WR-TIMEZONE", "")
        self._definitions: dict[str, bytes] = {}
        for definition in calendar.zones[:_MOST_DEFINITIONS]:
            if name := _TZID.search(definition):
                self._definitions.setdefault(_text(name[1]), definition)
        self._resolved: dict[str, tuple[str | None, frozenset[str]]] = {}
        self.digest = self._digest()

    def _digest(self) -> bytes:
        """Changes when anything changes that bears on how events are read."""
        hashed = blake2b(f"{self.method}\n{self._default_name}\n{self._tzid}".encode(), digest_size=16)
        for definition in self._definitions.values():
            hashed.update(definition)
        return hashed.digest()

    @cached_property
    def default_zone(self) -> str | None:
        """The zone that X-WR-TIMEZONE gives to floating and UTC times."""
        return self.zone(self._default_name, set()) if self._default_name else None

    @cached_property
    def home_zone(self) -> str:
        """Where the calendar is at home: X-WR-TIMEZONE, else its first VTIMEZONE, else the zone of the page."""
        defined = (self.zone(name, set()) for name in self._definitions)
        return self.default_zone or next(filter(None, defined), None) or self._tzid

    def zone(self, name: str, noted: set[str]) -> str | None:
        """The zone that this calendar means by `name`; None: nobody can tell."""
        if name not in self._resolved:
            tried: set[str] = set()
            self._resolved[name] = self._zone(name, tried), frozenset(tried)
        found, repairs = self._resolved[name]
        noted |= repairs
        return found

    def _zone(self, name: str, noted: set[str]) -> str | None:
        definition = self._definitions.get(name) or self._definitions.get(name.strip(" \"'"))
        found = zone_named(name, noted)
        if found and not (definition and found.startswith("UTC") and found != name):
            return found
        if definition and self.allowance.take("zone definitions"):
            location = _REAL_NAME.search(definition)
            found = (zone_named(_text(location[1]), set()) if location else None) or zone_defined(definition) or found
        noted.add(OWN_ZONE.name if found else NO_ZONE.name)
        return found


def _text(value: bytes) -> str:
    return re.sub(rb"\n[ \t]", b"", value).decode(errors="replace").strip().strip("\"'")
