"""The ASGI app: files of the visible release, and under `/v1/` the questions. Who asks what is written down nowhere."""

import logging
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from output.service.answers import (
    ALLOWED,
    Answer,
    Reply,
    conditions,
    encoding_for,
    keep_yours,
    names_host,
    problem,
    reply,
)
from output.service.api import Api
from output.service.bodies import Body, Headers, standing_headers
from output.service.files import LargeFile, Lost, Moved, ReleaseFiles
from output.service.large import LargeAnswers
from output.service.library import Library, Postcodes
from output.service.openapi import VERSION
from schemas.dataset import Publisher
from schemas.errors import BruggenError

_log = logging.getLogger("bruggen.service")
_API_VERSION = (b"api-version", VERSION.encode())
_ALLOW = (b"allow", ALLOWED)
_PREFLIGHT = Reply(
    HTTPStatus.NO_CONTENT,
    [
        _ALLOW,
        (b"access-control-allow-methods", ALLOWED),
        (b"access-control-allow-headers", b"If-Modified-Since, If-None-Match, If-Range, Range"),
        (b"access-control-max-age", b"86400"),
        *standing_headers(),
    ],
    b"",
)
_NO_HOST = problem(HTTPStatus.BAD_REQUEST, "Host: expected once, the host that is asked, with or without a port")


class Service:
    """Answers over `public`, the link to the visible release. `postcodes` gives the middles of postcodes.

    `base_url`: where the service stands, as the world sees it; `publisher`: who answers for it. Raises BruggenError for
    an address that is not that of a host.
    """

    def __init__(
        self,
        public: Path,
        *,
        postcodes: Postcodes = dict,
        base_url: str | None = None,
        publisher: Publisher | None = None,
    ) -> None:
        self._files = ReleaseFiles(public)
        self._library = Library(public, self._files, postcodes)
        self._large = LargeAnswers()
        self._api = Api(self._library, base_url=base_url and _root(base_url), publisher=publisher).router()

    def open(self) -> None:
        """Ready to answer when this returns; a large release takes seconds to index."""
        self._library.open()

    def quick(self, target: bytes, headers: Headers) -> Reply | None:
        """The answer to a GET that stands in memory, written out; None where more has to be done."""
        path = target.partition(b"?")[0].decode("latin-1")
        body = None if "%" in path else self._files.lately(path)
        if body is None or not names_host(headers):
            return None
        asked = conditions(headers)
        version = body.versions.get(encoding_for(body, asked))
        found = version and reply(body, version, asked)
        return found if found and found.head else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await self._answer(scope, receive, send)
        elif scope["type"] == "lifespan":
            await _lifespan(receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["path"]
        if path == "/v1" or path.startswith("/v1/"):
            send = _with_version(send)
        if scope["http_version"] == "1.1" and not names_host(scope["headers"]):
            await _NO_HOST(scope, receive, send)
            return
        if scope["method"] not in {"GET", "HEAD"}:
            await _other_method(scope["method"])(scope, receive, send)
            return
        if body := self._files.remembered(path):
            await Answer(body)(scope, receive, send)
            return
        await _watched(self._api if path.startswith("/v1/") else self._file, scope, receive, send)

    async def _file(self, scope: Scope, receive: Receive, send: Send) -> None:
        found = await run_in_threadpool(self._files.read, scope["path"])
        if isinstance(found, LargeFile):
            await self._large.send(found, scope, send)
            return
        answer: ASGIApp
        if isinstance(found, Body):
            answer = Answer(found)
        elif isinstance(found, Moved):
            location = (b"location", quote(found.target).encode())
            answer = problem(HTTPStatus.PERMANENT_REDIRECT, "the address of a folder ends in a slash", [location])
        elif isinstance(found, Lost):
            answer = keep_yours(scope["headers"])
        else:
            answer = problem(HTTPStatus.NOT_FOUND, "nothing stands at this address")
        await answer(scope, receive, send)


def _root(base_url: str) -> str:
    """All other links begin with a slash, so below a path they would lead out of the service.

    >>> _root("https://bruggen.example/")
    'https://bruggen.example'
    """
    try:
        parts = urlsplit(base_url)
    except ValueError:
        parts = urlsplit("")
    root = f"{parts.scheme}://{parts.netloc}"
    if parts.scheme not in {"http", "https"} or not parts.hostname or base_url not in {root, f"{root}/"}:
        raise BruggenError(
            f"{base_url}: expected the address of a host without a path, such as https://bruggen.example/; "
            "the service stands at the root of a host"
        )
    return root


async def _watched(app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    """What goes wrong is told to the operator without a word of the request, and to a calendar program not as a 5xx."""
    has_begun = False

    async def watching(message: Message) -> None:
        nonlocal has_begun
        has_begun = True
        await send(message)

    try:
        await app(scope, receive, watching)
    except Exception:
        if has_begun:
            raise
        _log.exception("no answer could be made")
        is_calendar = scope["path"].endswith(".ics")
        broken = problem(HTTPStatus.INTERNAL_SERVER_ERROR, "something is broken here; the operator is told")
        await (keep_yours(scope["headers"]) if is_calendar else broken)(scope, receive, send)


def _with_version(send: Send) -> Send:
    async def versioned(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message["headers"], _API_VERSION]}
        await send(message)

    return versioned


def _other_method(method: str) -> Reply:
    if method == "OPTIONS":
        return _PREFLIGHT
    return problem(HTTPStatus.METHOD_NOT_ALLOWED, "this service is for reading: GET, HEAD, OPTIONS", [_ALLOW])


async def _lifespan(receive: Receive, send: Send) -> None:
    """Nothing has to be begun or ended."""
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return
