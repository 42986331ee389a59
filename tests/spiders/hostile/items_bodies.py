"""Bodies that are more, or other, than they say: bombs, wrong charsets, pages in place of calendars."""

import gzip
import zlib
from functools import cache
from typing import Protocol

import brotli
from backports import zstd

from schemas.health import Failure
from tests.spiders.hostile.answers import CALENDAR, MEGABYTE, saying
from tests.spiders.hostile.site import Answer, Item

_BOMB = {"max_bytes": MEGABYTE}
_HTML = "text/html; charset=utf-8"
SCRIPT = (
    '<script type="application/ld+json">{"@context":"https://schema.org","@type":"Event","name":"Taalcafé",'
    '"startDate":"2026-12-10T19:00:00+01:00","url":"/taalcafe"}</script>'
)


class _Packer(Protocol):
    def compress(self, text: bytes, /) -> bytes: ...
    def flush(self) -> bytes: ...


class _Brotli:
    def __init__(self) -> None:
        self._packer = brotli.Compressor(quality=3)

    def compress(self, text: bytes) -> bytes:
        return bytes(self._packer.process(text))

    def flush(self) -> bytes:
        return bytes(self._packer.finish())


def _packed(packer: _Packer, megabytes: int) -> bytes:
    """So many megabytes of blanks, packed; never whole in memory."""
    blanks = b" " * MEGABYTE
    return b"".join([*(packer.compress(blanks) for _ in range(megabytes)), packer.flush()])


@cache
def _wide_window() -> bytes:
    """A frame whose window is 128 MB: to read it takes as much memory, however little is in it."""
    options = {zstd.CompressionParameter.window_log: 27, zstd.CompressionParameter.content_size_flag: 0}
    packer = zstd.ZstdCompressor(options=options)
    return packer.compress(CALENDAR) + packer.flush()


def _coded(coding: str, body: bytes) -> Answer:
    return saying(body, Content_Encoding=coding)


def bombs(megabytes: int) -> tuple[Item, ...]:
    """Small answers that grow to so many megabytes."""
    zipped = _packed(zlib.compressobj(9, wbits=31), megabytes)
    grown = f"{megabytes} MB once unpacked"
    return (
        Item("gzip-bomb", f"gzip, {grown}", _coded("gzip", zipped), Failure.TOO_LARGE, limits=_BOMB,
             most_requests=1),
        Item("deflate-bomb", f"deflate, {grown}", _coded("deflate", _packed(zlib.compressobj(9), megabytes)),
             Failure.TOO_LARGE, limits=_BOMB, most_requests=1),
        Item("brotli-bomb", f"brotli, {grown}", _coded("br", _packed(_Brotli(), megabytes)), Failure.TOO_LARGE,
             limits=_BOMB, most_requests=1),
        Item("zstd-bomb", f"zstd, {grown}", _coded("zstd", _packed(zstd.ZstdCompressor(), megabytes)),
             Failure.TOO_LARGE, limits=_BOMB, most_requests=1),
        Item("gzip-in-gzip", f"gzip within gzip, {grown}",
             _coded("gzip, gzip", gzip.compress(zipped)), Failure.TOO_LARGE, limits=_BOMB,
             most_requests=1),
        Item("bomb-in-robots", f"robots.txt in gzip, {grown}", saying(CALENDAR), Failure.TOO_LARGE, limits=_BOMB,
             most_requests=0, answers_robots=_coded("gzip", zipped)),
    )  # fmt: skip


CODINGS = (
    Item("many-codings", "gzip named 200 times", _coded(", ".join(["gzip"] * 200), gzip.compress(CALENDAR)),
         Failure.UNREADABLE, most_requests=1),
    Item("wide-window", "zstd with a window of 128 MB", _coded("zstd", _wide_window()), Failure.UNREADABLE,
         words="compression", most_requests=1),
    Item("half-gzip", "gzip that ends too soon", _coded("gzip", gzip.compress(CALENDAR)[:-30]), Failure.UNREADABLE,
         words="compression", most_requests=1),
    Item("half-brotli", "brotli that ends too soon", _coded("br", brotli.compress(CALENDAR)[:-30]),
         Failure.UNREADABLE, words="compression", most_requests=1),
    Item("false-gzip", "a plain calendar said to be gzip", _coded("gzip", CALENDAR), Failure.UNREADABLE,
         words="compression", most_requests=1),
    Item("two-gzips", "gzip in two members, and zeros after them",
         _coded("gzip", gzip.compress(CALENDAR[:100]) + gzip.compress(CALENDAR[100:]) + bytes(64)), None),
    Item("raw-deflate", "deflate without its wrapper, as old servers send it",
         _coded("deflate", zlib.compress(CALENDAR, wbits=-15)), None),
    Item("unknown-coding", "Content-Encoding: morse", _coded("morse", b"-.-. .- .-.."), Failure.UNREADABLE),
)  # fmt: skip

