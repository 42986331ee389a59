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
    for place in range(bisect_left(ranks, (line, 0)) - 1, -1, -1):
        number, rank = ranks[place]
        if rank < level and _governs(page, number, line):
            level = rank
            yield page.lines[number]
            if level == 1:
                return


def _ranks(page: Outline) -> list[tuple[int, int]]:
    """The lines that are headings or serve as one, with their level, in order."""
    if page.ranks is None:
        page.ranks = [
            (number, line.heading or _PSEUDO)
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
    return line.bold or shouts or element.tag in HEADLIKE or NAMING.search(element.marks) is not None


def _heads_a_column(page: Outline, heading: int, line: int) -> bool:
    """Whether the line `heading` stands in a row of several cells, and `line` in another row."""
    row = next((e for e in page.above(page.lines[heading].element) if page.elements[e].tag in {"tr", "table"}), None)
    if row is None or page.elements[row].tag != "tr" or len(page.children(row)) < 2:
        return False
    return not page.elements[row].first <= line < page.elements[row].end


def _governs(page: Outline, heading: int, line: int) -> bool:
    """Whether `line` lies in the block that the line `heading` heads, and that is no record beside the one of `line`.

    A line heads the block around it and around what is hardly more than it; what only serves as a heading and has a
    day beside it is a cell of a record.
    """
    if _heads_a_column(page, heading, line):
        return False
    days = page.days_before
    own = days[heading + 1] - days[heading]
    beside = 0
    for element in page.above(page.lines[heading].element):
        one = page.elements[element]
        if one.first <= line < one.end:
            return beside == 0 or page.lines[heading].heading > 0
        beside = days[one.end] - days[one.first] - own
        if one.end - one.first > _HARDLY_MORE:
            return False
    return True


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
