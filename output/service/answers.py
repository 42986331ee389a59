"""How a body is answered to a request: encoding, conditions and ranges by RFC 9110. Pure but for the sending."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus
from typing import NamedTuple

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.types import Receive, Scope, Send

from output.service.bodies import Body, Headers, Version, standing_headers

_CONDITIONS = frozenset((b"accept-encoding", b"if-none-match", b"if-modified-since", b"if-range", b"range"))
_QUICK = 32_000  # bytes that are packed without a thread, in a millisecond
_BEST_FIRST = ("br", "gzip")
_RANGE = re.compile(rb"bytes=(\d{0,15})-(\d{0,15})")
ALLOWED = b"GET, HEAD, OPTIONS"
# RFC 3986 §3.2.2, but for the empty name, which no address of HTTP may have (RFC 9110 §4.2.1).
_HOST = re.compile(rb"(?:\[[0-9A-Fa-fv:.]+\]|(?:[\w.~!$&'()*+,;=-]|%[0-9A-Fa-f]{2}){1,255})(?::\d{0,5})?")


@dataclass(frozen=True, slots=True)
class Reply:
    """Status, headers and content of an answer; sends itself as an ASGI app. `head`: written out before, if it was."""

    status: int
    headers: Headers
    content: bytes
    head: bytes | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 as ASGI calls it
        await send({"type": "http.response.start", "status": self.status, "headers": self.headers})
        await send({"type": "http.response.body", "body": self.content})


class Answer:
    """Answers one request, as an ASGI app, with `body`."""

    def __init__(self, body: Body) -> None:
        self.body = body

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = asked_of(scope)
        encoding = encoding_for(self.body, asked)
        if encoding in self.body.versions or len(self.body.plain.content) <= _QUICK:
            version = self.body.version(encoding)
        else:
            version = await run_in_threadpool(self.body.version, encoding)
        await reply(self.body, version, asked)(scope, receive, send)


def asked_of(scope: Scope) -> dict[bytes, bytes]:
    """The conditions of a request; only a GET may ask for a part (RFC 9110 §14.2)."""
    found = conditions(scope["headers"])
    if scope["method"] != "GET":
        found.pop(b"range", None)
    return found


def conditions(headers: Iterable[tuple[bytes, bytes]]) -> dict[bytes, bytes]:
    """The headers that decide how a body is answered; one that stands there twice is one list (RFC 9110 §5.3)."""
    found: dict[bytes, bytes] = {}
    for name, value in headers:
        if name in _CONDITIONS:
            found[name] = b"%b, %b" % (found[name], value) if name in found else value
    return found


def names_host(headers: Iterable[tuple[bytes, bytes]]) -> bool:
    """Whether one host is named, as HTTP/1.1 wants it (RFC 9112 §3.2)."""
    hosts = [value for name, value in headers if name == b"host"]
    return len(hosts) == 1 and _HOST.fullmatch(hosts[0]) is not None


def encoding_for(body: Body, asked: dict[bytes, bytes]) -> str:
    """The shortest encoding that the client takes. Ranges are cut from the plain bytes."""
    accepted = asked.get(b"accept-encoding")
    if accepted is None or not body.is_packable or _asks_part(body, asked):
        return "identity"
    return _preferred(accepted[:500])


def _asks_part(body: Body, asked: dict[bytes, bytes]) -> bool:
    return body.in_parts and b"range" in asked


@lru_cache(maxsize=256)
def _preferred(accepted: bytes) -> str:
    weights: dict[str, float] = {}
    for part in accepted.decode("latin-1").lower().split(","):
        name, _, parameters = part.partition(";")
        weights[name.strip()] = _weight(parameters)
    found = max(_BEST_FIRST, key=lambda name: weights.get(name, weights.get("*", 0.0)))
    weight = weights.get(found, weights.get("*", 0.0))
    return found if weight > 0 and weight >= weights.get("identity", 0.0) else "identity"


def _weight(parameters: str) -> float:
    found = re.fullmatch(r"\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*", parameters)
    return float(found[1]) if found else 0.0 if parameters.strip() else 1.0


def reply(body: Body, version: Version, asked: dict[bytes, bytes]) -> Reply:
    """Full, unchanged, or a part."""
    if tags := asked.get(b"if-none-match"):
        if held := _held(body, version, tags):
            return Reply(HTTPStatus.NOT_MODIFIED, held.unchanged, b"", held.unchanged_head)
    elif body.last_modified and asked.get(b"if-modified-since", b"").strip() == body.last_modified:
        # The same moment, as nginx does by default: after a rollback the older file is the right one.
        return Reply(HTTPStatus.NOT_MODIFIED, version.unchanged, b"", version.unchanged_head)
    whole = Reply(HTTPStatus.OK, version.full, version.content, version.full_head)
    if not _asks_part(body, asked):
        return whole
    part = part_of(asked, {version.etag, body.last_modified}, len(version.content))
    if part.status == HTTPStatus.OK:
        return whole
    headers = [*(pair for pair in version.full if pair[0] != b"content-length"), *part.headers]
    return Reply(part.status, headers, version.content[part.first : part.last + 1])


def _held(body: Body, version: Version, tags: bytes) -> Version | None:
    """The version whose bytes the client has already; whichever it is, they are what we would say."""
    if tags == version.etag:
        return version
    return next((one for one in (version, *body.versions.values()) if has_tag(tags, one.etag)), None)


def has_tag(tags: bytes, etag: bytes) -> bool:
    """Whether an If-None-Match names a tag.

    >>> has_tag(b'"a", W/"b"', b'"b"'), has_tag(b"*", b'"b"'), has_tag(b'"ab"', b"b")
    (True, True, False)
    """
    return tags.strip() == b"*" or etag in {tag.strip().removeprefix(b"W/") for tag in tags[:4000].split(b",")}


class Part(NamedTuple):
    """Which bytes are answered, both inclusive, with the status and headers that say so."""

    status: int
    first: int
    last: int
    headers: Headers


def part_of(asked: dict[bytes, bytes], validators: Collection[bytes | None], size: int) -> Part:
    """One range; what asks for several, for nothing that is understood, or by an old tag, gets all (RFC 9110 §14.2)."""
    found = _RANGE.fullmatch(asked.get(b"range", b"").strip())
    is_current = b"if-range" not in asked or asked[b"if-range"] in validators
    if (
        not found
        or not is_current
        or found[0] == b"bytes=-"
        or (found[1] and found[2] and int(found[1]) > int(found[2]))
    ):
        return Part(HTTPStatus.OK, 0, size - 1, [(b"content-length", b"%d" % size)])
    first, last = span(found[1], found[2], size)
    if first > last:
        headers = [(b"content-range", b"bytes */%d" % size), (b"content-length", b"0")]
        return Part(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, 0, -1, headers)
    headers = [
        (b"content-range", b"bytes %d-%d/%d" % (first, last, size)),
        (b"content-length", b"%d" % (last - first + 1)),
    ]
    return Part(HTTPStatus.PARTIAL_CONTENT, first, last, headers)


def span(first: bytes, last: bytes, size: int) -> tuple[int, int]:
    """First and last byte of a range, both inclusive; the first behind the last where there are none.

    >>> span(b"2", b"", 10), span(b"", b"3", 10), span(b"10", b"", 10)
    ((2, 9), (7, 9), (10, 9))
    """
    if not first:
        return max(0, size - int(last)), size - 1 if int(last) else -1
    return int(first), min(int(last), size - 1) if last else size - 1


def problem(status: HTTPStatus, detail: str, more: Headers | None = None) -> Reply:
    """A trouble as RFC 9457 writes it."""
    content = msgspec.json.encode(
        {"type": "about:blank", "title": status.phrase, "status": status.value, "detail": detail}
    )
    kind = "application/problem+json"
    headers = [
        (b"content-type", kind.encode()),
        (b"content-length", str(len(content)).encode()),
        (b"cache-control", b"no-store"),
        *standing_headers(),
        *(more or []),
    ]
    return Reply(status, headers, content)


def keep_yours(headers: Iterable[tuple[bytes, bytes]]) -> Reply:
    """For a calendar that nobody can make now: who has bytes keeps them, as they are the last good ones."""
    if any(name in {b"if-none-match", b"if-modified-since"} for name, _ in headers):
        return Reply(HTTPStatus.NOT_MODIFIED, [(b"cache-control", b"no-cache"), *standing_headers()], b"")
    return problem(HTTPStatus.NOT_FOUND, "this calendar cannot be made at the moment; try again in a minute")
