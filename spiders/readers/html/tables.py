"""What the columns of a table hold, by the words of its head."""

import re

from spiders.readers.html.outline import Outline
from spiders.readers.html.words import COLUMN_ROLES

_CELLS = frozenset({"td", "th"})
_FIRST_ROWS = 4  # in which a head stands
_LONGEST_HEAD = 80
_FEW_WORDS = 3
_ASIDE = re.compile(r"\([^()]*\)")


class Columns:
    """The roles of the cells of a page's tables: title, day, hours, place, stamp or other.

    Each table is looked at once.
    """

    def __init__(self, page: Outline) -> None:
        self._page = page
        self._heads: dict[int, dict[int, str]] = {}
        self._at: dict[int, tuple[int, int] | None] = {}
        self._cell_around: list[int] = []  # by element: the innermost cell, -1 outside of tables
        for number, element in enumerate(page.elements):
            around = self._cell_around[element.parent] if element.parent >= 0 else -1
            self._cell_around.append(number if element.tag in _CELLS else around)
        self._tables: dict[int, int | None] = {}
        self._roles_of_cells: dict[int, str | None] = {}

    def role(self, element: int) -> str | None:
        """The role of the cell around `element`; None outside tables and below heads that say nothing known."""
        cell = self._cell_around[element]
        if cell >= 0 and cell not in self._roles_of_cells:
            at = self.cell(cell)
            self._roles_of_cells[cell] = self._head(at[0]).get(at[1]) if at else None
        return self._roles_of_cells.get(cell)

    def cell(self, element: int) -> tuple[int, int] | None:
        """The row around `element`, and the place of its cell in it."""
        cell = self._cell_around[element]
        if cell >= 0 and cell not in self._at:
            row = next((e for e in self._page.above(cell) if self._is_row(e)), -1)
            self._at[cell] = (row, self._cells(row).index(cell)) if row >= 0 else None
        return self._at.get(cell)

    def row(self, element: int) -> int | None:
        """The row around `element`."""
        at = self.cell(element)
        return at[0] if at else None

    def name(self, element: int) -> str | None:
        """What the first cell of the column around `element` says, where that is no role and in another row."""
        at = self.cell(element)
        table = self._table(at[0]) if at else None
        if at is None or table is None or at[1] in self._head(at[0]):
            return None
        first = next((e for e in range(table + 1, len(self._page.elements)) if self._is_row(e)), at[0])
        cells = self._cells(first)
        if first == at[0] or len(cells) < 2 or at[1] >= len(cells):
            return None
        text = self._text(cells[at[1]])
        return text if 0 < len(text) < _LONGEST_HEAD else None

    def _cells(self, row: int) -> list[int]:
        return [child for child in self._page.all_children(row) if self._page.elements[child].tag in _CELLS]

    def _is_row(self, element: int) -> bool:
        return self._page.elements[element].tag == "tr"

    def _table(self, row: int) -> int | None:
        if row not in self._tables:
            self._tables[row] = next((e for e in self._page.above(row) if self._page.elements[e].tag == "table"), None)
        return self._tables[row]

    def _head(self, row: int) -> dict[int, str]:
        """Roles by place, from the first row of its table that names at least two."""
        table = self._table(row)
        if table is None:
            return {}
        if table not in self._heads:
            rows = (e for e in range(table + 1, len(self._page.elements)) if self._is_row(e))
            heads = (self._roles(e) for e, _ in zip(rows, range(_FIRST_ROWS), strict=False))
            self._heads[table] = next((head for head in heads if len(head) > 1), {})
        return self._heads[table]

    def _roles(self, row: int) -> dict[int, str]:
        texts = [self._text(cell) for cell in self._cells(row)]
        is_plain = not any(letter.isdigit() for text in texts for letter in text)
        said = {place: _role_said(text, is_plain=is_plain) for place, text in enumerate(texts)}
        return {place: role for place, role in said.items() if role}

    def _text(self, cell: int) -> str:
        one = self._page.elements[cell]
        return " ".join(line.text for line in self._page.lines[one.first : one.end]) if one.end - one.first <= 3 else ""


def _role_said(text: str, *, is_plain: bool) -> str | None:
    """The role that the head of a column says in its words, or, in a row without figures, in one of the words of few.

    >>> [_role_said(text, is_plain=True) for text in ("Principal location", "Datum les", "Filing deadline:")]
    ['place', 'day', 'stamp']
    """
    words = re.sub(r"[^\w &/]", "", _ASIDE.sub(" ", text)).casefold().split()
    role = COLUMN_ROLES.get(" ".join(words))
    if role or not is_plain or not 1 < len(words) <= _FEW_WORDS:
        return role
    if "stamp" in map(COLUMN_ROLES.get, words):
        return "stamp"
    first, last = COLUMN_ROLES.get(words[0]), COLUMN_ROLES.get(words[-1])
    if words[1] in {"of", "van"} or last in {None, "title"}:  # "Board meeting" is whose column it is
        return str(first) if first in {"day", "hours", "place"} else None
    return str(last)
