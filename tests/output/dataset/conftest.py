"""One published dataset with something in every table and every field."""

from pathlib import Path

import pytest

from tests.output.dataset.everything import everything
from tests.output.dataset.published import published


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the dataset; not to be written into."""
    return published(everything(), tmp_path_factory.mktemp("var"))
