"""What is answered with: bytes that never change, plain and compressed, each with the tag of its very bytes."""

import re
from base64 import b64encode
from dataclasses import dataclass
from email.utils import formatdate
from hashlib import blake2b, sha256

import brotli
from isal import igzip

Headers = list[tuple[bytes, bytes]]

_SMALLEST_PACKED = 256  # below that a compressed answer is hardly shorter
_BROTLI_QUALITY = 5  # 200 kB of calendar: 4 ms, to 6 %; quality 9 takes three times as long for a tenth less
_GZIP_LEVEL = 3
_PACKABLE = ("text/", "application/json", "application/problem+json", "application/ld+json", "application/x-ndjson")

# A page of ours asks nothing of other hosts, and runs nothing but the scripts that stand in it as a whole.
_PAGE_POLICY = (
    "default-src 'none'; style-src 'self'{style}; script-src 'self'{script}; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_INLINE = re.compile(rb"<(script|style)\b[^>]*>(.*?)</\1>", re.DOTALL | re.IGNORECASE)
_FILE_POLICY = b"default-src 'none'; frame-ancestors 'none'; sandbox"
_SAFE: Headers = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
]
_ANY_ORIGIN = (b"access-control-allow-origin", b"*")
_SHARED: Headers = [
    _ANY_ORIGIN,
    (b"access-control-expose-headers", b"API-Version, Content-Range, ETag, Link"),
]


def standing_headers(policy: bytes = _FILE_POLICY) -> Headers:
    """What every answer says, whatever stands in it."""
    return [*_SAFE, (b"content-security-policy", policy), *_SHARED]


def _policy(content: bytes, content_type: str) -> bytes:
    if not content_type.startswith("text/html"):
        return _FILE_POLICY
    hashes = {"script": "", "style": ""}
    for kind, text in dict.fromkeys(_INLINE.findall(content)):
        hashes[kind.decode().lower()] += f" 'sha256-{b64encode(sha256(text).digest()).decode()}'"
    return _PAGE_POLICY.format(**hashes).encode()


@dataclass(frozen=True)
class Version:
    """One encoding of a body: its bytes, their tag, the headers of 200 and 304, and those written out for HTTP/1.1."""

    content: bytes
    etag: bytes
    full: Headers
    unchanged: Headers
    full_head: bytes
    unchanged_head: bytes


class Body:
    """Bytes to serve with what is said about them. Packed versions are made when they are first asked for, and kept.

    `modified_at`: seconds since 1970; None: nobody knows. `in_parts`: ranges may be asked for.
    """

    def __init__(
        self,
        content: bytes,
        content_type: str,
        *,
        modified_at: float | None = None,
        cache_control: str = "no-cache",
        more: Headers | None = None,
        in_parts: bool = False,
    ) -> None:
        self.in_parts = in_parts
        self.last_modified = formatdate(modified_at, usegmt=True).encode() if modified_at is not None else None
        self.is_packable = content_type.startswith(_PACKABLE) and len(content) >= _SMALLEST_PACKED
        self._type = (b"content-type", content_type.encode())
        self._cached: Headers = [
            (b"cache-control", cache_control.encode()),
            *([(b"vary", b"accept-encoding")] if self.is_packable else []),
        ]
        self._told: Headers = [
            self._type,
            *([(b"accept-ranges", b"bytes")] if in_parts else []),
            *([(b"last-modified", self.last_modified)] if self.last_modified else []),
            *(more or []),
            *standing_headers(_policy(content, content_type)),
        ]
        self.plain = self._version(content, None)
        self.versions: dict[str, Version] = {"identity": self.plain}

    @property
    def size(self) -> int:
        """Bytes in memory, about, once all versions are made."""
        length = len(self.plain.content)
        return length + length // 2 if self.is_packable else length

    def version(self, encoding: str) -> Version:
        """The body in an encoding: `identity`, `gzip` or `br`."""
        found = self.versions.get(encoding)
        if found is None:
            found = self.versions[encoding] = self._version(_packed(self.plain.content, encoding), encoding)
        return found

    def _version(self, content: bytes, encoding: str | None) -> Version:
        etag = f'"{blake2b(content, digest_size=16).hexdigest()}"'.encode()
        cached = [(b"etag", etag), *self._cached]
        full = [(b"content-length", str(len(content)).encode()), *cached, *self._told]
        if encoding:
            full.append((b"content-encoding", encoding.encode()))
        # RFC 9110 §15.4.5: what the client has holds the rest; but a browser looks for leave to read it anew.
        unchanged = [*cached, _ANY_ORIGIN]
        return Version(content, etag, full, unchanged, _head(b"200 OK", full), _head(b"304 Not Modified", unchanged))


def _head(status: bytes, headers: Headers) -> bytes:
    """Status line and headers, without the empty line that ends them: whoever sends them adds the date."""
    return b"HTTP/1.1 " + status + b"\r\n" + b"".join(b"%b: %b\r\n" % pair for pair in headers)


def _packed(content: bytes, encoding: str) -> bytes:
    if encoding == "br":
        return bytes(brotli.compress(content, quality=_BROTLI_QUALITY))
    return igzip.compress(content, compresslevel=_GZIP_LEVEL, mtime=0)
