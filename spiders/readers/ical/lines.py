"""The text of one component as properties: unfolded, decoded, tolerant of what stands between lines."""

import quopri
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from spiders.readers.ical.repair import Repair

_FOLD = re.compile(rb"\n[ \t]")
_NAME = re.compile(r"[A-Za-z0-9-]+")
_UNQUOTED_COLON = r"\((?:UTC|GMT)[+-]\d\d?:\d\d\)[^;:\"]*|tzone://[^;:\"]*"
_PARAMETER = re.compile(rf';\s*([A-Za-z0-9-]+)\s*=\s*("[^"]*"|{_UNQUOTED_COLON}|"?[^;:"]*)')
_SINGLE_ESCAPE = re.compile(r"\\([\\;,:\"nN])")
_LENGTH_OF_A_FOLDED_LINE = range(70, 77)
_TEXTS = ("DESCRIPTION", "SUMMARY", "LOCATION", "X-")  # others have no text that a line could continue
_NO_PARAMETERS: Mapping[str, str] = MappingProxyType({})
_QUOTED_PRINTABLE = b"QUOTED-PRINTABLE"

# RFC 5545 §3.8, 7986, 9073: any other name without X- is text that lost its fold.
_KNOWN_NAMES = frozenset(
    "ACTION ATTACH ATTENDEE CALADDRESS CALENDAR-ADDRESS CALSCALE CATEGORIES CLASS COLOR COMMENT COMPLETED CONCEPT "  # noqa: SIM905 - forty words in four lines
    "CONFERENCE CONTACT CREATED DESCRIPTION DTEND DTSTAMP DTSTART DUE DURATION EXDATE EXRULE FREEBUSY GEO IMAGE "
    "LAST-MODIFIED LINK LOCATION LOCATION-TYPE METHOD NAME ORGANIZER PARTICIPANT-TYPE PERCENT-COMPLETE PRIORITY PRODID "
    "RDATE RECURRENCE-ID REFID REFRESH-INTERVAL RELATED-TO REPEAT REQUEST-STATUS RESOURCE-TYPE RESOURCES RRULE "
    "SEQUENCE SOURCE STATUS STRUCTURED-DATA STYLED-DESCRIPTION SUMMARY TRANSP TRIGGER TZID TZNAME TZOFFSETFROM "
    "TZOFFSETTO TZURL UID URL VERSION".split()
)


class Property(NamedTuple):
    """One content line; RFC 5545 §3.1. `name` and the names of `parameters` are in capitals, quotes are gone."""

    name: str
    parameters: Mapping[str, str]
    value: str


def _as_it_is(text: bytes) -> bytes:
    """Mended where lines are taken apart."""
    return text


def _decoded_as_windows(text: bytes) -> bytes:
    """Text that is no UTF-8 is read as Windows-1252, which holds Latin-1."""
    try:
        text.decode()
    except UnicodeDecodeError:
        return text.decode("cp1252", errors="replace").encode()
    return text


def _joined_soft_breaks(text: bytes) -> bytes:
    return text.replace(b"=\n", b"") if _QUOTED_PRINTABLE in text.upper() else text


LATIN_1 = Repair("latin_1_text", "RFC 5545 §3.1.4", "older PHP plugins; municipal agenda exports", _decoded_as_windows)
QUOTED_PRINTABLE = Repair("quoted_printable", "RFC 5545 §3.1.3", "vCalendar 1.0 exports of phones", _joined_soft_breaks)
UNQUOTED = Repair("unquoted_parameter", "RFC 5545 §3.2", "Exchange zone names such as (UTC+01:00) …", _as_it_is)
UNFOLDED = Repair("unfolded_text", "RFC 5545 §3.1", "plugins that print raw newlines in DESCRIPTION", _as_it_is)
LINE_REPAIRS = (LATIN_1, QUOTED_PRINTABLE, UNQUOTED, UNFOLDED)


def properties(component: bytes, noted: set[str]) -> list[Property]:
    """The properties of `component`, in order. A line that starts with no known name belongs to the line before it."""
    if b"=\n" in component:
        component = QUOTED_PRINTABLE(component, noted)
    unfolded = _FOLD.sub(b"", component)
    try:
        text = unfolded.decode()
    except UnicodeDecodeError:
        text = LATIN_1(unfolded, noted).decode()
    return [_property(line, noted) for line in _whole_lines(text, noted)]


def _whole_lines(text: str, noted: set[str]) -> list[str]:
    wholes: list[str] = []
    rest: list[str] = []
    for line in text.split("\n"):
        if line.partition(":")[0].partition(";")[0] in _KNOWN_NAMES or _starts_a_property(line):
            if rest:
                wholes[-1] += "".join(rest)
                rest = []
            wholes.append(line)
        elif line.strip() and wholes:
            noted.add(UNFOLDED.name)
            if len((rest or wholes)[-1].encode()) in _LENGTH_OF_A_FOLDED_LINE:
                rest.append(line)
            elif wholes[-1].startswith(_TEXTS):
                rest += "\\n", line
    if rest:
        wholes[-1] += "".join(rest)
    return wholes


def _starts_a_property(line: str) -> bool:
    name = _NAME.match(line)
    if not name:
        return False
    upper = name[0].upper()
    return upper in _KNOWN_NAMES or upper.startswith("X-")


def _property(line: str, noted: set[str]) -> Property:
    head, _, value = line.partition(":")
    if ";" not in head:
        return Property(head.strip().upper(), _NO_PARAMETERS, value)
    return _with_parameters(line, noted)


def _with_parameters(line: str, noted: set[str]) -> Property:
    name, _, _ = line.partition(";")
    parameters: dict[str, str] = {}
    end = len(name)
    while parameter := _PARAMETER.match(line, end):
        parameters.setdefault(parameter[1].upper(), parameter[2].strip().strip('"'))
        if ":" in parameter[2] and not parameter[2].startswith('"'):
            noted.add(UNQUOTED.name)
        end = parameter.end()
    value = line[end:].partition(":")[2]
    if parameters.get("ENCODING", "").upper() == "QUOTED-PRINTABLE":
        noted.add(QUOTED_PRINTABLE.name)
        value = quopri.decodestring(value.encode()).decode(errors="replace").replace("\r\n", "\n")
    return Property(name.strip().upper(), parameters, value)


def plain(value: str) -> str:
    """A TEXT value without its escapes; RFC 5545 §3.3.11."""
    if "\\" not in value:
        return value.strip()
    return _SINGLE_ESCAPE.sub(lambda e: "\n" if e[1] in "nN" else e[1], value).strip()
