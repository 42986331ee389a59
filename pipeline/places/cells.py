"""One row of a CSV file, asked for its cells; what is wrong is told with file, row and what was expected."""

import csv
import gzip
import math
import re
from collections.abc import Iterator
from pathlib import Path

from schemas.errors import BruggenError

# What the codes of CBS look like; districts and neighbourhoods of the largest towns have letters.
CODES = {
    "gm_code": re.compile(r"GM\d{4}"),
    "wk_code": re.compile(r"WK\d{4}[0-9A-Z]{2}"),
    "bu_code": re.compile(r"BU\d{4}[0-9A-Z]{4}"),
    "pc4": re.compile(r"[1-9]\d{3}"),
}


class Cells:
    """A row: `where` is its file and line."""

    def __init__(self, where: str, cells: dict[str, str | None]) -> None:
        self.where = where
        self._cells = cells

    def text(self, column: str) -> str:
        """Not empty."""
        if not (cell := self.perhaps(column)):
            raise BruggenError(f"{self.where}: nothing in column {column}, expected a text")
        return cell

    def perhaps(self, column: str) -> str | None:
        return (self._cells[column] or "").strip() or None

    def code(self, column: str, kind: str) -> str:
        """A code of the given kind, one of CODES."""
        cell = self.text(column)
        if not CODES[kind].fullmatch(cell):
            raise BruggenError(f"{self.where}: {cell!r} in column {column}, expected a code as {CODES[kind].pattern}")
        return cell

    def several(self, column: str) -> tuple[str, ...]:
        """The parts of a cell that holds a list; none where it is empty."""
        return tuple(part for part in (self.perhaps(column) or "").split("|") if part)

    def number(self, column: str, least: float, most: float) -> float:
        """A number from `least` to `most`."""
        cell = self.text(column)
        try:
            number = float(cell)
        except ValueError:
            number = math.nan
        if not least <= number <= most:
            raise BruggenError(f"{self.where}: {cell!r} in column {column}, expected {least:g} to {most:g}")
        return number

    def year(self) -> int:
        return int(self.number("year", 1995, 2100))


def csv_rows(path: Path, columns: tuple[str, ...]) -> Iterator[Cells]:
    """The rows of a CSV file, packed with gzip or not, that has at least these columns. Raises BruggenError."""
    packed = path.suffix == ".gz"
    try:
        with gzip.open(path, "rt", encoding="utf-8") if packed else path.open(encoding="utf-8", newline="") as lines:
            table = csv.DictReader(lines, strict=True)
            if missing := [column for column in columns if column not in (table.fieldnames or ())]:
                raise BruggenError(f"{path.name}: no column {', '.join(missing)}; seen {table.fieldnames}")
            for cells in table:
                where = f"{path.name}:{table.line_num}"
                if None in cells.values() or None in cells:
                    raise BruggenError(f"{where}: {_count(cells)} cells, expected {len(table.fieldnames or ())}")
                yield Cells(where, dict(cells))
    except (OSError, EOFError, UnicodeDecodeError, csv.Error) as error:
        raise BruggenError(f"{path.name}: cannot be read as CSV in UTF-8: {error}") from error


def _count(cells: dict[str | None, str | list[str] | None]) -> int:
    surplus = cells.get(None) or []
    return sum(cell is not None for column, cell in cells.items() if column is not None) + len(surplus)
