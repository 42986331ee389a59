"""Text without markup, read as the page of prose that it is."""

import html
import re
from dataclasses import dataclass, replace

from spiders.page import Page, Reading
from spiders.text import decoded

_LONGEST = 1_000_000
_LETTERS = re.compile(rb"[\xef\xbb\xbf\s]{0,16}[A-Za-z0-9*#=\xc3\xe2-]")
_BEFORE_MARKUP = 20_000
_MARKUP = re.compile(rb"<!doctype html|<html[\s>]|<body[\s>]", re.IGNORECASE)
_OTHER = re.compile(rb"BEGIN:|%PDF|[\x00-\x08\x0e-\x1f]")


@dataclass(frozen=True)
class PlainText:
    """The reader of text: its paragraphs are those of a page, its lines are lines."""

    name: str = "text"
    version: int = 1

    def recognises(self, page: Page) -> bool:
        head = page.body[:2_000]
        return _LETTERS.match(head) is not None and _OTHER.search(head) is None

    def read(self, page: Page) -> Reading:
        if markup := _MARKUP.search(page.body[:_BEFORE_MARKUP]):  # a warning of PHP stands before the page
            return _of_html(replace(page, body=page.body[markup.start() :]))
        text = html.escape(decoded(page.body, page.content_type)[:_LONGEST])
        paragraphs = (block.strip().replace("\n", "<br>") for block in re.split(r"\n[ \t\r]*\n", text))
        body = "<!DOCTYPE html><body>" + "".join(f"<p>{block}</p>\n" for block in paragraphs if block)
        return _of_html(replace(page, body=body.encode(errors="replace"), content_type="text/html; charset=utf-8"))


READER = PlainText()


def _of_html(page: Page) -> Reading:
    from spiders.readers.html import READER as HTML  # noqa: PLC0415 few pages are text

    return HTML.read(page) if HTML.recognises(page) else Reading()
