"""The visible release over HTTP, for the demo and for one small machine: files, validators, nothing else."""

import mimetypes
from email.utils import formatdate, parsedate_to_datetime
from hashlib import blake2b
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

_TYPES = {
    ".ics": "text/calendar; charset=utf-8",
    ".json": "application/json",
    ".csv": "text/csv; charset=utf-8",
    ".gz": "application/gzip",
    ".jsonld": "application/ld+json",
    ".parquet": "application/vnd.apache.parquet",
    ".ttl": "text/turtle; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
}


def server(directory: Path, *, host: str, port: int) -> ThreadingHTTPServer:
    """A server of the files under `directory`, bound and not yet serving; port 0 takes a free one.

    `directory` may be a link: each request follows it anew, so that a switched release is served at once.
    """

    class Bound(_FileRequests):
        folder = directory

    return _Server((host, port), Bound)


class _Server(ThreadingHTTPServer):
    daemon_threads = True


class _FileRequests(BaseHTTPRequestHandler):
    folder: Path
    protocol_version = "HTTP/1.1"
    server_version = "Bruggen"
    sys_version = ""
    timeout = 30

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 the base class names it so
        """Nothing: who reads which calendar is nobody's business."""

    def _answer(self, *, with_body: bool) -> None:
        path = _file(self.folder, self.path)
        if path is None:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        body = path.read_bytes()
        modified_at = path.stat().st_mtime
        etag = _etag(body)
        is_known = self._client_has(etag, modified_at)
        self.send_response(HTTPStatus.NOT_MODIFIED if is_known else HTTPStatus.OK)
        self.send_header("ETag", etag)
        self.send_header("Last-Modified", formatdate(modified_at, usegmt=True))
        self.send_header("Cache-Control", "no-cache")
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("X-Content-Type-Options", "nosniff")
        if not is_known:
            self.send_header("Content-Type", _content_type(path))
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if with_body and not is_known:
            self.wfile.write(body)

    def _client_has(self, etag: str, modified_at: float) -> bool:
        """RFC 9110 §13.2.2: the entity tag decides; the date only where no tag is sent."""
        if tags := self.headers.get("If-None-Match"):
            return tags.strip() == "*" or etag in {tag.strip().removeprefix("W/") for tag in tags.split(",")}
        try:
            since = parsedate_to_datetime(self.headers.get("If-Modified-Since", ""))
        except ValueError:
            return False
        return int(modified_at) <= since.timestamp()


def _file(folder: Path, target: str) -> Path | None:
    """The file that the request target names; None where there is none inside `folder`."""
    root = folder.resolve()
    try:
        path = (root / unquote(urlsplit(target).path, errors="strict").lstrip("/")).resolve()
        if path.is_dir():
            path /= "index.html"
        return path if path.is_relative_to(root) and path.is_file() else None
    except (ValueError, OSError):  # bytes that are no path: NUL, half a character, endless names
        return None


def _content_type(path: Path) -> str:
    return _TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"


def _etag(body: bytes) -> str:
    """Strong, of the bytes: other bytes never bear the same tag."""
    return f'"{blake2b(body, digest_size=16).hexdigest()}"'
