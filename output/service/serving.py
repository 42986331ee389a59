"""The service on a port: uvicorn, with bounds on what one connection may cost and without a log of requests."""

import socket
from asyncio import TimerHandle, Transport

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from output.service.app import Service

LARGEST_REQUEST = 32_000  # bytes of one request, headers and all; nothing here takes a body
LONGEST_REQUEST_S = 20.0  # for a request to arrive


class BoundedProtocol(HttpToolsProtocol):
    """uvicorn's HTTP, which hangs up on requests that do not end; it would hold headers of any length for ever."""

    _received = 0
    _deadline: TimerHandle | None = None

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override] # as uvicorn has it
        super().connection_made(transport)
        self._deadline = self.loop.call_later(LONGEST_REQUEST_S, transport.close)

    def connection_lost(self, exc: Exception | None) -> None:
        self._arrived()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self._deadline is None:
            self._deadline = self.loop.call_later(LONGEST_REQUEST_S, self.transport.close)
        self._received += len(data)
        super().data_received(data)
        if self._received > LARGEST_REQUEST:
            self.transport.close()

    def on_message_complete(self) -> None:
        self._arrived()
        super().on_message_complete()

    def _arrived(self) -> None:
        self._received = 0
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
    config = uvicorn.Config(
        service,
        http=BoundedProtocol,
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
