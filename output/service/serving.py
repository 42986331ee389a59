"""The service on a port: uvicorn, with bounds on what one connection may cost and without a log of requests."""

import socket
from asyncio import TimerHandle, Transport
from collections.abc import Callable

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from output.service.answers import Reply
from output.service.app import Service
from output.service.bodies import Headers

Quick = Callable[[bytes, Headers], Reply | None]
LARGEST_REQUEST = 32_000  # bytes of one request, headers and all; nothing here takes a body
LONGEST_REQUEST_S = 20.0  # for a request to arrive


class Protocol(HttpToolsProtocol):
    """uvicorn's HTTP, with two things more.

    It hangs up on requests that do not end: uvicorn would hold headers of any length for ever. What stands in memory is
    written at once, without a task and a scope for it: programs mostly ask whether something changed, and that answer
    takes 14 µs so, and 29 through ASGI (nginx: 7; 26 November 2026).
    """

    quick: Quick
    _quick_reply: Reply | None = None

    _received = 0
    _has_arrived = False
    _deadline: TimerHandle | None = None

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override] # as uvicorn has it
        super().connection_made(transport)
        self._deadline = self.loop.call_later(LONGEST_REQUEST_S, transport.close)

    def connection_lost(self, exc: Exception | None) -> None:
        self._without_deadline()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        self._has_arrived = False
        super().data_received(data)
        if self._has_arrived:
            self._received = 0
            self._without_deadline()
            return
        self._received += len(data)
        if self._received > LARGEST_REQUEST:
            self.transport.close()
        elif self._deadline is None:
            self._deadline = self.loop.call_later(LONGEST_REQUEST_S, self.transport.close)

    def on_headers_complete(self) -> None:
        self._quick_reply = self._found()
        if self._quick_reply is None:
            super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        if self._quick_reply is None:
            super().on_body(body)

    def on_message_complete(self) -> None:
        self._has_arrived = True
        if self._quick_reply is None:
            super().on_message_complete()
        else:
            self._write(self._quick_reply)

    def _found(self) -> Reply | None:
        """What can be written at once: a plain GET on a line on which nothing else waits."""
        is_idle = self.cycle is None or self.cycle.response_complete
        parser = self.parser
        if not is_idle or self.flow.write_paused or parser.get_method() != b"GET" or parser.get_http_version() != "1.1":
            return None
        return self.quick(self.url, self.headers) if parser.should_keep_alive() else None

    def _write(self, reply: Reply) -> None:
        date = [b"%b: %b\r\n" % pair for pair in self.server_state.default_headers]
        self.transport.writelines([reply.head or b"", *date, b"\r\n", reply.content])
        self.on_response_complete()

    def _without_deadline(self) -> None:
        if self._deadline:
            self._deadline.cancel()
            self._deadline = None


def bound(host: str, port: int) -> socket.socket:
    """A socket whose connections wait until the service answers; port 0 takes a free one. Raises OSError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    taken = socket.socket(family, socket.SOCK_STREAM)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind((host, port))
        taken.listen(256)
    except OSError:
        taken.close()
        raise
    return taken


def server(service: Service) -> uvicorn.Server:
    """uvicorn around the service; `run` gives it sockets."""

    class Serving(Protocol):
        quick = staticmethod(service.quick)

    config = uvicorn.Config(
        service,
        http=Serving,
        ws="none",
        lifespan="off",
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=5,
    )
    return uvicorn.Server(config)
