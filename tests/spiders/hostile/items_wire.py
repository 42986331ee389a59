"""What a server can do wrong below the page: status lines, headers, lengths, pace, TLS."""

import asyncio

from schemas.health import Failure
from tests.spiders.hostile.answers import CALENDAR, MEGABYTE, calendar, dripping, flooding, head, raw, saying
from tests.spiders.hostile.site import RESET, Heard, Item, Pieces

_SLOW = {"timeout_s": 0.5}
_LENGTH = str(len(CALENDAR)).encode()


async def _never(_: Heard) -> Pieces:
    await asyncio.sleep(3600)
    yield b""


async def _resets_in_the_middle(_: Heard) -> Pieces:
    yield head(fields={"Content-Length": 10_000}) + CALENDAR
    await asyncio.sleep(0.02)
    yield RESET


PACE = (
    Item("silence", "a connection, and never an answer", _never, Failure.TIMEOUT, limits=_SLOW),
    Item("slow-headers", "headers, a byte at a time", dripping(b"HTTP/1.1 200 OK\r\nX-Slow: ", b"a"), Failure.TIMEOUT,
         limits=_SLOW),
    Item("slow-body", "a body, a byte at a time", dripping(head(fields={"Content-Length": 100_000}), b"B"),
         Failure.TIMEOUT, limits=_SLOW),
    Item("slow-chunks", "chunks of one byte, for ever", dripping(head(fields={"Transfer-Encoding": "chunked"}),
         b"1\r\nB\r\n"), Failure.TIMEOUT, limits=_SLOW),
    Item("slow-robots", "robots.txt, a byte at a time", calendar, Failure.TIMEOUT, limits=_SLOW,
         answers_robots=dripping(head(kind="text/plain"), b"#"), most_requests=0),
    Item("continuing", "100 Continue, without end", flooding(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 500),
         Failure.TOO_LARGE, words="headers", limits=_SLOW),
)  # fmt: skip

HEADERS = (
    Item("long-header", "one header of 300 kB", raw(head(fields={"X-Long": "a" * 300_000, "Content-Length": 0})),
         Failure.TOO_LARGE, words="headers"),
    Item("many-headers", "20,000 headers of 15 bytes", raw(head(fields={f"X-{n}": "abcdef" for n in range(20_000)})),
         Failure.TOO_LARGE, words="headers"),
    Item("endless-headers", "headers without end", flooding(b"HTTP/1.1 200 OK\r\n", b"X-More: and more\r\n" * 1_000),
         Failure.TOO_LARGE, words="headers", limits=_SLOW),
    Item("endless-status", "a status line without end", flooding(b"HTTP/1.1 200 ", b"O" * 10_000),
         Failure.TOO_LARGE, words="headers"),
    Item("nul-in-headers", "NUL bytes and control characters in headers", raw(head(fields={"X-\0": "\0\1\2"})[:-2] +
         b"Content-Length: " + _LENGTH + b"\r\n\r\n" + CALENDAR), Failure.UNREADABLE),
    Item("no-colon", "a header line without a colon", raw(head(fields={"Content-Length": len(CALENDAR)})[:-2] +
         b"dit is geen header\r\n\r\n" + CALENDAR), None),
    Item("garbage", "no HTTP at all: 4 kB of noise", raw(bytes(range(256)) * 16), Failure.UNREADABLE),
    Item("garbage-status", "HTTP/1.1 abc OK", raw(b"HTTP/1.1 abc OK\r\n\r\n"), Failure.UNREADABLE),
    Item("odd-status", "status 999", saying(b"", "999 Odd"), Failure.SERVER_ERROR),
    Item("no-reason", "a status line without a reason", raw(b"HTTP/1.1 200\r\nContent-Length: " + _LENGTH +
         b"\r\n\r\n" + CALENDAR), None),
    Item("http-0.9", "a bare page, as in HTTP/0.9", raw(b"<html><p>welkom</p></html>\r\n"), Failure.UNREADABLE),
    Item("http-3.7", "version HTTP/x.y", raw(b"HTTP/x.y 200 OK\r\n\r\n"), Failure.UNREADABLE),
    Item("unasked-304", "304 to a question without conditions", saying(b"", "304 Not Modified"), Failure.UNREADABLE),
    Item("no-content", "204", saying(b"", "204 No Content"), Failure.UNREADABLE),
    Item("reset-content", "205 with a body all the same", saying(CALENDAR, "205 Reset Content"), Failure.UNREADABLE),
    Item("partial", "206, a part that nobody asked for", saying(CALENDAR[:-20], "206 Partial Content"),
         Failure.UNREADABLE),
)  # fmt: skip

