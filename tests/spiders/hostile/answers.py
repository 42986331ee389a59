"""Pieces of which hostile answers are made."""

import asyncio
from collections.abc import Mapping

from tests.spiders.hostile.site import Answer, Heard, Pieces

_EVENT = (
    "BEGIN:VEVENT\r\nUID:{0}@hostile.example\r\nDTSTAMP:20261101T120000Z\r\nDTSTART:20261210T190000Z\r\n"
    "SUMMARY:Taalcafé {0}\r\nEND:VEVENT\r\n"
)
CALENDAR = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//h//NL\r\n{_EVENT.format(1)}END:VCALENDAR\r\n".encode()
MEGABYTE = 1_000_000


def head(status: str = "200 OK", fields: Mapping[str, object] | None = None, kind: str = "text/calendar") -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", "Connection: close"]
    lines += [f"{name}: {value}" for name, value in (fields or {}).items()]
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


def saying(body: bytes, status: str = "200 OK", *, kind: str = "text/calendar", **fields: object) -> Answer:
    """An ordinary answer with this body; underscores in the names of `fields` are dashes."""
    named = {name.replace("_", "-"): value for name, value in fields.items()}
    length = {} if "Content-Length" in named or "Transfer-Encoding" in named else {"Content-Length": len(body)}
    return raw(head(status, {**length, **named}, kind) + body)


def raw(*pieces: bytes) -> Answer:
    """These bytes and nothing else; then the connection is closed."""

    async def answer(_: Heard) -> Pieces:
        for piece in pieces:
            yield piece

    return answer


def dripping(first: bytes, drop: bytes, *, every_s: float = 0.1) -> Answer:
    """`first`, then `drop` for ever."""

    async def answer(_: Heard) -> Pieces:
        yield first
        while True:
            await asyncio.sleep(every_s)
            yield drop

    return answer


def flooding(first: bytes, wave: bytes, *, waves: int = 100_000) -> Answer:
    """`first`, then `wave` as fast as it is taken."""

    async def answer(_: Heard) -> Pieces:
        yield first
        for _number in range(waves):
            yield wave

    return answer


calendar = saying(CALENDAR)


async def redirect(target: str, *, cookie: str = "") -> Pieces:
    fields = {
        "Content-Length": 0,
        **({"Location": target} if target else {}),
        **({"Set-Cookie": cookie} if cookie else {}),
    }
    yield head("302 Found", fields)
