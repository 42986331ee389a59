"""Compressed answers unpacked, with their size bounded before memory is taken, and broken ones refused.

Scrapy's own middleware reads half an answer as if it were whole (absent listings would count as gone), lets a zstd
frame claim a window of 128 MB, and follows any number of codings within each other.
"""

import sys
import zlib
from collections.abc import Callable, Iterator

import brotli
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from schemas.health import Failure
from spiders.crawl.failures import Unfetched

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

MOST_CODINGS = 2  # some hosts compress what their proxy compresses again
_STEP = 65_536
_WINDOW_LOG = 23  # RFC 9659 §3: 8 MB, the most that a browser allows
_ASKED_FOR = b"gzip, deflate, br, zstd"


class Broken(Exception):
    """The compression is not what was said, or ends before its end."""


class DecompressionMiddleware:
    """Says which codings we read, and unpacks the body of an answer; it stands plain then, and keeps its headers."""

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "DecompressionMiddleware":
        return cls(crawler.settings.getint("DOWNLOAD_MAXSIZE"))

    def process_request(self, request: Request) -> None:
        request.headers.setdefault(b"Accept-Encoding", _ASKED_FOR)

    def process_response(self, request: Request, response: Response) -> Response:
        codings = _codings(response)
        if not codings or not response.body:
            return response
        try:
            body = unpacked(response.body, codings, most_bytes=self._most_bytes)
        except OverflowError as error:
            detail = f"{request.url}: larger than we read, once it is unpacked"
            raise Unfetched(Failure.TOO_LARGE, detail) from error
        except Broken as error:
            detail = f"{request.url}: its compression is broken ({error})"
            raise Unfetched(Failure.UNREADABLE, detail) from error
        return response.replace(body=body)


def unpacked(body: bytes, codings: list[str], *, most_bytes: int) -> bytes:
    """`body` without its `codings`, which are named in the order in which they were applied (RFC 9110 §8.4).

    Raises Broken, and OverflowError as soon as more than `most_bytes` come out.
    """
    if len(codings) > MOST_CODINGS:
        raise Broken(f"{len(codings)} codings within each other")
    for coding in reversed(codings):
        if coding not in _UNPACKERS:
            raise Broken(f"unknown coding {coding[:20]!r}")
        try:
            body = _bounded(_UNPACKERS[coding](body), most_bytes)
        except (zlib.error, brotli.error, zstd.ZstdError, EOFError) as error:
            raise Broken(str(error) or "it ends too soon") from error
    return body


def _codings(response: Response) -> list[str]:
    named = b",".join(response.headers.getlist("Content-Encoding")).decode("latin-1").lower().split(",")
    return [coding for coding in map(str.strip, named) if coding not in {"", "identity", "none", "utf-8"}]


def _bounded(pieces: Iterator[bytes], most_bytes: int) -> bytes:
    kept: list[bytes] = []
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > most_bytes:
            kept.clear()  # the error's traceback outlives this frame
            raise OverflowError
        kept.append(piece)
    return b"".join(kept)


def _gzip(body: bytes) -> Iterator[bytes]:
    """Member by member; zeros after the last one are padding."""
    rest = body
    while rest.strip(b"\0"):
        stream = zlib.decompressobj(wbits=zlib.MAX_WBITS + 16)
        yield from _inflated(stream, rest)
        rest = stream.unused_data


def _deflate(body: bytes) -> Iterator[bytes]:
    """With the wrapper of RFC 1950, or without, as some servers send it."""
    is_wrapped = len(body) > 1 and body[0] & 15 == zlib.DEFLATED and int.from_bytes(body[:2], "big") % 31 == 0
    return _inflated(zlib.decompressobj(wbits=zlib.MAX_WBITS if is_wrapped else -zlib.MAX_WBITS), body)


def _inflated(stream: "zlib._Decompress", body: bytes) -> Iterator[bytes]:
    yield stream.decompress(body, _STEP)
    while not stream.eof:
        if not (piece := stream.decompress(stream.unconsumed_tail, _STEP)) and not stream.eof:
            raise EOFError
        yield piece


def _brotli(body: bytes) -> Iterator[bytes]:
    stream = brotli.Decompressor()
    yield stream.process(body, output_buffer_limit=_STEP)
    while not stream.is_finished():
        if not (piece := stream.process(b"", output_buffer_limit=_STEP)) and not stream.is_finished():
            raise EOFError
        yield piece


def _zstd(body: bytes) -> Iterator[bytes]:
    """Frame by frame."""
    rest = body
    while rest:
        stream = zstd.ZstdDecompressor(options={zstd.DecompressionParameter.window_log_max: _WINDOW_LOG})
        piece = stream.decompress(rest, max_length=_STEP)
        while not stream.eof:
            yield piece
            if stream.needs_input:
                raise EOFError
            piece = stream.decompress(b"", max_length=_STEP)
        yield piece
        rest = stream.unused_data


_UNPACKERS: dict[str, Callable[[bytes], Iterator[bytes]]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
