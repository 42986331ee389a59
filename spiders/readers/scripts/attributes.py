"""Values of JSON in attributes: `data-events='[…]'`, `:events="[…]"`, `wire:snapshot="{…}"`."""

import html
import re
from collections.abc import Iterator
from typing import Any

from spiders.page import Page
from spiders.readers.scripts.dated import is_dated
from spiders.readers.scripts.literals import Allowance, value_of
from spiders.text import decoded

_SIGN = re.compile(rb"=[\"'](?:[\[{]|&#(?:91|123);)")
# By the text of the page: selectors cannot ask for attributes of any name.
_OPENING = re.compile(r"\s[\w:@.-]{2,60}=([\"'])(?=[\[{]|&#(?:91|123);)")


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
    opening = _OPENING.search(text)
    while opening is not None:
        end = text.find(opening[1], opening.end())
        if end < 0:
            return
        yield text[opening.end() : end]
        opening = _OPENING.search(text, end)
