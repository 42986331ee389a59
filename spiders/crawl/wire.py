"""HTTP as it is spoken to us: Twisted's client with a limit on what comes before the body.

Twisted bounds a header line (16 kB), not their number: a server that goes on saying headers, or `100 Continue`, fills
the memory until the time is up. An answer that is not HTTP has a class of its own.
"""
# mypy: disallow-untyped-calls = False
# Twisted's client has no types.

from typing import Any

from scrapy.core.downloader.handlers.http11 import (
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
    _LenientHTTPClientParser,
)
from twisted.python.failure import Failure
from twisted.web._newclient import BODY, DONE

MOST_HEAD_BYTES = 65_536  # browsers allow 256 kB, servers send 1 to 8 kB


class HeadTooLong(Exception):
    """More came before the body than we read."""


class NotHttp(Exception):
    """What came before the body is not HTTP as we know it."""


class _Parser(_LenientHTTPClientParser):
    def lineLengthExceeded(self, line: bytes) -> None:  # noqa: N802 - Twisted's name
        raise HeadTooLong(len(line))


class BoundedProtocol(_LenientHTTP11ClientProtocol):
    """One connection. Breaks it off when the head of an answer is too long, also spread over many answers 1xx."""

    _head_bytes = 0

    def request(self, request: Any) -> Any:  # noqa: ANN401 - Twisted is untyped
        self._head_bytes = 0
        answer = super().request(request)
        self._parser.__class__ = _Parser  # as Scrapy does: its class is fixed in Twisted
        return answer

    def dataReceived(self, data: bytes) -> None:  # noqa: N802 - Twisted's name
        super().dataReceived(data)
        if self._is_in_head():
            self._head_bytes += len(data)
            if self._head_bytes > MOST_HEAD_BYTES:
                self._giveUp(Failure(HeadTooLong(self._head_bytes)))

    def _giveUp(self, reason: Failure) -> None:  # noqa: N802 - Twisted's name
        """Called when the parser raised, and by ourselves."""
        if self._is_in_head() and not reason.check(HeadTooLong):
            reason = Failure(NotHttp(f"{type(reason.value).__name__}: {reason.value}"))
        super()._giveUp(reason)
        if self.transport is not None:
            self.transport.abortConnection()  # who does not stop sending does not take notice of a polite end

    def _is_in_head(self) -> bool:
        return self._parser is not None and self._parser.state not in {BODY, DONE}


class BoundedFactory(_LenientHTTP11ClientFactory):
    def buildProtocol(self, addr: object) -> BoundedProtocol:  # noqa: ARG002, N802 - Twisted's names
        return BoundedProtocol(self._quiescentCallback)
