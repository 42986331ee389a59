"""The web servers of the town: HTTP/1.1 on asyncio, lean enough to serve a benchmark from one core."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from threading import Lock
from typing import NamedTuple
from urllib.parse import unquote

from spiders.demo.answer import Answer, redirect
from spiders.demo.breakages import HUGE, Breakage, Broken, Reply, Then

_LONGEST_REQUEST = 65_536  # bytes
_CHUNK = b"10000\r\n" + b" " * 65_536 + b"\r\n"  # chunked coding, RFC 9112 §7.1: the length in hexadecimal first

NOT_FOUND = Answer(
    b"<!DOCTYPE html><title>Niet gevonden</title><h1>Deze pagina bestaat niet (meer).</h1>",
    status=404,
    content_type="text/html; charset=utf-8",
)
_NOT_ALLOWED = Answer(status=405, headers=(("Allow", "GET, HEAD"),))


class Visit(NamedTuple):
    """One request that was answered, as the log counts it. `target` is the path with its query, as requested."""

    site: str
    method: str
    target: str
    status: int


@dataclass
class Log:
    """How often each visit was made; written by the servers' thread, read by others."""

    visits: Counter[Visit] = field(default_factory=Counter)
    lock: Lock = field(default_factory=Lock)

    def note(self, visit: Visit) -> None:
        with self.lock:
            self.visits[visit] += 1

    def snapshot(self) -> Counter[Visit]:
        with self.lock:
            return Counter(self.visits)


@dataclass
class Shelf:
    """What one site has to say now. `answers` by decoded path; `broken` by decoded path, None: all but robots.txt."""

    site: str
    log: Log
    answers: dict[str, Answer]
    broken: dict[str | None, Breakage] = field(default_factory=dict)

    def reply(self, request: "Request") -> Reply:
        if request.method not in {"GET", "HEAD"}:
            return _NOT_ALLOWED
        path = unquote(request.target.partition("?")[0])
        usual = self._usual(path)
        general = None if path == "/robots.txt" else self.broken.get(None)
        breakage = self.broken.get(path, general)
        return breakage(request.target, usual) if breakage else usual

    def _usual(self, path: str) -> Answer:
        if path in self.answers:
            return self.answers[path]
        if f"{path}/" in self.answers:
            return redirect(f"{path}/", HTTPStatus.MOVED_PERMANENTLY)
        wide = (known for known in self.answers if known.endswith("*") and path.startswith(known[:-1]))
        return self.answers.get(next(wide, ""), NOT_FOUND)


class Request(NamedTuple):
    method: str
    target: str
    headers: dict[str, str]

    @property
    def wants_close(self) -> bool:
        return self.headers.get("connection", "").lower() == "close"


def read_request(head: bytes) -> Request:
    """The request of a head without its empty line; header names in lower case. Raises ValueError when it is none."""
    first, *lines = head.decode("latin-1").split("\r\n")
    method, target, _version = first.split(" ")
    pairs = (line.partition(":") for line in lines)
    return Request(method, target, {name.lower(): text.strip() for name, _, text in pairs})


class Conversation(asyncio.Protocol):
    """One connection of a visitor to one site; several requests may follow each other on it."""

    transport: asyncio.Transport

    def __init__(self, shelf: Shelf, open_now: set[asyncio.Transport]) -> None:
        self._shelf = shelf
        self._open_now = open_now
        self._heard = b""
        self._is_deaf = False  # after an answer that breaks off
        self._flood: Iterator[bytes] | None = None
        self._is_paused = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - for mypy; asyncio promises it for TCP
        self.transport = transport
        self._open_now.add(transport)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - the signature of asyncio
        self._flood = None
        self._open_now.discard(self.transport)

    def data_received(self, data: bytes) -> None:
        self._heard += data
        while not self._is_deaf and b"\r\n\r\n" in self._heard:
            head, _, self._heard = self._heard.partition(b"\r\n\r\n")
            self._answer(head)
        if self._is_deaf or len(self._heard) > _LONGEST_REQUEST:
            self._heard = b""

    def _answer(self, head: bytes) -> None:
        try:
            request = read_request(head)
        except ValueError:
            self.transport.close()
            return
        reply = self._shelf.reply(request)
        if isinstance(reply, Broken):
            self._note(request, reply.status)
            self._break_off(reply)
        else:
            self._send(request, reply)

    def _send(self, request: Request, answer: Answer) -> None:
        known = answer.is_known(request.headers.get("if-none-match"), request.headers.get("if-modified-since"))
        is_unchanged = known and answer.status == 200
        self._note(request, 304 if is_unchanged else answer.status)
        usual = answer.head if request.method == "HEAD" else answer.whole
        self.transport.write(answer.not_modified if is_unchanged else usual)
        if request.wants_close:
            self.transport.close()

    def _note(self, request: Request, status: int) -> None:
        self._shelf.log.note(Visit(self._shelf.site, request.method, request.target, status))

    def _break_off(self, reply: Broken) -> None:
        self._is_deaf = True
        self.transport.write(reply.first)
        if reply.then is Then.CLOSE:
            self.transport.close()
        elif reply.then is Then.FLOOD:
            self._flood = iter([_CHUNK] * (HUGE // 65_536 + 1))
            self.resume_writing()

    def pause_writing(self) -> None:
        self._is_paused = True

    def resume_writing(self) -> None:
        """Goes on with the flood until the visitor's buffer is full."""
        self._is_paused = False
        while self._flood and not self._is_paused:
            chunk = next(self._flood, None)
            if chunk is None:
                self._flood = None
                self.transport.write(b"0\r\n\r\n")
                self.transport.close()
            else:
                self.transport.write(chunk)
