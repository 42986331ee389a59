"""Faults that websites really publish, done to a good calendar, and which judges must see each."""

import re
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Damage:
    """`done` gives the damaged bytes; `seen_by` names the judges that complain, as tried."""

    done: Callable[[bytes], bytes]
    seen_by: frozenset[str]


def _first(pattern: bytes, replacement: bytes) -> Callable[[bytes], bytes]:
    return lambda text: re.sub(pattern, replacement, text, count=1)


ALL = frozenset({"ical", "ical.js", "libical", "octets"})

DAMAGES = {
    "a page in its place": Damage(lambda _: b"<!doctype html><title>Storing</title>", ALL),
    "cut off halfway": Damage(lambda text: text[: len(text) // 2], ALL),
    "nothing at all": Damage(lambda _: b"", frozenset({"ical.js", "libical", "octets"})),
    "a raw newline in a text": Damage(
        _first(rb"\r\nSUMMARY:", b"\r\nSUMMARY:Soep\nen brood "), frozenset({"ical", "ical.js", "libical", "octets"})
    ),
    "a start that is no time": Damage(
        _first(rb"DTSTART[^\r]*", b"DTSTART:dinsdag"), frozenset({"ical", "ical.js", "libical"})
    ),
    "no start": Damage(_first(rb"DTSTART;TZID[^\r]*\r\n(?!RRULE|RDATE)", b""), frozenset({"ical", "ical.js"})),
    "an end of an event is missing": Damage(_first(rb"END:VEVENT\r\n", b""), frozenset({"ical", "ical.js", "libical"})),
    "a weekday in Dutch": Damage(_first(rb"BYDAY=[A-Z]{2}", b"BYDAY=DI"), ALL - {"octets"}),
    "bare newlines": Damage(lambda text: text.replace(b"\r\n", b"\n"), frozenset({"octets"})),
    "one UID twice": Damage(
        lambda text: re.sub(rb"(BEGIN:VEVENT\r\n.*?END:VEVENT\r\n)", rb"\1\1", text, count=1, flags=re.DOTALL),
        frozenset({"octets"}),
    ),
    "a byte order mark": Damage(lambda text: b"\xef\xbb\xbf" + text, frozenset({"ical", "octets"})),
}
