"""Tables as text (CSV, and what spreadsheets make of it), with the names of their columns in the first row."""

import csv
import io
import re
from dataclasses import dataclass
from itertools import islice

from spiders.page import Page, Reading
from spiders.readers.records import MOST_RECORDS, reading_of
from spiders.text import decoded

_DELIMITERS = (";", "\t", ",", "|")
_LONGEST_HEAD = 2_000
_LONGEST_CELL = 100_000
_OTHER = re.compile(rb"[\xef\xbb\xbf\s]{0,16}(?:[<{\[%]|BEGIN:)|[\x00-\x08\x0e-\x1f]")
_NAME = re.compile(r"[^\W\d_][\w .,:()/&'’-]{0,60}")


@dataclass(frozen=True)
class Delimited:
    """The reader of delimited text: each row is a record with the names of its columns."""

    name: str = "csv"
    version: int = 1

    def recognises(self, page: Page) -> bool:
        head = page.body if len(page.body) <= _LONGEST_HEAD else page.body[:_LONGEST_HEAD].rpartition(b"\n")[0]
        return _OTHER.match(head) is None and b"\x00" not in head and _delimiter(decoded(head)) is not None

    def read(self, page: Page) -> Reading:
        text = decoded(page.body, page.content_type)
        delimiter = _delimiter(text[:_LONGEST_HEAD])
        if delimiter is None:
            return Reading()
        csv.field_size_limit(_LONGEST_CELL)
        rows = csv.DictReader(io.StringIO(text.strip(), newline=""), delimiter=delimiter)
        try:
            records = [_record(row) for row in islice(rows, MOST_RECORDS)]
        except csv.Error:
            return Reading()
        return reading_of(records, page, reader=self.name, is_whole_page=True)


READER = Delimited()


def _record(row: dict[str, str]) -> dict[str, str]:
    """The cells that have a name and hold something."""
    return {name: cell for name, cell in row.items() if name and isinstance(cell, str) and cell.strip()}


def _delimiter(text: str) -> str | None:
    """What stands between the names of the first line, if it is a line of at least two names, none of them twice."""
    first, _, rest = text.strip().partition("\n")
    if not rest.strip():
        return None
    for delimiter in _DELIMITERS:
        names = [name.strip().strip('"').strip() for name in first.split(delimiter)]
        is_head = len(names) > 1 and len(set(names)) == len(names) and all(map(_NAME.fullmatch, names))
        if is_head and delimiter in rest.partition("\n")[0]:
            return delimiter
    return None
