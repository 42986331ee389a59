"""Answers from the archive instead of the network: any past crawl once more, byte for byte."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from schemas.errors import SourceError
from schemas.health import Failure
from spiders.crawl.archive import FAILURE_HEADER, SUFFIX
from spiders.crawl.failures import Unfetched

_CONDITIONS = ("If-None-Match", "If-Modified-Since")


@dataclass(frozen=True)
class _Where:
    """Where a record stands. `status` is empty where there was no answer."""

    url: str
    status: str
    date: str
    archive: Path
    offset: int


class ReplayHandler:
    """Answers with the newest record of an address. An address without a record did not exist for that crawl."""

    lazy = True

    def __init__(self, records: "Records") -> None:
        self._records = records

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "ReplayHandler":
        return cls(crawler.spider.records)  # type: ignore[union-attr]  # only our own spiders run here

    async def download_request(self, request: Request) -> Response:
        asks_conditionally = any(name in request.headers for name in _CONDITIONS)
        return self._records.answer(urldefrag(request.url)[0], may_be_unchanged=asks_conditionally)

    async def close(self) -> None:
        """Nothing stays open."""


class Records:
    """The newest answer per address of one archive, or of all archives in a directory."""

    def __init__(self, replay: Path) -> None:
        self._newest: dict[str, _Where] = {}
        self._newest_whole: dict[str, _Where] = {}
        for where in sorted(_index(_archives(replay)), key=_age):
            self._newest[where.url] = where
            if where.status.startswith("2"):
                self._newest_whole[where.url] = where

    def answer(self, url: str, *, may_be_unchanged: bool) -> Response:
        """What `url` answered last; a 304 only to who asked conditionally, others get what it stood for.

        Raises the Unfetched of then, or one that says that the archive does not know the address.
        """
        where = self._newest.get(url)
        if where and where.status == "304" and not may_be_unchanged:
            where = self._newest_whole.get(url)
        if where is None:
            raise Unfetched(Failure.CONNECTION, f"{url}: not in the archive")
        return _answer(where)


def _archives(replay: Path) -> list[Path]:
    found = sorted(replay.glob(f"*{SUFFIX}")) if replay.is_dir() else [replay] if replay.is_file() else []
    if not found:
        raise SourceError(f"{replay}: no archive; expected a file or a directory of files *{SUFFIX}")
    return found


def _index(archives: Iterable[Path]) -> Iterator[_Where]:
    """The place of every whole record, archive by archive."""
    for archive in archives:
        with archive.open("rb") as stream:
            iterator = ArchiveIterator(stream)
            for record in _whole_records(iterator):
                yield _Where(
                    url=record.rec_headers.get_header("WARC-Target-URI"),
                    status=record.http_headers.get_statuscode() if record.http_headers else "",
                    date=record.rec_headers.get_header("WARC-Date"),
                    archive=archive,
                    offset=iterator.get_record_offset(),
                )


def _whole_records(iterator: ArchiveIterator) -> Iterator[Any]:
    """The records up to the first that a killed run left unfinished."""
    try:
        for record in iterator:
            length = record.rec_headers.get_header("Content-Length")
            record.raw_stream.read()
            if length is None or record.raw_stream.limit > 0:
                return
            yield record
    except (ArchiveLoadFailed, EOFError, OSError, ValueError):
        return


def _age(where: _Where) -> datetime:
    return datetime.fromisoformat(where.date)


def _answer(where: _Where) -> Response:
    with where.archive.open("rb") as stream:
        stream.seek(where.offset)
        record = next(iter(ArchiveIterator(stream)))
        body = record.raw_stream.read()
        if failure := record.rec_headers.get_header(FAILURE_HEADER):
            raise Unfetched(Failure(failure), body.decode())
        headers: dict[str, list[str]] = {}
        for name, line in record.http_headers.headers:
            headers.setdefault(name, []).append(line)
        return Response(where.url, status=int(where.status), headers=headers, body=body)
