from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from spiders.page import Page


@pytest.fixture
def a_page() -> Callable[..., Page]:
    """Makes a page of a fictional site from its body; other fields by name."""

    def made(body: str | bytes, **fields: Any) -> Page:
        return Page(
            **{
                "source_id": "nl.voorbeeldstad.de-brug",
                "url": "https://debrug.example/",
                "body": body.encode() if isinstance(body, str) else body,
                "fetched_at": datetime(2026, 11, 2, 6, 0, tzinfo=UTC),
                **fields,
            }
        )

    return made
