"""A last look at the bytes before they reach a calendar program: one bad event blanks a whole subscription."""

import re

from output.ical_text import LONGEST_LINE

_CONTROLS = bytes({*range(0x20), 0x7F} - {0x0A, 0x0D})
_TORN_CHARACTER = re.compile(rb"\n [\x80-\xbf]")
_WHEN = rb"(?:;VALUE=DATE:\d{8}|;TZID=Europe/Amsterdam:\d{8}T\d{6}|:\d{8}T\d{6}Z)\r\n"
_DAY = rb"(?:MO|TU|WE|TH|FR|SA|SU)"
_RULE = (
    rb"FREQ=(?:DAILY|WEEKLY|MONTHLY|YEARLY)(?:;(?:INTERVAL=\d+|COUNT=\d+|UNTIL=\d{8}(?:T\d{6}Z)?|WKST=" + _DAY + rb"|"
    rb"BYDAY=(?:[+-]?[1-5])?" + _DAY + rb"(?:,(?:[+-]?[1-5])?" + _DAY + rb")*|BYMONTH(?:DAY)?=[\d,-]+))*"
)
_WHOLE_EVENTS = re.compile(
    rb"(?:BEGIN:VEVENT\r\nUID:[^\r\n]+\r\nDTSTAMP:\d{8}T\d{6}Z\r\nCREATED:\d{8}T\d{6}Z\r\nLAST-MODIFIED:\d{8}T\d{6}Z\r\n"
    rb"SEQUENCE:\d+\r\n(?:RECURRENCE-ID" + _WHEN + rb")?DTSTART" + _WHEN + rb"(?:DTEND" + _WHEN + rb")?"
    rb"(?:RRULE:" + _RULE + rb"\r\n)?(?:(?:RDATE|EXDATE)" + _WHEN + rb")*"
    rb"STATUS:(?:CONFIRMED|TENTATIVE|CANCELLED)\r\n"
    rb"(?:(?:(?!BEGIN:|END:|UID:|DT|RRULE)[A-Z-]+[:;]| )[^\r\n]*\r\n)+END:VEVENT\r\n)+"
)
_IDENTITY = re.compile(rb"BEGIN:VEVENT\r\nUID:([^\r]+)\r\n(?:[A-Z-]+:[^\r]*\r\n){4}(RECURRENCE-ID[^\r]+)?")


def event_fault(events: bytes) -> str | None:
    """What is wrong with the VEVENTs of one activity; None: nothing."""
    if fault := _byte_fault(events):
        return fault
    return None if _WHOLE_EVENTS.fullmatch(events) else "a property is missing, double or out of form"


def calendar_fault(text: bytes) -> str | None:
    """What is wrong with a whole calendar; None: nothing."""
    if not text.startswith(b"BEGIN:VCALENDAR\r\n") or not text.endswith(b"\r\nEND:VCALENDAR\r\n"):
        return "it does not begin and end as a calendar"
    if fault := _byte_fault(text):
        return fault
    found = identities(text)
    if not len(found) == text.count(b"BEGIN:VEVENT\r\n") == text.count(b"\r\nEND:VEVENT\r\n"):
        return "an event does not end, or does not begin as ours"
    return None if len(found) == len(set(found)) else "two events bear one UID"


def identities(text: bytes) -> list[tuple[bytes, bytes]]:
    """UID and RECURRENCE-ID (empty: none) of every event that begins as ours do."""
    return _IDENTITY.findall(text)


def _byte_fault(text: bytes) -> str | None:
    breaks = text.count(b"\r\n")
    if not breaks == text.count(b"\r") == text.count(b"\n") or len(text.translate(None, _CONTROLS)) < len(text):
        return "a control character stands in a line"
    if max(map(len, text.split(b"\r\n"))) > LONGEST_LINE:
        return "a line is longer than 75 octets"
    return "a line is folded inside a character" if _TORN_CHARACTER.search(text) else None
