"""The one connection to the DuckDB file: migrations, transactions, rows in and out."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

import duckdb
import msgspec

from pipeline.store.rows import Row
from schemas.errors import StoreError

_MIGRATIONS = Path(__file__).parent / "migrations"
# Rows in by one JSON parameter: 60–95 thousand a second, against 250–1 300 by executemany (2026-11-23).
_BATCH = 5_000
_SQL_TYPES = {str: "VARCHAR", int: "BIGINT", float: "DOUBLE", bool: "BOOLEAN", datetime: "TIMESTAMP"}

AnyRow = TypeVar("AnyRow", bound=Row)


@contextmanager
def opened(path: Path, *, read_only: bool = False) -> Iterator["Store"]:
    """The store at `path`, made or migrated if need be. Raises StoreError when it is locked, newer, or no database."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        connection = duckdb.connect(str(path), read_only=read_only, config={"memory_limit": "1GB", "threads": 2})
    except duckdb.Error as error:
        raise StoreError(f"{path}: cannot be opened: {str(error).splitlines()[0]}") from error
    try:
        if not read_only:
            _migrate(connection, path)
        yield Store(connection)
    finally:
        connection.close()


def _migrate(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    connection.execute("CREATE TABLE IF NOT EXISTS migrations (number INTEGER PRIMARY KEY)")
    applied = {number for (number,) in connection.execute("SELECT number FROM migrations").fetchall()}
    scripts = {int(script.name[:4]): script for script in sorted(_MIGRATIONS.glob("*.sql"))}
    if newer := applied - set(scripts):
        raise StoreError(f"{path}: written by a newer Bruggen (migration {max(newer)}); update Bruggen")
    for number in sorted(set(scripts) - applied):
        connection.execute("BEGIN")
        connection.execute(scripts[number].read_text(encoding="utf-8"))
        connection.execute("INSERT INTO migrations VALUES (?)", [number])
        connection.execute("COMMIT")


class Store:
    """Rows in and out of an open database."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing: what happens inside is kept when it ends well, and undone when it raises."""
        self._connection.execute("BEGIN")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    def put(self, rows: Sequence[Row]) -> None:
        """`rows`, all of one kind, in their table; a row with the same key is replaced."""
        if not rows:
            return
        insert = _insertion(type(rows[0]))
        for start in range(0, len(rows), _BATCH):
            batch = msgspec.json.encode(rows[start : start + _BATCH]).decode()
            self._connection.execute(insert, [batch])

    def rows(
        self, kind: type[AnyRow], where: str = "true", parameters: Iterable[Any] = (), order: str = ""
    ) -> list[AnyRow]:
        """The rows of `kind` for which the SQL condition holds, in the given order."""
        names = ", ".join(f'"{name}"' for name in kind.__struct_fields__)
        ordered = f" ORDER BY {order}" if order else ""
        query = f"SELECT {names} FROM {kind.TABLE} WHERE {where}{ordered}"  # noqa: S608 no foreign text in it
        found = self.query(query, parameters)
        return [kind(**dict(zip(kind.__struct_fields__, values, strict=True))) for values in found]

    def query(self, sql: str, parameters: Iterable[Any] = ()) -> list[tuple[Any, ...]]:
        """The answer to `sql`, read whole: a half-read answer would block the connection."""
        return self._connection.execute(sql, list(parameters)).fetchall()


@cache
def _insertion(kind: type[Row]) -> str:
    """The statement that inserts rows of `kind`, given as one JSON list."""
    columns = {name: _sql_type(hint) for name, hint in get_type_hints(kind).items() if name in kind.__struct_fields__}
    names = ", ".join(f'"{name}"' for name in columns)
    values = ", ".join(f'row."{name}"' for name in columns)
    shape = msgspec.json.encode([columns]).decode()
    keyed = "OR REPLACE " if kind.IS_KEYED else ""
    return (
        f"INSERT {keyed}INTO {kind.TABLE} ({names}) "  # noqa: S608 no foreign text in it
        f"SELECT {values} FROM (SELECT unnest(from_json(CAST(? AS JSON), '{shape}')) AS row)"
    )


def _sql_type(hint: Any) -> str:  # noqa: ANN401 a type, or a form of types
    """The type of column that holds a field of this type, None left out of account."""
    if get_origin(hint) is tuple:
        return f"{_sql_type(get_args(hint)[0])}[]"
    known = [one for one in get_args(hint) if one is not type(None)] or [hint]
    return _SQL_TYPES[known[0]] if known[0] in _SQL_TYPES else _sql_type(known[0])
