"""Judges of the CSV files of a dataset: its folder → what is wrong, by table. And faults that files really have."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import frictionless

from schemas.dataset import TABLES
from tests.output.dataset.published import known

Troubles = dict[str, str]


def by_frictionless(data: Path) -> Troubles:
    """What contradicts `datapackage.json`: its dialect, types, constraints and keys."""
    report = frictionless.Package(str(data / "datapackage.json")).validate()
    found = {task.name: task.errors[0].message for task in report.tasks if task.errors}
    return found | ({"datapackage": report.errors[0].message} if report.errors else {})


def by_duckdb(data: Path) -> Troubles:
    """Where the rows are not those of the Parquet file."""
    found: Troubles = {}
    with duckdb.connect() as database:
        database.execute("SET TimeZone = 'UTC'")
        for table in TABLES:
            try:
                if _rows_of_csv(database, data, table.name) != _rows(database, _parquet(data, table.name)):
                    found[table.name] = "other rows than in Parquet"
            except duckdb.Error as error:
                found[table.name] = str(error)
    return found


def _parquet(data: Path, table: str) -> str:
    return f"read_parquet('{data / table}.parquet')"


def _rows_of_csv(database: duckdb.DuckDBPyConnection, data: Path, table: str) -> list[Any]:
    """The rows as the heading names them, typed as in Parquet: parts out of JSON, no apostrophe before a formula."""
    database.execute(f"DESCRIBE FROM {_parquet(data, table)}")
    kinds = {name: kind if kind in _PLAIN else "JSON" for name, kind, *_ in database.fetchall()}
    heading = (data / f"{table}.csv").read_bytes().split(b"\r\n")[0].decode(errors="replace").replace("'", "")
    columns = ", ".join(f"'{name}': '{kinds.get(name, 'VARCHAR')}'" for name in heading.split(","))
    dialect = "header = true, delim = ',', quote = '\"', escape = '\"', new_line = '\\r\\n', auto_detect = false"
    cells = f"read_csv('{data / table}.csv', columns = {{{columns}}}, {dialect})"
    return _rows(database, f"(SELECT * REPLACE ({_texts(kinds)}) FROM {cells})")  # noqa: S608 our own files


_PLAIN = ("VARCHAR", "BIGINT", "DOUBLE", "BOOLEAN", "TIMESTAMP WITH TIME ZONE")


def _texts(kinds: dict[str, str]) -> str:
    texts = (name for name, kind in kinds.items() if kind == "VARCHAR")
    return ", ".join(f"""regexp_replace("{name}", '^''([=+@\t\r\n-])', '\\1') AS "{name}\"""" for name in texts)


def _rows(database: duckdb.DuckDBPyConnection, relation: str) -> list[Any]:
    found = database.execute(f"SELECT to_json(t) FROM {relation} t").fetchall()  # noqa: S608
    return [known(json.loads(row)) for (row,) in found]


def by_octets(data: Path) -> Troubles:
    """What readers pass over, RFC 4180 §2 and what `docs/dataset.md` promises beyond it."""
    texts = {table.name: (data / f"{table.name}.csv").read_bytes() for table in TABLES}
    return {name: trouble for name, text in texts.items() if (trouble := _trouble(text))}


def _trouble(text: bytes) -> str | None:
    if text.startswith(b"\xef\xbb\xbf"):
        return "a byte order mark"
    bare = re.sub(rb'(?<![^,\n])"(?:[^"]|"")*"(?=[,\r])', b"", text)
    if b'"' in bare:
        return "a quote that does not stand around a cell"
    if not text.endswith(b"\r\n") or re.search(rb"(?<!\r)\n|\r(?!\n)", bare):
        return "a line that does not end in CR LF"
    try:
        text.decode()
    except UnicodeDecodeError as error:
        return str(error)
    return None


JUDGES: dict[str, Callable[[Path], Troubles]] = {
    "frictionless": by_frictionless,
    "duckdb": by_duckdb,
    "octets": by_octets,
}


@dataclass(frozen=True)
class Damage:
    """A fault in one table. `seen_by` names the judges that complain, as tried."""

    table: str
    done: Callable[[bytes], bytes]
    seen_by: frozenset[str]


