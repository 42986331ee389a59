"""Pages of sources as they were when `bruggen add` wrote them, read again by the ladder of today."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from spiders import readers
from spiders.page import Page

CASES = sorted(path.parent for path in (Path(__file__).parent / "cases").glob("*/expected.json"))
OF_THE_READING = {"source_id", "fetched_at", "fingerprint"}


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_a_frozen_page_of_a_source_is_read_as_when_it_was_added(folder: Path) -> None:
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    (body,) = folder.glob("page.*")
    page = Page(
        source_id="nl.frozen.page",
        url=expected["url"],
        body=body.read_bytes(),
        fetched_at=datetime.fromisoformat(expected["fetched_at"]),
        content_type=expected["content_type"],
    )
    reading, _, _ = readers.read(page)
    listings: list[dict[str, Any]] = [json.loads(msgspec.json.encode(listing)) for listing in reading.listings]
    said = [{name: value for name, value in one.items() if name not in OF_THE_READING} for one in listings]
    assert said == expected["listings"]
    assert list(reading.links) == expected["links"]


def test_there_is_a_frozen_page_to_read() -> None:
    assert CASES