CHARSETS = (
    Item("wrong-charset", "UTF-8 said to be UTF-16", saying(CALENDAR, kind="text/calendar; charset=utf-16"), None),
    Item("unknown-charset", "charset=klingon", saying(CALENDAR, kind="text/calendar; charset=klingon"), None),
    Item("latin-1", "Latin-1 said to be UTF-8", saying(CALENDAR.decode().encode("latin-1"),
         kind="text/calendar; charset=utf-8"), None),
    Item("nul-bytes", "NUL bytes throughout the calendar", saying(CALENDAR.replace(b"\r\n", b"\r\n\0")), None),
    Item("utf-16", "UTF-16 with a mark, said to be UTF-8", saying(CALENDAR.decode().encode("utf-16")),
         Failure.UNREADABLE),
)  # fmt: skip

MISPLACED = (
    Item("html-at-ics", "200 and an HTML page where a calendar should be",
         saying(b"<!DOCTYPE html><title>Onderhoud</title>", kind=_HTML), Failure.UNREADABLE),
    Item("error-page", "an error page with status 200",
         saying(b"<!DOCTYPE html><title>404</title><h1>Niet gevonden</h1>", kind=_HTML), Failure.EMPTY, path="/agenda"),
    Item("empty", "200 and nothing", saying(b""), Failure.UNREADABLE),
    Item("bot-wall", "403 and a riddle", saying(b"<!DOCTYPE html><script>raadsel()</script>", "403 Forbidden",
         kind=_HTML), Failure.CLIENT_ERROR),
)  # fmt: skip


def _page(body: str) -> Answer:
    return saying(f"<!DOCTYPE html><meta charset=utf-8>{SCRIPT}{body}".encode(), kind=_HTML)


_ENTITIES = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
_LAUGHS = f'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY l0 "lol">{_ENTITIES}]><rss><channel>&l9;</channel></rss>'
_OUTSIDE = (
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel>&x;</channel></rss>'
)

MONSTERS = (
    Item("nested", "200,000 elements within each other", _page("<div>" * 200_000), Failure.EMPTY, path="/agenda"),
    Item("nested-tables", "100,000 tables within each other", _page("<table><tr><td>" * 100_000), Failure.EMPTY,
         path="/agenda"),
    Item("nested-formats", "200,000 unclosed <b> and <a>", _page("<b><a href=x>" * 200_000), Failure.EMPTY,
         path="/agenda"),
    Item("wide", "9.9 MB of the smallest elements", _page("<i></i>" * 1_400_000), Failure.EMPTY, path="/agenda"),
    Item("many-attributes", "one element with 500,000 attributes",
         _page(f"<p {' '.join(f'a{n}=1' for n in range(500_000))}>"), Failure.EMPTY, path="/agenda"),
    Item("entity-bomb", "XML entities that grow to a billion laughs", saying(_LAUGHS.encode(), kind="application/xml"),
         Failure.EMPTY, path="/feed.xml"),
    Item("outer-entity", "an XML entity that names file:///etc/passwd", saying(_OUTSIDE.encode(),
         kind="application/xml"), Failure.EMPTY, path="/feed.xml"),
    Item("nested-json", "JSON nested 500,000 deep", saying(b"[" * 500_000 + b"]" * 500_000, kind="application/json"),
         Failure.EMPTY, path="/events.json"),
    Item("nested-json-ld", "JSON-LD nested 100,000 deep in a page",
         _page(f'<script type="application/ld+json">{"[" * 100_000}{"]" * 100_000}</script>'), None, path="/agenda"),
    Item("half-json-ld", "5 MB of JSON-LD that is never closed",
         _page('<script type="application/ld+json">{"a":[' + '{"b":"' * 700_000 + "</script>"), None, path="/agenda"),
    Item("one-line", "9 MB on one line", saying(b"BEGIN:VCALENDAR " + b"x" * 9_000_000), Failure.EMPTY),
)  # fmt: skip
