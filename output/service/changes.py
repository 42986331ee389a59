"""What changed, by RPDE 1.0, from any position on: items of the release's own pages, cut anew where a reader stands."""

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from output.service.bodies import Body
from output.service.filters import BadQuery
from output.service.lines import slices
from schemas.dataset import LICENSE
from schemas.errors import BruggenError

FIRST_PAGE = "start.json"
MOST_ITEMS = 500
_NO_ITEMS = b'"items":[\n\n]}\n'
_MOST_PAGES = 1_000_000
Position = tuple[int, str]


class _Item(msgspec.Struct):
    id: str
    modified: int


class Changes:
    """The items in order of their last change, then of their id; the records themselves stay on disk."""

    def __init__(self, folder: Path) -> None:
        """Raises BruggenError when the pages in `folder` do not follow each other."""
        self._paths: list[Path] = []
        self._positions: list[Position] = []
        self._files, self._starts, self._lengths = array("I"), array("Q"), array("I")
        name = FIRST_PAGE
        while (folder / FIRST_PAGE).is_file() and len(self._paths) < _MOST_PAGES:
            following = self._add(folder / name)
            if following is None:
                break
            name = following
        if self._positions != sorted(self._positions):
            raise BruggenError(f"{folder}: items out of order, expected them by `modified` and id")

    def _add(self, path: Path) -> str | None:
        """The name of the page behind `path`; None where that is the last one."""
        text = path.read_bytes()
        start = count = 0
        for line in text.splitlines(keepends=True):
            if line.startswith(b'{"state"'):
                record = line.rstrip(b",\r\n")
                item = msgspec.json.decode(record, type=_Item)
                self._positions.append((item.modified, item.id))
                for column, value in (
                    (self._files, len(self._paths)),
                    (self._starts, start),
                    (self._lengths, len(record)),
                ):
                    column.append(value)
                count += 1
            start += len(line)
        self._paths.append(path)
        found = re.match(rb'\{"next":"(?:[^"]*/)?([a-z0-9~-]+\.json)"', text)
        if not found:
            raise BruggenError(f"{path}: names no next page")
        return found[1].decode() if count else None

    def page(self, after: Position | None, *, most: int, address: str) -> Body:
        """The items behind a position. `address`: where this endpoint stands. Raises StaleRelease."""
        start = 0 if after is None else bisect_right(self._positions, after)
        numbers = range(start, min(start + most, len(self._positions)))
        following = self._positions[numbers[-1]] if numbers else after
        query = f"?afterTimestamp={following[0]}&afterId={following[1]}" if following else ""
        head = msgspec.json.encode({"next": address + query, "license": LICENSE})
        text = head[:-1] + b',"items":[\n' + b",\n".join(self._read(numbers)) + b"\n]}\n"
        return Body(text, "application/json", cache_control=cache_control(text))

    def _read(self, numbers: Iterable[int]) -> list[bytes]:
        by_file: dict[int, list[tuple[int, int]]] = {}
        for number in numbers:
            by_file.setdefault(self._files[number], []).append((self._starts[number], self._lengths[number]))
        return [
            piece
            for file, spans in by_file.items()
            for piece in slices(self._paths[file], spans, first=b'{"state"', last=b"}")
        ]


def cache_control(page: bytes) -> str:
    """How long a page of changes may be kept: an hour; the last one, which waits for more, for seconds (RPDE 1.0)."""
    return "public, max-age=8" if page.endswith(_NO_ITEMS) else "public, max-age=3600"


def position(found: Sequence[tuple[str, str]]) -> Position | None:
    """Where a reader stands, out of the pairs of a query. Raises BadQuery."""
    values = dict(found)
    if len(values) < len(found) or (values and values.keys() != {"afterTimestamp", "afterId"}):
        raise BadQuery("expected afterTimestamp and afterId together, or neither, and nothing else")
    if not values:
        return None
    if not re.fullmatch("[0-9]{1,15}", values["afterTimestamp"]):
        raise BadQuery("afterTimestamp: expected seconds since 1970")
    if not re.fullmatch("[a-z0-9~]{1,100}", values["afterId"]):
        raise BadQuery("afterId: expected the id of an item")
    return int(values["afterTimestamp"]), values["afterId"]
