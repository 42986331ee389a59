"""Files too large for memory: read from disk a piece at a time, with a tag of all their bytes."""

import os
from collections import OrderedDict
from email.utils import formatdate
from hashlib import file_digest
from http import HTTPStatus
from io import BufferedReader

from starlette.concurrency import run_in_threadpool
from starlette.types import Scope, Send

from output.service.answers import Part, asked_of, has_tag, part_of
from output.service.bodies import Headers, standing_headers
from output.service.files import LargeFile
from output.service.releases import Mark, mark_of

_PIECE = 256_000
_MOST_TAGS = 1000


class LargeAnswers:
    """Answers with large files; the tag of a file is computed once."""

    def __init__(self) -> None:
        self._tags: OrderedDict[Mark, bytes] = OrderedDict()

    async def send(self, found: LargeFile, scope: Scope, send: Send) -> None:
        """Send the file, a part of it, or that it is unchanged. Raises OSError before anything is sent."""
        with await run_in_threadpool(found.path.open, "rb") as file:
            status = os.fstat(file.fileno())
            etag = await run_in_threadpool(self._tag, file, mark_of(status))
            modified = formatdate(status.st_mtime, usegmt=True).encode()
            kept = [(b"etag", etag), (b"last-modified", modified), (b"cache-control", b"no-cache"), *standing_headers()]
            asked = asked_of(scope)
            tags = asked.get(b"if-none-match")
            if has_tag(tags, etag) if tags else asked.get(b"if-modified-since", b"").strip() == modified:
                await _start(send, HTTPStatus.NOT_MODIFIED, kept)
                await send({"type": "http.response.body", "body": b""})
                return
            part = part_of(asked, {etag, modified}, status.st_size)
            kind = (b"content-type", found.content_type.encode())
            await _start(send, part.status, [kind, (b"accept-ranges", b"bytes"), *part.headers, *kept])
            await _send_part(file, part, send, is_head=scope["method"] == "HEAD")

    def _tag(self, file: BufferedReader, mark: Mark) -> bytes:
        if mark not in self._tags:
            self._tags[mark] = f'"{file_digest(file, "sha256").hexdigest()[:32]}"'.encode()
            if len(self._tags) > _MOST_TAGS:
                self._tags.popitem(last=False)
        return self._tags[mark]


async def _start(send: Send, status: int, headers: Headers) -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers})


async def _send_part(file: BufferedReader, part: Part, send: Send, *, is_head: bool) -> None:
    left = 0 if is_head else part.last - part.first + 1
    file.seek(part.first)
    while left > 0:
        piece = await run_in_threadpool(file.read, min(_PIECE, left))
        if not piece:
            raise OSError("the file became shorter while it was sent")
        left -= len(piece)
        await send({"type": "http.response.body", "body": piece, "more_body": left > 0})
    if is_head or part.last < part.first:
        await send({"type": "http.response.body", "body": b""})
