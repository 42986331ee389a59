"""A last look at the bytes before they reach a calendar program: one bad event blanks a whole subscription."""

import re

from output.ical_text import LONGEST_LINE

_CONTROL = re.compile(rb"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f]")
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
_IDENTITY = re.compile(
    rb"^UID:([^\r]+)\r\n(?:(?!END:VEVENT)[^\r]*\r\n)*?(?=(RECURRENCE-ID[^\r]+)|DTSTART)", re.MULTILINE
)


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
    if text.count(b"BEGIN:VEVENT\r\n") != text.count(b"\r\nEND:VEVENT\r\n"):
        return "an event does not end"
    found = [uid + (recurrence_id or b"") for uid, recurrence_id in _IDENTITY.findall(text)]
    return None if len(found) == len(set(found)) else "two events bear one UID"


def _byte_fault(text: bytes) -> str | None:
    breaks = text.count(b"\r\n")
    if not breaks == text.count(b"\r") == text.count(b"\n") or _CONTROL.search(text):
        return "a control character stands in a line"
    if max(map(len, text.split(b"\r\n"))) > LONGEST_LINE:
        return "a line is longer than 75 octets"
    return "a line is folded inside a character" if _TORN_CHARACTER.search(text) else None
