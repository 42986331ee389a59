"""One table in four formats: JSON, NDJSON (gzip), CSV and Parquet. Equal lines give equal bytes in each."""

import csv
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from io import StringIO
from operator import attrgetter
from pathlib import Path
from typing import Any

import duckdb
import msgspec
from isal import igzip

from output.dataset.columns import columns
from output.dataset.tables import Rows
from schemas.dataset import LICENSE, Table

_BLOCK = 5_000
_Cells = Callable[[Sequence[Any]], Sequence[Any]]
_NOTHING: tuple[Any, ...] = (None, (), {})
# What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection).
_FORMULA = frozenset("=+-@\t\r\n")


def json_file(rows: Rows, as_of: str) -> list[bytes]:
    """One object: licence, day, count, and the records, one a line."""
    head = msgspec.json.encode({"license": LICENSE, "as_of": as_of, "count": len(rows.lines)})
    return [head[:-1], f',"{rows.table.name}":[\n'.encode(), b",\n".join(rows.lines), b"\n]}\n"]


def ndjson(rows: Rows) -> bytes:
    """One record a line."""
    return b"\n".join((*rows.lines, b""))


def gzipped(text: bytes) -> list[bytes]:
    """`text` packed; the header holds neither a time nor a name."""
    return [igzip.compress(text, mtime=0)]


def csv_file(rows: Rows) -> list[bytes]:
    r"""RFC 4180 in UTF-8: a heading, \r\n, values with parts as JSON, nothing for what no source says.

    A text that a spreadsheet would take for a formula has an apostrophe before it.
    """
    kinds = columns(rows.table)
    values: Callable[[Any], tuple[Any, ...]] = attrgetter(*kinds)
    blocks = (rows.records[at : at + _BLOCK] for at in range(0, len(rows.records), _BLOCK))
    return [_csv([tuple(kinds)]), *(_csv(_cells(map(values, block), kinds.values())) for block in blocks)]


def _cells(rows: Iterable[tuple[Any, ...]], kinds: Iterable[str]) -> Iterator[tuple[Any, ...]]:
    """`rows` with each value as it stands in its cell; column by column, as whole columns need nothing."""
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
