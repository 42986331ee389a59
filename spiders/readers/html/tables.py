"""What the columns of a table hold, by the words of its head."""

import re

from spiders.readers.html.outline import Outline
from spiders.readers.html.words import COLUMN_ROLES

_CELLS = frozenset({"td", "th"})
_FIRST_ROWS = 4  # in which a head stands


class Columns:
    """The roles of the cells of a page's tables: title, day, hours, place, stamp or other; each table is looked at once."""

    def __init__(self, page: Outline) -> None:
        self._page = page
        self._heads: dict[int, dict[int, str]] = {}

    def role(self, element: int) -> str | None:
        """The role of the cell around `element`; None outside tables and below heads that say nothing known."""
        cell = row = None
        for around in self._page.above(element):
            tag = self._page.elements[around].tag
            if tag in _CELLS and cell is None:
                cell = around
            elif tag == "tr" and cell is not None:
                row = around
                break
        if cell is None or row is None:
            return None
        place = self._cells(row).index(cell)
        return self._head(row).get(place)

    def _cells(self, row: int) -> list[int]:
        return [child for child in self._page.all_children(row) if self._page.elements[child].tag in _CELLS]

    def _head(self, row: int) -> dict[int, str]:
        """Roles by place, from the first row of its table that names at least two."""
        page = self._page
        table = next((e for e in page.above(row) if page.elements[e].tag == "table"), None)
        if table is None:
            return {}
        if table not in self._heads:
            rows = (e for e in range(table + 1, len(page.elements)) if page.elements[e].tag == "tr")
            heads = (self._roles(e) for e, _ in zip(rows, range(_FIRST_ROWS), strict=False))
            self._heads[table] = next((head for head in heads if len(head) > 1), {})
        return self._heads[table]

    def _roles(self, row: int) -> dict[int, str]:
        return {place: role for place, cell in enumerate(self._cells(row)) if (role := self._said(cell))}

    def _said(self, cell: int) -> str | None:
        one = self._page.elements[cell]
        if not 0 < one.end - one.first <= 3:
            return None
        text = " ".join(line.text for line in self._page.lines[one.first : one.end])
        return COLUMN_ROLES.get(" ".join(re.sub(r"[^\w &/]", "", text).casefold().split()))
