"""One table in four formats: JSON, NDJSON (gzip), CSV and Parquet. Equal lines give equal bytes in each."""

import csv
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from io import StringIO
from itertools import islice
from operator import attrgetter
from pathlib import Path
from typing import Any, TypeVar

import duckdb
import msgspec
from isal import igzip

from output.dataset.columns import columns
from schemas.dataset import LICENSE, Table
from schemas.record import CalendarDay, Record

T = TypeVar("T")
_Cells = Callable[[Sequence[Any]], Sequence[Any]]
_NOTHING: tuple[Any, ...] = (None, (), {})
# What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection).
_FORMULA = frozenset("=+-@\t\r\n")


@dataclass(frozen=True)
class Written:
    """A table of `count` records: `lines` of JSON, one or more in a piece, and rows of CSV, each with its line end."""

    table: Table
    count: int
    lines: Sequence[bytes | memoryview]
    cells: Sequence[bytes | memoryview]


def json_file(written: Written, as_of: CalendarDay) -> list[bytes]:
    """One object: licence, day, count, and the records, one a line."""
    head = msgspec.json.encode({"license": LICENSE, "as_of": as_of, "count": written.count})
    return [head[:-1], f',"{written.table.name}":[\n'.encode(), b",\n".join(written.lines), b"\n]}\n"]


def ndjson(written: Written) -> bytes:
    """One record a line. A line break stands between records only: within texts JSON writes it as an escape."""
    return b"".join((b",\n".join(written.lines).replace(b",\n", b"\n"), b"\n" if written.count else b""))


def gzipped(text: bytes) -> list[bytes]:
    """`text` packed; the header holds neither a time nor a name."""
    return [igzip.compress(text, mtime=0)]


def csv_file(written: Written) -> list[bytes]:
    """RFC 4180 in UTF-8: a heading and the rows."""
    return [_csv([tuple(columns(written.table))]), b"".join(written.cells)]


def blocks(whole: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """`whole` in parts of this size, and what is left."""
    return (whole[at : at + size] for at in range(0, len(whole), size))


def cells(table: Table, groups: Sequence[Sequence[Record]]) -> Iterator[bytes]:
    r"""Each group of records as rows of CSV: \r\n, values with parts as JSON, nothing for what no source says.

    A text that a spreadsheet would take for a formula has an apostrophe before it. All columns are in memory at once.
    """
    kinds = columns(table)
    values: Callable[[Any], tuple[Any, ...]] = attrgetter(*kinds)
    rows = _cells([values(record) for group in groups for record in group], kinds.values())
    return (_csv(islice(rows, len(group))) for group in groups)


def _cells(rows: Sequence[tuple[Any, ...]], kinds: Iterable[str]) -> Iterator[tuple[Any, ...]]:
    """`rows` with each value as it stands in its cell; column by column, as whole columns need nothing."""
    if not rows:
        return iter(())
    written: Iterable[_Cells] = (_CELLS.get(kind, _parts) for kind in kinds)
    return zip(*(cells(column) for cells, column in zip(written, zip(*rows, strict=True), strict=True)), strict=True)


def _texts(column: Sequence[str | None]) -> list[str | None]:
    return [f"'{text}" if text and text[0] in _FORMULA else text for text in column]


def _parts(column: Sequence[Any]) -> list[str | None]:
    return [None if value in _NOTHING else msgspec.json.encode(value).decode() for value in column]


def _moments(column: Sequence[datetime | None]) -> list[str | None]:
    return [None if at is None else msgspec.json.encode(at).decode().strip('"') for at in column]


def _unchanged(column: Sequence[Any]) -> Sequence[Any]:
    return column


_CELLS: dict[str, _Cells] = {
    "VARCHAR": _texts,
    "BIGINT": _unchanged,
    "DOUBLE": _parts,
    "BOOLEAN": _parts,
    "TIMESTAMP WITH TIME ZONE": _moments,
}


def _csv(rows: Iterable[tuple[Any, ...]]) -> bytes:
    text = StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode()


@contextmanager
def parquet_writer() -> Iterator[Callable[[Table, bytes], list[bytes]]]:
    """Makes Parquet of NDJSON, with the types of the fields: parts as STRUCT, moments as TIMESTAMPTZ.

    One thread: the bytes would depend on how many there are.
    """
    with tempfile.TemporaryDirectory(prefix="bruggen-") as folder, duckdb.connect(config={"threads": 1}) as database:
        database.execute("SET TimeZone = 'UTC'")
        source, target = Path(folder) / "lines.ndjson", Path(folder) / "table.parquet"

        def parquet(table: Table, text: bytes) -> list[bytes]:
            types = ", ".join(f"\"{name}\": '{kind}'" for name, kind in columns(table).items())
            source.write_bytes(text)
            lines = f"read_json('{source}', format = 'newline_delimited', columns = {{{types}}})"
            database.execute(f"COPY (FROM {lines}) TO '{target}' (FORMAT parquet, COMPRESSION zstd)")
            return [target.read_bytes()]

        yield parquet
