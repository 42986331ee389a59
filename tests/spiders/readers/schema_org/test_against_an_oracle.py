"""Every event in the markup of real pages comes out with its title and start, as an independent reading has them.

The oracle is extruct, with json_repair for the blocks that it cannot read, and Python's own ISO 8601.
"""

import html
import json
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import json_repair
import pytest
from extruct.w3cmicrodata import MicrodataExtractor

from schemas.listing import Listing
from schemas.schedule import moment
from schemas.zones import zone
from spiders.page import Page
from spiders.readers import json_ld, microdata

CORPUS = Path(__file__).parents[5] / "shared" / "corpus"

# What stands in the markup and is no listing, and why.
NOT_LISTED = {
    "schema.org__eg-0166-jsonld.html": "a broadcast without a name, nor has its programme one",
    "schema.org__eg-0166-microdata.html": "the same",
    "schema.org__eg-0167-jsonld.html": "a broadcast without a name, nor has its programme one",
    "schema.org__eg-0167-microdata.html": "the same",
}
# Starts that are no ISO 8601, read by a person.
READ_BY_HAND = {
    re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})T(\d\d)-\4-(\d\d)-00$"): "{0}-{1:0>2}-{2:0>2}T{3}:{4}",
    re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})T(\d\d:\d\d)\+5\.5:00$"): "{0}-{1:0>2}-{2:0>2}T{3}+05:30",
    re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})T(\d\d:\d\d)$"): "{0}-{1:0>2}-{2:0>2}T{3}",
    re.compile(r"^(.*T\d\d:\d\d:\d\d):00(\+.*)$"): "{0}{1}",
    re.compile(r"^(\d{4}-\d\d-\d\d)-(\d\d:\d\d:\d\d)$"): "{0}T{1}",
}

Announced = tuple[str, date | datetime]


def _pages() -> list[Path]:
    """The pages whose case says that events stand in their markup, and all pages of structured data."""
    cases = (json.loads(path.read_bytes()) for path in sorted(CORPUS.glob("set1*/cases/*.json")))
    marked = {CORPUS / case["file"] for case in cases if any("Event" in kind for kind in case["structured"])}
    return sorted(path for path in (*marked, *CORPUS.glob("set3_structured/html/*/*.html")) if path.suffix == ".html")


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real pages, ../shared/corpus, is not here")
@pytest.mark.parametrize("path", _pages(), ids=lambda path: path.name)
def test_each_event_in_the_markup_comes_out_with_its_title_and_start(path: Path, a_page: Callable[..., Page]) -> None:
    page = a_page(path.read_bytes(), tzid="America/Chicago")
    by_readers = {
        announced for reader in (json_ld, microdata) for announced in map(_announced, _listings(reader, page))
    }
    by_oracle = {announced for event in _events(page) if (announced := _stated(event))}
    missing = by_oracle - by_readers
    assert bool(missing) == (path.name in NOT_LISTED), missing
    assert not {title for title, _ in by_readers} - {title for title, _ in by_oracle} - _dateless(page)


def _listings(reader: Any, page: Page) -> tuple[Listing, ...]:
    if not reader.READER.recognises(page):
        return ()
    listings: tuple[Listing, ...] = reader.READER.read(page).listings
    return listings


def _announced(listing: Listing) -> Announced:
    if listing.schedule is None:
        return listing.title, date.min
    start = moment(listing.schedule.slots[0].dtstart)
    if isinstance(start, datetime) and listing.schedule.tzid:
        start = start.replace(tzinfo=zone(listing.schedule.tzid))
    return listing.title, start


def _events(page: Page) -> Iterator[dict[str, Any]]:
    text = page.body.decode(errors="replace")
    blocks = [text] if text.startswith("{") else re.findall(r"(?is)<script[^>]+ld\+json[^>]*>(.*?)</script>", text)
    for block in blocks:
        try:
            yield from _within(json.loads(block))
        except ValueError:
            yield from _within(json_repair.loads(block))
    if "itemtype" in text:
        yield from _within(MicrodataExtractor().extract(text))


def _within(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for part in value:
            yield from _within(part)
    elif isinstance(value, dict):
        kind = str(value.get("@type") or value.get("type") or "")
        if re.search(r"Event\b|EventSeries|Festival", kind):
            yield value.get("properties", value)
        for part in value.values():
            yield from _within(part)


def _stated(event: dict[str, Any]) -> Announced | None:
    start = _first(event.get("startDate"))
    if not start:
        return None
    for form, iso in READ_BY_HAND.items():
        if found := form.match(start):
            start = iso.format(*found.groups())
    when: date | datetime = date.fromisoformat(start) if len(start) == 10 else datetime.fromisoformat(start)
    return _title(event), when


def _title(event: dict[str, Any]) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", _first(event.get("name")))).split())


def _dateless(page: Page) -> set[str]:
    """The titles of events whose dates lie in a schedule."""
    return {_title(event) for event in _events(page) if event.get("eventSchedule")}


def _first(value: Any) -> str:
    return str(value[0] if isinstance(value, list) and value else value or "")
