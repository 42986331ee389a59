"""Texts as RFC 5545 wants them: escaped and folded."""

LONGEST_LINE = 75  # octets, RFC 5545 §3.1
LONGEST_TITLE = 250  # characters
LONGEST_DESCRIPTION = 2000


def escaped(text: str) -> str:
    r"""A cleaned text as TEXT value, RFC 5545 §3.3.11.

    >>> print(escaped("soep, brood; thee"))
    soep\, brood\; thee
    """
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


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
