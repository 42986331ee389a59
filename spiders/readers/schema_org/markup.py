"""The tree of a page, where it can be had."""

from selectolax.lexbor import LexborHTMLParser

from schemas.errors import UnreadableText
from spiders.page import Page
from spiders.text import decoded, nests_too_deeply


def tree_of(page: Page) -> LexborHTMLParser:
    """The page as a tree, in the charset that it is in. Raises UnreadableText where its elements nest without end."""
    if nests_too_deeply(page.body):
        raise UnreadableText("elements nest too deeply to be read")
    try:
        page.body.decode()
    except UnicodeDecodeError:  # the page's own tree takes all bytes for UTF-8
        return LexborHTMLParser(decoded(page.body, page.content_type))
    return page.tree
