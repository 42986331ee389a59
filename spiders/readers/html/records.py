"""Which lines of a page belong to one record: found by the shape of the page around each day that it names."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from spiders.readers.html.outline import Outline

# A row with this many days in cells of their own is a calendar laid out as a table, not one record.
_MATRIX = 3


@dataclass(frozen=True, slots=True)
class Record:
    """The lines from `first` up to `end`; `anchor` names the day. `block`: the block of which it is one of several."""

    first: int
    end: int
    anchor: int
    block: int = -1


def records(page: Outline, anchors: Sequence[int], *, within: tuple[int, int] | None = None) -> list[Record]:
    """The record around each line of `anchors`, in order; no two overlap."""
    if not anchors:
        return []
    return _Cut(page, anchors, within or (0, len(page.lines))).all()


class _Cut:
    def __init__(self, page: Outline, anchors: Sequence[int], within: tuple[int, int]) -> None:
        self.page = page
        self.anchors = sorted(anchors)
        self.low, self.high = within
        marked = set(anchors)
        self.before = [0, *accumulate(int(line in marked) for line in range(len(page.lines)))]

    def all(self) -> list[Record]:
        groups: dict[int, list[tuple[int, int]]] = {}
        for anchor in self.anchors:
            container, child = self._place(anchor)
            groups.setdefault(container, []).append((anchor, child))
        found = [
            Record(record.first, record.end, record.anchor, container)
            for container, members in groups.items()
            for record in self._group(container, members)
        ]
        return _apart(sorted(found, key=lambda record: record.anchor))

    def count(self, element: int) -> int:
        one = self.page.elements[element]
        return self.before[min(one.end, self.high)] - self.before[max(one.first, self.low)]

    def _is_within(self, element: int) -> bool:
        one = self.page.elements[element]
        return one.first >= self.low and one.end <= self.high

    def _place(self, anchor: int) -> tuple[int, int]:
        """The innermost block around `anchor` with several anchors; in it, the block of this one (-1: bare lines)."""
        child = -1
        for element in self.page.above(self.page.lines[anchor].element):
            if not self._is_within(element):
                return element, child
            if self.count(element) > 1 and not self._is_row(element):
                return element, child
            child = element
        return -1, child

    def _is_row(self, element: int) -> bool:
        """Whether a block with several anchors is one record all the same: a row, unless all its cells are days."""
        if self.page.elements[element].tag != "tr" or self.count(element) >= _MATRIX:
            return False
        return self.count(element) < len(self.page.children(element))

    def _group(self, container: int, members: list[tuple[int, int]]) -> list[Record]:
        bare = [anchor for anchor, child in members if child < 0]
        found = self._lines(container, bare) if bare else []
        children: dict[int, int] = {}
        for anchor, child in members:
            if child >= 0:
                children.setdefault(child, anchor)
        if container < 0 or len(children) < 2:
            return found + [self._whole(child, anchor) for child, anchor in children.items()]
        return found + self._siblings(container, children)

    def _whole(self, child: int, anchor: int) -> Record:
        one = self.page.elements[child]
        return Record(max(one.first, self.low), min(one.end, self.high), anchor)

    def _lines(self, container: int, anchors: list[int]) -> list[Record]:
        """Lines of one block, as between line breaks: each record runs to the next."""
        one = self.page.elements[container] if container >= 0 else None
        low, high = (one.first, one.end) if one else (self.low, self.high)
        leads = [self._leads(low, anchors[0])] + [self._leads(a + 1, b) for a, b in pairwise(anchors)]
        shift = 1 if all(leads) else 0
        starts = [anchor - shift for anchor in anchors]
        return [
            Record(start, end, anchor) for start, end, anchor in zip(starts, [*starts[1:], high], anchors, strict=True)
        ]

    def _leads(self, low: int, anchor: int) -> bool:
        """Whether the line before `anchor` heads it: short, and bold, a heading or a link."""
        if anchor - 1 < max(low, self.low):
            return False
        line = self.page.lines[anchor - 1]
        return bool(line.heading or line.bold) and len(line.text) < 150

    def _siblings(self, container: int, children: dict[int, int]) -> list[Record]:
        """Records that are children of one block, with those between them that belong to them."""
        siblings = [child for child in self.page.children(container) if self._is_within(child)]
        order = {sibling: place for place, sibling in enumerate(siblings)}
        places = sorted((order[child], anchor) for child, anchor in children.items() if child in order)
        if all(b[0] - a[0] == 1 for a, b in pairwise(places)) and not self._headed(siblings, places[0][0]):
            return [self._whole(siblings[place], anchor) for place, anchor in places]
        starts = self._starts(siblings, [place for place, _ in places])
        ends = [*starts[1:], len(siblings)]
        return [
            self._run(siblings, start, end, anchor)
            for start, end, (_, anchor) in zip(starts, ends, places, strict=True)
        ]

    def _starts(self, siblings: list[int], places: list[int]) -> list[int]:
        """Where each record begins: at a heading before its day, where most have one there; else at its day."""
        if sum(self._heading_between(siblings, place, place + 1) is not None for place in places) * 2 > len(places):
            return places
        far = [self._heading_between(siblings, a + 1, b) for a, b in pairwise([-1, *places])]
        if sum(start is not None for start in far[1:]) * 2 >= max(1, len(far) - 1):
            return [place if start is None else start for start, place in zip(far, places, strict=True)]
        before = sum(self._headed(siblings, place) for place in places)
        after = sum(self._headed(siblings, place + 2) for place in places)
        if before * 2 >= len(places) and before >= after:
            return [self._start(siblings, place) for place in places]
        return places

    def _heading_between(self, siblings: list[int], low: int, high: int) -> int | None:
        """The last sibling from `low` up to `high` that begins with a heading."""
        first = (self.page.elements[sibling].first for sibling in siblings[low:high])
        found = [low + place for place, line in enumerate(first) if self.page.lines[line].heading]
        return found[-1] if found else None

    def _headed(self, siblings: list[int], place: int) -> bool:
        """Whether the sibling before `place` heads it."""
        if not 1 <= place <= len(siblings):
            return False
        one = self.page.elements[siblings[place - 1]]
        if one.end - one.first > 2 or self.count(siblings[place - 1]):
            return False
        line = self.page.lines[one.first]
        return bool(line.heading or line.bold or line.linked or one.tag == "dt") and len(line.text) < 150

    def _start(self, siblings: list[int], place: int) -> int:
        while self._headed(siblings, place):
            place -= 1
        return place

    def _run(self, siblings: list[int], start: int, end: int, anchor: int) -> Record:
        """Siblings from `start` up to `end`, stopping before one that holds anchors of others or opens another part."""
        elements = self.page.elements
        own = self.page.lines[elements[siblings[start]].first].heading
        stop = end
        for place in range(start, end):
            one = elements[siblings[place]]
            is_next_part = 0 < self.page.lines[one.first].heading <= own
            if one.first > anchor and (is_next_part or self.count(siblings[place])):
                stop = place
                break
        return Record(elements[siblings[start]].first, elements[siblings[max(stop, start + 1) - 1]].end, anchor)


def _apart(found: list[Record]) -> list[Record]:
    """The records cut where the next begins, so that no line belongs to two."""
    kept: list[Record] = []
    for place, record in enumerate(found):
        end = record.end
        if place + 1 < len(found) and found[place + 1].first > record.anchor:
            end = min(end, found[place + 1].first)
        first = max(record.first, kept[-1].anchor + 1 if kept else 0)
        first, end = min(first, record.anchor), max(end, record.anchor + 1)
        kept.append(Record(first, end, record.anchor, record.block))
    return kept
