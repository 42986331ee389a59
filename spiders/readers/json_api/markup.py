"""HTML that stands in JSON: what sites load piece by piece (Drupal views, admin-ajax of WordPress)."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from spiders.page import Page, Reading

_DEEPEST = 6
_SHORTEST = 100
_LONGEST = 2_000_000
_BLOCKS = ("<div", "<li", "<table", "<article", "<section", "<ul", "<p>", "<tr", "<h2", "<h3")


def reading_of_markup(document: Any, page: Page) -> Reading:  # noqa: ANN401
    """What the readers of HTML find in the pieces of HTML within `document`, put one after the other."""
    from spiders.readers import read  # noqa: PLC0415 the ladder knows this reader in turn

    if b"<" not in page.body and b"u003c" not in page.body.lower():
        return Reading()
    pieces = list(_pieces(document, 0))
    if not pieces:
        return Reading()
    body = "<!DOCTYPE html><html><body>\n" + "\n".join(pieces)[:_LONGEST] + "\n</body></html>"
    reading, _, _ = read(replace(page, body=body.encode(errors="replace"), content_type="text/html; charset=utf-8"))
    return reading


def _pieces(value: Any, depth: int) -> Iterator[str]:  # noqa: ANN401
    if isinstance(value, str):
        if len(value) >= _SHORTEST and any(block in value for block in _BLOCKS):
            yield value
    elif depth < _DEEPEST and isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _pieces(inner, depth + 1)
