"""A whole calendar around its events: names, how often to ask anew, and the zone."""

from collections.abc import Iterable

from output.ical_text import LONGEST_DESCRIPTION, LONGEST_TITLE, escaped, folded
from output.plain_text import one_line
from schemas.zones import DEFAULT_TZID

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
