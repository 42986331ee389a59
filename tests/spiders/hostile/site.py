"""A web server that means no good: every item of the hostile site on a port of its own, on loopback."""

import asyncio
import ssl
import threading
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from time import monotonic

from schemas.health import Failure


@dataclass(frozen=True)
class Heard:
    """One request as it arrived; `at` in seconds of a monotonic clock."""

    path: str
    headers: dict[str, str]
    at: float
    number: int  # of the requests to this item, from 1
    canary: int  # the port on loopback that nobody may be led to


Pieces = AsyncIterator[bytes]
Answer = Callable[[Heard], Pieces]
CANARY = "canary"
RESET = b"\0RESET"  # a piece that stands for the connection torn down at once


@dataclass(frozen=True)
class Item:
    """Something hostile: what it says, and what Bruggen shall make of it (None: read without a failure)."""

    name: str
    served: str
    answer: Answer
    failure: Failure | None
    path: str = "/agenda.ics"
    words: str = ""  # stand in the detail of the failure
    most_requests: int = 2  # robots.txt and tdmrep.json left out
    limits: dict[str, float] = field(default_factory=dict)  # of a test; the measured run has the real ones
    pages: tuple[str, ...] = ()
    answers_robots: Answer | None = None
    certificate: str | None = None  # of tls.py


@dataclass
class Stall:
    """Where one item is served, and what it heard and sent. `sent` in bytes."""

    item: Item
    port: int = 0
    canary: int = 0
    heard: list[Heard] = field(default_factory=list)
    sent: int = 0
    connections: int = 0
    at_once: int = 0
    most_at_once: int = 0

    def asked(self) -> list[Heard]:
        """The requests for pages."""
        return [one for one in self.heard if one.path not in {"/robots.txt", "/.well-known/tdmrep.json"}]


class Site:
    """All items, served by one thread until it is closed."""

    def __init__(self, items: tuple[Item, ...], contexts: dict[str, ssl.SSLContext]) -> None:
        self.stalls = {item.name: Stall(item) for item in items}
        self._contexts = contexts
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._open(), self._loop).result(10)

    def close(self) -> None:
        asyncio.run_coroutine_threadsafe(self._stop(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    async def _open(self) -> None:
        for stall in self.stalls.values():
            context = self._contexts.get(stall.item.certificate or "")
            server = await asyncio.start_server(_serving(stall), "127.0.0.1", 0, ssl=context)
            stall.port = server.sockets[0].getsockname()[1]
        for stall in self.stalls.values():
            stall.canary = self.stalls[CANARY].port

    async def _stop(self) -> None:
        tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _serving(stall: Stall) -> Callable[[asyncio.StreamReader, asyncio.StreamWriter], object]:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        stall.connections += 1
        stall.at_once += 1
        stall.most_at_once = max(stall.most_at_once, stall.at_once)
        try:
            await _answered(stall, reader, writer)
        except (OSError, asyncio.CancelledError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, ssl.SSLError):
            pass  # the visitor had enough
        finally:
            stall.at_once -= 1
            writer.transport.abort()

    return serve


async def _answered(stall: Stall, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    if stall.item.certificate == "plain":  # as web servers answer to a handshake that they do not understand
        await reader.read(1)
        writer.write(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
        await writer.drain()
        return
    heard = _heard(await reader.readuntil(b"\r\n\r\n"), stall)
    stall.heard.append(heard)
    async for piece in _answer(stall.item, heard):
        if piece == RESET:
            writer.transport.abort()
            return
        writer.write(piece)
        await writer.drain()
        stall.sent += len(piece)
    writer.close()
    await writer.wait_closed()


def _answer(item: Item, heard: Heard) -> Pieces:
    if heard.path == "/robots.txt":
        return (item.answers_robots or not_found)(heard)
    return not_found(heard) if heard.path == "/.well-known/tdmrep.json" else item.answer(heard)


async def not_found(_: Heard) -> Pieces:
    yield b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


def _heard(request: bytes, stall: Stall) -> Heard:
    first, *lines = request.decode("latin-1").split("\r\n")
    headers = dict(line.split(": ", 1) for line in lines if ": " in line)
    return Heard(first.split(" ")[1], headers, monotonic(), number=len(stall.asked()) + 1, canary=stall.canary)
