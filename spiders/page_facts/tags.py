"""Facts that stand in tags of their own: `meta`, `link`, the language of the document."""

import re
from collections.abc import Mapping
from typing import TypeAlias

from selectolax.lexbor import LexborHTMLParser

from spiders.text import one_line

MOST_TAGS = 1000
LONGEST_CONTENT = 2000

_NAMES = ("property", "name", "itemprop", "http-equiv")
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


Tags: TypeAlias = "Mapping[str, str]"


def tags(tree: LexborHTMLParser) -> Tags:
    """The contents of the `meta` elements by their names in lower case, each as one line; of several the first."""
    stated: dict[str, str] = {}
    for node in tree.css("meta[content]")[:MOST_TAGS]:
        attributes = node.attributes
        name = next((found for kind in _NAMES if (found := (attributes.get(kind) or "").strip().lower())), None)
        if name and (content := one_line((attributes.get("content") or "")[:LONGEST_CONTENT])):
            stated.setdefault(name, content)
    return stated


def named(stated: Tags, *names: str) -> str | None:
    """The content of the first of these names that has one."""
    return next((stated[name.lower()] for name in names if name.lower() in stated), None)


def relation(tree: LexborHTMLParser, name: str) -> str | None:
    """The address of the first `link` of this relation."""
    node = tree.css_first(f'link[rel~="{name}" i][href]')
    return node.attributes.get("href") if node is not None else None


def language(tree: LexborHTMLParser) -> str | None:
    """The language that the document states, as a tag of BCP 47."""
    node = tree.css_first("html")
    attributes = node.attributes if node is not None else {}
    stated = (attributes.get("lang") or attributes.get("xml:lang") or "").strip().replace("_", "-")
    return stated if _LANGUAGE.fullmatch(stated) else None
