"""A page as lines of text, each knowing the element that it stands in: what all readers of HTML work on.

Elements are numbered in the order of the page, so that an element's lines are a range and climbing costs no search.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

_UNREAD_NAMES = "script style noscript template svg head iframe object textarea -comment -doctype audio video map"
_UNREAD = frozenset(_UNREAD_NAMES.split())
_INLINE_NAMES = """
a abbr acronym b bdi bdo big cite code data dfn em font i ins kbd label mark q s samp small span strike strong sub sup
time tt u var wbr nobr center
"""
_INLINE = frozenset(_INLINE_NAMES.split())
_BREAKS = frozenset({"br", "hr", "img", "input", "col"})
_BOLD = frozenset({"b", "strong"})
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
# A page of 5 MB has 200,000 nodes; what has more is read up to here.
MOST_NODES = 300_000
LONGEST_LINE = 2_000


@dataclass(slots=True)
class Element:
    """A block of the page. `first` and `end` are the range of its lines; `parent` is -1 at the root.

    `marks`: class and id, in lower case.
    """

    tag: str
    marks: str
    parent: int
    first: int
    end: int = -1


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

    ranks: list[tuple[int, int, int, int]] | None = None  # see headings.py
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
    return outline_of(root) if root is not None else Outline()


def outline_of(root: LexborNode) -> Outline:
    """The lines and blocks within one element."""
    return _Walk().over(root)


class _Walk:
    """Builds an outline in one pass; iterative, for pages may be deep."""

    def __init__(self) -> None:
        self.page = Outline()
        self._open: list[int] = []  # the blocks around, outermost first
        self._pieces: list[str] = []
        self._line = Line("", 0)
        self._has_plain_text = False
        self._links: list[str] = []
        self._bold = 0
        self._heading = 0
        self._at_edge = False  # between two inline elements
        self._inline = 0  # inline elements around
        self._cards: list[int] = []  # links that are cards, by the inline elements around them

    def over(self, root: LexborNode) -> Outline:
        """The outline of what lies within `root`."""
        self._enter_block(root, root.tag or "body")
        around: list[tuple[LexborNode, str]] = []
        node: LexborNode | None = root.child
        nodes = 0
        while node is not None and nodes < MOST_NODES:
            nodes += 1
            tag = node.tag or ""
            if tag == "-text":
                self._text(node.text_content or "")
            elif tag not in _UNREAD:
                if tag in _INLINE:
                    self._enter_inline(node, tag)
                elif tag in _BREAKS:
                    self._end_line()
                else:
                    self._enter_block(node, tag)
                if (child := node.child) is not None:
                    around.append((node, tag))
                    node = child
                    continue
                self._leave(tag)
            following = node.next
            while following is None and around:
                node, tag = around.pop()
                self._leave(tag)
                following = node.next
            node = following
        self.page.is_whole = node is None
        while self._open:
            self._close_block()
        return self.page

    def _text(self, text: str) -> None:
        words = text.strip()
        if not words and not self._pieces:  # blanks between blocks
            return
        if words:
            line = self._line
            if self._links:
                line.linked = True
                if line.href is None or line.href == self._links[-1]:
                    line.href = self._links[-1]
                    line.link_text += text
            if self._bold:
                line.bold = True
            if not self._links and not self._bold and words.strip(",.;:|-–"):
                self._has_plain_text = True
            if self._at_edge and self._pieces and _run_together(self._pieces[-1], text):
                self._pieces.append(" ")
            self._at_edge = False
        self._pieces.append(text)

    def _enter_inline(self, node: LexborNode, tag: str) -> None:
        self._at_edge |= tag != "sup"
        if self._cards and self._cards[-1] == self._inline - 1:  # a part of a card is a line of its own
            self._end_line()
        if tag == "a" and _is_card(node):
            self._enter_block(node, tag)
            self._cards.append(self._inline)
        self._inline += 1
        if tag == "a":
            self._links.append(node.attributes.get("href") or "")
        elif tag in _BOLD:
            self._bold += 1
        elif tag == "time" and self._line.stamp is None:
            self._line.stamp = node.attributes.get("datetime")

    def _enter_block(self, node: LexborNode, tag: str) -> None:
        if self._pieces:
            self._end_line()
        attributes = node.attributes
        marks = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".lower() if attributes else ""
        parent = self._open[-1] if self._open else -1
        self._open.append(len(self.page.elements))
        self.page.elements.append(Element(tag, marks, parent, len(self.page.lines)))
        if tag in _HEADINGS:
            self._heading = _HEADINGS[tag]

    def _leave(self, tag: str) -> None:
        if tag in _INLINE:
            self._at_edge |= tag != "sup"
            self._inline -= 1
            if self._cards and self._cards[-1] == self._inline:
                self._cards.pop()
                self._close_block()
            if tag == "a" and self._links:
                self._links.pop()
            elif tag in _BOLD:
                self._bold = max(0, self._bold - 1)
        elif tag not in _BREAKS and self._open:
            self._close_block()
            if tag in _HEADINGS:
                self._heading = 0

    def _close_block(self) -> None:
        if self._pieces:
            self._end_line()
        self.page.elements[self._open.pop()].end = len(self.page.lines)

    def _end_line(self) -> None:
        if not self._pieces:
            return
        pieces = self._pieces
        text = " ".join((pieces[0] if len(pieces) == 1 else "".join(pieces)).split())
        pieces.clear()
        line, has_plain_text = self._line, self._has_plain_text
        self._has_plain_text = False
        if not text:
            return
        self._line = Line("", 0)
        line.text = text[:LONGEST_LINE]
        line.element = self._open[-1]
        line.heading = self._heading
        line.bold = line.bold and not has_plain_text
        line.linked = line.linked and not has_plain_text
        self.page.lines.append(line)


def _is_card(link: LexborNode) -> bool:
    """Whether a link is a whole entry of a list: made of several elements, with no text of its own."""
    parts = 0
    node = link.child
    while node is not None:
        if node.tag == "-text":
            if (node.text_content or "").strip():
                return False
        else:
            parts += node.tag not in _BREAKS
        node = node.next
    return parts > 1


def _run_together(before: str, after: str) -> bool:
    """Whether two pieces would run into one number or word where a style sheet keeps them apart: "Jan" "16"."""
    a, b = before[-1:], after[:1]
    is_half_of_day = before[-2:].lower() in {"am", "pm"}
    return a.isalnum() and b.isalnum() and (a.isdigit() or b.isdigit() or is_half_of_day)