def _first(pattern: bytes, replacement: bytes) -> Callable[[bytes], bytes]:
    return lambda text: re.sub(pattern, replacement, text, count=1)


def _last_row_out(text: bytes) -> bytes:
    return text[: text.rstrip().rindex(b"\r\n") + 2]


def _seen(*judges: str) -> frozenset[str]:
    return frozenset(judges)


DAMAGES = {
    "a page in its place": Damage(
        "places", lambda _: b"<!doctype html><title>Storing</title>\r\n", _seen("frictionless", "duckdb")
    ),
    "nothing at all": Damage("places", lambda _: b"", _seen("frictionless", "duckdb", "octets")),
    "cut off halfway": Damage(
        "activities", lambda text: text[: len(text) // 2], _seen("frictionless", "duckdb", "octets")
    ),
    "the last row is missing": Damage("places", _last_row_out, _seen("duckdb")),
    "a cell too many": Damage("places", _first(rb"\r\n(.*?)\r\n", rb"\r\n\1,,\r\n"), _seen("frictionless")),
    "a cell too few": Damage("occurrences", _first(rb",\r\n", rb"\r\n"), _seen("frictionless", "duckdb")),
    "an empty row": Damage("places", _first(rb"\r\n", rb"\r\n\r\n"), _seen("frictionless")),
    "a heading with another name": Damage("places", _first(rb"postcode", rb"zip"), _seen("frictionless", "duckdb")),
    "two headings that change places": Damage(
        "places", _first(rb"street,postcode", rb"postcode,street"), _seen("frictionless", "duckdb")
    ),
    "one heading twice": Damage(
        "places", _first(rb"street,postcode", rb"street,street"), _seen("frictionless", "duckdb")
    ),
    "semicolons": Damage("occurrences", lambda text: text.replace(b",", b";"), _seen("frictionless", "duckdb")),
    "quotes escaped by a backslash": Damage(
        "activities", lambda text: text.replace(b'""', b'\\"'), _seen("frictionless", "duckdb", "octets")
    ),
    "a quote that nothing closes": Damage(
        "places", _first(rb"\r\n(\w+),", rb'\r\n\1,"'), _seen("frictionless", "duckdb", "octets")
    ),
    "bytes that are not UTF-8": Damage(
        "activities", _first("é".encode(), b"\xe9"), _seen("frictionless", "duckdb", "octets")
    ),
    "a byte order mark": Damage("places", lambda text: b"\xef\xbb\xbf" + text, _seen("duckdb", "octets")),
    "bare newlines": Damage("places", lambda text: text.replace(b"\r\n", b"\n"), _seen("duckdb", "octets")),
    "a moment that is none": Damage(
        "changes", _first(rb"2026-11-24T05:00:00Z", b"gisteren"), _seen("frictionless", "duckdb")
    ),
    "a moment of another hour": Damage("changes", _first(rb"T05:00:00Z", b"T06:00:00Z"), _seen("duckdb")),
    "a number in words": Damage(
        "sources", _first(rb"facts\.,\d+|link\.,\d+", b"link.,drie"), _seen("frictionless", "duckdb")
    ),
    "a word of no vocabulary": Damage(
        "occurrences", _first(rb"scheduled", b"going_on"), _seen("frictionless", "duckdb")
    ),
    "a part that is no JSON": Damage(
        "activities", _first(rb'"\{""kind""', b'"{""kind'), _seen("frictionless", "duckdb")
    ),
    "an id twice": Damage("places", _first(rb"\r\n(.*?\r\n)", rb"\r\n\1\1"), _seen("frictionless", "duckdb")),
    "no value where one must be": Damage(
        "organisations", _first(rb"\r\n([^,]+),[^,]+", rb"\r\n\1,"), _seen("frictionless", "duckdb")
    ),
    "an activity that is not there": Damage(
        "occurrences", _first(rb"\r\n[^,]+", rb"\r\nzz99"), _seen("frictionless", "duckdb")
    ),
    "an address that is none": Damage(
        "sources", _first(rb"http://127", b"javascript:127"), _seen("frictionless", "duckdb")
    ),
    "one letter of a name": Damage("organisations", _first(rb"Bibliotheek", b"Bibliothek"), _seen("duckdb")),
}
