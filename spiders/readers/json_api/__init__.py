"""JSON: answers of platforms and of whatever else prints events as objects, as a page of its own."""

import re
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from schemas.errors import UnreadableText
from schemas.health import Problem
from spiders.page import Page, Reading
from spiders.readers import json_ld
from spiders.readers.broken_json import ReadJson, read_json
from spiders.readers.json_api.jcal import as_icalendar, is_jcal
from spiders.readers.json_api.markup import reading_of_markup
from spiders.readers.json_api.openactive import without_deleted
from spiders.readers.json_api.uitdatabank import with_schedules
from spiders.readers.records import reading_of
from spiders.readers.records.paging import next_pages
from spiders.readers.schema_org import reading_of as reading_of_things
from spiders.text import decoded

# What sites print before JSON so that other sites cannot run it as a script, and the call or brackets that
# JSONP wraps around it.
_GUARD = re.compile(r"\s*(?:\)\]\}'?,?|while\s*\(1\);|for\s*\(;;\);)\s*")
_CALL = re.compile(r"\s*(?:/\*\*/)?\s*(?:[A-Za-z_$][\w$.]{0,80}\s*)?\(\s*(?=[\[{])")
_FIRST = re.compile(
    rb"[\xef\xbb\xbf\s]{0,64}(?:[\[{]|\"[\[{]|\)\]\}|while\(1\)|for\(;;\)|(?:/\*\*/\s{0,4})?(?:[A-Za-z_$][\w$.]{0,80})?\([\[{])"
)


@dataclass(frozen=True)
class JsonApi:
    """The reader of JSON that is a page of its own."""

    name: str = "json"
    version: int = 1

    def recognises(self, page: Page) -> bool:
        return _FIRST.match(page.body[:200]) is not None and b":" in page.body

    def read(self, page: Page) -> Reading:
        try:
            document = _document(decoded(page.body, page.content_type))
            return _reading(document, page, self.name)
        except UnreadableText as error:
            return Reading(problems=(Problem(what=str(error), where=page.url),))


READER = JsonApi()


def _document(text: str) -> ReadJson:
    """What `text` says as JSON: one value, or a list of those that stand on lines of their own."""
    if guard := _GUARD.match(text):
        text = text[guard.end() :]
    elif call := _CALL.match(text):
        text = text[call.end() :].rstrip().rstrip(";").rstrip().removesuffix(")")
    if (lines := _lines(text)) is not None:
        return ReadJson(lines, ("json-lines",))
    read = read_json(text)
    if isinstance(read.value, str) and read.value.lstrip()[:1] in {"{", "["}:
        return read_json(read.value)
    return read


def _lines(text: str) -> list[Any] | None:
    """The values of text that holds one on each line; None where it does not."""
    first, separator, rest = text.strip().partition("\n")
    if not separator or first[-1:] not in {"}", "]"} or rest.lstrip()[:1] not in {"{", "["}:
        return None
    try:
        return [msgspec.json.decode(line) for line in text.splitlines() if line.strip()]
    except (msgspec.DecodeError, RecursionError):
        return None


def _reading(document: ReadJson, page: Page, reader: str) -> Reading:
    value = without_deleted(document.value)
    if is_jcal(value):
        return _calendar(value, page)
    typed = _of_schema_org(value, document.repairs, page, reader=reader)
    if typed.listings:
        return typed
    found = reading_of(value, page, reader=reader, repairs=document.repairs, is_whole_page=True)
    if found.listings:
        return found
    inner = reading_of_markup(value, page)
    links = tuple(dict.fromkeys((*inner.links, *found.links)))
    return replace(inner, links=links, problems=(*inner.problems, *found.problems, *typed.problems))


def _of_schema_org(value: Any, repairs: tuple[str, ...], page: Page, *, reader: str) -> Reading:  # noqa: ANN401
    """The events that are typed in the words of schema.org, with the pages that come next."""
    if b"@type" not in page.body:
        return Reading()
    scheduled = with_schedules(value) if b"calendarType" in page.body else value
    found = reading_of_things(json_ld.things(scheduled, repairs), page, reader=reader, base=page.url)
    return replace(found, links=tuple(dict.fromkeys((*found.links, *next_pages(value, page.url)))))


def _calendar(value: Any, page: Page) -> Reading:  # noqa: ANN401
    from spiders.readers.ical import READER as ICAL  # noqa: PLC0415 few pages need it

    return ICAL.read(replace(page, body=as_icalendar(value).encode(), content_type="text/calendar"))
