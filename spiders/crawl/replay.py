"""Answers from the archive instead of the network: any past crawl once more, byte for byte."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

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
    """A record: its date first, so that records sort by age; then file and place in it."""

    date: str
    archive: Path
    offset: int


class ReplayHandler:
    """Answers with the newest record of an address. An address without a record did not exist for that crawl."""

    lazy = True

    def __init__(self, crawler: Crawler) -> None:
        self._records = Records(crawler.spider.errand.replay)  # type: ignore[union-attr]

    async def download_request(self, request: Request) -> Response:
        asks_conditionally = any(name in request.headers for name in _CONDITIONS)
        return self._records.answer(request.url, may_be_unchanged=asks_conditionally)

    async def close(self) -> None:
        """Nothing stays open."""


class Records:
    """The newest answer per address of one archive, or of all archives in a directory."""

    def __init__(self, replay: Path) -> None:
        self._newest: dict[str, _Where] = {}
        self._newest_whole: dict[str, _Where] = {}
        for url, kind, where in sorted(_index(_archives(replay)), key=_age):
            self._newest[url] = where
            if kind != "revisit":
                self._newest_whole[url] = where

    def answer(self, url: str, *, may_be_unchanged: bool) -> Response:
        """What `url` answered last; a 304 only to who asked conditionally, others get what it stood for.

        Raises the Unfetched of then, or one that says that the archive does not know the address.
        """
        records = self._newest if may_be_unchanged else self._newest_whole
        if url not in records:
            raise Unfetched(Failure.CONNECTION, f"{url}: not in the archive")
        return _answer(records[url], url)


def _archives(replay: Path) -> list[Path]:
    found = sorted(replay.glob(f"*{SUFFIX}")) if replay.is_dir() else [replay] if replay.is_file() else []
    if not found:
        raise SourceError(f"{replay}: no archive; expected a file or a directory of files *{SUFFIX}")
    return found


def _index(archives: Iterable[Path]) -> Iterator[tuple[str, str, _Where]]:
    """Address, kind and place of every whole record, oldest archive first."""
    for archive in archives:
        with archive.open("rb") as stream:
            iterator = ArchiveIterator(stream)
            for record in _whole_records(iterator):
                url = record.rec_headers.get_header("WARC-Target-URI")
                date = record.rec_headers.get_header("WARC-Date")
                yield url, record.rec_type, _Where(date, archive, iterator.get_record_offset())


def _whole_records(iterator: ArchiveIterator) -> Iterator[Any]:
    """The records up to the first that a killed run left unfinished."""
    try:
        for record in iterator:
            length = record.rec_headers.get_header("Content-Length")
            record.whole = record.raw_stream.read()
            if length is None or record.raw_stream.limit > 0:
                return
            yield record
    except (ArchiveLoadFailed, EOFError, OSError, ValueError):
        return


def _age(entry: tuple[str, str, _Where]) -> datetime:
    return datetime.fromisoformat(entry[2].date)


def _answer(where: _Where, url: str) -> Response:
    with where.archive.open("rb") as stream:
        stream.seek(where.offset)
        record = next(iter(ArchiveIterator(stream)))
        body = record.raw_stream.read()
        if failure := record.rec_headers.get_header(FAILURE_HEADER):
            raise Unfetched(Failure(failure), body.decode())
        http = record.http_headers
        headers: dict[str, list[str]] = {}
        for name, line in http.headers:
            headers.setdefault(name, []).append(line)
        return Response(url, status=int(http.get_statuscode()), headers=headers, body=body)
