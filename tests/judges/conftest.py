"""The release that judges look at."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from spiders.demo.serving import serve_town
from tests.test_whole_line import TODAY, Operator

collect_ignore = ["programs"]  # run by `make programs`


@pytest.fixture(scope="session")
def operator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Operator]:
    """Someone who published the demo town, whose sites still answer. What is published is not to be written into."""
    with serve_town(TODAY) as town:
        found = Operator(town, tmp_path_factory.mktemp("demo"))
        found.run()
        yield found


@pytest.fixture(scope="session")
def release(operator: Operator) -> Path:
    """The folder of the demo's visible release."""
    return (operator.var / "public").resolve()
