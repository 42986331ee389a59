"""Who a website says that it is: its name, its language, and the lines in which addresses stand. Pure."""

import re
from collections.abc import Iterator

from schemas.errors import UnreadableText
from spiders.crawl.links import looks_like_html
from spiders.page import Page
from spiders.text import node_text, one_line

_BETWEEN = re.compile(r"\s+[-–—|·•:»/]\s+|\s*[|»•]\s*|:\s+")
_GENERAL_NAMES = """
    home homepage welkom startpagina start index agenda activiteiten programma kalender nieuws welcome events calendar
    voorpagina hoofdpagina contact evenementen frontpage what's on
"""
_GENERAL = frozenset(_GENERAL_NAMES.split())
_POSTCODE = re.compile(r"\b[1-9]\d{3} ?[A-Z]{2}\b")
_SENTENCE = re.compile(r"(?<=\w\w\w)[.?!]\s")
# Ends a town behind its postcode; not the full stop of "St. Oedenrode".
_BEHIND_TOWN = re.compile(r"(?<=\w\w\w)[.?!](?:\s|$)|[|•·;:()@]|\s[-–—]\s|\s\d")
_LONGEST_NAME, _LONGEST_LINE, _MOST_LINES = 80, 160, 5_000


def site_name(page: Page) -> str | None:
    """What the site calls itself: its stated name, else the part of its title that is a name; None: it does not say."""
    if not looks_like_html(page.body):
        return None
    try:
        stated = page.tree.css_first("meta[property='og:site_name'][content], meta[name='application-name'][content]")
        title = page.tree.css_first("title")
    except UnreadableText:
        return None
    candidates = [stated.attributes.get("content") or ""] if stated is not None else []
    candidates += _BETWEEN.split(one_line(title.text())) if title is not None else []
    names = (one_line(part) for part in candidates)
    return next((name[:_LONGEST_NAME] for name in names if name and not _is_general(name)), None)


def address_lines(page: Page) -> tuple[str, ...]:
    """The lines of text that hold a Dutch postcode, with the line before where that completes them; each once."""
    if not looks_like_html(page.body):
        return ()
    try:
        body = page.tree.body
        text = node_text(body) if body is not None else ""
    except UnreadableText:
        return ()
    return tuple(dict.fromkeys(_lines_with_postcode([line for line in text.split("\n") if line][:_MOST_LINES])))


def _lines_with_postcode(lines: list[str]) -> Iterator[str]:
    for place, line in enumerate(lines):
        for found in _POSTCODE.finditer(line):
            town = _BEHIND_TOWN.split(line[found.end() : found.end() + 60], maxsplit=1)[0]
            before = _SENTENCE.split(line[max(0, found.start() - _LONGEST_LINE) : found.start()])[-1]
            around = f"{before}{found[0]}{town}"
            begins_here = found.start() < 4 and place > 0
            yield f"{lines[place - 1][-_LONGEST_LINE:]}, {around}" if begins_here else around


def _is_general(name: str) -> bool:
    words = name.casefold().strip(" .!").split()
    return all(word in _GENERAL for word in words)
