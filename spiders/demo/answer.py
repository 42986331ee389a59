"""What a web server of the town says, and the bytes of it on the wire."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from functools import cached_property
from hashlib import blake2b
from http import HTTPStatus


@dataclass(frozen=True)
class Answer:
    """An answer with its bytes made once. `headers` are further lines; `last_modified` is in UTC, to the second.

    None for `content_type`, `etag` or `last_modified`: the server does not send that header.
    """

    body: bytes = b""
    status: int = 200
    content_type: str | None = None
    etag: str | None = None
    last_modified: datetime | None = None
    headers: tuple[tuple[str, str], ...] = ()

    @cached_property
    def head(self) -> bytes:
        """Status line and headers, to the empty line."""
        length = ("Content-Length", str(len(self.body)))
        return _head(self.status, (*self._validators, length, *self._type, *self.headers))

    @cached_property
    def whole(self) -> bytes:
        return self.head + self.body

    @cached_property
    def not_modified(self) -> bytes:
        return _head(HTTPStatus.NOT_MODIFIED, self._validators)

    def is_known(self, none_match: str | None, modified_since: str | None) -> bool:
        """Whether the visitor has this answer already; RFC 9110 §13.1: the tag goes before the date."""
        if none_match is not None:
            tags = {tag.strip().removeprefix("W/") for tag in none_match.split(",")}
            return self.etag is not None and bool(tags & {self.etag, "*"})
        if modified_since is None or self.last_modified is None:
            return False
        try:
            return self.last_modified <= parsedate_to_datetime(modified_since)
        except (ValueError, TypeError):
            return False

    def rewritten(self, body: bytes) -> "Answer":
        """The same page with another text: with a new tag, and modified a minute later, where it has these."""
        later = self.last_modified and self.last_modified + timedelta(minutes=1)
        return replace(self, body=body, etag=self.etag and entity_tag(body), last_modified=later)

    @property
    def _type(self) -> tuple[tuple[str, str], ...]:
        return () if self.content_type is None else (("Content-Type", self.content_type),)

    @property
    def _validators(self) -> tuple[tuple[str, str], ...]:
        tag = () if self.etag is None else (("ETag", self.etag),)
        if self.last_modified is None:
            return tag
        return (*tag, ("Last-Modified", format_datetime(self.last_modified, usegmt=True)))


def redirect(there: str, status: HTTPStatus = HTTPStatus.FOUND) -> Answer:
    return Answer(status=status, headers=(("Location", there),))


def entity_tag(body: bytes) -> str:
    return f'"{blake2b(body, digest_size=8).hexdigest()}"'


def _head(status: int, headers: tuple[tuple[str, str], ...]) -> bytes:
    lines = (f"HTTP/1.1 {status:d} {HTTPStatus(status).phrase}", *(f"{name}: {value}" for name, value in headers))
    return ("\r\n".join(lines) + "\r\n\r\n").encode("ascii")
