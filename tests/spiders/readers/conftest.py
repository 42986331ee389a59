"""Frozen pages: each folder in `cases` beside a test holds a page and what is to be read from it.

`expected.json`: `url`, `tzid` and `selectors` of the page (all optional), then `listings`, `links` and `problems` as
read. Of a listing it gives what was printed, its key and its repairs.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from schemas.listing import Listing
from schemas.source import Selectors
from spiders.page import Page, Reader, Reading

_OF_THE_READING = ("source_id", "reader", "fetched_at", "fingerprint")


@dataclass(frozen=True)
class FrozenCase:
    """A page that was frozen, with what is to be read from it."""

    page: Page
    expected: dict[str, Any]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "frozen_case" in metafunc.fixturenames:
        folders = sorted(page.parent for page in (metafunc.definition.path.parent / "cases").glob("*/page.*"))
        metafunc.parametrize("frozen_case", folders, indirect=True, ids=[folder.name for folder in folders])


@pytest.fixture
def frozen_case(request: pytest.FixtureRequest, a_page: Callable[..., Page]) -> FrozenCase:
    folder: Path = request.param
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    stated = {name: expected.pop(name) for name in ("url", "tzid") if name in expected}
    if "selectors" in expected:
        stated["selectors"] = msgspec.convert(expected.pop("selectors"), Selectors)
    return FrozenCase(a_page(next(folder.glob("page.*")).read_bytes(), **stated), expected)


@pytest.fixture
def a_page() -> Callable[..., Page]:
    """Makes a page of a fictional site from its body, as text or bytes; other fields by name."""

    def made(body: str | bytes, **fields: Any) -> Page:
        return Page(
            **{
                "source_id": "nl.voorbeeldstad.de-brug",
                "url": "https://debrug.example/agenda/",
                "body": body.encode() if isinstance(body, str) else body,
                "fetched_at": datetime(2026, 11, 2, 6, 0, tzinfo=UTC),
                **fields,
            }
        )

    return made


@pytest.fixture
def as_expected() -> Callable[[Reader, Page], dict[str, Any]]:
    """What a reader takes from a page, in the form of `expected.json`."""

    def read(reader: Reader, page: Page) -> dict[str, Any]:
        assert reader.recognises(page)
        reading = reader.read(page)
        return {
            "listings": [_printed(listing) for listing in reading.listings],
            "links": list(reading.links),
            "problems": [msgspec.to_builtins(problem) for problem in reading.problems],
        }

    return read


@pytest.fixture
def only_listing() -> Callable[[Reading], Listing]:
    """The one listing of a reading that has no more."""

    def only(reading: Reading) -> Listing:
        assert len(reading.listings) == 1, reading
        return reading.listings[0]

    return only


def _printed(listing: Listing) -> dict[str, Any]:
    fields: dict[str, Any] = json.loads(msgspec.json.encode(listing))
    return {name: value for name, value in fields.items() if name not in _OF_THE_READING}
