"""What RFC 7986, 9073 and 9253 would add to an event, and which judges take it for a fault, as tried.

The readers of `shown.py` show the same occurrences with and without each. docs/feeds.md tells what follows.
"""

from dataclasses import dataclass

RECORD = "https://bruggen.example/v1/activities/0123456789abcdef"
LIBICAL = frozenset({"libical"})


@dataclass(frozen=True)
class Extension:
    """`lines` of an event; `refused_by` names the judges that complain."""

    lines: tuple[str, ...]
    refused_by: frozenset[str] = frozenset()

    def added(self, calendar: bytes) -> bytes:
        """`calendar` with the lines at the end of every event, where components have to stand."""
        lines = "".join(f"{line}\r\n" for line in self.lines).encode()
        return calendar.replace(b"END:VEVENT\r\n", lines + b"END:VEVENT\r\n")


EXTENSIONS = {
    "IMAGE": Extension(("IMAGE;VALUE=URI;DISPLAY=BADGE:https://bruggen.example/a.png",)),
    "CONFERENCE": Extension(("CONFERENCE;VALUE=URI;FEATURE=VIDEO:https://bruggen.example/",)),
    "VLOCATION": Extension(("BEGIN:VLOCATION", "UID:de-wilg@bruggen", "NAME:De Wilg", "END:VLOCATION")),
    "VLOCATION with LOCATION-TYPE": Extension(
        ("BEGIN:VLOCATION", "UID:de-wilg@bruggen", "NAME:De Wilg", "LOCATION-TYPE:community-center", "END:VLOCATION"),
        LIBICAL,
    ),
    "PARTICIPANT": Extension(
        ("BEGIN:PARTICIPANT", "UID:de-wilg-1@bruggen", "PARTICIPANT-TYPE:CONTACT", "END:PARTICIPANT"), LIBICAL
    ),
    "STRUCTURED-DATA": Extension(("STRUCTURED-DATA;VALUE=URI:", f" {RECORD}"), LIBICAL),
    "STRUCTURED-DATA in JSON-LD": Extension(
        (
            "STRUCTURED-DATA;VALUE=TEXT;FMTTYPE=application/ld+json;",
            ' SCHEMA="https://schema.org/Event":{"@type":"Event"\\,"name":"Soep"}',
        ),
        LIBICAL,
    ),
    "STYLED-DESCRIPTION": Extension(("STYLED-DESCRIPTION;VALUE=TEXT;FMTTYPE=text/html:<p>Soep</p>",), LIBICAL),
    "LINK": Extension(("LINK;LINKREL=describedby;VALUE=URI:", f" {RECORD}"), LIBICAL),
    "CONCEPT": Extension(("CONCEPT:https://bruggen.example/vocabulary/food",), LIBICAL),
    "REFID": Extension(("REFID:soep",), LIBICAL),
    "RELATED-TO a concept": Extension(
        ("RELATED-TO;RELTYPE=CONCEPT;VALUE=URI:https://bruggen.example/food",), frozenset({"libical", "ical"})
    ),
}
