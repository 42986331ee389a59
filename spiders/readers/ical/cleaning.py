"""A file as it came, as clean UTF-8 with one newline per line; the repairs of whole files."""

import codecs
import re

from spiders.readers.ical.repair import Repair, mended

_UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CONTROLS = bytes({*range(32), 127} - {9, 10, 13})
_BLANK_LINES = re.compile(rb"\n[ \t]*\n\s*")
_INDENT = re.compile(rb"\A\s*?\n?([ \t]+)BEGIN[ \t]*:", re.IGNORECASE)
_NAMES_OF_NOISE = (
    rb"(?:DTSTAMP|A(?:TTENDEE|TTACH)|ORGANIZER|C(?:REATED|ONTACT|OMMENT)|IMAGE|X-(?!WR-TIMEZONE|LIC-LOCATION|"
    rb"MICROSOFT-CDO-ALLDAYEVENT|FUNAMBOL-ALLDAY|GOOGLE-CONFERENCE|MICROSOFT-(?:SKYPETEAMS|ONLINE)MEETING))\b"
)
# Begins with a bare newline, which re then looks for first: with a group around all of it, twenty times as slow.
_NOISE = re.compile(rb"\n" + _NAMES_OF_NOISE + rb".*(?:\n(?:[ \t]|" + _NAMES_OF_NOISE + rb").*)*")
_NOISE_WAS_HERE = b"\nX-"  # what follows without a fold belongs to it, not to the property before


def without_utf_16(body: bytes) -> bytes:
    head = body[:64]
    if head[:2] in _UTF_16_MARKS:
        encoding = "utf-16"
    elif len(head) > 3 and head[1::2].count(0) > len(head) // 3:
        encoding = "utf-16-le"
    elif len(head) > 3 and head[::2].count(0) > len(head) // 3:
        encoding = "utf-16-be"
    else:
        return body
    return body.decode(encoding, errors="replace").encode(errors="replace")


def without_byte_order_mark(body: bytes) -> bytes:
    return body.removeprefix(codecs.BOM_UTF8)


def without_controls(body: bytes) -> bytes:
    return body.translate(None, _CONTROLS)


def with_line_feeds(body: bytes) -> bytes:
    return body.replace(b"\r\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in body else body


def without_blank_lines(body: bytes) -> bytes:
    return _BLANK_LINES.sub(_one_break, body) if b"\n\n" in body or b"\n \n" in body else body


def _one_break(blank: re.Match[bytes]) -> bytes:
    """One newline; spaces before the next line are kept, because they may fold it."""
    return b"\n" + blank[0][blank[0].rindex(b"\n") + 1 :]


def without_indent(body: bytes) -> bytes:
    found = _INDENT.match(body)
    return (b"\n" + body).replace(b"\n" + found[1], b"\n") if found else body


FILE_REPAIRS = (
    Repair("utf_16", "RFC 5545 §3.1.4", "Windows tools that save as Unicode", without_utf_16),
    Repair("byte_order_mark", "RFC 5545 §3.4", "Windows editors; Excel and Notepad", without_byte_order_mark),
    Repair("control_characters", "RFC 5545 §3.1 (CONTROL)", "texts pasted from Word; padded buffers", without_controls),
    Repair("bare_carriage_returns", "RFC 5545 §3.1", "old Mac exports; double conversions (CR CR LF)", with_line_feeds),
    Repair("blank_lines", "RFC 5545 §3.1", "templates of websites", without_blank_lines),
    Repair("indented_file", "RFC 5545 §3.1", "calendars pasted into a page or heredoc", without_indent),
)


def clean(body: bytes, noted: set[str]) -> bytes:
    """`body` as bytes of UTF-8 (where a line is not, it stays) that start with a newline and have no other line ends.

    Lines that name people, never matter here or change at every visit are gone: ATTENDEE, ORGANIZER, DTSTAMP …
    """
    text = mended(body.replace(b"\r\n", b"\n") if b"\0" not in body[:64] else body, FILE_REPAIRS, noted)
    return _NOISE.sub(_NOISE_WAS_HERE, b"\n" + text.replace(b"\r\n", b"\n"))
