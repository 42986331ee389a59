from collections.abc import Callable
from typing import Any

from spiders.readers.microdata import READER


def test_a_frozen_page_is_read_as_a_person_read_it(
    frozen_case: Any, as_expected: Callable[..., dict[str, Any]]
) -> None:
    assert as_expected(READER, frozen_case.page) == frozen_case.expected
