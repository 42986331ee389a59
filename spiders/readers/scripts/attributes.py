"""Values of JSON in attributes (`data-events='[…]'`, `:events="[…]"`, `wire:snapshot="{…}"`), and attributes that are
the fields of records (`data-title="…" data-start="2026-12-01"`).
"""

import html
import re
from collections.abc import Iterator, Mapping
from typing import Any

from spiders.page import Page
from spiders.readers.scripts.dated import is_dated
from spiders.readers.scripts.literals import Allowance, value_of
from spiders.text import decoded

_SIGN = re.compile(rb"=[\"'](?:[\[{]|&#(?:91|123);)")
# By the text of the page: selectors cannot ask for attributes of any name.
_OPENING = re.compile(r"=([\"'])(?=[\[{]|&#(?:91|123);)")
_NAME_BEFORE = re.compile(r"\s[\w:@.-]{2,60}\Z")
_LONGEST_NAME = 61
# An attribute of time that holds a day or a moment.
_DATED_FIELD = re.compile(
    rb"(data-[a-z-]{0,30}(?:start|begin|date|datum|time)[a-z-]{0,20})=[\"'](?:20\d\d-\d\d-\d|1\d{9}|20\d{6}T)"
)
_MOST_FIELDS, _MOST_RECORDS = 10, 5_000


def holds_fields(body: bytes) -> bool:
    """Whether attributes of the page hold days under names of time."""
    return _DATED_FIELD.search(body) is not None


def attribute_records(page: Page) -> list[dict[str, str]]:
    """The elements that bear their facts in attributes, each as a record; one at least of the facts is a day."""
    names = list(dict.fromkeys(found[1].decode() for found in _DATED_FIELD.finditer(page.body)))[:_MOST_FIELDS]
    nodes = page.tree.css(", ".join(f"[{name}]" for name in names))[:_MOST_RECORDS] if names else []
    return [_fields(node.attributes) for node in nodes]


def _fields(attributes: Mapping[str, str | None]) -> dict[str, str]:
    """The attributes made for scripts, by their names without `data-`."""
    stated = ((name.removeprefix("data-"), text) for name, text in attributes.items() if name.startswith("data-"))
    return {name: text for name, text in stated if text}


def attribute_values(page: Page, allowance: Allowance) -> Iterator[tuple[Any, str]]:
    """The objects and lists in attributes that hold dates, each with its text."""
    if not _SIGN.search(page.body):
        return
    for stated in _stated(decoded(page.body, page.content_type)):
        if allowance.is_used_up:
            return
        allowance.left -= len(stated)
        if is_dated(stated.encode(errors="replace")):
            text = html.unescape(stated)
            value = value_of(text)
            if value is not None:
                yield value, text


def _stated(text: str) -> Iterator[str]:
    """The values that begin like JSON, as printed; each character is looked at once."""
    end = 0
    for opening in _OPENING.finditer(text):
        at = opening.start()
        if at < end or not _NAME_BEFORE.search(text, max(end, at - _LONGEST_NAME), at):
            continue
        end = text.find(opening[1], opening.end())
        if end < 0:
            return
        yield text[opening.end() : end]