LENGTHS = (
    Item("length-too-long", "Content-Length longer than what comes", saying(CALENDAR, Content_Length=5_000),
         Failure.CONNECTION, words="broke off"),
    Item("length-too-short", "Content-Length shorter than what comes", saying(CALENDAR, Content_Length=40),
         Failure.EMPTY),
    Item("length-negative", "Content-Length: -1", saying(CALENDAR, Content_Length=-1), Failure.UNREADABLE),
    Item("length-twice", "two lengths that differ", raw(head(fields={"Content-Length": "10, 20"}) + CALENDAR),
         Failure.UNREADABLE),
    Item("length-huge", "Content-Length: 400 MB, and they come",
         flooding(head(fields={"Content-Length": 400 * MEGABYTE}), b" " * 100_000, waves=4_000), Failure.TOO_LARGE,
         most_requests=1),
    Item("no-length", "400 MB without a length", flooding(head(), b" " * 100_000, waves=4_000), Failure.TOO_LARGE,
         most_requests=1, limits={"max_bytes": MEGABYTE}),
    Item("endless-chunks", "chunks without end",
         flooding(head(fields={"Transfer-Encoding": "chunked"}), b"10000\r\n" + b" " * 65_536 + b"\r\n"),
         Failure.TOO_LARGE, most_requests=1, limits={"max_bytes": MEGABYTE}),
    Item("endless-robots", "robots.txt without end", calendar, Failure.TOO_LARGE, most_requests=0,
         answers_robots=flooding(head(kind="text/plain"), b"# en nog meer\n" * 5_000), limits={"max_bytes": MEGABYTE}),
    Item("bad-chunk", "a chunk whose size is no number", saying(b"zz\r\nBEGIN", Transfer_Encoding="chunked"),
         Failure.CONNECTION),
    Item("long-chunk-size", "a chunk size of 100 kB", saying(b"0" * 100_000, Transfer_Encoding="chunked"),
         Failure.CONNECTION),
    Item("endless-trailers", "trailers without end", flooding(head(fields={"Transfer-Encoding": "chunked"}) +
         b"0\r\n", b"X-More: and more\r\n" * 1_000), Failure.CONNECTION),
    Item("odd-coding", "Transfer-Encoding: morse", saying(CALENDAR, Transfer_Encoding="morse"), Failure.UNREADABLE),
    Item("reset", "the connection torn down at once", raw(RESET), Failure.CONNECTION),
    Item("reset-in-the-middle", "the connection torn down in the body", _resets_in_the_middle, Failure.CONNECTION),
    Item("closed", "the connection closed without a word", raw(), Failure.CONNECTION),
)  # fmt: skip

TLS = (
    Item("tls-right", "a certificate by an authority that we trust", calendar, None, certificate="right"),
    Item("tls-self-signed", "a certificate that nobody vouches for", calendar, Failure.TLS, certificate="self-signed",
         most_requests=0),
    Item("tls-expired", "a certificate that expired in 2021", calendar, Failure.TLS, certificate="expired",
         most_requests=0),
    Item("tls-other", "a certificate for another name", calendar, Failure.TLS, certificate="other", most_requests=0),
    Item("tls-plain", "plain HTTP where TLS is expected", calendar, Failure.TLS, certificate="plain", most_requests=0),
)  # fmt: skip
