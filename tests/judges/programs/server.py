"""Calendars on loopback, with ETag and 304, that can be made to answer badly."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler

from tests.judges.loopback import serving

Answer = tuple[int, bytes]
"""Status and body."""

EMPTY = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Bruggen//Bruggen 1//NL\r\nEND:VCALENDAR\r\n"
BAD_ANSWERS: dict[str, Callable[[bytes], Answer]] = {
    "503": lambda _: (503, b""),
    "404": lambda _: (404, b""),
    "a page": lambda _: (200, b"<!doctype html><title>Storing</title>"),
    "nothing": lambda _: (200, b""),
    "half of it": lambda feed: (200, feed[: len(feed) // 2]),
    "no events": lambda _: (200, EMPTY),
}


@contextmanager
def served(answers: dict[str, Answer]) -> Iterator[str]:
    """The address under which `answers`, by path, are given; they may change meanwhile."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, body = answers.get(self.path, (404, b""))
            tag = f'"{sha256(body).hexdigest()[:16]}"'
            if status == 200 and self.headers["If-None-Match"] == tag:
                status, body = 304, b""
            self.send_response(status)
            self.send_header("ETag", tag)
            self.send_header("Content-Type", "text/calendar; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 the name of the base class
            pass

    with serving(Handler) as address:
        yield address
