"""The addresses of further pages of an answer."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from spiders.readers.records.names import Path
from spiders.text import absolute_url, same_host

_NEXT = frozenset(
    {"next", "nextpage", "nexturl", "nextlink", "nextpageurl", "nextresturl", "nexthref", "odatanextlink"}
)
_TOKENS = {
    "nextPageToken": "pageToken",
    "continuation": "continuation",
    "next_cursor": "cursor",
    "nextCursor": "cursor",
}
# Where answers count their pages: this one, how many there are, what the first is counted as, and the parameter.
_COUNTS = (
    (("page", "current"), ("page", "total"), 1, "page"),  # Localist
    (("pagination", "page_number"), ("pagination", "page_count"), 1, "page"),  # Eventbrite
    (("pagination", "current_page"), ("pagination", "total_pages"), 1, "page"),
    (("meta", "current_page"), ("meta", "last_page"), 1, "page"),  # Laravel
    (("page",), ("total_pages",), 1, "page"),
    (("page",), ("totalPages",), 1, "page"),
    (("number",), ("totalPages",), 0, "page"),  # Spring
)
_DEEPEST = 4
_MOST_KEYS = 200


def next_pages(document: Any, url: str) -> tuple[str, ...]:  # noqa: ANN401
    """The pages that the answer at `url` says come next; none that is this page itself or of another host."""
    named = _pages(document, url, depth=0)
    found = tuple(dict.fromkeys(page for page in named if same_host(page, url) and page != url))[:5]
    return found or tuple(_counted(document, url))[:1]


def _counted(document: Any, url: str) -> Iterator[str]:  # noqa: ANN401
    """The page after this one, where the answer counts its pages."""
    for this, last, first, parameter in _COUNTS:
        number, total = _within(document, this), _within(document, last)
        if isinstance(number, int) and isinstance(total, int) and first <= number < total - 1 + first:
            yield _with(url, parameter, str(number + 1))


def _within(document: Any, path: Path) -> Any:  # noqa: ANN401
    for key in path:
        document = document.get(key) if isinstance(document, dict) else None
    return document


def _pages(value: Any, url: str, *, depth: int) -> Iterator[str]:  # noqa: ANN401
    if not isinstance(value, dict) or depth > _DEEPEST or len(value) > _MOST_KEYS:
        return
    for key, inner in value.items():
        name = "".join(sign for sign in key.casefold() if sign.isalnum())
        if name in _NEXT:
            address = inner.get("href") or inner.get("url") if isinstance(inner, dict) else inner
            if isinstance(address, str) and (page := absolute_url(address, url)):
                yield page
        elif key in _TOKENS and isinstance(inner, str | int) and inner:
            yield _with(url, _TOKENS[key], str(inner))
        elif isinstance(inner, dict):
            yield from _pages(inner, url, depth=depth + 1)


def _with(url: str, name: str, value: str) -> str:
    parts = urlsplit(url)
    kept = [(key, old) for key, old in parse_qsl(parts.query, keep_blank_values=True) if key != name]
    return urlunsplit(parts._replace(query=urlencode([*kept, (name, value)])))
