from collections.abc import Iterator
from datetime import date

import pytest

from spiders.demo.serving import serve_town
from spiders.demo.town import Town


@pytest.fixture
def town() -> Iterator[Town]:
    """The town on the day of truth.toml."""
    with serve_town(date(2026, 11, 24)) as served:
        yield served
