"""The examples in the docstrings hold."""

import doctest
from types import ModuleType

import pytest

from output import dutch, ical_rule, ical_text, notes, plain_text
from output.feeds import names, pages

EXAMPLES = (dutch, names, notes, pages, ical_rule, ical_text, plain_text)


@pytest.mark.parametrize("module", EXAMPLES, ids=lambda one: one.__name__)
def test_the_examples_of_a_module_hold(module: ModuleType) -> None:
    result = doctest.testmod(module)
    assert result.attempted > 0
    assert result.failed == 0
