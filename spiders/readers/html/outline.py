"""A page as lines of text, each knowing the element that it stands in: what all readers of HTML work on.

Elements are numbered in the order of the page, so that an element's lines are a range and climbing costs no search.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

_UNREAD = frozenset(
    "script style noscript template svg head iframe object textarea -comment -doctype audio video map"
    .split()
)  # fmt: skip
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data dfn em font i ins kbd label mark q s samp small span strike strong "
    "sub sup time tt u var wbr nobr center".split()
)
_BOLD = frozenset({"b", "strong"})
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
# A page of 5 MB has 200,000 nodes; what has more is read up to here.
MOST_NODES = 300_000
LONGEST_LINE = 2_000


class Element(NamedTuple):
    """A block of the page. `first` and `end` are the range of its lines; `parent` is -1 at the root."""

    tag: str
    marks: str  # class and id, in lower case
    parent: int
    first: int
    end: int
    depth: int


@dataclass(slots=True)
class Line:
    """A line as printed, blanks folded. `element` is the innermost block around it.

    `heading`: its level, 0 for none. `href` and `link_text`: the first link in it. `bold`, `linked`: all of it is.
    `stamp`: the first `datetime` of a time element in it.
    """

    text: str
    element: int
    heading: int = 0
    href: str | None = None
    link_text: str = ""
    bold: bool = False
    linked: bool = False
    stamp: str | None = None


@dataclass(slots=True)
class Outline:
    """All lines of a page in order, and the blocks around them."""

    lines: list[Line] = field(default_factory=list)
    elements: list[Element] = field(default_factory=list)
    is_whole: bool = True
    days_before: list[int] = field(default_factory=list)  # per line, how many lines above it name a day; set by a view

    def above(self, element: int) -> Iterator[int]:
        """`element` and the blocks around it, innermost first."""
        while element >= 0:
            yield element
            element = self.elements[element].parent

    def children(self, element: int) -> list[int]:
        """The blocks directly within `element` that hold lines, in order."""
        return [child for child in self.all_children(element) if self.elements[child].first < self.elements[child].end]

    def all_children(self, element: int) -> list[int]:
        """The blocks directly within `element`, empty ones too, in order."""
        return self._children().get(element, [])

    _by_parent: dict[int, list[int]] | None = None

    def _children(self) -> dict[int, list[int]]:
        if self._by_parent is None:
            self._by_parent = {}
            for number, element in enumerate(self.elements):
                self._by_parent.setdefault(element.parent, []).append(number)
        return self._by_parent


def outline(tree: LexborHTMLParser) -> Outline:
    """The lines and blocks of the body of `tree`."""
    root = tree.body or tree.root
    return _Walk().over(root) if root is not None else Outline()


class _Walk:
    """Builds an outline in one pass; iterative, for pages may be deep."""

    def __init__(self) -> None:
        self.page = Outline()
        self._open: list[list[object]] = []
        self._pieces: list[str] = []
        self._line = Line("", 0)
        self._plain = 0
        self._links: list[str] = []
        self._bold = 0
        self._heading = 0
        self._edge = False

    def over(self, root: LexborNode) -> Outline:
        self._enter(root, root.tag or "body")
        node: LexborNode | None = root.child
        depth = 0
        nodes = 0
        while node is not None:
            nodes += 1
            if nodes > MOST_NODES:
                self.page.is_whole = False
                break
            tag = node.tag or ""
            child = None
            if tag == "-text":
                self._text(node.text_content or "")
            elif tag not in _UNREAD:
                child = node.child
                self._enter(node, tag)
                if child is None:
                    self._leave(tag)
            if child is not None:
                node, depth = child, depth + 1
                continue
            while node is not None and node.next is None and depth > 0:
                node, depth = node.parent, depth - 1
                if node is not None:
                    self._leave(node.tag or "")
            node = node.next if node is not None else None
        while self._open:
            self._close_block()
        return self.page

    def _text(self, text: str) -> None:
        if self._links or self._bold:
            if text.strip():
                self._line.linked |= bool(self._links)
                self._line.bold |= self._bold > 0
                if self._links and self._line.href in {None, self._links[-1]}:
                    self._line.href = self._links[-1]
                    self._line.link_text += text
        elif text.strip(" \t\r\n\xa0,.;:|-–"):
            self._plain += 1
        if self._edge and text and self._pieces and _run_together(self._pieces[-1], text):
            self._pieces.append(" ")
        self._edge = False
        self._pieces.append(text)

    def _enter(self, node: LexborNode, tag: str) -> None:
        if tag in _INLINE:
            self._edge |= tag != "sup"
            if tag == "a":
                self._links.append(node.attributes.get("href") or "")
            elif tag in _BOLD:
                self._bold += 1
            elif tag == "time" and self._line.stamp is None:
                self._line.stamp = node.attributes.get("datetime")
            return
        self._end_line()
        if tag in {"br", "hr", "img", "input", "wbr", "col"}:
            return
        attributes = node.attributes
        marks = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".lower()
        parent = int(str(self._open[-1][0])) if self._open else -1
        number = len(self.page.elements)
        self.page.elements.append(Element(tag, marks, parent, len(self.page.lines), -1, len(self._open)))
        self._open.append([number, tag])
        if tag in _HEADINGS:
            self._heading = _HEADINGS[tag]

    def _leave(self, tag: str) -> None:
        if tag in _INLINE:
            self._edge |= tag != "sup"
            if tag == "a" and self._links:
                self._links.pop()
            elif tag in _BOLD:
                self._bold = max(0, self._bold - 1)
            return
        if tag in {"br", "hr", "img", "input", "wbr", "col"} or not self._open:
            return
        self._end_line()
        self._close_block()
        if tag in _HEADINGS:
            self._heading = 0

    def _close_block(self) -> None:
        self._end_line()
        number = int(str(self._open.pop()[0]))
        self.page.elements[number] = self.page.elements[number]._replace(end=len(self.page.lines))

    def _end_line(self) -> None:
        if not self._pieces:
            return
        text = " ".join("".join(self._pieces).split())
        self._pieces.clear()
        line, self._line = self._line, Line("", 0)
        plain, self._plain = self._plain, 0
        if not text:
            return
        line.text = text[:LONGEST_LINE]
        line.element = int(str(self._open[-1][0]))
        line.heading = self._heading
        line.bold = line.bold and plain == 0
        line.linked = line.linked and plain == 0
        self.page.lines.append(line)


def _run_together(before: str, after: str) -> bool:
    """Whether two pieces would run into one number or word where a style sheet keeps them apart: "Jan" "16"."""
    a, b = before[-1:], after[:1]
    is_half_of_day = before[-2:].lower() in {"am", "pm"}
    return a.isalnum() and b.isalnum() and (a.isdigit() or b.isdigit() or is_half_of_day)
