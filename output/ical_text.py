"""Texts as RFC 5545 wants them: clean, short, escaped and folded."""

import re
from urllib.parse import quote

LONGEST_LINE = 75  # octets, RFC 5545 §3.1

# Never shown, and able to break a line, a reader or the order of what stands around them: control characters,
# marks that override the direction of writing, byte order marks, noncharacters and halves of surrogate pairs.
_HIDDEN = r"\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff"
_BREAKS = r"\n\r\x0b\x0c\x85\u2028\u2029"
_ANY_HIDDEN = re.compile(f"[{_HIDDEN}]")
_BREAK = re.compile(f"\r\n|[{_BREAKS}]")
_SUSPECT = re.compile(f"[\t{_HIDDEN}{_BREAKS}]")
_PLAIN_URL = re.compile(r"https?://[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+")


def cleaned(text: str, longest: int) -> str:
    r"""`text` without hidden characters, lines parted by \n, at most `longest` characters; what is cut ends in "…"."""
    text = text[: 4 * longest]
    if _SUSPECT.search(text):
        text = _ANY_HIDDEN.sub("", _BREAK.sub("\n", text)).replace("\t", " ")
    text = text.strip()
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def one_line(text: str, longest: int) -> str:
    """`text` cleaned, its line breaks made spaces."""
    return cleaned(text, longest).replace("\n", " ")


def escaped(text: str) -> str:
    r"""A cleaned text as TEXT value, RFC 5545 §3.3.11.

    >>> print(escaped("soep, brood; thee"))
    soep\, brood\; thee
    """
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def address(url: str | None) -> str | None:
    """`url` as URI in ASCII, without anything that could end a line; None unless it is http or https.

    >>> address("https://deotters.example/zaal 1")
    'https://deotters.example/zaal%201'
    """
    if url is None or _PLAIN_URL.fullmatch(url):
        return url
    if not url.startswith(("https://", "http://")):
        return None
    return quote(url.encode(errors="replace"), safe=":/?#[]@!$&'()*+,;=%~")


def folded(line: str) -> str:
    """`line` in pieces of at most 75 octets, never parted inside a character; RFC 5545 §3.1."""
    if line.isascii():
        if len(line) <= LONGEST_LINE:
            return line
        step = LONGEST_LINE - 1
        pieces = [line[i : i + step] for i in range(LONGEST_LINE, len(line), step)]
        return "\r\n ".join([line[:LONGEST_LINE], *pieces])
    octets = line.encode()
    return line if len(octets) <= LONGEST_LINE else _folded_octets(octets)


def _folded_octets(octets: bytes) -> str:
    pieces = []
    start, room = 0, LONGEST_LINE
    while len(octets) - start > room:
        end = start + room
        while octets[end] & 0xC0 == 0x80:  # inside a character
            end -= 1
        pieces.append(octets[start:end])
        start, room = end, LONGEST_LINE - 1  # the space before a continuation counts
    return b"\r\n ".join([*pieces, octets[start:]]).decode()
