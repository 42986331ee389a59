"""What stands above a line: headings, what the page calls itself, what its address calls it."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from spiders.readers.html.naming import LONGEST, bare, says_nothing
from spiders.readers.html.outline import Line, Outline
from spiders.readers.html.words import NAMING

HEADLIKE = frozenset({"caption", "dt", "legend", "summary", "th"})
_PARAGRAPHS = frozenset({"p", "div", "td", "center"})
_PSEUDO = 7  # the level of a line that serves as a heading and is none
_HARDLY_MORE = 3  # lines of a block that holds a heading and hardly more
_TITLE_PARTS = re.compile(r"\s[|–—»:•·-]+\s|:\s|\s\|")
_BETWEEN_WORDS = re.compile(r"[-_+]+|(?<=[a-z])(?=[A-Z])")
_SEGMENT = re.compile(r"[^/]+")


def headings_above(page: Outline, line: int) -> Iterator[Line]:
    """The headings that `line` stands under, nearest first: each of a higher level than the one before it."""
    level = _PSEUDO + 1
    ranks = _ranks(page)
    for place in range(bisect_left(ranks, (line,)) - 1, -1, -1):
        number, rank, low, high = ranks[place]
        if rank < level and low <= line < high:
            level = rank
            yield page.lines[number]
            if level == 1:
                return


def _ranks(page: Outline) -> list[tuple[int, int, int, int]]:
    """The lines that are headings or serve as one, in order, with their level and the lines that they govern."""
    if page.ranks is None:
        page.ranks = [
            (number, line.heading or _PSEUDO, *_governed(page, number))
            for number, line in enumerate(page.lines)
            if line.text and (line.heading or _is_headlike(page, line))
        ]
    return page.ranks


def _is_headlike(page: Outline, line: Line) -> bool:
    """Whether a line serves as a heading: a caption, the head of a fold, a few words in bold or capitals."""
    if not 2 < len(line.text) < 90 or line.text.endswith((".", "!", ",")) or line.text.count(" ") > 9:
        return False
    element = page.elements[line.element]
    shouts = line.text.isupper() and line.text.count(" ") > 0 and element.tag in _PARAGRAPHS
    return line.bold or shouts or element.tag in HEADLIKE or NAMING.stand_in(element.marks)


def _governed(page: Outline, heading: int) -> tuple[int, int]:
    """From which line up to which that at `heading` governs: those of the block that it heads.

    A line heads the block around it and around what is hardly more than it; what only serves as a heading and has a
    day beside it is a cell of a record. In a row of several cells it heads a column, and governs within the row.
    """
    days = page.days_before
    own = days[heading + 1] - days[heading]
    low, high = heading, heading + 1
    for element in page.above(page.lines[heading].element):
        one = page.elements[element]
        low, high = one.first, one.end
        is_beside_a_day = days[high] - days[low] > own and not page.lines[heading].heading
        if is_beside_a_day or high - low > _HARDLY_MORE:
            break
    row = next((e for e in page.above(page.lines[heading].element) if page.elements[e].tag in {"tr", "table"}), None)
    if row is None or page.elements[row].tag != "tr" or len(page.children(row)) < 2:
        return low, high
    return max(low, page.elements[row].first), min(high, page.elements[row].end)


def page_names(page: Outline, title: str) -> Iterator[str]:
    """What the page calls itself: headings that its title repeats, others of the first level, parts of the title."""
    folded = title.casefold()
    tops = [bare(line.text) for line in page.lines if line.heading in {1, 2} and 3 < len(line.text) < LONGEST]
    yield from (text for text in tops if text.casefold() in folded)
    yield from (bare(line.text) for line in page.lines if line.heading == 1)
    yield from (bare(part) for part in _TITLE_PARTS.split(title))


def path_name(url: str) -> str | None:
    """What the path of an address calls the page, where that is words.

    >>> path_name("https://example.org/wijk/taalcafe-lombok/data-2027.html")
    'taalcafe lombok'
    """
    for segment in reversed(_SEGMENT.findall(unquote(urlsplit(url).path))):
        text = bare(_BETWEEN_WORDS.sub(" ", segment.rsplit(".", 1)[0]))
        if re.fullmatch(r"[^\W\d]{4,}(?:\s[^\W\d]+){0,5}", text) and not says_nothing(text):
            return text
    return None
