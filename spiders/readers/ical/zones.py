"""The IANA zone behind the zone names that calendars carry."""

import re
import unicodedata
from functools import cache
from zoneinfo import available_timezones

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from schemas.zones import DEFAULT_TZID
from spiders.readers.ical.repair import Repair

_DISPLAY = re.compile(r"(?:\((?:UTC|GMT)(?:[+-]\d\d?[:.]\d\d)?\)\s*)?(.*)")
_FIXED = re.compile(r"\(?(?:UTC|GMT)?\s*([+-])(\d\d?)(?::?(\d\d))?\)?")

# Names of Windows that stand for one offset all year, or under which several of its zones share a city-less name.
_DISPLAY_NAMES = {
    "Eastern Time (US & Canada)": "America/New_York",
    "Central Time (US & Canada)": "America/Chicago",
    "Mountain Time (US & Canada)": "America/Denver",
    "Pacific Time (US & Canada)": "America/Los_Angeles",
    "Atlantic Time (Canada)": "America/Halifax",
    "Indiana (East)": "America/Indiana/Indianapolis",
    "Brasilia": "America/Sao_Paulo",
    "City of Buenos Aires": "America/Argentina/Buenos_Aires",
    "West Central Africa": "Africa/Lagos",
    "West-Europa (standaardtijd)": DEFAULT_TZID,
    "West-Europa": DEFAULT_TZID,
    "W. Europe": DEFAULT_TZID,
    "Western/Central Europe": DEFAULT_TZID,
    "Mitteleuropaische Zeit": "Europe/Berlin",
    "Central European Time": DEFAULT_TZID,
    "CEST": DEFAULT_TZID,
    "MEZ": "Europe/Berlin",
    "MESZ": "Europe/Berlin",
    "BST": "Europe/London",
    "EDT": "America/New_York",
    "CDT": "America/Chicago",
    "MDT": "America/Denver",
    "PST": "America/Los_Angeles",
    "PDT": "America/Los_Angeles",
}
_UTC_NAMES = {"utc", "gmt", "z", "zulu", "etc/utc", "etc/gmt", "coordinated universal time", "greenwich mean time"}
# CLDR's territory NL: the same clock as Berlin since 1977, and the name that readers here expect.
_WINDOWS = {name.casefold(): zone for name, zone in WINDOWS_TO_OLSON.items()} | {
    "w. europe standard time": DEFAULT_TZID,
}


@cache
def _names() -> dict[str, str]:
    return {name.casefold(): name for name in sorted(available_timezones()) if "/" in name or name.isupper()}


@cache
def _cities() -> dict[str, str]:
    """Zones by their city; of several with one city the first region wins."""
    cities: dict[str, str] = {}
    for name in sorted(available_timezones()):
        region, _, city = name.rpartition("/")
        if region and not name.startswith(("Etc/", "posix/", "right/", "SystemV/")):
            cities.setdefault(city.replace("_", " ").casefold(), name)
    return cities


def _bare(name: str) -> str:
    return name.strip(" \t\"'\\").removeprefix("TZID=")


def _spelt(name: str) -> str:
    """europe/amsterdam, Europe/New York, Europe-Amsterdam."""
    for spelling in (name, name.replace(" ", "_"), name.replace("-", "/", 1), name.replace("_", "/", 1)):
        if found := _names().get(spelling.casefold()):
            return found
    return name


def _without_prefix(name: str) -> str:
    """/mozilla.org/20050126_1/Europe/Amsterdam → Europe/Amsterdam."""
    parts = name.split("/")[-3:]
    for start in range(len(parts) - 1):
        if found := _names().get("/".join(parts[start:]).casefold()):
            return found
    return name


def _of_windows(name: str) -> str:
    base = re.sub(r"\s+\d+\Z", "", name).replace("Daylight Time", "Standard Time").casefold()
    return _WINDOWS.get(base) or _WINDOWS.get(f"{base} standard time") or name


def _of_utc(name: str) -> str:
    return "UTC" if name.casefold().removeprefix("tzone://microsoft/") in _UTC_NAMES else name


def _of_display(name: str) -> str:
    found = _DISPLAY.fullmatch(unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode())
    if not found or found[1] in _names().values():
        return name
    if found[1].casefold() in _UTC_NAMES:
        return "UTC"
    if found[1] in _DISPLAY_NAMES:
        return _DISPLAY_NAMES[found[1]]
    cities = (city.replace("_", " ").strip().casefold() for city in re.split(r"[,/]", found[1]))
    return next((_cities()[city] for city in cities if city in _cities()), name)


def _fixed(name: str) -> str:
    found = _FIXED.fullmatch(name)
    if not found or int(found[2]) > 14 or int(found[3] or 0) > 59:
        return name
    offset = f"UTC{found[1]}{int(found[2]):02}:{int(found[3] or 0):02}"
    return "UTC" if offset[4:] == "00:00" else offset


ZONE_REPAIRS = (
    Repair("quoted_zone", "RFC 5545 §3.2.19", "exports that quote twice", _bare),
    Repair("utc_by_another_name", "RFC 5545 §3.3.5", "Exchange, Outlook (tzone://Microsoft/Utc)", _of_utc),
    Repair("zone_spelling", "RFC 5545 §3.2.19", "hand-written templates (europe/amsterdam)", _spelt),
    Repair(
        "prefixed_zone", "RFC 5545 §3.2.19 allows it", "Lightning, Evolution, Citadel (/mozilla.org/…)", _without_prefix
    ),
    Repair("windows_zone", "RFC 5545 §3.2.19", "Outlook, Exchange, Office 365", _of_windows),
    Repair("zone_by_display_name", "RFC 5545 §3.2.19", "Exchange; (UTC+01:00) Amsterdam, Berlin, Bern …", _of_display),
    Repair("zone_by_offset", "RFC 5545 §3.2.19", "plugins that print UTC+2 or GMT+0100", _fixed),
)


def is_zone(name: str) -> bool:
    """Whether schedules may carry `name`: an IANA name, `UTC` or a fixed offset."""
    return name == "UTC" or name in available_names() or re.fullmatch(r"UTC[+-]\d\d:\d\d", name) is not None


@cache
def available_names() -> frozenset[str]:
    return frozenset(available_timezones())


def zone_named(name: str, noted: set[str]) -> str | None:
    """The zone that a calendar means by `name`, from the name alone; None: it says nothing."""
    if name in available_names():
        return "UTC" if name in {"Etc/UTC", "Etc/GMT", "GMT", "Zulu", "Etc/Zulu", "UCT", "Etc/UCT"} else name
    tried: set[str] = set()
    found = name
    for repair in ZONE_REPAIRS:
        found = repair(found, tried)
        if is_zone(found):
            noted |= tried
            return found
    return None
